"""A Plan as a file: writers by name and ending, a built-in table, then the entry points ``policy_parse.writers``.

A writer is a module with

- ``FORMAT``: its name (json),
- ``SUFFIXES``: file endings that choose it (``(".json",)``),
- ``render(plan: Plan) -> bytes``: the whole file; the same Plan always gives the same bytes. Raises WriteError.
- ``BINARY``: True if the bytes are not UTF-8 text, so that they cannot go to a terminal,
- ``render_all(plans: Iterable[Plan]) -> bytes``, where one file can hold many plans: each row names its document,
- ``HEAD: bytes`` and ``render_part(plan: Plan) -> bytes``, where such a file is the head and the parts of its plans,
  one after another, so that it can be written as they come,
- ``render_pieces(plans: Iterable[Plan]) -> Iterator[bytes]``, what `render_all` gives without holding it whole,
- ``render_with_pages(plan: Plan, pages: Sequence[PagePicture]) -> bytes``, where the file shows the document's pages,
- ``renew(plans: Iterable[Plan], earlier: bytes) -> bytes``, where a file is brought up to date and not written anew:
  the earlier file with the work of `plans`; raises WriteError for one that it cannot read,
- ``is_as_written(path: Path) -> bool``, where it can be told: whether that file is one that the writer made and, where
  people fill such files in, that nobody has changed since; another one is not written over. Where a format of this
  package cannot tell, as text, no file is.

Formats that are a folder of files are in `tables`. A plug-in that cannot be loaded is left out with a PluginWarning;
one that fails at a plan gives a WriteError that names it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from policy_parse.errors import FormatError, PolicyParseError, WriteError
from policy_parse.model import Plan
from policy_parse.plugins import in_words, load_plugins
from policy_parse.writers.safe_files import is_free, write_whole

if TYPE_CHECKING:
    from policy_parse.writers.review_page.pictures import PagePicture

__all__ = ["dumps", "formats", "holds_many", "render", "render_all", "render_over", "write"]


class Writer(Protocol):
    """What a writer module provides."""

    FORMAT: str
    SUFFIXES: tuple[str, ...]
    BINARY: bool

    def render(self, plan: Plan) -> bytes:
        """Return the whole file; raises WriteError."""
        ...


class ManyWriter(Writer, Protocol):
    """A writer whose file can hold many plans."""

    def render_all(self, plans: Iterable[Plan]) -> bytes:
        """Return one file of all plans, which are asked for one after another; raises WriteError."""
        ...


class PartsWriter(ManyWriter, Protocol):
    """A writer whose file of many plans is a head and the part of each."""

    HEAD: bytes

    def render_part(self, plan: Plan) -> bytes:
        """Return the part of `plan`; raises WriteError."""
        ...


class PagesWriter(Writer, Protocol):
    """A writer whose file shows the pages of the document."""

    def render_with_pages(self, plan: Plan, pages: Sequence[PagePicture]) -> bytes:
        """Return the whole file with the pictures of `pages`; raises WriteError."""
        ...


BUILTIN = {
    "json": "json",
    "ndjson": "ndjson",
    "csv": "csv",
    "xlsx": "xlsx",
    "docx": "docx",
    "html": "html",
    "md": "markdown",
    "text": "text",
    "ics": "ics",
    "sqlite": "sqlite",
}
"""Formats of this package, and the module of each: ``policy_parse.writers.{module}_file``."""


def _builtin(format: str) -> Writer:
    return cast(Writer, import_module(f"policy_parse.writers.{BUILTIN[format]}_file"))


@cache
def writers() -> tuple[Writer, ...]:
    """Every writer of this installation, plug-ins first."""
    return (*_plugins(), *map(_builtin, BUILTIN))


@cache
def _plugins() -> tuple[Writer, ...]:
    return cast(tuple[Writer, ...], load_plugins("policy_parse.writers", ("FORMAT", "SUFFIXES", "BINARY", "render")))


def formats() -> tuple[str, ...]:
    """Names of the formats that can be written, in the order of the table."""
    return tuple(writer.FORMAT for writer in writers())


def find_writer(format: str) -> Writer:
    """The writer of a format by its name, loaded when it is asked for. Raises FormatError for an unknown name."""
    name = format.lower()
    for writer in _plugins():
        if name == writer.FORMAT:
            return writer
    if name in BUILTIN:
        return _builtin(name)
    from policy_parse.writers.tables import FORMATS

    if name in FORMATS:
        raise FormatError(format, "写成一个文件夹，请用 -o OUT/（a folder of files, write it with -o OUT/）")
    known = "、".join(dict.fromkeys((*formats(), *FORMATS)))
    raise FormatError(format, f"不认识的输出格式，可用的有（unknown output format, known are） {known}")


def render(plan: Plan, format: str = "json") -> bytes:
    """Return the file of `plan` in the named format. Raises FormatError for an unknown name, WriteError."""
    writer = find_writer(format)
    with _named(writer):
        return writer.render(plan)


def _content(path: Path) -> bytes:
    """The earlier file. Raises WriteError where it cannot be read, so it is not written over either."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise WriteError(str(path), f"原有的文件读不了（the file there cannot be read: {error.strerror}）") from error


