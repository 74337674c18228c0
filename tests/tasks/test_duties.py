"""Sections that say what each office does."""

import pytest

from policy_parse import parse

PLAN = """江州市校园食品安全整治工作方案
一、重点任务
（一）开展排查。对学校食堂开展全面排查。（市教育局、市市场监管局负责）
（二）加强培训。组织从业人员培训。（市市场监管局负责）
二、{heading}
{duties}
三、保障措施
（一）加强领导。各部门要高度重视。
"""


def duties(lines, heading="任务分工"):
    plan = parse(PLAN.format(heading=heading, duties="\n".join(lines)).encode(), name="plan.txt")
    return [
        (task.title, [f"{u.text} {u.role}" for u in (*task.responsible, *task.supporting)])
        for task in plan.tasks
        if heading in task.path
    ]


def test_each_paragraph_that_begins_with_an_office_is_its_task():
    lines = ["市教育局：负责督促学校。", "市公安局、市司法局：依法打击违法行为。", "供水企业：做好保障。"]
    assert duties(lines) == [
        ("市教育局", ["市教育局 responsible"]),
        ("市公安局、市司法局", ["市公安局 responsible", "市司法局 responsible"]),
        ("供水企业", ["供水企业 responsible"]),
    ]


@pytest.mark.parametrize("mark", ["。", "："])
def test_so_is_each_item(mark):
    lines = [f"（一）市教育局{mark}负责督促学校。", f"（二）市公安局{mark}依法打击违法行为。"]
    assert duties(lines, "部门分工") == [
        ("市教育局", ["市教育局 responsible"]),
        ("市公安局", ["市公安局 responsible"]),
    ]


def test_the_word_behind_the_office_gives_its_role():
    lines = ["1.市教育局牵头建设平台。", "2.市公安局配合开展检查。", "3.市司法局负责普法。"]
    assert [units for _, units in duties(lines, "任务分工")] == [
        ["市教育局 lead"],
        ["市公安局 supporting"],
        ["市司法局 responsible"],
    ]


def test_items_below_an_office_are_its_tasks():
    lines = ["（一）市教育局", "1.督促学校。", "2.开展检查。", "（二）市公安局", "1.打击违法行为。", "2.开展普法。"]
    assert [units for _, units in duties(lines)] == [["市教育局 responsible"]] * 2 + [["市公安局 responsible"]] * 2


def test_what_begins_with_no_office_names_none():
    lines = ["（一）加强监管：市教育局要督促学校。", "（二）严格执法。市公安局依法打击违法行为。"]
    assert [units for _, units in duties(lines)] == [[], []]


def test_a_subject_under_another_heading_is_not_marked():
    lines = ["（一）市教育局负责督促学校。", "（二）市公安局负责打击违法行为。"]
    assert [units for _, units in duties(lines, "主要措施")] == [[], []]


@pytest.mark.parametrize("heading", ["职责分工", "部门职责", "成员单位职责"])
def test_what_an_office_does_in_general_is_no_task(heading):
    lines = ["市教育局：负责督促学校。", "市公安局负责打击违法行为。", "市财政局负责落实工作经费。"]
    assert duties(lines, heading) == []
