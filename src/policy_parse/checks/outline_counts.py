"""How many parts the text says the plan or one of its headings has, and how many are numbered there."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from policy_parse.checks.numbering import number_value
from policy_parse.checks.words import CheckWords
from policy_parse.model import Plan, Section
from policy_parse.span import Span
from policy_parse.text.fold import Folded, clean, fold
from policy_parse.text.numerals import parse_integer

_FEWEST = 2
_NAMED = 3
"""Characters of a heading that is known again in the text."""
_MANY = 5
"""A heading that counts so many, with one part more or less, counts its parts."""
_OPENING = 900
"""Characters before the first part of a plan in which it says how many it has."""
_CUE = 40
"""Characters before a count in which a verb says that the plan itself has so many."""
_TENTH, _FOURTH = 10, 4
"""A count that is off by more than one is off by no more than such a part of it; in the title."""
_TITLES = re.compile(r"《[^《》]*》")


def count_of(match: re.Match[str]) -> int:
    """The number of a count of things; 0 if it cannot be read."""
    return parse_integer(match["number"]) or 0


def counts_of_the_plan(plan: Plan, whole: Folded, words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """Counts in the title or the opening that are near to how many parts are numbered, and to none exactly.

    提出十项措施 where eleven are numbered; numbers of any level, in all or under one heading, are what may be meant.
    """
    sections = [section for section in plan.sections if section.number]
    if len(sections) < _FEWEST:
        return
    sizes = _sizes(plan)
    first = next((section.span.start for section in sections if section.role == "task"), sections[0].span.start)
    text = _TITLES.sub(lambda title: "　" * len(title[0]), whole.text)
    for match, sure in _stated(text, words):
        place = whole.span(*match.span())
        line, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        in_title = clean(plan.header.title or "") == text[line : len(text) if end < 0 else end]
        if not sure and not first - _OPENING <= place.start < first:
            continue
        sentence = max(text.rfind("。", 0, match.start()) + 1, line, match.start() - _CUE)
        if not in_title and not sure and not words.signs.this_plan_has.search(text, sentence, match.start()):
            continue
        stated = count_of(match)
        part = _FOURTH if in_title or sure else _TENTH
        near = [size for size in sizes if abs(size - stated) <= max(1, size // part) and size > _FEWEST]
        if near and stated not in sizes:
            yield place, match[0], str(min(near, key=lambda size: (abs(size - stated), -size)))


def _stated(text: str, words: CheckWords) -> Iterator[tuple[re.Match[str], bool]]:
    """Counts of parts, and whether the words before them say that they are those of the text itself: 本措施共20条."""
    yield from ((match, False) for match in words.signs.parts_of_plan.finditer(text))
    for match in words.signs.parts_in_title.finditer(text, 0, _OPENING):
        yield match, False
    for own in words.signs.this_text.finditer(text):
        end = own.end() + _CUE
        yield from (
            (match, True)
            for match in words.signs.parts_in_all.finditer(text, own.start(), end)
            if words.signs.this_text_has.search(text[own.start() : match.start()])
        )


def _sizes(plan: Plan) -> set[int]:
    """How many parts are numbered: under each heading, on each level, on each level of the tasks, and the tasks."""
    numbered = [section for section in plan.sections if section.number]
    counts: list[Counter[object]] = [
        Counter(section.parent for section in numbered),
        Counter(section.level for section in numbered),
        Counter(section.level for section in numbered if section.role == "task"),
        Counter((section.parent, section.role) for section in numbered),
    ]
    return {size for counter in counts for size in counter.values()} | {
        sum(task.origin == origin for task in plan.tasks) for origin in ("narrative", "table")
    }


def parts_from(start: int, plan: Plan) -> int:
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


def headings_that_miscount(plan: Plan, words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """Headings that say how many parts they have (发展三个领域) and have others, where one beside them has as many.

    A heading alone may count what is to be made, not its parts (划定三条控制线); one that counts many and has one part
    more or less is questioned.
    """
    below = _below(plan)
    siblings: dict[str | None, list[tuple[Section, str, int, int]]] = {}
    for section in plan.sections:
        parts = below.get(section.id, [])
        numbers = [part.number for part in parts if part.number]
        if not len(set(numbers)) == len(numbers) >= _FEWEST:
            continue
        yield from _of_one_word(section, [part.heading for part in parts], words)
        if not words.signs.few_things.search(section.heading):
            continue
        stated = list(words.signs.count_of_things.finditer(fold(section.heading).text))
        if len(stated) == 1 and "、" not in section.heading:
            siblings.setdefault(section.parent, []).append((section, stated[0][0], count_of(stated[0]), len(numbers)))
    for alike in siblings.values():
        of_parts = any(count == numbered for _, _, count, numbered in alike)
        for section, words_, count, numbered in alike:
            if count != numbered and (of_parts or (count >= _MANY and abs(count - numbered) == 1)):
                end = plan.text.find("\n", section.span.start, section.span.end)
                yield Span(section.span.start, end if end >= 0 else section.span.end), words_, str(numbered)


def _of_one_word(section: Section, below: list[str], words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """推广“四办”措施 over parts of which each names one (联席办、主动办): a count in quotation marks of a heading."""
    match = words.signs.named_count.search(fold(section.heading).text)
    if match is None or not all(match["what"][-1] in heading for heading in below):
        return
    if abs((parse_integer(match["number"]) or 0) - len(below)) == 1:
        yield Span(section.span.start, section.span.start + len(section.heading)), match[0].strip("“”"), str(len(below))


def counts_announced_by_name(plan: Plan, words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """具体做好“四个保障”： before parts of which each has the word in its heading (保障用工, 保障融资), one off."""
    below = _below(plan)
    for section in plan.sections:
        parts = below.get(section.id, [])
        start = section.span.start + len(section.heading)
        if len(parts) < _FEWEST or parts[0].span.start <= start:
            continue
        opening = fold(plan.text, start, parts[0].span.start)
        for match in words.signs.named_count.finditer(opening.text):
            what = match["what"].removeprefix("个")
            announced = words.signs.announces_parts.match(opening.text, match.end())
            if announced is None or not all(what in part.heading for part in parts):
                continue
            if abs((parse_integer(match["number"]) or 0) - len(parts)) == 1:
                yield opening.span(*match.span()), match[0].strip("“”"), str(len(parts))


def _below(plan: Plan) -> dict[str, list[Section]]:
    """The sections straight below each, by its id."""
    found: dict[str, list[Section]] = defaultdict(list)
    for section in plan.sections:
        if section.parent is not None:
            found[section.parent].append(section)
    return found


def numbered_parts(plan: Plan) -> dict[str, int]:
    """Headings, each standing once, whose parts are numbered through, and how many these are."""
    below = _below(plan)
    found: dict[str, int] = {}
    twice: set[str] = set()
    for section in plan.sections:
        numbers = [part.number for part in below.get(section.id, []) if part.number]
        if len(numbers) < _FEWEST or len(numbers) > len(set(numbers)):
            continue
        heading = clean(section.heading)
        if len(heading) >= _NAMED:
            if heading in found:
                twice.add(heading)
            found[heading] = len(numbers)
    return {heading: count for heading, count in found.items() if heading not in twice}
