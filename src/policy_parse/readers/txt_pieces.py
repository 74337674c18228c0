"""Lines to pieces: tables cut out, the lines between them joined to paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.document import Paragraph, Piece
from policy_parse.readers.txt_lines import Line
from policy_parse.readers.txt_tables import find_table
from policy_parse.readers.txt_wrap import join_lines


def build_pieces(lines: Sequence[Line]) -> list[Piece]:
    """Paragraphs and tables in the order of `lines`."""
    pieces: list[Piece] = []
    pending: list[Line] = []

    def flush() -> None:
        pieces.extend(Paragraph(text) for text in join_lines([line for line in pending if line.text]))
        pending.clear()

    at = 0
    while at < len(lines):
        found = find_table(lines, at)
        if found:
            flush()
            table, at = found
            pieces.append(table)
        else:
            pending.append(lines[at])
            at += 1
    flush()
    return pieces
