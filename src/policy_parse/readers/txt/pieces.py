"""Lines to pieces: tables cut out, the lines between them joined to paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.document import Paragraph, Piece
from policy_parse.readers.txt.bare_tables import find_bare_table
from policy_parse.readers.txt.column_of_cells import find_column_of_cells
from policy_parse.readers.txt.drawn_tables import find_table, may_be_row
from policy_parse.readers.txt.lines import TextLine
from policy_parse.readers.txt.lost_breaks import with_breaks, with_numbers
from policy_parse.readers.txt.markdown import is_markdown, unmark
from policy_parse.readers.txt.paragraphs import join_to_paragraphs
from policy_parse.signs.pages import PageSigns
from policy_parse.signs.reading import ReaderSigns

_TRIALS = 50
"""Lines in a row that look like a table's and begin none; after so many no table is looked for until they end."""


def build_pieces(lines: Sequence[TextLine], signs: ReaderSigns) -> list[Piece]:
    """Paragraphs and tables in the order of `lines`."""
    lines = _without_buttons(unmark(lines) if is_markdown(lines) else lines, signs.pages)
    lines = list(with_breaks(lines))
    pieces: list[Piece] = []
    pending: list[TextLine] = []

    def flush() -> None:
        words = with_numbers([line for line in pending if line.text])
        pieces.extend(Paragraph(text) for text in join_to_paragraphs(words, signs))
        pending.clear()

    at = failures = 0
    while at < len(lines):
        line = lines[at]
        failures = failures if may_be_row(line) else 0
        found = find_table(lines, at, signs) if failures < _TRIALS else None
        found = found or find_bare_table(lines, at, signs) or find_column_of_cells(lines, at, signs)
        failures += found is None
        if found:
            flush()
            table, at = found
            pieces.append(table)
            continue
        if line.heading or line.bold:
            flush()
            pieces.append(Paragraph(line.text, heading=line.heading, bold=line.bold))
        elif not signs.pages.page_number_line.fullmatch(line.text):
            pending.append(line)
        at += 1
    flush()
    return pieces


def _without_buttons(lines: Sequence[TextLine], signs: PageSigns) -> list[TextLine]:
    """`lines` without the buttons of a web page: three lines or more, one below the other, that are nothing else."""
    kept: list[TextLine] = []
    run: list[TextLine] = []
    for line in lines:
        if line.text and signs.button_line.fullmatch(line.text):
            run.append(line)
            continue
        kept += [] if len(run) >= 3 else run
        run = []
        kept.append(line)
    return kept + ([] if len(run) >= 3 else run)
