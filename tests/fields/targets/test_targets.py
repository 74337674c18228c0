"""Targets in sentences: the cases of tests/cases/targets*.toml, what is never one, and what the spans and times are."""

from __future__ import annotations

import re
import sys
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_parse.fields.targets.find import find_targets
from policy_parse.fields.targets.words import TargetWords
from policy_parse.lexicon import Lexicon
from policy_parse.model import Deadline, Target
from policy_parse.span import Span
from policy_parse.text.fold import fold
from thoroughness import tried

LEXICON = Lexicon.load()
WORDS = TargetWords(LEXICON)
CASES = Path(__file__).parents[2] / "cases"


def load(name: str) -> list[dict[str, Any]]:
    return tomllib.loads((CASES / name).read_text("utf-8"))["case"]


WRITTEN = tomllib.loads((CASES / "targets_words.toml").read_text("utf-8"))
"""Scope, effort and words of the targets of a case; a case that is not there has targets whose words are clauses."""


def targets(text: str, year: int | None = 2022, times: tuple[Deadline, ...] = ()) -> tuple[Target, ...]:
    return find_targets(fold(text), source=text, year=year, times=times, words=WORDS)


def picture(target: Target, keys: set[str]) -> dict[str, Any]:
    """What a case says of a target."""
    seen: dict[str, Any] = {
        "indicator": target.indicator,
        "comparator": target.comparator,
        "value": str(target.value),
        "unit": target.unit,
        "change": target.change,
        "baseline": target.baseline.year if target.baseline else None,
        "value_max": None if target.value_max is None else str(target.value_max),
        "per": target.per,
    }
    optional = {
        "text": target.text,
        "scope": target.scope,
        "effort": target.effort,
        "quantity": [f"{target.quantity.value.normalize():f}", target.quantity.unit or "", target.quantity.dimension],
    }
    return {key: value for key, value in seen.items() if value is not None} | {
        k: optional[k] for k in keys & set(optional)
    }


@pytest.mark.parametrize("case", [*load("targets.toml"), *load("targets_by_topic.toml")], ids=lambda case: case["id"])
def test_the_case_is_read_as_a_person_would(case: dict[str, Any]) -> None:
    found = targets(case["text"], case.get("year", 2022))
    keys = [set(expected) for expected in case["expect"]]
    assert [picture(t, k) for t, k in zip(found, keys, strict=False)] == case["expect"]
    assert len(found) == len(case["expect"])
    written = [[target.scope or "", target.effort or "", target.text] for target in found]
    clauses = re.split("[，；。\n]", case["text"])
    plain = [["", "", words] for _, _, words in written if words in clauses]
    assert written == WRITTEN.get(case["id"], plain), "say scope, effort and words in targets_words.toml"


def test_every_case_with_words_of_its_own_is_there() -> None:
    assert {*WRITTEN} <= {case["id"] for name in ("targets.toml", "targets_by_topic.toml") for case in load(name)}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        pytest.param(text, case.get("year", 2022), id=f"{case['id']}: {text}")
        for case in load("targets_never.toml")
        for text in case["texts"]
    ],
)
def test_the_words_hold_no_target(text: str, year: int) -> None:
    assert targets(text, year) == ()


def a_time(source: str, words: str, end: date) -> Deadline:
    start = source.index(words)
    return Deadline(text=words, span=Span(start, start + len(words)), rule="test", kind="date", end=end)


def test_the_time_before_a_target_governs_it() -> None:
    source = "到2025年，覆盖率达到90%；到2030年，覆盖率达到95%。"
    times = (a_time(source, "到2025年", date(2025, 12, 31)), a_time(source, "到2030年", date(2030, 12, 31)))
    assert [t.due and t.due.end for t in targets(source, 2022, times)] == [date(2025, 12, 31), date(2030, 12, 31)]


