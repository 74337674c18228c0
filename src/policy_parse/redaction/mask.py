"""A Plan, Document or Corrections without contacts: each of their characters is another one, nothing moves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from policy_parse.document import Document
from policy_parse.model import Plan
from policy_parse.model.corrections import Corrections
from policy_parse.redaction.contacts import contacts_in_document, contacts_in_text
from policy_parse.redaction.signs import ContactSigns
from policy_parse.span import Span
from policy_parse.text.fold import fold

MASK = "＊"
_MASKED = re.compile(f"{MASK}+")
_VISIBLE = re.compile(r"\S")
_WHITE = re.compile(r"\s+")
_BREAK = r"[\n\t]?"
_SHORT_NAME = 2
"""Characters of a name that may also be part of other words."""
_FEWEST_ALIKE = 2
"""Characters beside what is masked by which words of a plan are known again."""
_AS_THEY_ARE = frozenset({"id", "task", "rule", "sha256", "schema_version", "format", "related", "parent", "code"})
"""Fields that hold no words of the document."""


def masked_document(document: Document, signs: ContactSigns) -> Document:
    """`document` with every character of a contact masked; its text is as long, its blocks are where they were."""
    spans = contacts_in_document(document.text, document.blocks, signs)
    return replace(document, text=_everywhere(document.text, spans)) if spans else document


def masked_plan(plan: Plan, signs: ContactSigns) -> Plan:
    """`plan` with every character of a contact masked, in its text and in whatever was made of the text.

    Contacts are names, numbers and addresses of people. Offsets, ids, numbers and dates stay; the words of a value are
    those of the masked text at its span. What was found once is masked wherever it stands, a name of two characters
    only where it is a word by itself. The same plan always gives an equal one; a plan without contacts is returned
    as it is.
    """
    spans = contacts_in_document(plan.text, plan.blocks, signs)
    if not spans:
        return plan
    text = _everywhere(plan.text, spans)
    found = {**_walked(plan.model_dump(), text, _masker((span.of(plan.text) for span in spans), signs)), "text": text}
    return Plan.model_validate(found)


def masked_corrections(corrections: Corrections, plan: Plan, signs: ContactSigns) -> Corrections:
    """`corrections` as they would be had they been made on the masked `plan`, into which they can be merged.

    `plan` may be masked already: words that are the plan's but for what is masked there are masked alike, and what is
    masked of them wherever else it stands. What a reviewer typed is masked where it holds a contact by itself.
    """
    masked, found = masked_plan(plan, signs), corrections.model_dump()
    alike = defaultdict(list)
    for theirs in _strings(masked.model_dump()):
        if MASK in theirs and len(theirs.replace(MASK, "")) >= _FEWEST_ALIKE:
            alike[len(theirs)].append(theirs)

    def of_plan(said: str) -> str | None:
        return next((theirs for theirs in alike[len(said)] if _is_masked(said, theirs)), None)

    hidden = {span.of(plan.text) for span in contacts_in_document(plan.text, plan.blocks, signs)}
    for said in _strings(found):
        hidden.update(said[start:end] for start, end in _runs(of_plan(said) or ""))
    plain = _masker({words for words in hidden if MASK not in words}, signs)

    def words(said: str) -> str:
        return of_plan(said) or plain(said)

    found["corrections"] = tuple(_walked(one, masked.text, words) for one in found["corrections"])
    if corrections.reviewer is not None:
        found["reviewer"] = plain(corrections.reviewer)
    return Corrections.model_validate(found)


def _strings(value: Any) -> Iterator[str]:
    """Every string in the fields of a model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if name not in _AS_THEY_ARE:
                yield from _strings(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _strings(each)


def _runs(masked: str) -> Iterator[tuple[int, int]]:
    """Where a stretch of masked characters begins and ends."""
    return (match.span() for match in _MASKED.finditer(masked))


def _masker(hidden: Iterable[str], signs: ContactSigns) -> Callable[[str], str]:
    """What masks words: contacts by themselves, and those that are `hidden` elsewhere, wherever they stand."""
    tokens = _tokens(hidden)

    def words(derived: str) -> str:
        return _masked(derived, (*contacts_in_text(derived, signs), *_again(derived, tokens)))

    return words


def _everywhere(text: str, spans: Sequence[Span]) -> str:
    """`text` with the contacts at `spans` masked there and wherever else they stand."""
    return _masked(text, (*spans, *_again(text, _tokens(span.of(text) for span in spans))))


def _masked(text: str, spans: Iterable[Span]) -> str:
    """`text` with each visible character of `spans` masked."""
    parts, at = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.end > at:
            start = max(at, span.start)
            parts += [text[at:start], _VISIBLE.sub(MASK, text[start : span.end])]
            at = span.end
    return "".join((*parts, text[at:]))


def _tokens(contacts: Iterable[str]) -> re.Pattern[str] | None:
    """What finds these contacts in folded words, wherever they stand or break over lines; None if there are none."""
    found = {_WHITE.sub("", fold(contact).text) for contact in contacts} - {""}
    patterns = []
    for word in sorted(found, key=lambda word: (-len(word), word)):
        edge = "0-9" if len(word) > _SHORT_NAME else "0-9\\u4e00-\\u9fff"
        broken = _BREAK.join(map(re.escape, word))
        patterns.append(f"(?<![{edge}]){broken}(?![{edge}])")
    return re.compile("|".join(patterns)) if patterns else None


def _again(text: str, tokens: re.Pattern[str] | None) -> list[Span]:
    if tokens is None:
        return []
    folded = fold(text)
    return [folded.span(*match.span()) for match in tokens.finditer(folded.text)]


def _walked(values: Mapping[str, Any], text: str, words: Callable[[str], str]) -> dict[str, Any]:
    """The fields of a model with every string of the document's words masked; the words of a value as `text` has them.

    A value is what has words and a span of just these words; of a task, whose words leave out the statement, `words`
    makes the masked ones, as of a value whose words are others.
    """
    out = {name: value if name in _AS_THEY_ARE else _value(value, text, words) for name, value in values.items()}
    span = values.get("span")
    said = values.get("text")
    if isinstance(said, str) and span is not None and "id" not in values:
        there = Span(**span).of(text) if isinstance(span, Mapping) else span.of(text)
        if _is_masked(said, there):
            out["text"] = there
    return out


def _is_masked(words: str, masked: str) -> bool:
    """True if `masked` is `words` but for what is masked in it."""
    return len(words) == len(masked) and all(b in (a, MASK) for a, b in zip(words, masked, strict=True))


def _value(value: Any, text: str, words: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return words(value)
    if isinstance(value, Mapping):
        return _walked(value, text, words)
    if isinstance(value, tuple | list):
        return tuple(_value(each, text, words) for each in value)
    return value
