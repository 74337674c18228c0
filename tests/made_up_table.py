"""Tables for tests, written row by row."""

from policy_parse.document import Cell, Table

UP, LEFT = object(), object()


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
