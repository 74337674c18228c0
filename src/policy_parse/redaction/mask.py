"""A Plan or Document without its contacts: each of their characters is another one, nothing moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from policy_parse.document import Document
from policy_parse.model import Plan
from policy_parse.redaction.contacts import contacts_in_document, contacts_in_text
from policy_parse.redaction.signs import ContactSigns
from policy_parse.span import Span
from policy_parse.text.fold import fold

MASK = "＊"
_VISIBLE = re.compile(r"\S")
_WHITE = re.compile(r"\s+")
_BREAK = r"[\n\t]?"
_SHORT_NAME = 2
"""Characters of a name that may also be part of other words."""
_AS_THEY_ARE = frozenset({"id", "rule", "sha256", "schema_version", "format", "related", "parent", "code"})
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
    tokens = _tokens(plan.text, spans)
    text = _everywhere(plan.text, spans)

    def words(derived: str) -> str:
        return _masked(derived, (*contacts_in_text(derived, signs), *_again(derived, tokens)))

    found = {**_walked(plan.model_dump(), text, words), "text": text}
    return Plan.model_validate(found)


def _everywhere(text: str, spans: Sequence[Span]) -> str:
    """`text` with the contacts at `spans` masked there and wherever else they stand."""
    return _masked(text, (*spans, *_again(text, _tokens(text, spans))))


def _masked(text: str, spans: Iterable[Span]) -> str:
    """`text` with each visible character of `spans` masked."""
    parts, at = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.end > at:
            start = max(at, span.start)
            parts += [text[at:start], _VISIBLE.sub(MASK, text[start : span.end])]
            at = span.end
    return "".join((*parts, text[at:]))


def _tokens(text: str, spans: Iterable[Span]) -> re.Pattern[str]:
    """What finds the contacts of `spans`, one at least, in folded words, wherever they stand or break over lines."""
    found = {_WHITE.sub("", fold(span.of(text)).text) for span in spans}
    patterns = []
    for word in sorted(found, key=lambda word: (-len(word), word)):
        edge = "0-9" if len(word) > _SHORT_NAME else "0-9\\u4e00-\\u9fff"
        broken = _BREAK.join(map(re.escape, word))
        patterns.append(f"(?<![{edge}]){broken}(?![{edge}])")
    return re.compile("|".join(patterns))


def _again(text: str, tokens: re.Pattern[str]) -> list[Span]:
    folded = fold(text)
    return [folded.span(*match.span()) for match in tokens.finditer(folded.text)]


def _walked(values: Mapping[str, Any], text: str, words: Callable[[str], str]) -> dict[str, Any]:
    """The fields of a model with every string of the document's words masked; the words of a value as `text` has them.

    A value is what has words and a span of just these words; of a task, whose words leave out the statement, `words`
    makes the masked ones.
    """
    out = {name: value if name in _AS_THEY_ARE else _value(value, text, words) for name, value in values.items()}
    span = values.get("span")
    if isinstance(values.get("text"), str) and span is not None and "id" not in values:
        out["text"] = Span(**span).of(text) if isinstance(span, Mapping) else span.of(text)
    return out


def _value(value: Any, text: str, words: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return words(value)
    if isinstance(value, Mapping):
        return _walked(value, text, words)
    if isinstance(value, tuple | list):
        return tuple(_value(each, text, words) for each in value)
    return value
