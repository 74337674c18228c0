"""Things that are listed, or have a heading each, and how many the text says they are: 甲水库、乙水库三个灌区."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from policy_parse.checks.nearby import around
from policy_parse.checks.numbering import number_value
from policy_parse.checks.words import CheckWords
from policy_parse.model import Plan, Section
from policy_parse.span import Span
from policy_parse.text.fold import Folded, clean, fold
from policy_parse.text.numerals import parse_integer

_CLAUSE = re.compile(r"[。；，：\n\t]")
_FEWEST, _SHORTEST, _LONGEST = 2, 2, 16
_BRACKETS = re.compile(r"（[^（）]*）")
_QUOTED = re.compile(r"\A“([^“”]*)”\Z")
_REACH = 200
"""Characters before a count in which its clause begins."""
_LEVEL, _PLACE = "级", "地"
_LONGEST_OF_PLACE = 4
_QUOTED_RUN = re.compile(r"(?:“[^“”]{1,16}”){2,}\Z")
_OPEN = "等"
"""A list that ends so may have more than it names, not fewer."""
_FEWEST_OF_PLACES, _LONGEST_OF_PLACES = 3, 6
"""Names that do not end alike: so many, and so short, that they are names and nothing else."""
_FEWEST_IN_QUOTES = 3
"""Names before a count in quotation marks, which may be the name of something else: “三个一”."""
_NAMED = 3
"""Characters of a heading that is known again in the text."""


def counts_that_differ(plan: Plan, whole: Folded, words: CheckWords) -> Iterator[tuple[Span, str, int]]:
    """Where a count stands with its list, its words, and how many are listed or have a heading."""
    text = whole.text
    places = [match.start() for match in words.signs.few_things.finditer(text)]
    parts = _numbered_parts(plan) if places else {}
    for match in around(words.signs.count_of_things, places, text):
        stated = 2 if match["number"] == "两" else parse_integer(match["number"])
        ends = [m.end() for m in _CLAUSE.finditer(text, max(0, match.start() - _REACH), match.start())]
        start = ends[-1] if ends else match.start()
        clause = text[start : match.start()]
        listed = _listed_otherwise(clause, stated or 0, words) if "、" in clause else None
        if listed is None and _joined(clause, words) == (stated or 0) - 1 >= _FEWEST:
            listed = (0, (stated or 0) - 1)
        quoted = _in_quotes(clause.removesuffix(_OPEN))
        if quoted >= _FEWEST and (quoted > (stated or 0) or not clause.endswith(_OPEN)):
            listed = (0, quoted) if abs(quoted - (stated or 0)) == 1 else None
        if listed is None and match[0].endswith(_PLACE) and _places(clause) > (stated or 0):
            listed = (0, _places(clause))
        if match[0].endswith(_LEVEL) and (levels := _levels(clause, words)) >= _FEWEST:
            listed = (0, levels) if levels != stated else None
        if listed is not None:
            at, count = listed
            yield whole.span(start + at, match.end()), match[0], count
            continue
        announced = words.signs.announced.match(text, match.end())
        if announced is not None:
            place = whole.span(match.start(), announced.end())
            count = _parts_from(place.end, plan)
            if count >= _FEWEST and count != stated:
                yield Span(place.start, place.end - 1), match[0] + announced[0].strip(" ：:。\n"), count
            continue
        for heading, count in parts.items():
            if text.startswith(heading, match.end()) and count != stated:
                yield whole.span(match.start(), match.end() + len(heading)), match[0] + heading, count


def named_counts_that_differ(plan: Plan, whole: Folded, words: CheckWords) -> Iterator[tuple[Span, str, int]]:
    """“四统一”（统一标准、统一流程、统一平台): a count in quotation marks, one more or less in brackets behind it."""
    if "”（" not in whole.text:
        return
    for match in words.signs.named_count.finditer(whole.text):
        names = match["list"].split("、")
        stated = parse_integer(match["number"])
        plain = not any(words.signs.no_piece.search(name) for name in names)
        if plain and len(names) >= _FEWEST and stated is not None and abs(len(names) - stated) == 1:
            yield whole.span(*match.span()), match[0].partition("（")[0].strip("“”"), len(names)


def _parts_from(start: int, plan: Plan) -> int:
    """How many sections are numbered from the one that begins at `start`; 0 if none begins there, or not with one."""
    at = next((i for i, section in enumerate(plan.sections) if start <= section.span.start <= start + 2), None)
    if at is None or number_value(plan.sections[at].number or "") != 1:
        return 0
    first, count = plan.sections[at], 0
    for section in plan.sections[at:]:
        if section.level < first.level:
            break
        if section.level == first.level and section.parent == first.parent:
            value = number_value(section.number or "")
            if value == 1 and count:
                break
            if value != count + 1:
                return 0  # a number left out is another finding
            count += 1
    return count


def _in_quotes(clause: str) -> int:
    """How many things in quotation marks stand one behind another at the end of `clause`: “甲清单”“乙清单” are two."""
    run = _QUOTED_RUN.search(clause) if clause.endswith("”") else None
    return run[0].count("“") if run else 0


def _joined(clause: str, words: CheckWords) -> int:
    """How many things the list has that `clause` ends in, the last joined by 和: 抓好家庭农场和农民合作社 are two."""
    *names, last = _BRACKETS.sub("", clause).split("、")
    pair = words.signs.joined_pair.search(last)
    if pair is None or any(words.signs.no_piece.search(name) for name in (*names, last.replace(pair["and"], "", 1))):
        return 0
    return len(names) + 2


def _places(clause: str) -> int:
    """How many short names the list has that `clause` ends in, the first perhaps behind other words."""
    names = clause.split("、")
    short = list(takewhile(lambda name: 0 < len(name) <= _LONGEST_OF_PLACE, reversed(names)))
    return min(len(short) + 1, len(names)) if short else 0


def _levels(clause: str, words: CheckWords) -> int:
    """How many levels the list has that `clause` ends in: 全面建成省、市、县 are three."""
    count = 0
    for piece in reversed(_BRACKETS.sub("", clause).split("、")):
        match = words.signs.level_piece.search(piece)
        if match is None:
            break
        count += 1
        if match.start() > 0:
            break
    return count


def _listed_otherwise(clause: str, stated: int, words: CheckWords) -> tuple[int, int] | None:
    """Where the list begins that `clause` ends in, and how many it has, if it has not as many as stated."""
    is_open, listed = clause.endswith(_OPEN), clause.removesuffix(_OPEN)
    names = _listed(listed, words)
    if len(names) >= _FEWEST:
        otherwise = len(names) > stated if is_open else len(names) != stated
        return (len(listed) - len("、".join(names)), len(names)) if otherwise else None
    count = _pieces(listed, words)
    if count < _FEWEST or not (count > stated if is_open else count == stated - 1):
        return None
    first = words.signs.together_with.sub("", listed.partition("、")[0])
    return None if not is_open and words.signs.no_single_name.search(first) else (0, count)


def _pieces(clause: str, words: CheckWords) -> int:
    """How many pieces a list has that `clause` ends in, wherever it begins; 0 if other words may stand among them.

    Such a list can be held against a count only if that is one more, or the list is open (等) and has more.
    """
    quoted = clause.endswith("“")
    _, *names = _BRACKETS.sub("", words.signs.heading_number.sub("", clause.removesuffix("“"))).split("、")
    names = [_QUOTED.sub(r"\1", name) for name in names]
    if any(not name or len(name) > _LONGEST or words.signs.no_piece.search(name) for name in names):
        return 0
    return 0 if quoted and len(names) + 1 < _FEWEST_IN_QUOTES else len(names) + 1


def _listed(clause: str, words: CheckWords) -> list[str]:
    """The names of a list that `clause` ends in; none if one cannot say where it begins.

    It begins behind 包括 and the like, or its names all end alike (胜天水库、海底沟水库), or several short ones follow
    a verb of making (新增青山、白河、石门三个口岸).
    """
    names = clause.split("、")
    if any(words.signs.no_single_name.search(name) for name in names):
        return []
    opener = list(words.signs.list_opener.finditer(names[0]))
    if opener:
        names[0] = names[0][opener[-1].end() :]
    elif len({name[-1:] for name in names}) > 1:
        verb = words.signs.list_verb.search(names[0])
        names[0] = names[0][verb.end() :] if verb else ""
        if len(names) < _FEWEST_OF_PLACES or any(len(name) > _LONGEST_OF_PLACES for name in names):
            return []
    return names if all(_SHORTEST <= len(name) <= _LONGEST for name in names) else []


def headings_that_miscount(plan: Plan, words: CheckWords) -> Iterator[tuple[Span, str, int]]:
    """Headings that say how many parts they have (发展三个领域) and have others, where one beside them has as many.

    A heading alone may count what is to be made, not its parts (划定三条控制线).
    """
    below: dict[str, list[str]] = {}
    for section in plan.sections:
        if section.parent is not None and section.number:
            below.setdefault(section.parent, []).append(section.number)
    siblings: dict[str | None, list[tuple[Section, str, int, int]]] = {}
    for section in plan.sections:
        numbers = below.get(section.id, ())
        if not len(set(numbers)) == len(numbers) >= _FEWEST or not words.signs.few_things.search(section.heading):
            continue
        stated = list(words.signs.count_of_things.finditer(fold(section.heading).text))
        if len(stated) == 1 and "、" not in section.heading:
            count = 2 if stated[0]["number"] == "两" else parse_integer(stated[0]["number"])
            siblings.setdefault(section.parent, []).append((section, stated[0][0], count or 0, len(numbers)))
    for alike in siblings.values():
        if any(count == parts for _, _, count, parts in alike):
            for section, words_, count, parts in alike:
                if count != parts:
                    end = plan.text.find("\n", section.span.start, section.span.end)
                    yield Span(section.span.start, end if end >= 0 else section.span.end), words_, parts


def _numbered_parts(plan: Plan) -> dict[str, int]:
    """Headings, each standing once, whose parts are numbered through, and how many these are."""
    children: dict[str, list[str]] = {}
    for section in plan.sections:
        if section.parent is not None and section.number:
            children.setdefault(section.parent, []).append(section.number)
    found: dict[str, int] = {}
    twice: set[str] = set()
    for section in plan.sections:
        numbers = children.get(section.id, ())
        if len(numbers) < _FEWEST or len(numbers) > len(set(numbers)):
            continue
        heading = clean(section.heading)
        if len(heading) >= _NAMED:
            if heading in found:
                twice.add(heading)
            found[heading] = len(numbers)
    return {heading: count for heading, count in found.items() if heading not in twice}
