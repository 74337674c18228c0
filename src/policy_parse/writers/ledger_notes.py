"""What a ledger notes of itself in the properties of the workbook, so that later what people typed can be told.

Office programs keep these properties when they save. A property holds 255 characters at the most.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from policy_parse.model.ledger import COLUMNS_PROPERTY, PROPERTY, noted_in, own_heads_in
from policy_parse.writers.ledger import SOURCE

CELLS = PROPERTY
"""The property that holds the hash of all cells as they were written."""
_TYPED = "typed"
"""What it holds in a ledger that was brought up to date and keeps what people typed: no hash."""
_WRITTEN = "policy-parse written"
_KEYS = ("编号", "原文", "疑问", "单位")
_BYTES, _LONGEST = 3, 252
"""Bytes that are kept of a hash: one typed cell in a thousand is taken for ours where 16,000 values were written."""


def plain(value: object) -> str:
    """The value of a cell as words, the same however an office program has stored it; empty for none."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date() if value.time().isoformat() == "00:00:00" else value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def marks_in(row: Mapping[str, str]) -> dict[str, bytes]:
    """A short hash of what a row says under each head; the same words in another row have another."""
    key = key_of(row)
    return {head: mark_of(key, head, words) for head, words in row.items() if words}


def key_of(row: Mapping[str, str]) -> str:
    """What tells a row from the others of its sheet until it is written again."""
    return "\x1f".join((row.get(SOURCE, ""), next((row[head] for head in _KEYS if row.get(head)), "")))


def mark_of(key: str, head: str, words: str) -> bytes:
    """A short hash of what stands under a head in the row that `key` names."""
    return sha256(f"{key}\x1f{head}\x1f{words}".encode("utf-8", "surrogatepass")).digest()[:_BYTES]


def note(book: Any, written: Iterable[bytes], *, typed: bool) -> None:
    """Put into the properties of `book` what was `written`; `typed`: it also holds what people typed."""
    from openpyxl.packaging.custom import StringProperty

    properties = book.custom_doc_props
    properties.props = [p for p in properties.props if not p.name.startswith((CELLS, _WRITTEN))]
    properties.append(StringProperty(name=CELLS, value=_TYPED if typed else cells_hash(book)))
    _put(book, _WRITTEN, base64.b64encode(b"".join(sorted(set(written)))).decode("ascii"))


def note_own_heads(book: Any, heads: Mapping[str, str]) -> None:
    """Note that the columns of `book` are an office's own, and what it has said of its heads."""
    properties = book.custom_doc_props
    properties.props = [p for p in properties.props if not p.name.startswith(COLUMNS_PROPERTY)]
    _put(book, COLUMNS_PROPERTY, base64.b64encode(json.dumps(dict(heads), ensure_ascii=False).encode()).decode("ascii"))


def own_heads_noted(book: Any) -> dict[str, str] | None:
    """What `note_own_heads` has noted; None if nothing, or not whole."""
    return own_heads_in(_properties(book))


def noted_hash(book: Any) -> str | None:
    """The hash of all cells that the workbook notes; None if it is none of ours."""
    return next((p.value for p in book.custom_doc_props.props if p.name == CELLS), None)


def written_in(book: Any) -> frozenset[bytes] | None:
    """The marks (`mark_of`) of all values that were written into `book`; None if it does not say."""
    words = noted_in(_properties(book), _WRITTEN)
    try:
        data = None if words is None else base64.b64decode(words, validate=True)
    except ValueError:
        return None
    return None if data is None else frozenset(data[i : i + _BYTES] for i in range(0, len(data), _BYTES))


def _put(book: Any, name: str, words: str) -> None:
    """Note ASCII `words`, however many, under `name`."""
    from openpyxl.packaging.custom import StringProperty

    for number, start in enumerate(range(0, len(words), _LONGEST), 1):
        property = StringProperty(name=f"{name} {number}", value=words[start : start + _LONGEST])
        book.custom_doc_props.append(property)


def _properties(book: Any) -> dict[str, str]:
    return {p.name: str(p.value) for p in book.custom_doc_props.props}


def cells_hash(book: Any) -> str:
    """The same for the same values in the same cells, however they look; of rows and columns moved or added another."""
    digest = sha256()
    for sheet in book.worksheets:
        digest.update(f"{sheet.title}\x1d".encode())
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
                    digest.update(f"{cell.coordinate}\x1f{value}\x1e".encode())
    return digest.hexdigest()
