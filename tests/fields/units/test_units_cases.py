"""Statements as data: ``tests/cases/units.toml``."""

import tomllib
from pathlib import Path

import pytest
from test_units_statements import statements, units

from policy_parse.text.fold import fold

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "units.toml").read_text("utf-8"))["case"]


def placed(text):
    return text if text[0] not in "（【〔[" else f"建设泵站。{text}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_statement_names_its_units(case):
    text = placed(case["text"])
    assert units(text) == case["expect"]
    if case["expect"] and not case["text"].startswith("建设泵站"):  # the whole of its bracket or line, the names quoted
        (found,) = statements(text)
        assert fold(text).text[found.start : found.end] == fold(case["text"]).text
        assert [unit.span.of(text) for unit in found.units] == [unit.text for unit in found.units]


def test_every_case_stands_once():
    assert len({case["text"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("text", "open_ended"),
    [
        ("（运输局、公路局、等局直单位负责）", [False, True]),
        ("（水产总社等和各省级人民政府负责）", [True, False]),
        ("（江州海关等具有审批、核验职能的部门负责）", [True]),
    ],
)
def test_and_others_belongs_to_the_name_before_it(text, open_ended):
    assert [u.open_ended for s in statements(placed(text)) for u in s.units] == open_ended
