"""``policy-parse parse``: one document or many, to standard output, to one file, or to a folder of files."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policy_parse.batch.documents import Document
from policy_parse.cli.messages import EXIT_OK, EXIT_UNREADABLE, UsageError, complain, put_result
from policy_parse.cli.sources import (
    STANDARD_OUTPUT,
    documents_of,
    refuse_to_overwrite,
    refuse_to_replace,
    refuse_without_place,
    say_passed_over,
)
from policy_parse.cli.work import notice_of, reader_of, reading_of, result_of, write_result
from policy_parse.errors import FormatError, ReadError

if TYPE_CHECKING:
    from policy_parse.writers import Writer


def parse(args: argparse.Namespace) -> int:
    """Read every document and write the results. What cannot be read is a line, and the exit status 1 at the end."""
    folder = _folder(args.output, format=args.format)
    documents, passed_over, ledgers, are_many = documents_of(args.files, without=folder)
    if folder is None and not are_many:
        return _one(documents[0], args, _writer(args, folder=None, are_many=False))
    from policy_parse.cli import many

    if folder is not None and _is_of_tables(args.format):
        say_passed_over(passed_over, ledgers, quiet=args.quiet)
        return many.into_tables(documents, args, folder, args.format)
    writer = _writer(args, folder=folder, are_many=are_many)
    if folder is None:
        _refuse(documents, args, writer)
    say_passed_over(passed_over, ledgers, quiet=args.quiet)
    if folder is not None:
        return many.into_folder(documents, args, folder, writer)
    return many.to_stdout(documents, args, writer) if _for_stdout(args) else many.into_file(documents, args, writer)


def _one(document: Document, args: argparse.Namespace, writer: Writer) -> int:
    """The result of one document, in a file or on standard output."""
    _refuse([document], args, writer)
    reading = reading_of(args)
    read = reader_of(reading)
    try:
        content = document.content(reading.password)
        plan = read(content, document.name)
    except ReadError as error:
        complain(error)
        return EXIT_UNREADABLE
    if notice := notice_of(plan, document.name):
        complain(notice)
    shown = None if reading.redact else content
    if not _for_stdout(args):
        write_result(writer, plan, shown, Path(args.output), password=reading.password)
    else:
        put_result(result_of(writer, plan, shown, password=reading.password), binary=writer.BINARY)
    return EXIT_OK


def _refuse(documents: Sequence[Document], args: argparse.Namespace, writer: Writer) -> None:
    """Raise FormatError, UsageError or WriteError, before anything is read, for one output that cannot be written."""
    if _for_stdout(args):
        _refuse_for_stdout(writer, piped=args.output is not None)
    else:
        target = Path(args.output)
        refuse_to_overwrite(documents, [target])
        refuse_to_replace(writer, [target])
        refuse_without_place(target)


def _for_stdout(args: argparse.Namespace) -> bool:
    return args.output in (None, STANDARD_OUTPUT)


def _folder(output: str | None, *, format: str | None) -> Path | None:
    """The folder that OUT names: an existing one, a name that ends in a slash, or any for a format that is a folder;
    None for a file.
    """
    from policy_parse.writers import is_folder

    if output is None or output == STANDARD_OUTPUT:
        return None
    ends = (os.sep, os.altsep) if os.altsep else (os.sep,)
    is_one = output.endswith(ends) or Path(output).is_dir() or (format is not None and is_folder(format))
    return Path(output) if is_one else None


def _is_of_tables(format: str | None) -> bool:
    """True if that format puts the tables of all documents into one folder."""
    if format is None:
        return False
    from policy_parse.writers.tables import FORMATS

    return format in FORMATS


def _writer(args: argparse.Namespace, *, folder: Path | None, are_many: bool) -> Writer:
    """The writer of the format asked for. Raises FormatError, UsageError for one that cannot hold many plans."""
    from policy_parse.writers import find_writer, format_of, holds_many, writers

    format = args.format
    if format is None and folder is not None:
        format = "json"
    elif format is None:
        format = ("ndjson" if are_many else "json") if _for_stdout(args) else format_of(Path(args.output))
    writer = find_writer(format)
    if are_many and folder is None and not holds_many(writer):
        able = "、".join(one.FORMAT for one in writers() if holds_many(one))
        raise UsageError(
            f"{writer.FORMAT} 一份只放一个文件的结果；多个文件请用 {able}，或写入文件夹 -o OUT/"
            f"（{writer.FORMAT} holds one plan; for several use {able}, or a folder）"
        )
    return writer


def _refuse_for_stdout(writer: Writer, *, piped: bool) -> None:
    if writer.BINARY and (not piped or sys.stdout.isatty()):
        raise FormatError(writer.FORMAT, "不是文本，请用 -o 写入文件（not text, write it to a file with -o）")
