"""Why something was not read: the document once more, with a trace of what the reading functions refused."""

from __future__ import annotations

from collections.abc import Iterator

from policy_parse.api import parse_document
from policy_parse.document import Document
from policy_parse.explain import explain_value, explain_weighed, place_of, quote
from policy_parse.lexicon import Lexicon
from policy_parse.model import Header, Plan, Task, Value
from policy_parse.model.location import Places
from policy_parse.model.wording import HEADER_FIELDS
from policy_parse.refusals import REASONS, Refusal, Trace, Weighed
from policy_parse.rules import find_rule, places_in_code
from policy_parse.span import Span
from policy_parse.text.fold import clean

_CONTEXT = 16
"""Characters shown on both sides of the place that is asked about."""


def find_place(text: str, asked: str) -> Span | None:
    """The place that `asked` names: a number is an offset, anything else the first place of these words.

    Blanks and line breaks are read over. None for an offset outside the text and for words that are not in it.
    """
    if asked.isascii() and asked.isdecimal():
        return Span(int(asked), int(asked) + 1) if int(asked) < len(text) else None
    at = text.find(asked)
    if asked and at >= 0:
        return Span(at, at + len(asked))
    wanted = clean(asked)
    kept = [i for i, character in enumerate(text) if not character.isspace()]
    at = "".join(text[i] for i in kept).find(wanted)
    return Span(kept[at], kept[at + len(wanted) - 1] + 1) if wanted and at >= 0 else None


Seen = tuple[Plan, list[Refusal], tuple[Weighed, ...]]


def refusals(document: Document, asked: Span, *, year: int | None, lexicon: Lexicon) -> Seen:
    """The plan of `document`, what was refused at the place `asked`, what is smallest first, and the numbers there.

    What only says why a whole paragraph or table was left out is not there where a value was read at the place.
    """
    trace = Trace()
    plan = parse_document(document, year=year, lexicon=lexicon, trace=trace)
    read = [value.span for _, value in _values_at(plan, asked)]
    return plan, [r for r in trace.over(asked) if not any(r.span.contains(span) for span in read)], trace.weighed(asked)


def why_not(document: Document, asked: Span, *, year: int | None, lexicon: Lexicon) -> str:
    """The place, what was read there, and each test that refused something there: id, reason, words, line of code."""
    plan, refused, weighed = refusals(document, asked, year=year, lexicon=lexicon)
    places, text = Places(plan), plan.text
    around = Span(max(0, asked.start - _CONTEXT), min(len(text), asked.end + _CONTEXT))
    lines = [f"{place_of(places, asked)}  {quote(around.of(text))}"]
    read = [explain_value(places, value, task) for task, value in _values_at(plan, asked)]
    read += [f"  {words} {field}" for field, words in HEADER_FIELDS.items() if _overlap(plan.header, field, asked)]
    if read:
        lines += ["读作 read as:", *read]
    for number in weighed:
        lines += [f"衡量 weighed: {quote(number.span.of(text))}", *explain_weighed(number)]
    if refused:
        lines.append("没有读作 refused:")
        lines += [line for refusal in refused for line in _shown(refusal, places, text, lexicon)]
    if not read and not refused:
        lines.append("这里没有像指标、责任说明或任务的内容（nothing here looks like a target, a statement or a task）")
    return "\n".join(lines) + "\n"


def _shown(refusal: Refusal, places: Places, text: str, lexicon: Lexicon) -> Iterator[str]:
    """The reason in words, what was refused, and the lines of data and code that decide it."""
    rule = find_rule(lexicon, refusal.id)
    decided = [] if rule is None or refusal.id in REASONS else [rule.place]
    yield f"  {refusal.id:<28}{rule.says.get('says', '') if rule else ''}"
    yield f"      {place_of(places, refusal.span)}  {quote(refusal.span.of(text))}"
    yield f"      {' '.join([*decided, *places_in_code(refusal.id)])}"


def _overlap(header: Header, field: str, asked: Span) -> bool:
    """Whether a field of the header was read at the place."""
    spans = header.spans.get(field, ())
    return any(span.overlaps(asked) for span in ((spans,) if isinstance(spans, Span) else spans))


def _values_at(plan: Plan, asked: Span) -> Iterator[tuple[Task | None, Value]]:
    """The values that were read at a place, each with its task; targets of the plan without one."""
    for task in plan.tasks:
        for value in (*task.responsible, *task.supporting, *task.targets, *task.deadlines):
            if value.span.overlaps(asked):
                yield task, value
    for target in plan.targets:
        if target.span.overlaps(asked):
            yield None, target
