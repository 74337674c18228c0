"""How much is read of a document: every limit by its name, in one place. Documents come from anywhere.

A limit that is passed is a `LimitError` that names it, or, where what comes before it can be read, a finding
``limit-passed`` that says what was left out. A call has limits of its own with ``parse(…, limits=Limits(pages=…))``,
a command with ``--limit pages=…``. Like the precision of `decimal`, they hold for what is done inside the call, in its
thread; readers ask `current`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace

from policy_parse.errors import LimitError

_MB = 2**20
SMALL_PART = 4 * _MB
"""Bytes of a part whose `ratio` does not matter: so much can be afforded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one call; each is a whole number above 0. A thousand pages of text stay below all."""

    file_bytes: int = 256 * _MB
    """Of the file itself."""
    part_bytes: int = 100 * _MB
    """Of one part of a package (docx, xlsx, ofd), or one stream of a PDF, once unpacked."""
    total_bytes: int = 300 * _MB
    """Of all parts that are read, counted each time that one is."""
    ratio: int = 200
    """How many bytes one packed byte of a part may become; it is not asked of parts below 4 MB."""
    entries: int = 20_000
    """Parts in a package, whether they are read or not."""
    elements: int = 1_500_000
    """Tags in one part of XML, or in a web page."""
    attributes: int = 5_000
    """Attributes of one element."""
    depth: int = 100
    """Things drawn or written inside each other: forms of a PDF, blocks of an OFD page."""
    pages: int = 5_000
    """Pages; what comes after them is left out, with a finding."""
    sheets: int = 300
    """Sheets of a workbook."""
    cells: int = 300_000
    """Filled cells of a workbook, places of one table, and cells of all tables."""
    characters: int = 3_000_000
    """Characters of text, of all pages."""
    paragraphs: int = 100_000
    """Paragraphs outside tables."""
    pixels: int = 120_000_000
    """Of one picture: A3 at 600 dpi has 70 million."""
    conversion_seconds: int = 120
    """That LibreOffice may take for one document; it is ended then."""

    def __post_init__(self) -> None:
        """Refuse what is no number above 0."""
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise ValueError(f"limit {field.name} must be a whole number above 0, not {value!r}")


DEFAULT = Limits()
NAMES = tuple(field.name for field in fields(Limits))
_CURRENT: ContextVar[Limits] = ContextVar("limits", default=DEFAULT)


def current() -> Limits:
    """The limits of the call that is going on."""
    return _CURRENT.get()


@contextmanager
def using(limits: Limits | None) -> Iterator[None]:
    """Inside, `limits` hold; None changes nothing."""
    if limits is None:
        yield
        return
    before = _CURRENT.set(limits)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def with_words(limits: Limits, words: list[str]) -> Limits:
    """`limits` with some of them set, as a command line names them: ``pages=200``. Raises ValueError."""
    for word in words:
        found = re.fullmatch(r"([a-z_]+)=([0-9]{1,15})", word)
        if found is None or found[1] not in NAMES:
            raise ValueError(word)
        limits = replace(limits, **{found[1]: int(found[2])})
    return limits


def refuse(limit: str, amount: int, name: str = "") -> None:
    """Raise LimitError if `amount` is more than the limit of that name.

    `name` is the document; who does not know it leaves it to the registry, which does.
    """
    most: int = getattr(_CURRENT.get(), limit)
    if amount > most:
        raise LimitError(name, limit, most)


def refuse_part(packed: int, unpacked: int, name: str) -> None:
    """Raise LimitError for a part of a package that becomes too large, or far larger than it is packed."""
    refuse("part_bytes", unpacked, name)
    if unpacked > SMALL_PART:
        refuse("ratio", unpacked // max(packed, 1), name)


# <a b="" c="" …: from a tag's beginning to what cannot be in it any more; short ones are no matter
_LONG_TAG = re.compile(rb"<[^<>]{20000,}")
_LONG_TAG_OF_TEXT = re.compile(r"<[^<>]{20000,}")


def refuse_markup(content: bytes | str, name: str) -> None:
    """Raise LimitError for markup of too many tags, or with too many attributes on one.

    Both are estimates from above by counting ``<`` and ``=``: the parser that would count them is what they stop.
    """
    if isinstance(content, bytes):
        refuse("elements", content.count(b"<"), name)
        if content.count(b"=") > _CURRENT.get().attributes:
            for tag in _LONG_TAG.finditer(content):
                refuse("attributes", tag[0].count(b"="), name)
        return
    refuse("elements", content.count("<"), name)
    if content.count("=") > _CURRENT.get().attributes:
        for found in _LONG_TAG_OF_TEXT.finditer(content):
            refuse("attributes", found[0].count("="), name)
