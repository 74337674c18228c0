"""Whole plans in the layouts of many places: what is found in them, from the text to the tasks (cases/plans.toml)."""

import tomllib
from pathlib import Path

import pytest

import policy_parse

CASES = tomllib.loads((Path(__file__).parent / "cases" / "plans.toml").read_text("utf-8"))["case"]


def found(task):
    """One task as the cases write it."""
    responsible = "、".join(u.text + ("*" if u.role == "lead" else "") for u in task.responsible)
    supporting = "、".join(u.text for u in task.supporting)
    ends = " ".join(str(d.end or d.kind) for d in task.deadlines)
    return [task.number or "", task.title or "", task.section_role, responsible, supporting, ends]


def amount(target):
    """One target as the cases write it: 近视率 eq 1 个百分点 decrease."""
    most = "" if target.value_max is None else f"..{target.value_max}"
    parts = (target.indicator, target.comparator, f"{target.value}{most}", target.unit, target.change)
    return " ".join(part for part in parts if part)


def said(header):
    """What the front and back matter of a plan give."""
    values = {
        "number": header.document_number and header.document_number.text,
        "issued_on": header.issued_on and str(header.issued_on),
        "notice": header.notice_title,
        "issuers": list(header.issuers),
        "recipients": list(header.recipients),
        "attachments": list(header.attachments),
        "years": header.plan_period and [header.plan_period.start_year, header.plan_period.end_year],
    }
    return {name: value for name, value in values.items() if value}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_plan_gives_what_a_careful_reader_finds(case):
    plan = policy_parse.parse(case["text"].encode(), name="plan.txt")
    assert plan.header.title == (case["title"] or None)
    assert [found(task) for task in plan.tasks] == case["tasks"]
    by_task = {task.title or task.text: [amount(target) for target in task.targets] for task in plan.tasks}
    given = {title: targets for title, targets in by_task.items() if targets}
    assert given == case.get("targets", {})
    assert [amount(target) for target in plan.targets] == case.get("outside", [])
    assert said(plan.header) == case.get("header", {})
    for task in plan.tasks:
        for value in (*task.responsible, *task.supporting, *task.deadlines, *task.targets):
            assert value.span.of(plan.text) == value.text
    for target in plan.targets:
        assert target.span.of(plan.text) == target.text
    for section in plan.sections:
        assert section.span.of(plan.text).strip()
