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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_plan_gives_what_a_careful_reader_finds(case):
    plan = policy_parse.parse(case["text"].encode(), name="plan.txt")
    assert plan.header.title == (case["title"] or None)
    assert [found(task) for task in plan.tasks] == case["tasks"]
