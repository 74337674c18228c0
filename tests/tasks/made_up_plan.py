"""Small plans put together in the test, and their tasks in shorthand."""

from policy_parse.api import parse_document
from policy_parse.document import build_document
from policy_parse.document.pieces import Cell, Paragraph, Table

TITLE = "滨江市2031年节水工作方案"


def document(*pieces):
    made = [Paragraph(p) if isinstance(p, str) else p for p in pieces]
    return build_document(made, name="made-up.txt", format="txt", data=b"")


def plan(*pieces, title=TITLE):
    return parse_document(document(Paragraph(title, alignment="center"), *pieces))


def tasks(*pieces, title=TITLE):
    return plan(*pieces, title=title).tasks


def task(*pieces):
    """The only task."""
    [found] = tasks(*pieces)
    return found


def names(*pieces):
    """Titles, or where there is none the words, of the tasks."""
    return [t.title or t.text for t in tasks(*pieces)]


def who(found):
    """Units of a task: L lead, R responsible, S supporting, G guiding; * inherited."""
    short = {"lead": "L", "responsible": "R", "supporting": "S", "guiding": "G"}
    return [f"{u.text} {short[u.role]}{'*' * u.inherited}" for u in (*found.responsible, *found.supporting)]


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
