"""Which lines of a table without ruling lines make a row: the cheapest way to cut its lines into rows.

Every way to cut is weighed by what it takes for granted: a cell that goes on though its line was not full, or though
both lines are whole cells by themselves (two dates); lines of one cell further apart than elsewhere; cells of a row
that neither begin nor are centred at one height; cells that are empty. Short cells beside long ones may stand at the
top of their row or in its middle; which, is the same in the whole table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from policy_parse.readers.pages.lines import NARROW_GAP, PrintedLine, join_text
from policy_parse.signs.tables import TableWords

_MOST_LINES = 16
"""Lines of one row at most."""
_FURTHER = 1.25
"""Of the distance of two lines of one cell: further apart stand rows."""
_FULL = 1.2
"""Sizes that the longest line of a column may have more than a full one."""
_GOES_ON = 2.0
"""What it costs that a cell goes on below a line that is not full."""
_NEW_WORK = 0.75
"""What it costs that a cell goes on below a full line with words that begin as orders do."""
_FIRST_GOES_ON = 4.0
"""The same in the first column, which counts or names the rows."""
_COMPLETE = 0.4
"""What it costs that all cells go on in one line: so a row looks that follows."""
_UNFINISHED = 3.0
"""What it costs that a row ends in the middle of a list or a bracket."""
_PARTED = 5.0
"""What it costs that lines further apart than those of a cell are in one row."""
_TIGHT = 2.0
"""What it costs that two rows are as near as the lines of a cell, where other rows stand apart."""
_UNEVEN = 3.0
"""What each distance of two lines costs by which cells of a row miss its common height."""
_EMPTY = 1.2
"""What an empty cell costs; the less, the fewer lines have words in its column."""
_FIRST_EMPTY = 0.8
"""What it costs on top if it is the first."""
_ROW = 0.5
"""What a row costs."""
_HEAD_OF_TEXT = re.compile(r"[!-~]+|.")
_OPEN_END = tuple("、，（(〔《“")
_MANY = 3
"""Words of a column that show whether they are equally wide."""
_WHOLE = ("office", "time", "value", "ordinal", "mark")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a line between two blanks, in its column."""

    x0: float
    x1: float
    y: float
    text: str
    size: float


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """A row: its lines, and the parts in each column from top to bottom."""

    lines: tuple[PrintedLine, ...]
    parts: tuple[tuple[Part, ...], ...]

    @property
    def cells(self) -> list[str]:
        """The text of each cell."""
        return [_joined(parts) for parts in self.parts]


def parts_of(line: PrintedLine) -> list[Part]:
    """What stands between the blanks of a line."""
    parts: list[Part] = []
    x0, offset = line.x0, 0
    for end, start, at in line.blanks:
        parts.append(Part(x0, end, line.y, line.text[offset:at].strip(), line.size))
        x0, offset = start, at
    parts.append(Part(x0, line.x1, line.y, line.text[offset:].strip(), line.size))
    return parts


def columns_of(lines: Iterable[PrintedLine]) -> list[tuple[float, float]]:
    """Stretches that words of `lines` cover, seen from above."""
    parts = [part for line in lines for part in parts_of(line)]
    return covered([(part.x0, part.x1) for part in parts], NARROW_GAP * parts[0].size) if parts else []


def covered(stretches: Iterable[tuple[float, float]], narrowest: float) -> list[tuple[float, float]]:
    """`stretches` joined where less than `narrowest` lies between them, from left to right."""
    found: list[tuple[float, float]] = []
    for x0, x1 in sorted(stretches):
        if found and x0 - found[-1][1] < narrowest:
            found[-1] = found[-1][0], max(found[-1][1], x1)
        else:
            found.append((x0, x1))
    return found


def rows_of(
    lines: Sequence[PrintedLine],
    columns: Sequence[tuple[float, float]],
    rules: Sequence[float],
    words: TableWords,
) -> list[AlignedRow]:
    """`lines`, from top to bottom, cut into rows; no row goes over one of `rules`, the heights of drawn lines."""
    table = _Cutting(lines, columns, rules, words)
    _, cut = min((table.cut(height) for height in (_first, _middle)), key=lambda found: found[0])
    return [AlignedRow(tuple(lines[i:j]), table.cells(i, j)) for i, j in pairwise(cut)]


def _first(parts: Sequence[Part]) -> float:
    return parts[0].y


def _middle(parts: Sequence[Part]) -> float:
    return (parts[0].y + parts[-1].y) / 2


