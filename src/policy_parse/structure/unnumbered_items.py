"""Items without a number of their own inside a numbered item: headed paragraphs, and 一是 …。二是 …。 in one."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.signs.lines import LineSigns
from policy_parse.span import Span
from policy_parse.structure.headings import HEADING_MAX, heading_end
from policy_parse.structure.lines import BULLETS, Line
from policy_parse.structure.node import Node
from policy_parse.structure.outline import without_statement, words_at
from policy_parse.text.numbering import read_label


def headed_paragraphs(node: Node, source: str, signs: LineSigns) -> list[Node]:
    """The paragraphs below a heading on a line of its own that each open with a heading sentence, as items.

    At least two of them, the first right below the heading, or below one paragraph that introduces them if all the
    others have such a sentence; a paragraph without one belongs to the one before it. Empty if the heading's own line
    goes on or the paragraphs have no headings. Names of phases on lines of their own (整治阶段：9月) are headings too.
    The paragraphs of a box (专栏) are items in the same way.
    """
    first, *rest = node.lines
    is_box = node.label is None and signs.box_title.match(first.folded.text) is not None
    if len(rest) < 2 or not (is_box or _stands_alone(first)):
        return []
    sign = signs.titled_paragraph if is_box else signs.heading_sentence
    heads = [i for i, line in enumerate(rest) if line.label is None and sign.match(line.folded.text)]
    heads = heads or [i for i, line in enumerate(rest) if signs.phase_heading.match(line.folded.text)]
    if len(heads) < 2 or len(heads) * 2 < len(rest) or heads[0] > (len(heads) == len(rest) - 1):
        return []
    return [part_of(node, rest[i:j], source, signs) for i, j in zip(heads, [*heads[1:], len(rest)], strict=True)]


def bulleted_paragraphs(node: Node, source: str, signs: LineSigns) -> list[Node]:
    """The paragraphs below a heading on a line of its own that all begin with one and the same bullet, as items."""
    first, *rest = node.lines
    if len(rest) < 2 or not _stands_alone(first) or any(line.label is not None for line in rest):
        return []
    bullets = {source[: line.span.start].rstrip(" \u3000")[-1:] for line in rest}
    if len(bullets) != 1 or not bullets <= set(BULLETS):
        return []
    return [part_of(node, [line], source, signs) for line in rest]


_SHORT_HEADING = 34


def paragraph_headings(node: Node, signs: LineSigns) -> dict[int, Span]:
    """The headings of the further paragraphs of an item that goes on after its own, by where the paragraphs begin.

    Empty unless each of them opens with a heading sentence, most of them with a short one, as the item itself does.
    """
    first, *rest = node.lines
    if not rest or _stands_alone(first) or any(line.label is not None for line in rest):
        return {}
    found: dict[int, Span] = {}
    for line in rest:
        head = signs.paragraph_heading.match(line.folded.text)
        if head is None:
            return {}
        found[line.span.start] = line.folded.span(*head.span("heading"))
    short = sum(1 for heading in found.values() if len(heading) <= _SHORT_HEADING)
    return found if 2 * short >= len(rest) else {}


def _stands_alone(line: Line) -> bool:
    text = line.folded.text
    if line.label is None or len(text) > HEADING_MAX:
        return False
    end = heading_end(text, line.label.end)
    return end >= len(text.rstrip("。：")) or text[end + 1 :].startswith(("（", "〔"))


def enumerated_sentences(node: Node, source: str, signs: LineSigns) -> list[Node]:
    """The parts 一是 …。二是 …。 of an item, over all its lines; empty if they do not count up from one."""
    if len(node.lines) > 3 and not any(line.label is not None for line in node.lines[1:]):
        return []
    if not any("一是" in line.folded.text or "一要" in line.folded.text for line in node.lines):
        return []
    marks = [(i, start) for i, line in enumerate(node.lines) for start in _starts(line, signs, first=i == 0)]
    labels = [read_label(node.lines[i].folded.text, start) for i, start in marks]
    if len(marks) < 2 or [label.ordinal if label else 0 for label in labels] != list(range(1, len(marks) + 1)):
        return []
    ends = [*marks[1:], (len(node.lines), 0)]
    return [
        part_of(node, _between(node.lines, begin, end), source, signs) for begin, end in zip(marks, ends, strict=True)
    ]


def _starts(line: Line, signs: LineSigns, *, first: bool) -> list[int]:
    text = line.folded.text
    starts = [m.start("one") for m in signs.first_part.finditer(text)][:1] + [
        m.start() for m in signs.next_part.finditer(text)
    ]
    label = line.label
    if not first and label is not None and label.form == "first_is" and label.start not in starts:
        starts.append(label.start)
    return sorted(starts)


def _between(lines: Sequence[Line], begin: tuple[int, int], end: tuple[int, int]) -> list[Line]:
    """The stretch of `lines` from `begin` to `end` (line, position), the first with its label read."""
    found = []
    for i in range(begin[0], min(end[0], len(lines) - 1) + 1):
        line = lines[i]
        start = begin[1] if i == begin[0] else 0
        stop = end[1] if i == end[0] else len(line.folded.text)
        if start < stop:
            part = line.folded.part(start, stop)
            found.append(Line(line.block, part, read_label(part.text) if i == begin[0] else None))
    return found


def part_of(node: Node, lines: Sequence[Line], source: str, signs: LineSigns) -> Node:
    """An item that `node` holds without a number: `lines`, of which the first opens with its heading."""
    text = lines[0].folded.text
    start = lines[0].words_start
    end = start + len(without_statement(text[start : heading_end(text, start)], signs))
    span = lines[0].folded.span(start, end) if end > start else None
    is_first_part = node.label is not None and node.label.form == "first_is"
    above = node.parent if is_first_part else node
    return Node(
        lines[0].label, node.level + 1, words_at(span, source), span, node.role, parent=above, lines=list(lines)
    )
