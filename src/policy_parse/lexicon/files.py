"""One vocabulary file to its entries: TOML or CSV, as an editor or a spreadsheet program saves it."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import tomli

from policy_parse.errors import LexiconError

DATA = Path(__file__).resolve().parents[1] / "data"
"""The package's own vocabularies."""

Entry = Mapping[str, Any]
"""One vocabulary entry: an ``id`` and whatever the table's own module reads from it (`data/README.md`)."""


def read_text(file: Path) -> str:
    """The text of a file in UTF-8, with or without a byte order mark, or in GB 18030, as Excel saves CSV in Chinese.

    Raises LexiconError where it cannot be opened or is in neither.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise LexiconError(str(file), "file", f"打不开（cannot be opened: {error.strerror}）") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise LexiconError(str(file), "file", "既不是 UTF-8 也不是 GB18030（neither UTF-8 nor GB 18030）")


def read_entries(file: Path) -> Sequence[Entry]:
    """The entries of one file; every one has an ``id`` that is unique in it. Raises LexiconError."""
    text = read_text(file)
    rows: Sequence[Entry]
    try:
        rows = _csv_rows(text) if file.suffix == ".csv" else _toml_entries(text, file)
    except (tomli.TOMLDecodeError, csv.Error) as error:
        raise LexiconError(str(file), "file", f"写法有误（not well-formed: {error}）") from error
    seen: set[str] = set()
    for position, row in enumerate(rows, 1):
        identity = row.get("id")
        if not isinstance(identity, str) or not identity:
            raise LexiconError(str(file), f"entry {position}", "没有 id（entry without id）")
        if identity in seen:
            raise LexiconError(str(file), identity, "id 重复（id given twice）")
        seen.add(identity)
    return rows


def _toml_entries(text: str, file: Path) -> Sequence[Entry]:
    tables = tomli.loads(text.replace("\r\n", "\n"))
    rows = tables.get("entry", [])
    other = next((name for name in tables if name != "entry"), None)
    if other is not None or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise LexiconError(str(file), other or "entry", "应写作 [[entry]]（must be written as [[entry]]）")
    return rows


def _csv_rows(text: str) -> Sequence[Entry]:
    """The rows by the names of the first; None for a cell missing at a row's end, and for the name of one too many.

    Lines of a comment begin with ``#``, in quotes where a spreadsheet program put some; empty rows are left out.
    """
    rows = csv.reader([line for line in text.splitlines() if not line.startswith(("#", '"#'))])
    names = [name.strip() for name in next(rows, [])]
    while names and not names[-1]:
        names.pop()
    return [dict(zip_longest(names, _filled(row, len(names)))) for row in rows if any(row)]


def _filled(row: list[str], width: int) -> list[str]:
    """A row without the empty cells that a spreadsheet program puts behind the last column."""
    while len(row) > width and not row[-1]:
        row.pop()
    return row