def test_a_time_holds_for_the_sentences_after_it_until_another_is_named() -> None:
    source = "到2025年，水质明显改善。建成园区50个。覆盖率达到90%；普及率达到80%。到2030年，建成园区80个。"
    times = (a_time(source, "到2025年", date(2025, 12, 31)), a_time(source, "到2030年", date(2030, 12, 31)))
    assert [t.due and t.due.text for t in targets(source, 2022, times)] == ["到2025年"] * 3 + ["到2030年"]


def test_a_time_before_the_plan_holds_for_its_own_sentence_only() -> None:
    source = "2020年，水质明显改善。建成园区50个。"
    assert [t.due for t in targets(source, 2022, (a_time(source, "2020年", date(2020, 12, 31)),))] == [None]


def test_a_time_inside_a_sentence_holds_for_that_sentence_only() -> None:
    source = "推动甲园区于2025年投产。建成园区50个。"
    assert [t.due for t in targets(source, 2022, (a_time(source, "2025年", date(2025, 12, 31)),))] == [None]


def test_of_that_year_repeats_the_year_before_it() -> None:
    source = "到2025年，当年绿色建筑占当年新建建筑比例达到80%。"
    first, other = a_time(source, "到2025年", date(2025, 12, 31)), a_time(source, "当年", date(2022, 12, 31))
    assert [t.due and t.due.text for t in targets(source, 2022, (first, other))] == ["到2025年"]


def test_a_year_that_a_plan_looks_towards_is_not_when_it_is_due() -> None:
    source = "制定面向2035年的发展战略，编制30个专项方案。"
    assert [t.due for t in targets(source, 2022, (a_time(source, "2035年", date(2035, 12, 31)),))] == [None]


@pytest.mark.parametrize(
    ("text", "effort"),
    [
        ("到2025年，清洁能源比重力争达到12%以上。", "striven"),
        ("力争到2025年，新增示范企业2家。", "striven"),
        ("力争全市到2025年，新增示范企业2家、示范园区3个。", "striven"),
        ("确保2025年，污水处理率达到95%。", "ensured"),
        ("力争85%以上机关建成节约型机关。", "striven"),
        ("到2025年，人均预期寿命达到79岁。", None),
    ],
)
def test_the_effort_stands_between_name_and_number_or_before_the_time(text: str, effort: str | None) -> None:
    words = "到2025年" if "到2025年" in text else "2025年"
    times = (a_time(text, words, date(2025, 12, 31)),) if words in text else ()
    found = targets(text, 2022, times)
    assert found
    assert {t.effort for t in found} == {effort}
    assert not any(t.text.startswith("力争") for t in found)


def test_what_a_change_is_measured_from_is_not_when_it_is_due() -> None:
    source = "到2025年，能耗较2020年下降13%。"
    times = (a_time(source, "到2025年", date(2025, 12, 31)), a_time(source, "2020年", date(2020, 12, 31)))
    (target,) = targets(source, 2022, times)
    assert target.due is not None
    assert target.due.text == "到2025年"
    assert target.baseline is not None
    assert target.baseline.span is not None
    assert target.baseline.span.of(source) == "2020年"


def test_offsets_are_absolute_where_the_passage_is_a_part() -> None:
    source = "前言 123。\t城市 漏损率　控制在 9 % 以内。后记"
    passage = fold(source, source.index("城"), source.index("后"))
    (target,) = find_targets(passage, source=source, year=2022, words=WORDS)
    assert target.text == "城市 漏损率　控制在 9 % 以内"
    assert target.span.of(source) == target.text
    assert target.indicator == "城市漏损率"


def test_every_target_names_the_rule_that_made_it() -> None:
    rules = {entry["id"] for entry in LEXICON.table("bounds")}
    for case in load("targets.toml"):
        for target in targets(case["text"]):
            assert target.rule in rules or target.rule.startswith("target."), target.rule


