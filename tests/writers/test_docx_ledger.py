"""The ledger as a Word file: what an office edits and sends out again."""

import io
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from policy_parse import parse
from policy_parse.model import Deadline, Unit
from policy_parse.span import Span
from policy_parse.writers import render, write
from policy_parse.writers.ledger import ROLES, Entry, entries

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(data, part="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ElementTree.fromstring(package.read(part))


def table(data, head="所属章节"):
    """Rows of the table with that head, their cells as words; None where a cell goes on with the one above."""
    return next(rows for rows in tables(data) if head in rows[0])


def tables(data):
    return [rows_of(element) for element in document(data).iter(f"{W}tbl")]


def rows_of(element):
    return [
        [
            None if (merge := cell.find(f"{W}tcPr/{W}vMerge")) is not None and merge.get(f"{W}val") is None
            else "\n".join("".join(t.text for t in p.iter(f"{W}t")) for p in cell.iter(f"{W}p"))
            for cell in row.iter(f"{W}tc")
        ]
        for row in element.iter(f"{W}tr")
    ]  # fmt: skip


def cell(data, row, head):
    rows = table(data)
    return rows[row][rows[0].index(head)]


def limits(task):
    return {(d.kind, d.end, d.rrule) for d in task.deadlines}


def changed(plan, **fields):
    first, *rest = plan.tasks
    return plan.model_copy(update={"tasks": (first.model_copy(update=fields), *rest)})


def apart(plan, *more):
    """The same plan with no tasks related to each other."""
    tasks = tuple(task.model_copy(update={"related": ()}) for task in plan.tasks)
    return plan.model_copy(update={"tasks": (*tasks, *more)})


def test_columns_are_those_of_a_task_table(plan):
    assert table(render(plan, "docx"))[0] == [
        "序号", "所属章节", "工作内容", "目标指标", "牵头单位", "责任单位", "完成时限", "出处", "编号",
    ]  # fmt: skip


def test_columns_with_nothing_in_them_are_left_out(plan):
    assert "配合单位" not in table(render(plan, "docx"))[0]
    guide = Unit(text="市水利局", span=Span(0, 4), rule="r", name="市水利局", role="guiding")
    assert cell(render(changed(plan, supporting=(guide,)), "docx"), 1, "指导单位") == "市水利局"


def test_a_plan_that_names_no_unit_has_room_for_them(plan):
    bare = [task.model_copy(update={"responsible": (), "deadlines": ()}) for task in plan.tasks]
    head = table(render(plan.model_copy(update={"tasks": tuple(bare)}), "docx"))[0]
    assert "责任单位" in head
    assert "完成时限" not in head


def test_a_row_has_the_words_of_its_task(plan):
    data = render(apart(plan), "docx")
    assert cell(data, 1, "所属章节") == "重点任务"
    assert cell(data, 1, "工作内容") == "管网改造。=1+1，漏损率控制在9%以内 <b>"
    assert cell(data, 1, "目标指标") == "漏损率控制在9%以内"
    assert cell(data, 1, "牵头单位") == "区水利局"
    assert [cell(data, row, "编号") for row in (1, 2)] == ["1", "t1.1"]


def test_a_limit_says_its_year_even_where_the_document_left_it_out(plan):
    assert cell(render(plan, "docx"), 1, "完成时限") == "2022年12月底前"
    fifth = Deadline(text="3月5日前", span=Span(0, 5), rule="r", kind="date", end=date(2023, 3, 5), inferred=True)
    assert cell(render(changed(plan, deadlines=(fifth,)), "docx"), 1, "完成时限") == "2023年3月5日前"


def test_a_limit_that_is_stated_twice_stands_once(plan):
    both = [
        Deadline(text=t, span=Span(0, len(t)), rule="r", kind="date", end=date(2025, 6, 30))
        for t in ("2025年6月底前", "2025年6月30日")
    ]
    assert cell(render(changed(plan, deadlines=tuple(both)), "docx"), 1, "完成时限") == "2025年6月底前"


def test_headings_of_tasks_that_follow_each_other_are_one_cell(plan):
    same = apart(plan)
    same = same.model_copy(update={"tasks": tuple(t.model_copy(update={"path": ("甲", "乙")}) for t in same.tasks)})
    assert [row[1] for row in table(render(same, "docx"))[1:]] == ["甲 / 乙", None]


def test_overall_targets_have_a_table_before_the_tasks(plan_with_targets):
    first, second = tables(render(plan_with_targets, "docx"))[:2]
    assert first[0] == ["序号", "指标", "目标值", "原文", "出处"]
    assert first[1][1:3] == ["漏损率", "≤ 9%"]
    assert "工作内容" in second[0]


def test_findings_stand_last_with_the_rows_they_are_about(plan):
    query = plan.findings[0].model_copy(update={"tasks": ("t1.1",)})
    last = tables(render(apart(plan.model_copy(update={"findings": (query,)})), "docx"))[-1]
    assert last == [["级别", "疑问", "涉及序号"], ["提示", "两种写法<script>", "2"]]


def test_no_row_breaks_over_pages(plan):
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in document(render(plan, "docx")).iter(f"{W}tr"))


def test_tables_fill_the_page_and_long_words_get_the_room(plan):
    long = changed(apart(plan), text="认真开展管网改造" * 40)
    widths = [int(c.get(f"{W}w")) for c in next(document(render(long, "docx")).iter(f"{W}tblGrid"))]
    assert 14900 < sum(widths) <= 15140  # 267 mm
    assert max(widths) == widths[2] > sum(widths) / 3


def test_page_lies_on_its_side_and_the_head_is_repeated(plan):
    root = document(render(plan, "docx"))
    assert root.find(f".//{W}pgSz").get(f"{W}orient") == "landscape"
    first, *rest = next(root.iter(f"{W}tbl")).iter(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rest)


def test_fonts_are_named_for_chinese_characters_too(plan):
    fonts = {f.get(f"{W}eastAsia") for f in document(render(plan, "docx")).iter(f"{W}rFonts")}
    assert fonts == {"仿宋", "黑体"}


def test_title_and_source_stand_above_the_table(plan):
    paragraphs = [
        "".join(t.text for t in p.iter(f"{W}t")) for p in document(render(plan, "docx")).findall(f"{W}body/{W}p")
    ]
    assert paragraphs[:2] == ["示例工作方案<i>任务分解表", "来源：《示例工作方案<i>》　源文件：plan.docx"]


def test_characters_that_xml_cannot_hold_are_left_out(build_plan):
    assert "\x0b" not in cell(render(build_plan("漏损率控制在9%以内\x01\x0b"), "docx"), 1, "工作内容")


@pytest.mark.parametrize("name", ["source.docx", "source.pdf"])
def test_read_back_every_row_has_the_units_and_limits_of_its_work(beibei, tmp_path, name):
    plan = parse(beibei / name)
    write(plan, tmp_path / "tasks.docx")
    again = parse(tmp_path / "tasks.docx")
    work = entries(plan)
    assert len(again.tasks) == len(work) > 20
    for entry, row in zip(work, again.tasks, strict=True):
        back = Entry(entry.number, (row,), ())
        assert [back.units(role) for role in ROLES] == [entry.units(role) for role in ROLES]
        assert limits(row) == {limit for task in entry.tasks for limit in limits(task)}
        assert row.path[:1] == tuple(entry.path.replace("\n", "；").replace(" / ", "/").split("\t"))
    assert [(t.indicator, t.comparator, t.value) for t in again.targets] == [
        (t.indicator, t.comparator, t.value) for t in plan.targets
    ]
