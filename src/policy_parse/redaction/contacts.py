"""Where contacts stand: in a text by its words, in a table by the heads of its columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from policy_parse.redaction.signs import ContactSigns
from policy_parse.span import Span
from policy_parse.structure.tables import Block
from policy_parse.text.fold import Folded, fold
from policy_parse.text.sign import Sign

_LONGEST_HEAD = 16
"""Characters of a head or label; a longer cell is text."""
_FEWEST_DIGITS = 6
"""Of a cell with a number to call; fewer are an extension or a count."""
_LONGEST_NAME = 40
"""Characters of a cell with names; a longer one is text."""


def contacts_in_text(text: str, signs: ContactSigns) -> tuple[Span, ...]:
    """Names, numbers and addresses of people in `text`, in order; they do not overlap."""
    return _joined(_found(fold(text), signs))


def contacts_in_document(text: str, blocks: Sequence[Block], signs: ContactSigns) -> tuple[Span, ...]:
    """The same of a document, with the cells of its tables that hold contacts by their column or the label before."""
    whole = fold(text)
    return _joined((*_found(whole, signs), *_in_tables(whole, blocks, signs)))


def _found(folded: Folded, signs: ContactSigns) -> Iterator[Span]:
    for sign in (signs.mail, signs.mobile, signs.landline):
        yield from (folded.span(*match.span()) for match in sign.finditer(folded.text))
    for sign in (signs.account, signs.named_before_number, signs.named_in_brackets):
        for match in sign.finditer(folded.text):
            yield from (folded.span(*match.span(group)) for group in match.groupdict())
    for sign, inner in (
        (signs.labelled_number, signs.a_number),
        (signs.labelled_person, signs.a_number),
        (signs.labelled_person, signs.name_in_list),
    ):
        for match in sign.finditer(folded.text):
            behind = folded.part(*match.span("contact"))
            yield from (behind.span(*_contact(each)) for each in inner.finditer(behind.text))


def _contact(match: re.Match[str]) -> tuple[int, int]:
    """What a sign finds: its group `contact`, all of it if there is none."""
    return match.span("contact" if "contact" in match.re.groupindex else 0)


def _joined(spans: Sequence[Span] | Iterator[Span]) -> tuple[Span, ...]:
    """Sorted, those that overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


Cells = dict[tuple[int, int], Folded]
"""Row and column → the words of a cell; empty cells are not there."""


def _in_tables(whole: Folded, blocks: Sequence[Block], signs: ContactSigns) -> Iterator[Span]:
    tables: defaultdict[int, Cells] = defaultdict(dict)
    for block in blocks:
        if block.table is not None and block.row is not None and block.column is not None:
            words = whole.between(block.span.start, block.span.end)
            if words.text.strip():
                tables[block.table][block.row, block.column] = words
    for cells in tables.values():
        yield from _in_table(cells, signs)


def _in_table(cells: Cells, signs: ContactSigns) -> Iterator[Span]:
    has_numbers = any(_is_head(words, signs.number_head) for words in cells.values())
    for (row, column), head in cells.items():
        of_numbers = _is_head(head, signs.number_head)
        of_names = _is_head(head, signs.contact_head) or (has_numbers and _is_head(head, signs.person_head))
        if not (of_numbers or of_names):
            continue
        fits = _holds_number if of_numbers else _holds_name
        below = [words for (r, c), words in cells.items() if c == column and r > row and fits(words, signs)]
        beside = cells.get((row, column + 1))
        if not below and beside is not None and fits(beside, signs):
            below = [beside]
        yield from (words.whole for words in below)


def _is_head(words: Folded, sign: Sign) -> bool:
    flat = words.text.replace("\n", "")
    return len(flat) <= _LONGEST_HEAD and sign.fullmatch(flat) is not None


def _holds_number(words: Folded, signs: ContactSigns) -> bool:
    return sum(ch.isdigit() for ch in words.text) >= _FEWEST_DIGITS or signs.mail.search(words.text) is not None


def _holds_name(words: Folded, signs: ContactSigns) -> bool:
    heads = (signs.number_head, signs.contact_head, signs.person_head)
    return 1 < len(words.text) <= _LONGEST_NAME and not any(_is_head(words, sign) for sign in heads)
