"""The pairs marked by hand are well formed: every quote stands once in its document, every task of it is accounted for once.

What the comparison makes of them is tested elsewhere; nothing here runs it.
"""

import json
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from marked_documents import file_of, needs_shared, text_of
from policy_parse.evaluate import read_gold

HERE = Path(__file__).parent
BETWEEN = [
    "jiangsu_2021_2022",
    "shanghai_huangpu_2023",
    "guangdong_foshan_2023",
    "suzhou_taicang_2026",
    "hubei_wuhan_2022",
    "qitang_2028_2029",
    "linbin_2030_2031",
]
KINDS = {"kept", "changed", "merged", "split"}


def marks(name):
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


def quotes_of(marked, side):
    """Every quote of one side ("old", "new"), as often as it is marked, doubtful ones included."""
    listed = [quote for key in ("match", "added", "dropped") for group in marked[key] for quote in group.get(side, [])]
    return listed + [pair[side] for pair in marked["doubtful"]]


@pytest.mark.parametrize("name", BETWEEN)
def test_a_match_joins_old_and_new_and_its_kind_says_how_many(name):
    for match in marks(name)["match"]:
        assert match["kind"] in KINDS
        old, new = len(match["old"]), len(match["new"])
        assert old >= 1
        assert new >= 1
        assert (match["kind"] == "merged") == (old > 1), match
        assert (match["kind"] == "split") == (old == 1 < new), match


@pytest.mark.parametrize("name", BETWEEN)
def test_nothing_is_both_continued_and_new_or_dropped(name):
    marked = marks(name)
    for side, alone in (("old", "dropped"), ("new", "added")):
        joined = {quote for match in marked["match"] for quote in match[side]}
        assert not joined & {quote for group in marked[alone] for quote in group[side]}


@pytest.mark.parametrize("name", BETWEEN)
def test_what_is_doubtful_is_no_match(name):
    marked = marks(name)
    sure = {(old, new) for match in marked["match"] for old in match["old"] for new in match["new"]}
    assert not sure & {(pair["old"], pair["new"]) for pair in marked["doubtful"]}


@needs_shared
@pytest.mark.parametrize("name", BETWEEN)
@pytest.mark.parametrize("side", ["old", "new"])
def test_quotes_stand_once_in_their_document(name, side):
    marked = marks(name)
    text = text_of(marked["documents"][side])
    assert {quote: text.count(quote) for quote in quotes_of(marked, side) if text.count(quote) != 1} == {}


@needs_shared
@pytest.mark.parametrize("side", ["old", "new"])
def test_every_task_of_the_two_years_is_accounted_for_once(side):
    marked = marks("jiangsu_2021_2022")
    document, other = marked["documents"][side], {"old": "dropped", "new": "added"}[side]
    listed = {quote for key in ("match", other) for group in marked[key] for quote in group[side]}
    tasks = Counter(task_at(document, quote) for quote in listed)
    assert tasks == Counter(range(len(spans_of(document))))


@needs_shared
@pytest.mark.parametrize("side", ["old", "new"])
def test_a_doubtful_quote_of_the_two_years_lies_in_one_task(side):
    marked = marks("jiangsu_2021_2022")
    document, tasks = marked["documents"][side], range(len(spans_of(marked["documents"][side])))
    assert [pair for pair in marked["doubtful"] if task_at(document, pair[side]) not in tasks] == []


def test_quotes_of_the_rows_stand_once():
    marked, text = marks("beibei_rows"), text_of("beibei-2022-water")
    quotes = [pair["narrative"] for pair in marked["pair"]] + [row for pair in marked["pair"] for row in pair["rows"]]
    quotes += [pair[side] for pair in marked["doubtful"] for side in ("narrative", "row")]
    quotes += [quote for alone in marked["alone"] for quote in (*alone.get("narrative", ()), *alone.get("rows", ()))]
    assert {quote: text.count(quote) for quote in quotes if text.count(quote) != 1} == {}


def test_every_task_and_row_of_the_plan_is_accounted_for_once():
    marked, document = marks("beibei_rows"), "beibei-2022-water"
    listed = [pair["narrative"] for pair in marked["pair"]] + [row for pair in marked["pair"] for row in pair["rows"]]
    listed += [quote for alone in marked["alone"] for quote in (*alone.get("narrative", ()), *alone.get("rows", ()))]
    listed += [pair["row"] for pair in marked["doubtful"]]
    assert Counter(task_at(document, quote) for quote in listed) == Counter(range(len(spans_of(document))))


@cache
def spans_of(document):
    """Where each task of the gold file stands in the text, in document order."""
    gold = file_of(document).parent / "gold.json"
    text, spans, after = text_of(document), [], 0
    for task in json.loads(gold.read_text("utf-8"))["tasks"]:
        start = text.index(_as_read(task["starts"]), after)
        end = text.index(_as_read(task["ends"]), start) + len(task["ends"])
        spans.append((start, end))
        after = end if task["starts"] != task["ends"] else start + 1
    assert len(spans) == len(read_gold(gold).tasks)
    return tuple(spans)


def task_at(document, quote):
    """The number, in the gold file, of the one task that holds this quote."""
    at = text_of(document).index(quote)
    holding = [number for number, (start, end) in enumerate(spans_of(document)) if start <= at < end]
    assert len(holding) == 1, (quote, holding)
    return holding[0]


def _as_read(quote):
    return quote.replace("m3", "m³")
