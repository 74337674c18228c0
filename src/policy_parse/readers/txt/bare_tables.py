"""Tables that lost their lines: columns set apart by blanks, and rows of one cell a line, told by heads and cells.

Heads begin both: three or more, most of them known, among them one of work and one of offices or limits; where blanks
set them apart, heads that nobody knows too, if offices, times or values stand below them. Columns by
blanks: each row has as many parts as there are heads, or its parts stand under them. One cell a line: as many lines as
there are heads make a row, and offices and times stand where the heads say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from policy_parse.document import Table
from policy_parse.readers.txt.drawn_tables import Rows, table_of_rows
from policy_parse.readers.txt.lines import TextLine
from policy_parse.signs.reading import ReaderSigns
from policy_parse.signs.tables import HELD, is_empty
from policy_parse.text.fold import clean, fold
from policy_parse.text.terminal_width import cells as width

_HEADS = range(3, 10)
_PAIR = 2
_HEAD_MAX = 16
_HEADS_LINE_MAX = 120
_SENTENCE_ENDS = ("。", "；", "：", "，")
_BLANKS = re.compile(r"[ \xa0]{2,}|[ \xa0]*[\u2003\u3000][ \xa0\u2003\u3000]*|\t+")


def find_bare_table(lines: Sequence[TextLine], at: int, signs: ReaderSigns) -> tuple[Table, int] | None:
    """The table whose heads begin at ``lines[at]``, and the number of the line after it; None if none does."""
    if len(lines[at].text) > _HEADS_LINE_MAX or lines[at].text.endswith(_SENTENCE_ENDS):
        return None
    parts = _parts(lines[at])
    if len(parts) in _HEADS or len(parts) == _PAIR:
        return _by_blanks(lines, at, [text for _, text in parts], signs)
    if len(parts) != 1:
        return None
    if len(heads := lines[at].text.split()) in _HEADS:
        return _by_single_blanks(lines, at, heads, signs) if signs.tables.are_heads(heads) else None
    return _by_lines(lines, at, signs) if len(lines[at].text) <= _HEAD_MAX else None


def _by_single_blanks(
    lines: Sequence[TextLine], at: int, heads: list[str], signs: ReaderSigns
) -> tuple[Table, int] | None:
    """The table whose heads are one blank apart; its rows have as many parts, offices and times in their places."""
    grid: Rows = [heads]
    end = at + 1
    while end < len(lines):
        row = lines[end].text.split()
        if len(row) != len(heads) or not _fits(row, heads, None, signs):
            break
        grid.append(row)
        end += 1
    return (table_of_rows(grid, signs), end) if len(grid) > 2 else None


def _parts(line: TextLine) -> list[tuple[int, str]]:
    """What stands apart in a line, each with the column of a terminal where it begins."""
    found: list[tuple[int, str]] = []
    start = 0
    for match in _BLANKS.finditer(line.raw):
        if line.raw[start : match.start()].strip():
            found.append((width(line.raw[:start]), line.raw[start : match.start()].strip()))
        start = match.end()
    if line.raw[start:].strip():
        found.append((width(line.raw[:start]), line.raw[start:].strip()))
    return found


def _by_blanks(lines: Sequence[TextLine], at: int, heads: list[str], signs: ReaderSigns) -> tuple[Table, int] | None:
    known = signs.tables.are_heads(heads)
    if not known and not all(_may_be_head(head, signs) for head in heads):
        return None
    starts = [start for start, _ in _parts(lines[at])]
    grid: Rows = [heads]
    end = at + 1
    while end < len(lines) and not lines[end].blanks:
        row = _row_under(_parts(lines[end]), starts)
        if row is None or (not known and not all(row)):
            break
        if not row[0] and len(grid) > 1 and sum(map(bool, row)) < len(heads) - 1:  # a cell goes on below
            grid[-1] = [above + more for above, more in zip(grid[-1], row, strict=True)]
        else:
            grid.append(row)
        end += 1
    found = len(grid) > 1 if known else signs.tables.told_by_cells(grid)
    return (table_of_rows(grid, signs), end) if found else None


def _row_under(parts: Sequence[tuple[int, str]], starts: Sequence[int]) -> list[str] | None:
    """The cells of a row: part by part where there are as many as heads, else each under the head that it begins at."""
    if len(parts) == len(starts):
        return [text for _, text in parts]
    row = [""] * len(starts)
    for start, text in parts:
        near = min(range(len(starts)), key=lambda i: abs(starts[i] - start))
        if row[near] or abs(starts[near] - start) > 1:
            return None
        row[near] = text
    return row


def _by_lines(lines: Sequence[TextLine], at: int, signs: ReaderSigns) -> tuple[Table, int] | None:
    """The table whose heads stand on the lines from `at` on, as many as make two rows and more fit below them."""
    below = [line.text for line in takewhile(_is_short, lines[at : at + _HEADS.stop])]
    if len(below) < _HEADS.start:
        return None
    meanings = [signs.column(text) for text in below]
    if meanings[0] != "index" and HELD.keys().isdisjoint(meanings):
        return None
    short = next((i for i, text in enumerate(below) if not _may_be_head(text, signs)), len(below))
    for count in range(_HEADS.start, short + 1):
        heads = below[:count]
        known = signs.tables.are_heads(heads)
        if not known and not _numbers_values(heads, below[count:], signs):
            continue
        grid: Rows = [heads]
        numbered = meanings[0] == "index"
        end = at + count
        while (row := _row_of_lines(lines, end, count)) is not None:
            if not _fits(row, heads, len(grid) if numbered else None, signs):
                break
            grid.append(row)
            end += count
        if len(grid) > 2 and (known or _has_values(grid[1:], signs)):
            return table_of_rows(grid, signs), end
    return None


def _numbers_values(heads: Sequence[str], below: Sequence[str], signs: ReaderSigns) -> bool:
    """True if the first of `heads` counts the rows, another one names what is measured, and the first row follows."""
    if not below or below[0].rstrip(".、") != "1" or signs.column(heads[0]) != "index":
        return False
    return any(signs.tables.signs.indicator_head.search(head) for head in heads)


def _has_values(rows: Rows, signs: ReaderSigns) -> bool:
    """True if one column of `rows` holds nothing but values: 下降12%, ＜2."""
    columns = list(zip(*rows, strict=True))[1:]
    return any(all(signs.tables.kind(_words(cell)) == "value" for cell in cells) for cells in columns)


def _is_short(line: TextLine) -> bool:
    return len(line.text) <= _HEAD_MAX


def _may_be_head(text: str, signs: ReaderSigns) -> bool:
    return len(text) <= _HEAD_MAX and signs.tables.may_be_head("".join(text.split()))


def _row_of_lines(lines: Sequence[TextLine], at: int, columns: int) -> list[str] | None:
    row = [line.text for line in lines[at : at + columns]]
    return row if len(row) == columns else None


def _words(text: str) -> str:
    return fold(clean(text)).text


def _fits(row: Sequence[str], heads: Sequence[str], number: int | None, signs: ReaderSigns) -> bool:
    """True if offices and times stand in their columns, the row's `number` in its own, and no head anywhere."""
    if any(signs.column(text) is not None for text in row):
        return False
    if number is not None and row[0].rstrip(".、") != str(number):
        return False
    for head, text in zip(heads, row, strict=True):
        kind = HELD.get(signs.column(head) or "")
        if kind is not None and not is_empty(text) and signs.tables.kind(_words(text)) != kind:
            return False
    return True
