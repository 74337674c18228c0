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

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(data, part="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ElementTree.fromstring(package.read(part))


def table(data):
    """Rows of cells as words; None where a cell goes on with the one above."""
    return [
        [
            None if (merge := cell.find(f"{W}tcPr/{W}vMerge")) is not None and merge.get(f"{W}val") is None
            else "\n".join("".join(t.text for t in p.iter(f"{W}t")) for p in cell.iter(f"{W}p"))
            for cell in row.iter(f"{W}tc")
        ]
        for row in document(data).iter(f"{W}tr")
    ]  # fmt: skip


def units(task):
    return [("".join(u.text.split()), u.role, u.open_ended) for u in (*task.responsible, *task.supporting)]


def limits(task):
    return {(d.kind, d.end, d.rrule) for d in task.deadlines}


def changed(plan, **fields):
    first, *rest = plan.tasks
    return plan.model_copy(update={"tasks": (first.model_copy(update=fields), *rest)})


def test_columns_are_those_of_a_task_table(plan):
    assert table(render(plan, "docx"))[0] == [
        "序号", "重点任务", "工作内容", "目标指标", "牵头单位", "责任单位", "配合单位", "完成时限", "出处",
    ]  # fmt: skip


def test_guiding_units_have_a_column_where_there_are_any(plan):
    guide = Unit(text="市水利局", span=Span(0, 4), rule="r", name="市水利局", role="guiding")
    rows = table(render(changed(plan, supporting=(guide,)), "docx"))
    assert rows[1][rows[0].index("指导单位")] == "市水利局"


def test_a_row_has_the_words_of_its_task(plan):
    row = table(render(plan, "docx"))[1]
    assert row[1] == "重点任务"
    assert row[2] == "管网改造。=1+1，漏损率控制在9%以内 <b>"
    assert row[3:5] == ["漏损率控制在9%以内", "区水利局"]


def test_a_limit_says_its_year_even_where_the_document_left_it_out(plan):
    assert table(render(plan, "docx"))[1][7] == "2022年12月底前"
    fifth = Deadline(text="3月5日前", span=Span(0, 5), rule="r", kind="date", end=date(2023, 3, 5), inferred=True)
    assert table(render(changed(plan, deadlines=(fifth,)), "docx"))[1][7] == "2023年3月5日前"


def test_a_limit_that_is_stated_twice_stands_once(plan):
    both = [
        Deadline(text=t, span=Span(0, len(t)), rule="r", kind="date", end=date(2025, 6, 30))
        for t in ("2025年6月底前", "2025年6月30日")
    ]
    assert table(render(changed(plan, deadlines=tuple(both)), "docx"))[1][7] == "2025年6月底前"


def test_headings_of_tasks_that_follow_each_other_are_one_cell(plan):
    same = plan.model_copy(update={"tasks": tuple(t.model_copy(update={"path": ("甲", "乙")}) for t in plan.tasks)})
    assert [row[1] for row in table(render(same, "docx"))[1:]] == ["甲\n乙", None]


def test_page_lies_on_its_side_and_the_head_is_repeated(plan):
    root = document(render(plan, "docx"))
    assert root.find(f".//{W}pgSz").get(f"{W}orient") == "landscape"
    first, *rest = root.iter(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rest)


def test_fonts_are_named_for_chinese_characters_too(plan):
    fonts = {f.get(f"{W}eastAsia") for f in document(render(plan, "docx")).iter(f"{W}rFonts")}
    assert fonts == {"仿宋", "黑体"}


def test_title_and_source_stand_above_the_table(plan):
    paragraphs = [
        "".join(t.text for t in p.iter(f"{W}t")) for p in document(render(plan, "docx")).findall(f"{W}body/{W}p")
    ]
    assert paragraphs[:2] == ["示例工作方案<i>任务分解表", "来源：《示例工作方案<i>》"]


def test_characters_that_xml_cannot_hold_are_left_out(build_plan):
    assert "\x0b" not in table(render(build_plan("漏损率控制在9%以内\x01\x0b"), "docx"))[1][2]


@pytest.mark.parametrize("name", ["source.docx", "source.pdf"])
def test_read_back_every_row_has_the_units_and_limits_of_its_task(beibei, tmp_path, name):
    plan = parse(beibei / name)
    write(plan, tmp_path / "tasks.docx")
    again = parse(tmp_path / "tasks.docx")
    assert len(again.tasks) == len(plan.tasks) > 30
    for task, row in zip(plan.tasks, again.tasks, strict=True):
        assert units(row) == units(task)
        assert limits(row) == limits(task)