@contextmanager
def _named(writer: object, path: Path | None = None) -> Iterator[None]:
    """Whatever a plug-in raises inside comes out as a WriteError that names it; of the earlier file at `path`, that."""
    try:
        yield
    except WriteError as error:
        if path is None or error.name != getattr(writer, "FORMAT", None):
            raise
        raise WriteError(str(path), error.reason) from error
    except PolicyParseError:
        raise
    except Exception as error:
        if writer not in _plugins():
            raise
        name = str(getattr(writer, "FORMAT", writer))
        raise WriteError(name, f"插件出错（the plug-in fails: {in_words(error)}）") from error


def holds_many(writer: Writer) -> bool:
    """True if one file of this format can hold many plans."""
    return hasattr(writer, "render_all")


def render_all(plans: Iterable[Plan], format: str) -> bytes:
    """One file of all `plans`, in their order. Raises FormatError if the format is unknown or holds one plan only."""
    writer = find_writer(format)
    if not holds_many(writer):
        able = "、".join(one.FORMAT for one in writers() if holds_many(one))
        raise FormatError(format, f"只放一个文件的结果，可用的有（holds one plan, those that hold many are） {able}")
    with _named(writer):
        return cast(ManyWriter, writer).render_all(plans)


def pieces_over(plans: Iterable[Plan], format: str, path: Path) -> bytes | Iterable[bytes]:
    """What `render_over` gives of many plans, in pieces where the format has them. Raises as it does."""
    pieces = getattr(find_writer(format), "render_pieces", None)
    return render_over(plans, format, path, many=True) if pieces is None else cast(Iterator[bytes], pieces(plans))


def head_of(writer: Writer) -> bytes | None:
    """What a file of many plans begins with where the parts of its plans follow; None if it is not made so."""
    return cast(PartsWriter, writer).HEAD if hasattr(writer, "render_part") else None


def part_of(plan: Plan, format: str) -> bytes | None:
    """The part of `plan` in a file that has a `head_of`; None in any other format. Raises FormatError, WriteError."""
    writer = find_writer(format)
    if head_of(writer) is None:
        return None
    with _named(writer):
        return cast(PartsWriter, writer).render_part(plan)


def render_over(plans: Iterable[Plan], format: str, path: Path, *, many: bool) -> bytes:
    """The file of one plan, or of `many`, as it should stand at `path`.

    Of a calendar that is there: the same, brought up to date. Raises FormatError, WriteError.
    """
    writer = find_writer(format)
    renew = getattr(writer, "renew", None)
    if renew is not None and path.is_file() and (earlier := _content(path)):
        with _named(writer, path):
            return cast(bytes, renew(plans, earlier))
    if many:
        return render_all(plans, format)
    [plan] = plans
    return render(plan, format)


