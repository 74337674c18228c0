"""An item cut at its responsibility statements: the words up to each statement, and the statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from policy_parse.fields.units.find import find_statements
from policy_parse.fields.units.statements import Statement, UnitReader
from policy_parse.model import Unit
from policy_parse.span import Span
from policy_parse.structure.headings import HEADING_MAX, heading_bracket, heading_end
from policy_parse.structure.lines import Line
from policy_parse.structure.node import Node
from policy_parse.tasks.context import united
from policy_parse.text.fold import Folded

_BETWEEN = "。；，、\n\t "


class Segment(NamedTuple):
    """Words of an item and the statements that close them; no statements for what is left at the end."""

    words: tuple[Folded, ...]
    """Without the item's number; each is a line or part of one."""
    number: Span | None
    """Where the item's number is, for the item's first segment."""
    statements: tuple[tuple[Folded, Statement], ...] = ()

    @property
    def span(self) -> Span:
        """From its number, or its first word, to the end of its last statement."""
        starts = [words.start for words in self.words]
        ends = [words.end for words in self.words]
        if self.number is not None:
            starts.append(self.number.start)
            ends.append(self.number.end)
        for folded, statement in self.statements:
            starts.append(folded.offsets[statement.start])
            ends.append(folded.offsets[statement.end - 1] + 1)
        return Span(min(starts), max(ends))

    @property
    def length(self) -> int:
        """Characters of its words."""
        return sum(len(words.text) for words in self.words)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of its statements, each name and role once."""
        return united([statement.units for _, statement in self.statements])

    @property
    def is_heading(self) -> bool:
        """True if its words are one short leading sentence and nothing else."""
        if len(self.words) != 1:
            return not self.words
        text = self.words[0].text
        return len(text) <= HEADING_MAX and heading_end(text, 0) >= len(text.rstrip("。：；"))


def merged(segments: Sequence[Segment]) -> Segment | None:
    """All `segments` as one; None if there are none."""
    if not segments:
        return None
    return Segment(
        tuple(words for segment in segments for words in segment.words),
        segments[0].number,
        tuple(stated for segment in segments for stated in segment.statements),
    )


_Piece = tuple[Folded, Statement | None]
"""Words, or a line and the statement on it."""


@dataclass(slots=True)
class ItemSegments:
    """The segments of the items of one outline, each item cut once.

    `closing`: items whose last paragraph closes the document; it is no part of them unless it holds a statement.
    """

    reader: UnitReader
    closing: frozenset[Node]
    closed: list[Node] = field(default_factory=list)
    """Those of `closing` whose last paragraph was left out: it may still state goals."""
    _cut: dict[Node, list[Segment]] = field(default_factory=dict)
    _on_line: dict[tuple[int, int], list[Statement]] = field(default_factory=dict)

    def of(self, node: Node) -> list[Segment]:
        """Segments of the own lines of `node`."""
        if node not in self._cut:
            segments = self.of_lines(node.lines, goals=node.role == "goal")
            if node in self.closing and not any(
                folded is node.lines[-1].folded for segment in segments for folded, _ in segment.statements
            ):
                segments = self.of_lines(node.lines[:-1], goals=node.role == "goal")
                self.closed.append(node)
            self._cut[node] = segments
        return self._cut[node]

    def of_all_below(self, node: Node) -> list[Segment]:
        """Segments of the lines of `node` and all below it, as of one item."""
        return self.of_lines([line for each in node.walk() for line in each.lines])

    def of_lines(self, lines: Sequence[Line], *, goals: bool = False) -> list[Segment]:
        """Segments of some lines of an item, as of one item.

        Among `goals` a bracket with one name and nothing else explains a word: …的综合体（社区服务中心）。
        """

        def stated(line: Line) -> Sequence[Statement]:
            found = self.statements(line)
            return [s for s in found if s.explicit or len(s.units) != 1] if goals else found

        return _segments((line, list(_pieces(line, stated(line), self.reader))) for line in lines)

    def statements(self, line: Line) -> list[Statement]:
        """The statements on a line, looked for once."""
        place = line.start, line.end
        if (found := self._on_line.get(place)) is None:
            found = self._on_line[place] = find_statements(line.folded, self.reader)
        return found

    def first_statement_on(self, line: Line) -> int | None:
        """Where on a line the first statement begins that names somebody; None if none does."""
        return next((s.start for s in self.statements(line) if s.units), None)

    def has_statement(self, node: Node) -> bool:
        """True if the own lines of `node` hold a statement."""
        return any(segment.statements for segment in self.of(node))


@dataclass(slots=True)
class _OpenSegment:
    words: list[Folded] = field(default_factory=list)
    statements: list[tuple[Folded, Statement]] = field(default_factory=list)
    number: Span | None = None

    def close(self) -> Segment | None:
        if not self.words and not self.statements:
            return None
        return Segment(tuple(self.words), self.number, tuple(self.statements))


def _segments(lines: Iterable[tuple[Line, Sequence[_Piece]]]) -> list[Segment]:
    """Segments of the item whose own lines these are, each with its pieces, in text order.

    Statements that follow one another, on one line or on lines of their own, close one segment together.
    """
    segments: list[Segment] = []
    current = _OpenSegment()
    first: Line | None = None
    for line, pieces in lines:
        first = first or line
        for passage, statement in pieces:
            if statement is None:
                if current.statements:
                    done = current.close()
                    if done:
                        segments.append(done)
                    current = _OpenSegment()
                current.words.append(passage)
            else:
                current.statements.append((passage, statement))
        if line.label is not None and current.number is None and not segments:
            current.number = line.folded.span(line.label.start, line.label.end)
    last = current.close()
    if last:
        segments.append(last)
    if segments and segments[0].number is None and first is not None and first.label:
        number = first.folded.span(first.label.start, first.label.end)
        segments[0] = Segment(segments[0].words, number, segments[0].statements)
    return segments


def _pieces(line: Line, statements: Sequence[Statement], reader: UnitReader) -> Iterator[_Piece]:
    """Words (label off) and statements of one line, in order; words of nothing but marks are left out."""
    text = line.folded.text
    at = line.words_start
    if _only_names_a_person(text, reader):
        return
    for statement in statements:
        if statement.start < at or _is_time_of_heading(statement, line):
            continue
        yield from _words(line.folded, at, statement.start)
        yield line.folded, statement
        at = statement.end
    yield from _words(line.folded, at, len(text))


def _is_time_of_heading(statement: Statement, line: Line) -> bool:
    """True if a statement is but the time in brackets that ends a heading: 宣传阶段（11月1日—11月9日）."""
    return not statement.units and heading_bracket(line.folded.text, line.words_start) == (
        statement.start,
        statement.end,
    )


_PERSON_LINE_MAX = 40


def _only_names_a_person(text: str, reader: UnitReader) -> bool:
    """True if a line is a label with a person and nothing more: 责任领导：王某某."""
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
