"""Answers as files: a table of text, CSV, JSON, NDJSON, and edges as GraphML for programs that draw networks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from policy_parse.archive.query import Answer, Cell
from policy_parse.errors import FormatError
from policy_parse.text.terminal_width import cells, cut, padded
from policy_parse.writers.as_written import head_of
from policy_parse.writers.csv_file import csv_bytes

_LONGEST_LINE = 1 << 26
_GRAPHML = (
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    '  <key id="name" for="node" attr.name="name" attr.type="string"/>',
)
"""The first lines of a network."""
_WIDEST = 40
"""Cells of the terminal that a column of the table of text takes at most."""


def is_as_written(path: Path, format: str, columns: Sequence[str]) -> bool:
    """True for an answer of ours in `format` with these columns; what people may have typed into it cannot be told.

    Raises OSError.
    """
    head = head_of(path).decode("utf-8", "replace")
    if format == "csv":
        return head.encode().startswith(csv_bytes(columns, ()))
    if format == "graphml":
        return head.startswith("\n".join(_GRAPHML))
    if format == "text":
        wanted = [cut(" ".join(name.split()), _WIDEST) for name in columns]
        return re.split(r" {2,}", head.partition("\n")[0]) == wanted
    if format == "json":
        return head == "[\n\n]\n" or (head.startswith("[\n{") and _keys(path, 1) == [*dict.fromkeys(columns)])
    return _keys(path, 0) == [*dict.fromkeys(columns)]


def _keys(path: Path, before: int) -> list[str] | None:
    """The keys of the object in a line, `before` which so many others stand; None if it is none."""
    with path.open("rb") as file:
        *_, line = (file.readline(_LONGEST_LINE) for _ in range(before + 1))
    try:
        found = json.loads(line.rstrip(b",\n"))
    except (ValueError, RecursionError):
        return None
    return [*found] if isinstance(found, dict) else None


def shown(cell: Cell) -> str:
    """A cell in words: nothing for null, the size of what is not text."""
    if cell is None:
        return ""
    if isinstance(cell, bytes):
        return f"<{len(cell)} bytes>"
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def text(answer: Answer) -> bytes:
    """A table whose columns are aligned on a terminal, long words cut."""
    rows = [answer.columns, *(tuple(" ".join(shown(cell).split()) for cell in row) for row in answer.rows)]
    widths = [min(_WIDEST, max(map(cells, column))) for column in zip(*rows, strict=True)]
    lines = ("  ".join(padded(cut(c, w), w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def csv(answer: Answer) -> bytes:
    """CSV as all of this program's: UTF-8 with a mark, nothing that runs as a formula."""
    return csv_bytes(answer.columns, ([shown(cell) for cell in row] for row in answer.rows))


def ndjson(answer: Answer) -> bytes:
    """An object a line."""
    return "".join(f"{line}\n" for line in _objects(answer)).encode("utf-8", "replace")


def as_json(answer: Answer) -> bytes:
    """A list of objects."""
    objects = ",\n".join(_objects(answer))
    return f"[\n{objects}\n]\n".encode("utf-8", "replace")


def _objects(answer: Answer) -> list[str]:
    plain = ([shown(cell) if isinstance(cell, bytes) else cell for cell in row] for row in answer.rows)
    return [json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False) for row in plain]


def graphml(answer: Answer) -> bytes:
    """A network: rows with `source` and `target` are edges, what else they have are values of these.

    Raises FormatError for an answer without these columns.
    """
    if not {"source", "target"} <= set(answer.columns):
        raise FormatError("graphml", "要有 source、target 两栏（an answer with columns source and target）")
    of_edge = [name for name in answer.columns if name not in ("source", "target")]
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    names = sorted({shown(row[end]) for row in rows for end in ("source", "target")})
    nodes = {name: f"n{i}" for i, name in enumerate(names)}
    keys = {name: f'id={quoteattr(name)} for="edge" attr.name={quoteattr(name)}' for name in of_edge}
    lines = [
        *_GRAPHML,
        *(f'  <key {key} attr.type="{_type(rows, name)}"/>' for name, key in keys.items()),
        '  <graph edgedefault="undirected">',
        *(f'    <node id="{i}"><data key="name">{_xml(name)}</data></node>' for name, i in nodes.items()),
    ]
    for row in rows:
        given = [name for name in of_edge if row[name] is not None]
        values = "".join(f"<data key={quoteattr(name)}>{_xml(shown(row[name]))}</data>" for name in given)
        ends = f'source="{nodes[shown(row["source"])]}" target="{nodes[shown(row["target"])]}"'
        lines.append(f"    <edge {ends}>{values}</edge>")
    return "\n".join([*lines, "  </graph>", "</graphml>", ""]).encode("utf-8", "replace")


def _type(rows: list[dict[str, Cell]], name: str) -> str:
    kinds = {type(row[name]) for row in rows if row[name] is not None}
    return "long" if kinds == {int} else "double" if kinds and kinds <= {int, float} else "string"


def _xml(words: str) -> str:
    return escape("".join(sign for sign in words if sign >= " "))


FORMATS: Mapping[str, Callable[[Answer], bytes]] = {
    "text": text,
    "csv": csv,
    "json": as_json,
    "ndjson": ndjson,
    "graphml": graphml,
}
_ENDINGS = {".txt": "text", ".jsonl": "ndjson"}


def format_of(path: Path) -> str:
    """The format that a path's ending names. Raises FormatError where it names none."""
    ending = path.suffix.lower()
    name = _ENDINGS.get(ending, ending.removeprefix("."))
    if name not in FORMATS:
        known = " ".join(f".{name}" for name in FORMATS if name != "text")
        raise FormatError(str(path), f"没有这种输出格式，可用的有（no such format, known are） .txt {known}")
    return name
