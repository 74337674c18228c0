"""One row for each piece of work, and where it stands."""

import csv
import io
from datetime import date

from policy_parse import parse
from policy_parse.explain import explain
from policy_parse.model import Deadline, Unit
from policy_parse.span import Span
from policy_parse.writers import render
from policy_parse.writers.ledger import entries
from policy_parse.writers.widths import fitted


def unit(words, role, **more):
    return Unit(text=words, span=Span(0, len(words)), rule="r", name=words, role=role, **more)


def limit(words, end):
    return Deadline(text=words, span=Span(0, len(words)), rule="r", kind="date", end=end)


def with_tasks(plan, *changes):
    """The plan with its two tasks changed, and copies of the second for further changes; all in one piece of work."""
    bases = [plan.tasks[0], *(plan.tasks[1].model_copy(update={"id": f"t1.{i}"}) for i in range(1, len(changes)))]
    rows = tuple(task.id for task in bases[1:])
    links = [{"related": rows}, *({"related": ("1",)} for _ in rows)]
    tasks = [task.model_copy(update=link | change) for task, link, change in zip(bases, links, changes, strict=True)]
    return plan.model_copy(update={"tasks": tuple(tasks)})


def test_a_task_of_the_text_and_its_row_are_one_entry_with_both_places(plan):
    (entry,) = entries(plan)
    assert entry.ids == "1\nt1.1"
    assert entry.place == "第2页 第2段\n表1第2行"


def test_tasks_without_a_partner_stay_rows_of_their_own(plan):
    alone = with_tasks(plan, {"related": ()}, {"related": ()})
    assert [entry.ids for entry in entries(alone)] == ["1", "t1.1"]


def test_every_task_is_in_one_entry(beibei):
    plan = parse(beibei / "source.docx")
    work = entries(plan)
    assert sorted(task.id for entry in work for task in entry.tasks) == sorted(task.id for task in plan.tasks)
    assert [entry.number for entry in work] == list(range(1, len(work) + 1))
    assert len(work) < len(plan.tasks)


def test_units_of_both_places_stand_once_and_none_is_lost(plan):
    both = with_tasks(
        plan,
        {"responsible": (unit("甲局", "lead"),), "supporting": (unit("乙局", "supporting", open_ended=True),)},
        {
            "responsible": (unit("甲局", "responsible"), unit("丙局", "responsible")),
            "supporting": (unit("丁局", "supporting"),),
        },
    )
    (entry,) = entries(both)
    assert entry.units("lead") == "甲局"
    assert entry.units("responsible") == "丙局"
    assert entry.units("supporting") == "丁局、乙局等"


def test_a_unit_that_is_responsible_here_and_supports_there_is_shown_as_both(plan):
    both = with_tasks(
        plan,
        {"responsible": (unit("甲局", "responsible"),)},
        {"responsible": (), "supporting": (unit("甲局", "supporting"),)},
    )
    (entry,) = entries(both)
    assert (entry.units("responsible"), entry.units("supporting")) == ("甲局", "甲局")


def test_targets_and_limits_of_both_places_stand_once(plan):
    target = plan.tasks[0].targets[0]
    looser = target.model_copy(update={"comparator": "lt", "text": "漏损率低于9%"})
    same = target.model_copy(update={"text": "漏损率≤9%"})
    both = with_tasks(
        plan,
        {"deadlines": (limit("2025年6月底前", date(2025, 6, 30)),)},
        {"targets": (same, looser), "deadlines": (limit("2025年底前", date(2025, 12, 31)),)},
    )
    (entry,) = entries(both)
    assert entry.targets == "漏损率控制在9%以内\n漏损率低于9%"
    assert entry.limits == "2025年6月底前\n2025年底前"
    assert entry.last_day == date(2025, 12, 31)


def test_the_same_words_in_text_and_table_stand_once(plan):
    both = with_tasks(plan, {"text": "改造管网，建设泵站。"}, {"text": "建设泵站；改造管网", "title": None})
    assert entries(both)[0].content() == "改造管网，建设泵站。"


def test_other_words_stand_with_where_they_come_from(plan):
    both = with_tasks(plan, {"text": "改造管网100公里。"}, {"text": "改造管网120公里。"})
    assert entries(both)[0].content() == "正文：改造管网100公里。\n表格：改造管网120公里。"


def test_a_bound_is_part_of_the_words(plan):
    both = with_tasks(plan, {"text": "漏损率≤9%。"}, {"text": "漏损率＜9%。"})
    assert entries(both)[0].content() == "正文：漏损率≤9%。\n表格：漏损率＜9%。"


def test_several_rows_of_one_item_say_each_who_does_it(plan):
    rows = with_tasks(
        plan,
        {"text": "推进节水。", "responsible": (unit("甲局", "responsible"), unit("乙局", "responsible"))},
        {"text": "推进农业节水", "responsible": (unit("甲局", "responsible"),)},
        {"text": "推进工业节水", "responsible": (unit("乙局", "responsible"),)},
    )
    (entry,) = entries(rows)
    assert entry.content().splitlines()[1:] == [
        "表格：推进农业节水（责任单位：甲局）",
        "表格：推进工业节水（责任单位：乙局）",
    ]
    assert entry.units("responsible") == "甲局、乙局"


def test_words_that_were_cut_leave_no_comma(plan):
    cut = with_tasks(plan, {"text": "改造管网，", "related": ()}, {"related": ()})
    assert entries(cut)[0].content() == "改造管网"


def test_csv_keeps_a_row_for_each_task(plan):
    rows = list(csv.DictReader(io.StringIO(render(plan, "csv").decode("utf-8-sig"))))
    assert [(row["编号"], row["关联任务"]) for row in rows] == [("1", "t1.1"), ("t1.1", "1")]


def test_paragraphs_of_a_text_file_are_counted_as_explain_counts_them(beibei):
    plan = parse("滨江市2031年节水工作方案\n\n重点任务\n1.改造管网。（市水利局负责）\n".encode(), name="plan.txt")
    assert entries(plan)[0].place == "第3段"
    assert "第3段 " in explain(plan, plan.tasks[0])


def test_a_column_is_as_wide_as_its_words_need():
    rows = [["1", "认真开展管网改造" * 20, "甲局"]] * 3
    number, words, name = fitted(rows, [2.0, 4.0, 3.0], 60.0)
    assert fitted([["1", "甲局"]], [2.0, 4.0], 60.0) == [2.0, 4.0]
    assert fitted([["1", "甲局"]], [2.0, 4.0], 60.0, filled=True)[1] > 50
    assert abs(number + words + name - 60) < 1e-6
    assert (number, name) == (2.0, 3.0)


def test_one_bound_for_two_years_stands_twice_with_its_year():
    words = (
        "某某市2024年工作方案\n一、重点任务\n（一）建设公厕。2024年新建公厕10座，2025年新建公厕10座。（市城管局负责）"
    )
    (entry,) = entries(parse(words.encode(), name="made-up.txt"))
    assert entry.targets.splitlines() == ["新建公厕10座（2024年）", "新建公厕10座（2025年）"]


def test_a_stretch_of_months_keeps_its_beginning_and_a_day_in_words_gets_its_year():
    words = "某某市2024年工作方案\n一、重点任务\n（一）建设公厕。3月至6月完成选址，六月二十五日前开工。（市城管局负责）"
    (entry,) = entries(parse(words.encode(), name="made-up.txt"))
    assert entry.limits_with_year.splitlines() == ["2024年3月至6月", "2024年6月25日前"]
