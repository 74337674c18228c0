"""Things that are listed, or have a heading each, and how many the text says they are: 甲水库、乙水库三个灌区."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from policy_parse.checks.lists import IN_QUOTES, Size, is_one_list, list_before, whole_list, with_paired_quotes
from policy_parse.checks.nearby import around
from policy_parse.checks.outline_counts import count_of, numbered_parts, parts_from
from policy_parse.checks.words import CheckWords
from policy_parse.model import Plan
from policy_parse.span import Span
from policy_parse.text.fold import Folded
from policy_parse.text.numerals import parse_integer

_CLAUSE = re.compile(r"[。；，：\n\t]")
_FEWEST = 2
_BRACKETS = re.compile(r"（[^（）]*）")
_REACH = 200
"""Characters before a count in which its clause begins."""
_LONG_NAME = 8
"""Characters of a name that is seldom half of another."""
_LONGEST_NUMBER = 3
"""Characters of the longest number of things that are listed: 二十一."""
_LEVEL, _PLACES = "级", ("地", "省", "市", "县", "区", "镇", "乡", "村")
_LONGEST_OF_PLACE = 4
_QUOTED_RUN = re.compile(r"(?:[、和与及]?“[^“”、]{1,24}”){2,}\Z")
_OPEN = re.compile(r"等?的?\Z")
"""A list that ends in 等 may have more than it names, not fewer."""
_OFF = 2
"""By how much a count of a list with marks round it may be off, at most."""
_BELOW = 8
"""Characters before a count in which words may say that what is counted follows."""


def counts_that_differ(plan: Plan, whole: Folded, words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """Where a count stands with its list, its words, and how many are listed or have a heading."""
    text = with_paired_quotes(whole.text)
    places = [match.start() for match in words.signs.few_things.finditer(text)]
    parts = numbered_parts(plan) if places else {}
    for match in around(words.signs.count_of_things, places, text, _LONGEST_NUMBER):
        stated = count_of(match)
        ends = [m.end() for m in _CLAUSE.finditer(text, max(0, match.start() - _REACH), match.start())]
        start = ends[-1] if ends else match.start()
        size = _listed_before(text[start : match.start()], match, stated, words)
        if size is not None:
            if size.least and size.misses(stated, _OFF):
                yield whole.span(start, match.end()), match[0], size.said
            continue
        behind = words.signs.list_follows.match(text, match.end())
        if behind is not None:
            listed = behind["list"] or behind["inner"]
            size = whole_list(listed, words)
            if words.signs.open_list.search(listed):
                size = size._replace(most=max(stated, size.most))
            if size.least >= _FEWEST and size.misses(stated, _OFF):
                yield whole.span(match.start(), behind.end()), match[0], size.said
            continue
        yield from _parts_otherwise(plan, whole, match, stated, parts, words)
    yield from _of_headings(whole, text, parts, words)


def _parts_otherwise(
    plan: Plan, whole: Folded, match: re.Match[str], stated: int, parts: dict[str, int], words: CheckWords
) -> Iterator[tuple[Span, str, str]]:
    """A count and the parts that it announces: clauses with numbers, paragraphs, those of a heading by its words."""
    text = with_paired_quotes(whole.text)
    announced = words.signs.announced.match(text, match.end())
    if announced is None and words.signs.listed_below.search(text, max(0, match.start() - _BELOW), match.end()):
        announced = words.signs.to_the_end.match(text, match.end())
    if announced is not None:
        place = whole.span(match.start(), announced.end())
        count = parts_from(place.end, plan)
        if count >= _FEWEST and count != stated:
            yield Span(place.start, place.end - 1), match[0] + announced[0].strip(" ：:。\n"), str(count)
        return
    series = words.signs.series_follows.match(text, match.end())
    if series is not None:
        count = _clauses_from(text, series.end(), words)
        if count >= _FEWEST and count != stated:
            yield whole.span(match.start(), series.end()), match[0], str(count)
        return
    for heading, count in parts.items():
        if text.startswith(heading, match.end()) and count != stated:
            yield whole.span(match.start(), match.end() + len(heading)), match[0] + heading, str(count)


def _of_headings(whole: Folded, text: str, parts: dict[str, int], words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """明确四项重点任务、三项保障措施 · 重点任务共五项: a count straight before or behind the words of a heading."""
    for heading, count in parts.items():
        at = text.find(heading)
        while at >= 0:
            end = at + len(heading)
            before = words.signs.count_before_heading.search(text, max(0, at - _BELOW), at)
            behind = words.signs.count_behind_heading.match(text, end)
            for match in (before, behind):
                if match is not None and count_of(match) not in (0, count):
                    start, stop = min(at, match.start()), max(end, match.end())
                    yield whole.span(start, stop), text[start:stop], str(count)
            at = text.find(heading, end)


def _clauses_from(text: str, at: int, words: CheckWords) -> int:
    """How many clauses are numbered from 一是 or （1） at `at` to the end of the paragraph; 0 if one is left out."""
    end = text.find("\n", at)
    signs = {"（": words.signs.counted_in_brackets, "第": words.signs.counted_step}
    sign = signs.get(text[at], words.signs.counted_clause)
    numbers = [match["number"] for match in sign.finditer(text, at - 1, len(text) if end < 0 else end)]
    values = [parse_integer(number) for number in numbers]
    return len(values) if values == list(range(1, len(values) + 1)) else 0


def _listed_before(clause: str, match: re.Match[str], stated: int, words: CheckWords) -> Size | None:
    """The size of the list before a count that is not as long as stated; of none at all if it is as long as that.

    None if no list stands there.
    """
    ending = _OPEN.search(clause)
    listed = (clause[: ending.start()] if ending else clause).removesuffix("“")
    is_open = ending is not None and ending[0].startswith("等")
    if match[0].endswith(_LEVEL) and (levels := _levels(clause, words)) >= _FEWEST:
        return Size(levels, levels)
    if clause.endswith("“") and listed.count("、") < _FEWEST:
        return None  # 甲、乙“三项制度” may be its name
    marked = _with_marks(listed, words)
    if marked is not None:
        return _otherwise(marked, stated, is_open=is_open)
    if clause.endswith("“") and "“" in listed:
        return None  # names with a count each: 增强“四个意识”、做到“两个维护”
    if match[0].endswith(_PLACES) and (places := _places(clause)) > stated:
        return Size(places, places)
    if match[0].endswith(_LEVEL) or (ending and ending[0].endswith("的")):
        return None
    if "、" not in listed:
        two = words.signs.joined_pair.search(listed)
        if two is None or is_open or stated != _FEWEST + 1 or words.signs.verb_last.search(listed):
            return None
        return Size(2, 2)
    return _without_marks(listed, stated, is_open=is_open, words=words)


def _otherwise(size: Size, stated: int, *, is_open: bool) -> Size:
    fits = size.least <= stated if is_open else size.least <= stated <= size.most
    return Size(0, 0) if fits else size


def _with_marks(listed: str, words: CheckWords) -> Size | None:
    """The size of a list that stands in quotation marks, or of things each in its own: “甲、乙、丙”, “甲”“乙”."""
    if not listed.endswith("”"):
        return None
    inner = IN_QUOTES.search(listed)
    if inner is not None:
        return whole_list(inner[1], words)
    run = _QUOTED_RUN.search(listed)
    return None if run is None else Size(run[0].count("“"), run[0].count("“"))


def _without_marks(listed: str, stated: int, *, is_open: bool, words: CheckWords) -> Size | None:
    """The size of a list that `listed` ends in, where no reading of it has as many things as stated.

    It may begin at the start of the clause or behind a verb in one of its pieces: 在甲、乙开展丙、丁两项.
    """
    whole = list_before(listed, words)
    if whole is None or words.signs.counted_piece.search(listed.partition("、")[0]):
        return None
    own = _behind_the_verb(listed, words)
    last = list_before(own, words) or whole if own else whole
    if is_open and not _parts_two(listed, words):  # the last of those that are told may have 和 in its name
        last = Size(min(last.least, (own or listed).count("、") + 1), last.most)
    alike = own and len({name[-1:] for name in own.split("、")}) == 1 != len({name[-1:] for name in listed.split("、")})
    readings = [last] if alike or listed.find("、") > len(listed) - len(own) >= 1 else [whole, last]
    if any(size.least <= stated <= size.most for size in readings):
        return Size(0, 0)
    if stated < last.least:
        return last if is_open or is_one_list(own or listed, words) else None
    final = listed.rpartition("、")[2]
    if is_open or words.signs.verb_inside.search(final) or words.signs.verb_last.search(final):
        return None
    return next((size for size in (last, whole) if stated == size.most + 1), None)


def _parts_two(listed: str, words: CheckWords) -> bool:
    """True if the last piece of a list is two long names of one kind: 质量监督备案和施工许可证核发."""
    last = listed.rpartition("、")[2]
    joints = list(words.signs.may_join.finditer(last))
    if len(joints) != 1 or joints[0][0] not in ("和", "以及") or words.signs.verb_inside.match(last):
        return False
    sides = last[: joints[0].start()], last[joints[0].end() :]
    return min(map(len, sides)) >= _LONG_NAME and max(map(len, sides)) <= 2 * min(map(len, sides))


def _behind_the_verb(listed: str, words: CheckWords) -> str:
    """The list that begins behind a verb in one of its pieces but the last; '' if there is none."""
    start = 0
    for match in words.signs.verb_inside.finditer(listed):
        if "、" in listed[match.end() :] and listed[match.start() - 1] != "、":
            start = match.end()
    return listed[start:] if start else ""


def _places(clause: str) -> int:
    """How many short names the list has that `clause` ends in, the first perhaps behind other words."""
    names = clause.split("、")
    short = list(takewhile(lambda name: 0 < len(name) <= _LONGEST_OF_PLACE, reversed(names)))
    return min(len(short) + 1, len(names)) if short else 0


def _levels(clause: str, words: CheckWords) -> int:
    """How many levels the list has that `clause` ends in: 全面建成省、市、县 are three."""
    together = words.signs.levels_in_one.search(clause)
    if together is not None:
        return len(together[0])
    count = 0
    for piece in reversed(_BRACKETS.sub("", clause).split("、")):
        match = words.signs.level_piece.search(piece)
        if match is None:
            break
        count += 1
        if match.start() > 0:
            break
    return count
