"""Small documents put together in the test, and shorthand for what is made of them."""

from made_up_table import LEFT, UP, table  # noqa: F401
from policy_parse.document import build_document
from policy_parse.document.pieces import Paragraph
from policy_parse.lexicon import Lexicon
from policy_parse.structure.header.lines import read_header_lines
from policy_parse.structure.lines import read_lines
from policy_parse.structure.outline import build_outline
from policy_parse.structure.tables import read_tables
from policy_parse.text.fold import fold
from policy_parse.vocabulary.words import words_of

LEXICON = Lexicon.load()
WORDS = words_of(LEXICON)


def document(*pieces):
    """Strings become paragraphs."""
    made = [Paragraph(p) if isinstance(p, str) else p for p in pieces]
    return build_document(made, name="made-up.txt", format="txt", data=b"")


def lines(*pieces):
    made = document(*pieces)
    return body_lines(made, 0, len(made.blocks))


def body_lines(made, start, stop):
    whole = fold(made.text)
    kinds = {line.span.start: line.kind for line in read_header_lines(made, whole, WORDS.header)}
    return read_lines(made, whole, start, stop, WORDS.lines, kinds)


def outline(*pieces):
    made = document(*pieces)
    return build_outline(lines(*pieces), made, WORDS.outline)


def grid(*rows):
    return grids(table(*rows))[0]


def grids(*pieces):
    made = document(*pieces)
    return read_tables(made.text, made.blocks, fold(made.text), WORDS.tables)
