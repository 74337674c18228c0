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


@pytest.mark.parametrize("frame", [{}, {"year": None, "issued_on": None}], ids=["with a year", "without"])
@pytest.mark.parametrize("words", PERIODS["limits"])
def test_words_of_limit_limit_the_work(words, frame):
    assert [d.text for d in deadlines(f"推动{words}建成泵站", **frame)] == [words]


@pytest.mark.parametrize("frame", [{}, {"year": None, "issued_on": None}], ids=["with a year", "without"])
@pytest.mark.parametrize("words", PERIODS["only_named"])
def test_a_time_without_a_word_of_limit_is_only_named(words, frame):
    assert deadlines(f"推动{words}建成泵站", **frame) == ()


@pytest.mark.parametrize(("text", "start", "end", "precision", "inferred"), PERIODS["ongoing"])
def test_what_goes_on_has_the_days_that_its_words_name(text, start, end, precision, inferred):
    (found,) = deadlines(text, "column")
    told = [found.text, str(found.start or ""), str(found.end or ""), found.precision or "", found.inferred]
    assert (found.kind, told) == ("ongoing", [text, start, end, precision, inferred])


@pytest.mark.parametrize(("text", "time"), PERIODS["clocks"])
def test_the_time_of_day(text, time):
    (found,) = deadlines(text, "column")
    assert (found.text, found.time) == (text, time)


@pytest.mark.parametrize(("text", "rule"), PERIODS["recurring"])
def test_what_comes_again_has_a_rule(text, rule):
    (found,) = deadlines(text, "column")
    told = (found.text, found.kind, found.rrule, found.start, found.end, found.inferred)
    assert told == (text, "recurring", rule or None, None, None, False)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2023年6月，当年底前", [date(2023, 6, 30), date(2023, 12, 31)]),
        ("2023年6月，次年3月前", [date(2023, 6, 30), date(2024, 3, 31)]),
        ("2023年6月，9月底前", [date(2023, 6, 30), date(2023, 9, 30)]),
        ("2021年6月，9月底前", [date(2021, 6, 30), date(2022, 9, 30)]),
        ("到2023年，9月底前", [date(2023, 12, 31), date(2022, 9, 30)]),
        ("较2023年提高，9月底前", [date(2022, 9, 30)]),
        ("6月完成，次月底前公示", [date(2022, 6, 30), date(2022, 7, 31)]),
        ("11月30日完成，次月底前公示", [date(2022, 11, 30), date(2022, 12, 31)]),
        ("12月完成，次月底前公示", [date(2022, 12, 31), date(2023, 1, 31)]),
        ("6月完成。次月底前公示", [date(2022, 6, 30), date(2022, 9, 30)]),
        ("6月完成；次月底前公示", [date(2022, 6, 30), date(2022, 9, 30)]),
        ("2023年完成，次月底前公示", [date(2023, 12, 31), date(2022, 9, 30)]),
    ],
)
def test_what_a_time_leaves_out_is_taken_from_the_one_before(text, ends):
    assert [d.end for d in deadlines(text, "column")] == ends


@pytest.mark.parametrize(
    "text", ["98年底前完成", "2月30日前完成", "2025—2021年", "6月下旬至中旬", "三至二季度", "前十三个月"]
)
def test_words_that_name_no_day_have_none(text):
    assert [d.end for d in deadlines(text, "column")] == [None]


@pytest.mark.parametrize(
    ("text", "issued_on", "end"),
    [
        ("自印发之日起1个月内", date(2022, 1, 31), date(2022, 2, 28)),
        ("自印发之日起1个月内", date(2022, 11, 30), date(2022, 12, 30)),
        ("自印发之日起3个月内", date(2022, 11, 30), date(2023, 2, 28)),
        ("自印发之日起1年内", date(2024, 2, 29), date(2025, 2, 28)),
        ("自印发之日起10个工作日内", date(2022, 1, 31), None),
        ("自印发之日起30日内", None, None),
        ("下月底前", date(2022, 12, 5), date(2023, 1, 31)),
        ("上月末", date(2022, 1, 5), date(2021, 12, 31)),
        ("本月底前", date(2022, 12, 5), date(2022, 12, 31)),
        ("下季度末前", date(2022, 12, 5), date(2023, 3, 31)),
        ("上季度末", date(2022, 1, 5), date(2021, 12, 31)),
        ("本季度末", date(2022, 3, 31), date(2022, 3, 31)),
        ("本季度末", date(2022, 4, 1), date(2022, 6, 30)),
    ],
)
def test_what_is_counted_from_the_date_of_issue(text, issued_on, end):
    (found,) = deadlines(text, "column", issued_on=issued_on)
    assert (found.text, found.end) == (text, end)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("《2030年底前碳达峰方案》提出，年底前完成", ["年底前"]),
        ("落实《方案》，年底前完成，《2030年底前方案》", ["年底前"]),
        ("上一个月底前完成，年底前办结", ["年底前"]),
        # members of a list limit together
        ("到2025年、2030年", ["到2025年", "2030年"]),
        ("2025年、2030年底前", ["2025年", "2030年底前"]),
        ("于4月10日、7月10日和10月10日前", ["4月10日", "7月10日", "10月10日前"]),
        ("4月10日，7月10日前", ["7月10日前"]),
        ("4月和2025年底前", ["2025年底前"]),
        # a stretch that opens its clause
        ("2031年11—12月形成报告", ["2031年11—12月"]),
        ("用好一至三季度数据", []),
        ("1.一至三季度形成报告", ["一至三季度"]),
        # all of its bracket or passage
        ("启动阶段（2031年5月）", ["2031年5月"]),
        ("启动阶段（2031年5月5日）", []),
        ("启动阶段（2031年5月起）", []),
        ("2031年5月", ["2031年5月"]),
        ("2031年5月5日", []),
        # what was over before is told of; a slip of two years is kept
        ("2020年底前完成", ["2020年底前"]),
        ("2019年底前完成", []),
        ("2021年10月底完成", []),
        ("2022年1月底完成", ["2022年1月底"]),
        # what recurs or waits for an event
        ("每年检查", ["每年"]),
        ("汛期前完成", ["汛期前"]),
        ("长期坚持", []),
    ],
)
def test_what_limits_the_work_in_running_text(text, limits):
    assert [d.text for d in deadlines(text)] == limits


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *(("/", []), ("无", []), ("已完成", []), ("完成时限：", []), ("", [])),
        *(("汛期前", ["汛期前"]), ("按上级要求", ["按上级要求"]), ("完成时限：汛期后。", ["汛期后"]), ("（汛期前）", ["汛期前"])),
        *(("2022年11月30\n日", ["2022年11月30\n日"]), ("2022年\n11月", ["2022年\n11月"]), ("6月\n完成", ["6月"])),
        ("这个标签里一共有十三个字了：看着办", ["这个标签里一共有十三个字了：看着办"]),
        ("这个标签只有十二个字而已：看着办", ["看着办"]),
    ],
)  # fmt: skip
def test_a_cell_of_a_column_of_times_is_told_as_it_is(text, told):
    assert [d.text for d in deadlines(text, "column")] == told


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
