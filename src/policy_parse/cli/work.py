"""What worker processes of the command line do with each document; all here can be sent to another process."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from policy_parse.batch.documents import Document
from policy_parse.cli.messages import words_of_no_task

if TYPE_CHECKING:
    from policy_parse.model import Plan
    from policy_parse.writers import Writer


class Item(NamedTuple):
    """A document, and the file for its result where it has one of its own."""

    document: Document
    target: Path | None = None


class Reading(NamedTuple):
    """How documents are read."""

    lexicon: tuple[Path, ...]
    year: int | None
    password: str | None
    redact: bool = False
    """Without contacts of people."""


class Made(NamedTuple):
    """What was made of a document."""

    sha256: str
    tasks: int
    notice: str | None
    """What there is to say of it: that no task was found."""
    data: bytes | None = None
    """Its part of a file for all; None if it has a file of its own."""


Act = Callable[[Item], Made]


def into_files(reading: Reading, format: str) -> Act:
    """A function that reads a document and writes its result to its target. Raises LexiconError, FormatError."""
    from policy_parse.writers import find_writer
    from policy_parse.writers.safe_files import make_folder

    writer, read = find_writer(format), reader_of(reading)

    def act(item: Item) -> Made:
        content = item.document.content(reading.password)
        plan = read(content, item.document.name)
        assert item.target is not None
        make_folder(item.target.parent)
        write_result(writer, plan, None if reading.redact else content, item.target, password=reading.password)
        return _made(plan, item)

    return act


def into_parts(reading: Reading, format: str) -> Act:
    """A function that reads a document and gives its part of a file for all: rows, or the packed plan.

    Raises LexiconError, FormatError.
    """
    from policy_parse.batch.packed import QUICKLY, packed
    from policy_parse.writers import part_of

    read = reader_of(reading)

    def act(item: Item) -> Made:
        plan = read(item.document.content(reading.password), item.document.name)
        part = part_of(plan, format)
        return _made(plan, item)._replace(data=packed(plan, QUICKLY) if part is None else part)

    return act


def _made(plan: Plan, item: Item) -> Made:
    return Made(plan.source.sha256, len(plan.tasks), notice_of(plan, item.document.name))


def notice_of(plan: Plan, name: str) -> str | None:
    """What there is to say of a plan that was read: that no task was found; None if there is nothing."""
    return None if plan.tasks else words_of_no_task(plan, name)


def reading_of(args: argparse.Namespace) -> Reading:
    """How the command line says that documents are read."""
    year = getattr(args, "year", None)  # of one document: no option of a command that is for several years
    return Reading(tuple(args.lexicon), year, args.password, args.redact is not None)


def reader_of(reading: Reading) -> Callable[[Path | bytes, str], Plan]:
    """What reads a document that is called so. Raises LexiconError; the function raises ReadError."""
    from policy_parse.api import parse, redact
    from policy_parse.vocabulary.prepare import prepared

    lexicon = prepared(reading.lexicon).lexicon

    def read(content: Path | bytes, name: str) -> Plan:
        plan = parse(content, name=name, year=reading.year, lexicon=lexicon, password=reading.password)
        return redact(plan, lexicon=lexicon) if reading.redact else plan

    return read


def write_result(
    writer: Writer, plan: Plan, content: Path | bytes | None, target: Path, *, password: str | None
) -> None:
    """Write the file of one plan; see `result_of`. Raises WriteError."""
    from policy_parse.writers.safe_files import write_whole

    write_whole(target, result_of(writer, plan, content, password=password, target=target))


def result_of(
    writer: Writer, plan: Plan, content: Path | bytes | None, *, password: str | None, target: Path | None = None
) -> bytes:
    """The file of one plan as it should stand at `target`, with the document's pages in a format that shows them.

    Pictures of the pages are made of the document's `content`; none if it is None. Raises WriteError.
    """
    from policy_parse.writers import render, render_over, shows_pages

    if shows_pages(writer):
        from policy_parse.review import rendered
        from policy_parse.sources import load

        return rendered(writer, plan, None if content is None else load(content)[0], password=password)
    return render(plan, writer.FORMAT) if target is None else render_over([plan], writer.FORMAT, target, many=False)
