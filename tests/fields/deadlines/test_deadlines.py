import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_parse.fields.deadlines.find import find_deadlines, find_times
from policy_parse.fields.deadlines.rules import DeadlineRules
from policy_parse.lexicon import Lexicon
from policy_parse.text.fold import fold

RULES = DeadlineRules(Lexicon.load())
CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "deadlines.toml").read_text("utf-8"))["case"]


def deadlines(text, place="text", *, year=2022, issued_on=date(2022, 8, 8)):
    return find_deadlines(fold(text), source=text, year=year, issued_on=issued_on, rules=RULES, place=place)


def times(text, *, year=2022):
    return find_times(fold(text), source=text, year=year, rules=RULES)


PERIODS = tomllib.loads((Path(__file__).parents[2] / "cases" / "periods.toml").read_text("utf-8"))


@pytest.mark.parametrize(("text", "start", "end", "precision", "inferred"), PERIODS["periods"])
def test_a_time_has_its_first_and_last_day(text, start, end, precision, inferred):
    (found,) = deadlines(text, "column")
    told = [found.text, str(found.start or ""), str(found.end), found.precision, found.inferred]
    assert told == [text, start, end, precision, inferred]


@pytest.mark.parametrize(("text", "precision"), PERIODS["without_a_year"])
def test_without_a_year_a_time_is_told_as_finely_and_without_days(text, precision):
    (found,) = deadlines(text, "column", year=None, issued_on=None)
    told = (found.text, found.kind, found.start, found.end, found.precision, found.inferred)
    assert told == (text, "date", None, None, precision, False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case):
    found = deadlines(case["text"], case.get("place", "text"), issued_on=case.get("issued_on", date(2022, 8, 8)))
    assert [[d.text, d.kind, d.rrule or str(d.end or "")] for d in found] == case["expect"]


def test_a_month_counted_from_the_issue_is_marked_inferred():
    (found,) = deadlines("下月10日前完成摸排")
    assert (found.end, found.inferred) == (date(2022, 9, 10), True)
    (found,) = deadlines("下月10日前完成摸排", issued_on=None)
    assert (found.end, found.inferred) == (None, False)


def test_year_from_the_document_is_marked_inferred():
    assert [d.inferred for d in deadlines("6月底前完成A，2023年3月底前完成B")] == [True, False]


def test_without_any_year_the_words_stay_and_the_end_is_unknown():
    (found,) = deadlines("6月底前完成", year=None, issued_on=None)
    assert (found.text, found.end, found.inferred, found.precision) == ("6月底前", None, False, "month")


def test_a_period_has_a_start_and_a_limit_has_none():
    period, limit = deadlines("2022-2023年", "column") + deadlines("2023年底前", "column")
    assert (period.start, period.end, period.precision) == (date(2022, 1, 1), date(2023, 12, 31), "period")
    assert (limit.start, limit.end, limit.precision) == (None, date(2023, 12, 31), "year")


def test_winter_runs_into_the_next_year():
    (found,) = deadlines("11月至次年3月", "column")
    assert (found.start, found.end) == (date(2022, 11, 1), date(2023, 3, 31))


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2022年6月5日前", "day"),
        ("6月底前", "month"),
        ("三季度末", "quarter"),
        ("上半年", "half_year"),
        ("年内", "year"),
    ],
)
def test_precision_is_that_of_the_words(text, precision):
    assert deadlines(text)[0].precision == precision


def test_bare_year_and_plan_period_are_times_without_limiting():
    found = times("2025年，漏损率降至9%，“十四五”期间新建20家")
    assert [(t.deadline.text, t.limits) for t in found] == [("2025年", False), ("“十四五”期间", False)]


def test_a_baseline_says_so():
    (found,) = times("较2020年下降7%")
    assert (found.baseline, found.limits, found.deadline.end) == (True, False, date(2020, 12, 31))


def test_past_years_limit_nothing():
    assert deadlines("2018年底前建成12座", issued_on=date(2022, 8, 8)) == ()


def test_last_year_of_a_five_year_plan_does_not_make_its_first_year_past():
    assert len(deadlines("2021年底前建成12座", year=2025, issued_on=None)) == 1


def test_year_after_the_date_of_issue_is_the_plans_own():
    assert [d.end for d in deadlines("明年3月底前")] == [date(2023, 3, 31)]


def test_prose_without_times_gives_nothing():
    assert times("加强统筹协调，压实主体责任，形成工作合力。" * 20) == ()


PIECES = st.sampled_from(
    [*"年月日底前内到至每末起较《》、，。—\n　", "2022", "1", "30", "季度", "上半年", "“十四五”", "期间"]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["text", "column", "label"]))
def test_any_text_gives_verbatim_spans_in_order(text, place):
    found = deadlines(text, place)
    assert all(d.span.of(text) == d.text for d in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(st.text(max_size=200))
def test_no_text_is_refused(text):
    assert all(found.text in text for found in deadlines(text, "column"))
