"""What a Plan promises of itself holds whenever one is built, also from JSON that something else has changed."""

import json

import pytest
from pydantic import ValidationError

from policy_parse import Plan, parse

TEXT = "某某市2025年节水工作方案\n一、重点任务\n（一）建设泵站。泵站能耗较2020年下降5%。（市水务局牵头，市财政局配合）\n（二）改造管网。（市水务局负责）"


@pytest.fixture
def made():
    return json.loads(parse(TEXT.encode(), name="made-up.txt").model_dump_json())


def test_what_is_written_is_read_back(made):
    assert json.loads(Plan.model_validate(made).model_dump_json()) == made


def change(plan, path, value):
    *way, last = path
    for step in way:
        plan = plan[step]
    plan[last] = value


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("tasks", 0, "responsible", 0, "text"), "市水利局", "does not hold"),
        (("tasks", 0, "targets", 0, "baseline", "text"), "2019年", "does not hold"),
        (("tasks", 0, "span", "end"), 10_000, "beyond the text"),
        (("sections", 0, "span", "end"), 10_000, "beyond the text"),
        (("header", "spans", "title"), {"start": 0, "end": 10_000}, "beyond the text"),
        (("tasks", 1, "id"), "n.1.1", "given twice"),
        (("tasks", 0, "related"), ["t9.r9"], "no t9.r9"),
        (("tasks", 0, "supporting", 0, "role"), "lead", "supporting and guiding"),
        (("schema_version",), "9.9", "1.0"),
    ],
)
def test_a_plan_that_breaks_a_promise_cannot_be_built(made, path, value, said):
    assert made["tasks"][0]["id"] == "n.1.1"
    change(made, path, value)
    with pytest.raises(ValidationError, match=said):
        Plan.model_validate(made)
