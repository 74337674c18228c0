"""Task tables whose cells were written one below the other, as they come out where a page is copied: back to a grid.

Nothing is left of such a table but its words: the heads (序号, 重点任务, 责任单位), then for each row its number
on a line of its own and the lines of its cells. The heads tell how many cells a row has; what reads as lists of
offices at a row's end is its unit cells, and one list ends where a whole name stands without 、 before another name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_parse.document import Table
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.offices import looks_like_unit
from policy_parse.readers.txt.drawn_tables import Grid, build_table
from policy_parse.readers.txt.lines import Line
from policy_parse.signs.columns import UNIT_MEANINGS, ColumnHeads

_HEADS = range(3, 8)
_ROWS_MIN = 3
_ROW_LINES_MAX = 90
_FAILURES_SHARE = 0.25
"""With more rows than this that do not come apart, the lines are left as they are."""
_NOBODY = frozenset(("/", "／", "—", "-", "--", "——", "无"))
_NAME_START = re.compile(r"[国省市区县州盟旗镇乡各]|自治")
_GROUP = re.compile(r"\d{1,2}[.．、]|[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)]")
_PARTY = re.compile(r"[省市区县州盟旗]委|自治区党委")
_NAME_MAX = 16
_AND_SO_ON = re.compile(r"等(?:[^、，]{0,32}(?:单位|部门))?$")


def find_written_cells(lines: Sequence[Line], at: int) -> tuple[Table, int] | None:
    """The table whose heads begin at ``lines[at]``, and the number of the line after it; None where none does."""
    if lines[at].text not in ("序号", "编号"):
        return None
    lexicon = Lexicon.load()
    columns = ColumnHeads(lexicon)
    heads = _heads(lines, at, columns)
    if heads is None:
        return None
    units = 0
    while columns.meaning(heads[-1 - units]).name in UNIT_MEANINGS:
        units += 1
    texts = len(heads) - 1 - units
    if not units or texts not in (1, 2):
        return None
    grid: Grid = [list(heads)]
    failures, next_at = 0, at + len(heads)
    while (row := _row(lines, next_at, len(grid), heads)) is not None:
        parts, next_at, last = row
        cells = _cells(parts, units, lexicon, last=last)
        if cells is None:
            if last:
                next_at -= sum(map(len, parts)) + 1
                break
            failures += 1
            cells = ["".join(text for part in parts for text in part), *[""] * units]
            grid.append([str(len(grid)), *[""] * (texts - 1), *cells])
        else:
            words, *offices = cells
            grid.append([str(len(grid)), *_texts(words.split("\n"), texts, first=len(grid) == 1), *offices])
        if last:
            break
    rows = len(grid) - 1
    if rows < _ROWS_MIN or failures > _FAILURES_SHARE * rows:
        return None
    return build_table(grid), next_at


def _heads(lines: Sequence[Line], at: int, columns: ColumnHeads) -> list[str] | None:
    heads: list[str] = []
    for line in lines[at : at + _HEADS.stop + 1]:
        if line.text == "1":
            return heads if len(heads) in _HEADS else None
        if not columns.meaning(line.text).name:
            return None
        heads.append(line.text)
    return None


def _row(lines: Sequence[Line], at: int, number: int, heads: list[str]) -> tuple[list[list[str]], int, bool] | None:
    """The lines of row `number`, in parts where the heads stand again (a new page), where it ends, and whether last."""
    if at >= len(lines) or lines[at].text != str(number):
        return None
    parts: list[list[str]] = [[]]
    i = at + 1
    while i < len(lines) and i - at < _ROW_LINES_MAX:
        text = lines[i].text
        if text == str(number + 1):
            return parts, i, False
        if [line.text for line in lines[i : i + len(heads)]] == heads:
            parts.append([])
            i += len(heads)
            continue
        parts[-1].append(text)
        i += 1
    end = next((k for k, text in enumerate(parts[-1]) if k and lines[at + 1 + k].blanks), len(parts[-1]))
    return [[*parts[0][:end]]], at + 1 + end, True


def _cells(parts: list[list[str]], units: int, lexicon: Lexicon, *, last: bool) -> list[str] | None:
    """The words of a row (lines joined by line breaks) and its unit cells; None where the lines do not come apart."""
    parts = [[cell for text in part for cell in _apart(text, lexicon)] for part in parts]
    whole = [text for part in parts for text in part]
    ends = [i for i in range(1, len(whole)) if whole[i - 1].endswith(("。", "；", "”", "）"))]
    for i in (*ends, *range(1, len(whole))):
        offices = _offices(whole[i:], units, lexicon, cut=False)
        if offices is not None:
            return ["\n".join(whole[:i]), *offices]
    if len(parts) != 2 or last:
        return None
    first, second = parts  # each cell was cut by the page
    resumed = max((k + 1 for k, text in enumerate(second) if text.endswith(("。", "；"))), default=0)
    for i in range(1, len(first)):
        offices = _offices(first[i:], units, lexicon, cut=True)
        if offices is not None:
            offices[-1] += "".join(second[resumed:])
            return ["\n".join([*first[:i], *second[:resumed]]), *offices]
    return None


def _apart(text: str, lexicon: Lexicon) -> list[str]:
    """A line that holds the end of one cell and an office of the next: …工作。某局."""
    words, stop, rest = text.rpartition("。")
    return [words + stop, rest] if words and rest and _is_office(rest, lexicon) else [text]


def _offices(texts: Sequence[str], count: int, lexicon: Lexicon, *, cut: bool) -> list[str] | None:
    """`texts` as `count` lists of offices; with `cut` the last name may go on elsewhere. None where they are not."""
    cells: list[str] = []
    for text in texts:
        joins = cells and cells[-1] not in _NOBODY and text not in _NOBODY
        if joins and not _ends_between(cells[-1], text, lexicon):
            cells[-1] += text
        else:
            cells.append(text)
    if len(cells) != count or not all(_list(cell, lexicon, cut and cell is cells[-1]) for cell in cells):
        return None
    return cells


def _ends_between(cell: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a cell ends with `cell` and `text` begins another: two whole names, and not one (市委 / 网信办)."""
    last, first = re.split("[、，]", cell)[-1], re.split("[、，]", text)[0]
    if not _is_office(last, lexicon):
        return False
    return bool(_NAME_START.match(text)) or (_is_office(first, lexicon) and not _PARTY.fullmatch(last))


def _is_office(name: str, lexicon: Lexicon) -> bool:
    name = _AND_SO_ON.sub("", name) or name
    short = len(name) <= _NAME_MAX or name.endswith(("成员单位", "有关单位", "公司"))
    return short and looks_like_unit(name, lexicon, strict=True)


def _list(cell: str, lexicon: Lexicon, cut: bool) -> bool:
    names = [name for name in re.split("[、，]", cell) if name]
    names = names[:-1] if cut and len(names) > 1 else names
    return cell in _NOBODY or all(_is_office(name, lexicon) for name in names)


def _texts(lines: list[str], columns: int, *, first: bool) -> list[str]:
    """The text cells of a row. With two, narrow lines at its beginning are the first cell, where they open a group.

    A group opens in the first row and where a number stands (2.提升服务效率); other rows belong to the group above.
    """
    if columns == 1:
        return ["".join(lines)]
    widest = max(map(len, lines))
    narrow = 0
    if first or _GROUP.match(lines[0]):
        while narrow < len(lines) - 1 and len(lines[narrow]) * 1.5 <= widest:
            narrow += 1
    return ["".join(lines[:narrow]), "".join(lines[narrow:])]
