"""Sheets of an .xlsx or .xlsm file, from the XML of its parts. Formulas are never evaluated, nothing is followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from policy_parse import limits
from policy_parse.errors import ReadError
from policy_parse.readers.opc import Element, Parts
from policy_parse.readers.xlsx.ledger import is_ledger, own_heads, work_of
from policy_parse.readers.xlsx.number_formats import BUILTIN, GENERAL, show_number, show_text
from policy_parse.readers.xlsx.sheet import Range, Sheet, Workbook

MAIN = "xl/workbook.xml"

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SIDES = tuple(_S + side for side in ("left", "right", "top", "bottom"))
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A character that XML cannot hold, as Office writes it: ``_x000D_``."""
_PICTURE = "=DISPIMG("
"""What WPS leaves in a cell as the result of the formula that shows a picture there."""
_PROGRAMS_SHEET = "WpsReserved_"
"""How the names of sheets begin that WPS keeps for itself and never shows."""
_OF_THE_DAY = re.compile(r"\b(?:TODAY|NOW)\(")
"""What depends on the day on which it is looked at says nothing of the plan."""
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


class _Look(NamedTuple):
    """What a cell's style says that is read."""

    code: str = GENERAL
    ruled: bool = False
    centred: bool = False


def read_workbook(parts: Parts, name: str) -> Workbook:
    """Every worksheet, hidden ones too; of a ledger of ours those that say what is to be done.

    Raises ReadError if there is no workbook in it.
    """
    main = next((r.path for r in parts.relationships("").values() if r.kind == "officeDocument"), MAIN)
    root = parts.part(main)
    if root is None or root.tag != _S + "workbook":
        raise ReadError(name, "缺少工作簿 workbook.xml 或已损坏（the workbook part is missing or damaged）")
    named = parts.relationships(main)
    paths = {relationship.kind: relationship.path for relationship in named.values()}
    properties = root.find(_S + "workbookPr")
    reader = _SheetReader(
        _shared_strings(parts.part(paths.get("sharedStrings", "xl/sharedstrings.xml"))),
        _looks(parts.part(paths.get("styles", "xl/styles.xml"))),
        from_1904=properties is not None and properties.get("date1904") in ("1", "true"),
    )
    for entry in root.iterfind(f"{_S}sheets/{_S}sheet"):
        relationship = named.get(entry.get(_ID, ""))
        reserved = entry.get("name", "").startswith(_PROGRAMS_SHEET)
        if relationship is None or relationship.kind != "worksheet" or reserved:
            continue
        limits.refuse("sheets", len(reader.book.sheets) + 1)
        sheet = Sheet(entry.get("name", ""), hidden=entry.get("state", "visible") != "visible")
        content = parts.part(relationship.path)
        if content is not None:
            reader.read(content, sheet)
        reader.book.sheets.append(sheet)
    if is_ledger(parts):
        reader.book.own_heads = own_heads(parts)
        reader.book.sheets = work_of(reader.book.sheets, reader.book.own_heads)
    reader.book.pictures = sum(path.startswith("xl/media/") for path in parts.paths())
    reader.book.damaged = parts.damaged
    return reader.book


class _SheetReader:
    """Reads one sheet after the other into `book`."""

    def __init__(self, strings: list[str], looks: list[_Look], *, from_1904: bool) -> None:
        self.book = Workbook()
        self._strings = strings
        self._looks = looks
        self._from_1904 = from_1904
        self._filled = self._characters = 0

    def read(self, root: Element, sheet: Sheet) -> None:
        """Fill `sheet` from the root of its part."""
        for column in root.iterfind(f"{_S}cols/{_S}col"):
            if column.get("hidden") in ("1", "true"):
                first, last = _integer(column.get("min"), 1), _integer(column.get("max"), 1)
                sheet.hidden_columns.update(range(max(first - 1, 0), min(last, _LAST_COLUMN + 1)))
        row = -1
        for element in root.iterfind(f"{_S}sheetData/{_S}row"):
            row = _integer(element.get("r"), row + 2) - 1
            if not 0 <= row <= _LAST_ROW:
                break
            if element.get("hidden") in ("1", "true"):
                sheet.hidden_rows.add(row)
            self._row(element, row, sheet)
        for merge in islice(root.iterfind(f"{_S}mergeCells/{_S}mergeCell"), limits.current().cells):
            found = _range(merge.get("ref", ""))
            if found is not None:
                sheet.merged.append(found)

    def _row(self, element: Element, row: int, sheet: Sheet) -> None:
        column = -1
        for cell in element.iterchildren(_S + "c"):
            place = _place(cell.get("r", ""))
            column = place[1] if place else column + 1
            look = self._look(cell.get("s"))
            if look.ruled:
                sheet.ruled.add(row)
            text = self._text(cell, look.code)
            if text and 0 <= column <= _LAST_COLUMN:
                self._filled += 1
                self._characters += len(text)  # many cells may show one long string
                limits.refuse("cells", self._filled)
                limits.refuse("characters", self._characters)
                sheet.cells[row, column] = text
                if look.centred:
                    sheet.centred.add((row, column))

    def _look(self, style: str | None) -> _Look:
        number = _integer(style, 0)
        return self._looks[number] if 0 <= number < len(self._looks) else _Look()

    def _text(self, cell: Element, code: str) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(_S + "is")
            return show_text(_rich_text(inline), code) if inline is not None else ""
        value = cell.find(_S + "v")
        raw = (value.text or "") if value is not None else ""
        if not raw:
            formula = cell.find(_S + "f")
            if formula is not None and kind != "str" and not _OF_THE_DAY.search(formula.text or ""):
                self.book.formulas_unread += 1
            return ""
        if raw.startswith(_PICTURE):
            return ""
        if kind in ("s", "str"):
            return show_text(self._shared(raw) if kind == "s" else _unescaped(raw), code)
        if kind == "b":
            return "FALSE" if raw in ("0", "false") else "TRUE"
        number = _from_iso(raw, self._from_1904) if kind == "d" else _float(raw) if kind == "n" else None
        return raw if number is None else show_number(number, code, from_1904=self._from_1904)

    def _shared(self, raw: str) -> str:
        number = _integer(raw, -1)
        return self._strings[number] if 0 <= number < len(self._strings) else ""