def shows_pages(writer: Writer) -> bool:
    """True if a file of this format shows the pages of the document where they are given."""
    return hasattr(writer, "render_with_pages")


def render_with_pages(plan: Plan, pages: Sequence[PagePicture], format: str) -> bytes:
    """The file of `plan` with `pages`, in a format that `shows_pages`. Raises FormatError, WriteError."""
    writer = find_writer(format)
    with _named(writer):
        return cast(PagesWriter, writer).render_with_pages(plan, pages)


def dumps(plan: Plan, format: str = "json") -> str:
    """Return `plan` as text, for a terminal or a pipe. Raises FormatError for a format that is unknown or no text."""
    writer = find_writer(format)
    if writer.BINARY:
        raise FormatError(format, "不是文本，请用 -o 写入文件（not text, write it to a file with -o）")
    return render(plan, writer.FORMAT).decode("utf-8-sig")


def can_be_replaced(writer: object, path: Path) -> bool:
    """False if the file at `path` is one that this program did not write, that people have changed since, or of which
    neither can be told.

    Plug-ins that do not tell (``is_as_written``) write over any file. Raises WriteError.
    """
    if not can_tell(writer) and writer in _plugins():
        return True
    with _named(writer, path):
        return is_free(path, getattr(writer, "is_as_written", _never))


def can_tell(writer: object) -> bool:
    """True if it can be seen of a file of this format whether it is one of ours: text of a plan bears no mark."""
    return hasattr(writer, "is_as_written")


def _never(path: Path) -> bool:
    return False


def write(plan: Plan, path: str | os.PathLike[str], format: str | None = None) -> None:
    """Write `plan` to `path` in `format`, or in the format that the path's ending names.

    The file is written whole or not at all: an earlier one stays until the new one is complete; a calendar is brought
    up to date. ``tables-csv``, ``tables-ndjson`` and ``tables-parquet`` make `path` a folder. Raises FormatError for an
    unknown ending or format, WriteError where nothing can be written.
    """
    target = Path(path)
    name = format or format_of(target)
    if is_folder(name):
        from policy_parse.writers.tables import write_tables

        write_tables([plan], target, name)
    else:
        write_whole(target, render_over([plan], name, target, many=False))


def is_folder(format: str) -> bool:
    """True if that format is a folder of files."""
    from policy_parse.writers.tables import FORMATS

    return format in FORMATS and format not in BUILTIN


def format_of(path: Path) -> str:
    """The format that a path's ending names. Raises FormatError where it names none."""
    ending = path.suffix.lower()
    name = ending.removeprefix(".")
    likely = (*_plugins(), _builtin(name)) if name in BUILTIN else _plugins()  # loads no writer of another format
    for writer in likely:
        if ending in writer.SUFFIXES:
            return writer.FORMAT
    known = {suffix: writer.FORMAT for writer in reversed(writers()) for suffix in writer.SUFFIXES}
    if ending in known:
        return known[ending]
    all_known = " ".join(sorted(known))
    if path.is_dir():
        raise FormatError(str(path), "这是一个目录，请写明文件名（a directory, give the name of a file）")
    if ending in _INSTEAD:
        other = _INSTEAD[ending]
        raise FormatError(str(path), f"不能写成 {ending}，请用 {other}（{ending} cannot be written, use {other}）")
    if ending:
        raise FormatError(str(path), f"没有 {ending} 这种输出格式，可用的有（no such format, known are） {all_known}")
    raise FormatError(str(path), f"文件名的结尾没有说明格式，可用的有（no ending, known are） {all_known}")


_INSTEAD = {".xls": ".xlsx", ".et": ".xlsx", ".ods": ".xlsx", ".doc": ".docx", ".wps": ".docx", ".pdf": ".docx"}
"""Endings that are often asked for, and what opens in the same programs."""
