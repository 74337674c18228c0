"""Small documents put together in the test, and shorthand for what is made of them."""

from policy_parse.document import build_document
from policy_parse.document.pieces import Cell, Paragraph, Table
from policy_parse.lexicon import Lexicon
from policy_parse.structure.lines import read_lines
from policy_parse.structure.outline import build_outline
from policy_parse.structure.tables import read_tables

LEXICON = Lexicon.load()


def document(*pieces):
    """Strings become paragraphs."""
    made = [Paragraph(p) if isinstance(p, str) else p for p in pieces]
    return build_document(made, name="made-up.txt", format="txt", data=b"")


def lines(*pieces):
    made = document(*pieces)
    return read_lines(made, 0, len(made.blocks))


def outline(*pieces):
    made = document(*pieces)
    return build_outline(read_lines(made, 0, len(made.blocks)), made, LEXICON)


def table(*rows):
    """A table of rows of cells. "" is an empty cell, UP and LEFT continue the cell above or before."""
    cells = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text is UP:
                cells[r, c] = cells[r - 1, c]
                cells[r, c]["rows"] = max(cells[r, c]["rows"], r - cells[r, c]["row"] + 1)
            elif text is LEFT:
                cells[r, c] = cells[r, c - 1]
                cells[r, c]["columns"] = max(cells[r, c]["columns"], c - cells[r, c]["column"] + 1)
            else:
                cells[r, c] = {"text": text, "row": r, "column": c, "rows": 1, "columns": 1}
    own = {id(cell): cell for cell in cells.values()}.values()
    return Table(tuple(Cell(x["text"], x["row"], x["column"], x["rows"], x["columns"]) for x in own))


UP, LEFT = object(), object()


def grid(*rows):
    return grids(table(*rows))[0]


def grids(*pieces):
    return read_tables(document(*pieces), LEXICON)