class _Cutting:
    """The lines of one table, and what each way to cut them costs."""

    def __init__(
        self,
        lines: Sequence[PrintedLine],
        columns: Sequence[tuple[float, float]],
        rules: Sequence[float],
        words: TableWords,
    ) -> None:
        self._width = len(columns)
        self._kind, self._is_total = cache(words.kind), words.signs.total.match
        self._parts = [_in_columns(line, columns) for line in lines]
        self._ys = [line.y for line in lines]
        widths = [[part.x1 - part.x0 for line in self._parts for part in line[c]] for c in range(self._width)]
        most = max(map(len, widths))
        self._filled = [len(column) / most for column in widths]
        # Where all are equally wide none was broken for want of room.
        alike = [len(column) >= _MANY and max(column) - min(column) < 0.5 * lines[0].size for column in widths]
        self._widest = [float("inf") if same else max(column) for column, same in zip(widths, alike, strict=True)]
        self._pitch = self._distance(lines[0].size)
        self._apart = any(b - a > _FURTHER * self._pitch for a, b in pairwise(self._ys))
        self._ruled = {i for i, (a, b) in enumerate(pairwise(self._ys), 1) if any(a < y < b for y in rules)}

    def _distance(self, size: float) -> float:
        """The least distance of two lines in one column."""
        steps: list[float] = []
        for c in range(self._width):
            ys = [line[c][0].y for line in self._parts if line[c]]
            steps += [b - a for a, b in pairwise(ys) if b - a > 0.9 * size]
        return min(steps, default=size)

    def cells(self, i: int, j: int) -> tuple[tuple[Part, ...], ...]:
        """The parts in each column of the lines from `i` to before `j`."""
        return tuple(tuple(part for line in self._parts[i:j] for part in line[c]) for c in range(self._width))

    def cut(self, height: Callable[[Sequence[Part]], float]) -> tuple[float, list[int]]:
        """The cheapest way to cut, and its cost, if cells of a row have one `height`: where rows begin, and the end."""
        count = len(self._ys)
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, count + 1):
            found: list[tuple[float, int]] = []
            for start in range(end - 1, max(-1, end - 1 - _MOST_LINES), -1):
                found.append((best[start][0] + self._cost(start, end, height), start))
                if start in self._ruled:
                    break
            best.append(min(found))
        cut = [count]
        while cut[-1]:
            cut.append(best[cut[-1]][1])
        return best[-1][0], cut[::-1]

    def _cost(self, i: int, j: int, height: Callable[[Sequence[Part]], float]) -> float:
        cost = _ROW
        if j < len(self._ys) and self._apart and self._ys[j] - self._ys[j - 1] <= _FURTHER * self._pitch:
            cost += _TIGHT if j not in self._ruled else 0.0
        cost += _PARTED * sum(b - a > _FURTHER * self._pitch for a, b in pairwise(self._ys[i:j]))
        cost += _COMPLETE * sum(all(line) for line in self._parts[i + 1 : j])
        cells = self.cells(i, j)
        for c, parts in enumerate(cells):
            if not parts:
                cost += _EMPTY * self._filled[c] + (_FIRST_EMPTY if c == 0 else 0.0)
                continue
            for above, below in pairwise(parts):
                if above.y != below.y:
                    cost += self._cost_of_going_on(above, below, c)
            if parts[-1].text.endswith(_OPEN_END):
                cost += _UNFINISHED
        heights = [height(parts) for parts in cells if parts]
        if len(heights) > 1:
            common = sorted(heights)[len(heights) // 2]
            cost += _UNEVEN * sum(abs(y - common) for y in heights) / self._pitch
        return cost

    def _cost_of_going_on(self, above: Part, below: Part, column: int) -> float:
        if column == 0 and self._is_total(below.text):
            return _FIRST_GOES_ON
        kinds = self._kind(above.text), self._kind(below.text)
        if not self._is_full(above, below, column) or all(kind in _WHOLE for kind in kinds):
            return _FIRST_GOES_ON if column == 0 else _GOES_ON
        return _NEW_WORK if kinds[1] == "work" else 0.0

    def _is_full(self, above: Part, below: Part, column: int) -> bool:
        """True if the first word of the line below had no room at the end of the line above."""
        word = _HEAD_OF_TEXT.match(below.text)
        room = sum(0.5 if char < "\x7f" else 1.0 for char in word[0]) if word else 0.0
        return above.x1 - above.x0 + max(room - 1, 0) * above.size >= self._widest[column] - _FULL * above.size


def _in_columns(line: PrintedLine, columns: Sequence[tuple[float, float]]) -> list[list[Part]]:
    found: dict[int, list[Part]] = defaultdict(list)
    for part in parts_of(line):
        found[next((i for i, (a, b) in enumerate(columns) if a <= part.x0 <= b), 0)].append(part)
    return [found[c] for c in range(len(columns))]


def _joined(parts: Sequence[Part]) -> str:
    text = ""
    last: float | None = None
    for part in parts:
        text = f"{text} {part.text}" if part.y == last else join_text(text, part.text)
        last = part.y
    return text
