"""An item cut at its responsibility statements: the words up to each statement, and the statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from policy_parse.fields.units.document_rules import rule_ranges
from policy_parse.fields.units.statements import Statement, UnitReader, find_statements
from policy_parse.span import Span, cover
from policy_parse.structure.headings import HEADING_MAX, heading_end
from policy_parse.structure.lines import Line
from policy_parse.text.fold import Folded

_BETWEEN = "。；，、\n\t "


class Passage(NamedTuple):
    """Part of one line: folded words with their places."""

    folded: Folded

    @property
    def span(self) -> Span:
        """Its place in the source."""
        return self.folded.span(0, len(self.folded.text))


class Segment(NamedTuple):
    """Words of an item and the statements that close them; no statements for what is left at the end."""

    words: tuple[Passage, ...]
    """Without the item's number."""
    number: Span | None
    """Where the item's number stands, for the item's first segment."""
    statements: tuple[tuple[Folded, Statement], ...] = ()

    @property
    def span(self) -> Span:
        """From its number, or its first word, to the end of its last statement."""
        parts = [p.span for p in self.words]
        if self.number is not None:
            parts.append(self.number)
        parts += [folded.span(s.start, s.end) for folded, s in self.statements]
        return cover(parts)

    @property
    def length(self) -> int:
        """Characters of its words."""
        return sum(len(p.folded.text) for p in self.words)


@dataclass(slots=True)
class _Open:
    words: list[Passage] = field(default_factory=list)
    statements: list[tuple[Folded, Statement]] = field(default_factory=list)
    number: Span | None = None

    def close(self) -> Segment | None:
        if not self.words and not self.statements:
            return None
        return Segment(tuple(self.words), self.number, tuple(self.statements))


def cut(lines: Sequence[Line], reader: UnitReader) -> list[Segment]:
    """Segments of the item whose own lines these are, in text order.

    Statements that follow one another, on one line or on lines of their own, close one segment together.
    """
    segments: list[Segment] = []
    current = _Open()
    for line in lines:
        for passage, statement in _pieces(line, reader):
            if statement is None:
                if current.statements:
                    done = current.close()
                    if done:
                        segments.append(done)
                    current = _Open()
                current.words.append(Passage(passage))
            else:
                current.statements.append((passage, statement))
        if line.label is not None and current.number is None and not segments:
            current.number = line.folded.span(line.label.start, line.label.end)
    last = current.close()
    if last:
        segments.append(last)
    if segments and segments[0].number is None and lines and lines[0].label:
        label = lines[0].label
        first = segments[0]
        segments[0] = Segment(first.words, lines[0].folded.span(label.start, label.end), first.statements)
    return segments


def _pieces(line: Line, reader: UnitReader) -> Iterator[tuple[Folded, Statement | None]]:
    """Words (label off) and statements of one line, in order; words of nothing but marks are left out."""
    text = line.folded.text
    at = line.words_start
    if _only_names_a_person(text, reader):
        return
    for statement in find_statements(line.folded, reader):
        if statement.start < at:
            continue
        yield from _words(line.folded, at, statement.start)
        yield line.folded, statement
        at = statement.end
    yield from _words(line.folded, at, len(text))


_PERSON_LINE_MAX = 40


def _only_names_a_person(text: str, reader: UnitReader) -> bool:
    """Whether a line is a label with a person and nothing more: 责任领导：王某某."""
    if len(text) > _PERSON_LINE_MAX or "：" not in text:
        return False
    words = reader.words.roles
    labels = list(words.label.finditer(text))
    return bool(labels) and labels[0].start() == 0 and all(words.labels[m["label"]][0] == "person" for m in labels)


def _words(folded: Folded, start: int, end: int) -> Iterator[tuple[Folded, None]]:
    text = folded.text
    while start < end and text[start] in _BETWEEN + "）〕":
        start += 1
    while end > start and text[end - 1] in "\n\t ":
        end -= 1
    if start < end:
        yield folded.part(start, end), None


def is_heading_only(segment: Segment) -> bool:
    """Whether its words are one short leading sentence and nothing else."""
    if len(segment.words) != 1:
        return not segment.words
    text = segment.words[0].folded.text
    return len(text) <= HEADING_MAX and heading_end(text, 0) >= len(text.rstrip("。：；"))


def is_rule(segment: Segment, reader: UnitReader) -> bool:
    """Whether it only says a rule about all tasks: 以下均需各市人民政府落实，不再列出."""
    if len(segment.words) != 1:
        return False
    text = segment.words[0].folded.text.rstrip("。")
    return any(start <= 1 and end == len(text) for start, end in rule_ranges(text, 0, len(text), reader.words.signs))


def merged(segments: Sequence[Segment]) -> Segment | None:
    """All of `segments` as one; None if there are none."""
    if not segments:
        return None
    return Segment(
        tuple(p for s in segments for p in s.words),
        segments[0].number,
        tuple(x for s in segments for x in s.statements),
    )


def last_paragraph(segment: Segment) -> tuple[Passage, ...]:
    """The words of the paragraph that its statement closes: what stands before it belongs to no task."""
    first, _ = segment.statements[0]
    same = tuple(p for p in segment.words if first.offsets[0] <= p.span.start <= first.offsets[-1])
    return same or segment.words[-1:]
