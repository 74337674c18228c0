"""Small plans put together in the test, and their tasks in shorthand."""

from made_up_table import LEFT, UP, table  # noqa: F401
from policy_parse.api import parse_document
from policy_parse.document import build_document
from policy_parse.document.pieces import Paragraph

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