PIECES = [
    "到2025年",
    "全市",
    "力争",
    "达到",
    "90%",
    "以上",
    "、",
    "，",
    "。",
    "；",
    "分别",
    "和",
    "较2020年",
    "下降",
    "3个",
    "两家",
    "（",
    "）",
    "“",
    "”",
    "覆盖率",
    "建成",
    "公里",
    "1,200",
    "万亩",
    "\n",
    "至",
    "—",
    "5",
    "余",
    "不低于",
    "的",
    "翻一番",
    "OPC",
    "/日",
    "由",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_any_words_are_read_without_error_and_spans_hold(text: str) -> None:
    for target in targets(text):
        assert target.span.of(text) == target.text
        assert (target.value_max is not None) == (target.comparator == "between")
        assert target.value >= Decimal(0)


@given(
    st.lists(st.sampled_from([piece for piece in PIECES if piece != "—"]), max_size=10).map("".join),
    st.sampled_from(["-", "- ", "—", "——", "– ", "－ "]),
)
def test_a_dash_at_the_head_of_a_passage_turns_no_value_round(text: str, dash: str) -> None:
    assert all(target.value >= Decimal(0) for target in targets(f"{dash}{text}以上社区"))


@pytest.mark.parametrize(
    "words", ["两台4.3米", "2个省级和", "5个、与", "建成20个（", "每年召开一次，", "年新增5个", "20%以上泊位（"]
)
def test_words_without_a_stop_cost_no_more_than_their_length(words: str) -> None:
    times = tried(100, 400)
    short, long = (_calls(words * n) for n in (times, 4 * times))
    assert long < 5 * short  # what a search costs inside one call, benchmarks/scaling.py measures


def _calls(text: str) -> int:
    """How many functions are called while `text` is read, those in C among them: the same on every machine."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        targets(text)
    finally:
        sys.setprofile(before)
    return calls


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    for target in targets(text):
        assert target.span.of(text) == target.text


def test_a_number_of_the_whole_year_is_not_one_for_each_month() -> None:
    source = "每月开展巡查，全年不少于12次。每月开展巡查，不少于2次。"
    whole, each = source.index("每月"), source.rindex("每月")
    times = tuple(
        Deadline(text="每月", span=Span(at, at + 2), rule="test", kind="recurring", rrule="FREQ=MONTHLY")
        for at in (whole, each)
    )
    assert [(t.value, t.per) for t in targets(source, 2022, times)] == [(Decimal(12), None), (Decimal(2), "month")]


def test_more_doublings_than_any_number_can_hold_stay_as_written() -> None:
    (target,) = targets("产值翻1—9999999999999番")
    assert (target.quantity.unit, target.quantity.dimension) == ("番", None)


EIGHT = "供水率、供电率、供气率、供热率、通车率、通邮率、通网率、通话率"


@pytest.mark.parametrize(
    ("words", "indicators"),
    [
        (f"{EIGHT}均达到90%", EIGHT.split("、")),
        (f"{EIGHT}、通航率均达到90%", [f"{EIGHT}、通航率"]),
        ("供水率（含城区、乡镇）、供电率均达到90%", ["供水率（含城区、乡镇）", "供电率"]),
        ("“供水、供电”率、供气率均达到90%", ["“供水、供电”率", "供气率"]),
        ("甲率、乙均达到90%", ["甲率、乙"]),
        ("金、镍产量分别达到3吨、4吨", ["金产量", "镍产量"]),
        ("公共机构单位面积能耗、人均水耗分别下降4%、5%", ["公共机构单位面积能耗", "公共机构人均水耗"]),
    ],
)
def test_indicators_that_share_a_number(words: str, indicators: list[str]) -> None:
    assert [target.indicator for target in targets(words)] == indicators


@pytest.mark.parametrize(
    ("words", "scope", "effort"),
    [
        ("确保供水率力争达到90%", None, "ensured"),
        ("力争供水率确保达到90%", None, "striven"),
        ("力争全市供水率达到90%", "全市", "striven"),
        ("全市、全县供水率达到90%", "全县", None),
        ("供水率达到90%", None, None),
    ],
)
def test_where_it_holds_and_how_sure_it_is(words: str, scope: str | None, effort: str | None) -> None:
    (target,) = targets(words)
    assert (target.scope, target.effort, target.indicator) == (scope, effort, "供水率")