def _shared_strings(root: Element | None) -> list[str]:
    return [] if root is None else [_rich_text(item) for item in root.iterchildren(_S + "si")]


def _rich_text(item: Element) -> str:
    """The text of a string in one or several formats, raised and lowered digits as m³; without readings (拼音)."""
    parts: list[str] = []
    for child in item:
        if child.tag == _S + "t":
            parts.append(_unescaped(child.text or ""))
        elif child.tag == _S + "r":
            text = _unescaped("".join(t.text or "" for t in child.iterchildren(_S + "t")))
            raised = child.find(f"{_S}rPr/{_S}vertAlign")
            parts.append(raise_digits(text, raised.get("val") if raised is not None else None))
    return "".join(parts)


def raise_digits(text: str, position: str | None) -> str:
    """`text` in raised or lowered digits if `position` is superscript or subscript and it holds nothing else."""
    table = _RAISED if position == "superscript" else _LOWERED if position == "subscript" else None
    return text.translate(table) if table and all(ord(ch) in table for ch in text) else text


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), text) if "_x" in text else text


def _looks(root: Element | None) -> list[_Look]:
    """What each style (``s`` of a cell) says."""
    if root is None:
        return []
    codes = {
        _integer(element.get("numFmtId"), -1): element.get("formatCode", GENERAL)
        for element in root.iterfind(f"{_S}numFmts/{_S}numFmt")
    }
    ruled = [_has_line(border) for border in root.iterfind(f"{_S}borders/{_S}border")]
    looks: list[_Look] = []
    for style in root.iterfind(f"{_S}cellXfs/{_S}xf"):
        number, border = _integer(style.get("numFmtId"), 0), _integer(style.get("borderId"), 0)
        alignment = style.find(_S + "alignment")
        looks.append(
            _Look(
                codes.get(number) or BUILTIN.get(number, GENERAL),
                ruled=0 <= border < len(ruled) and ruled[border],
                centred=alignment is not None and alignment.get("horizontal") in ("center", "centerContinuous"),
            )
        )
    return looks


def _has_line(border: Element) -> bool:
    return any(side.tag in _SIDES and side.get("style", "none") != "none" for side in border)


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column of ``B3``, 0-based."""
    found = _PLACE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found.group(1).upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found.group(2)) - 1, column - 1


def _range(reference: str) -> Range | None:
    """The places of ``A1:C2``."""
    places = list(_corners(reference))
    if len(places) != 2:
        return None
    (row, column), (other_row, other_column) = places
    top, bottom = sorted((row, other_row))
    left, right = sorted((column, other_column))
    return Range(top, left, min(bottom, _LAST_ROW), min(right, _LAST_COLUMN))


def _corners(reference: str) -> Iterator[tuple[int, int]]:
    for corner in reference.split(":"):
        place = _place(corner)
        if place is not None:
            yield place


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text) if text else default
    except ValueError:
        return default


def _float(text: str) -> float | None:
    """A finite number, else None."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None


def _from_iso(text: str, from_1904: bool) -> float | None:
    """The serial number of ``2025-06-30T00:00:00``, None if it is no date."""
    try:
        moment = datetime.fromisoformat(text.rstrip("Z")).replace(tzinfo=None)
    except ValueError:
        return None
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    return (moment - datetime(start.year, start.month, start.day)) / timedelta(days=1)  # noqa: DTZ001
