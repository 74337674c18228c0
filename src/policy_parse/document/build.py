"""Pieces to text and block spans; the only code that computes document offsets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import groupby
from operator import attrgetter

from policy_parse import limits
from policy_parse.document.blocks import Document, DocumentBlock, Notice
from policy_parse.document.pieces import Cell, Look, Origin, Paragraph, Piece, Table
from policy_parse.span import Span

_ORIGIN = tuple(field.name for field in fields(Origin))
_LOOK = tuple(field.name for field in fields(Look))
_origin, _look = attrgetter(*_ORIGIN), attrgetter(*_LOOK)
"""The fields that a piece hands on to its block."""


class _Layout:
    """Text being laid out, and the blocks in it."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[DocumentBlock] = []

    def write(self, text: str) -> Span:
        start = self.length
        self._append(text)
        return Span(start, self.length)

    def separate(self, mark: str) -> None:
        if self.blocks:
            self._append(mark)

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def paragraph(self, piece: Paragraph) -> None:
        self.separate("\n")
        span = self.write(piece.text)
        look = dict(zip(_LOOK, _look(piece), strict=True))
        self.blocks.append(DocumentBlock(kind="paragraph", span=span, paragraph=piece.index, **look))

    def table(self, piece: Table, number: int) -> None:
        cells = sorted(piece.cells, key=lambda c: (c.row, c.column))
        for _, row in groupby(cells, key=lambda c: c.row):
            self.separate("\n")
            for i, cell in enumerate(row):
                if i:
                    self._append("\t")
                self.cell(cell, number)

    def cell(self, cell: Cell, number: int) -> None:
        self.blocks.append(
            DocumentBlock(
                kind="cell",
                span=self.write(cell.text),
                table=number,
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                **dict(zip(_ORIGIN, _origin(cell), strict=True)),
            )
        )


def build_document(
    pieces: Iterable[Piece],
    *,
    name: str,
    format: str,
    data: bytes,
    page_count: int | None = None,
    notices: Sequence[Notice] = (),
    own_heads: Mapping[str, str] | None = None,
) -> Document:
    r"""Lay `pieces` out as one document.

    Paragraphs are joined by ``\n``, the cells of a row by ``\t``, rows by ``\n``; a merged cell stands once, at
    its first place. Paragraphs without a visible character are left out, empty cells are kept. Guarantees: blocks
    in text order, not overlapping; ``block.span.of(document.text)`` is the piece's text. `data` is hashed only.
    Raises LimitError for a text that is too long.
    """
    layout = _Layout()
    tables = 0
    for piece in pieces:
        if isinstance(piece, Table):
            if any(cell.text.strip() for cell in piece.cells):
                layout.table(piece, tables)
                tables += 1
        elif piece.text.strip():
            layout.paragraph(piece)
    cells = sum(block.kind == "cell" for block in layout.blocks)
    limits.refuse("characters", layout.length, name)
    limits.refuse("paragraphs", len(layout.blocks) - cells, name)
    limits.refuse("cells", cells, name)
    return Document(
        name=name,
        format=format,
        sha256=hashlib.sha256(data).hexdigest(),
        page_count=page_count,
        text="".join(layout.parts),
        blocks=tuple(layout.blocks),
        notices=tuple(notices),
        own_heads=tuple((own_heads or {}).items()),
    )
