"""``policy-parse parse``: one document or many, to standard output, to one file, or to a folder of files."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from policy_parse.cli.messages import (
    EXIT_OK,
    EXIT_UNREADABLE,
    UsageError,
    complain,
    complain_of_no_task,
    note,
    put_bytes,
    put_data,
)
from policy_parse.cli.progress import followed
from policy_parse.cli.sources import (
    STANDARD_OUTPUT,
    Document,
    documents_of,
    lexicon_of,
    refuse_to_mix,
    refuse_to_overwrite,
    refuse_typed_cells,
    refuse_without_place,
)
from policy_parse.errors import FormatError, ReadError, WriteError

if TYPE_CHECKING:
    from policy_parse.model import Plan
    from policy_parse.writers import Writer


def parse(args: argparse.Namespace) -> int:
    """Read every document and write the results. What cannot be read is a line, and the exit status 1 at the end."""
    folder = _folder(args.output, format=args.format)
    documents, passed_over, ledgers, are_many = documents_of(args.files, without=folder)
    job = Job(documents, args, are_many=are_many)
    if folder is not None and _is_of_tables(args.format):
        _say_passed_over(passed_over, ledgers, quiet=args.quiet)
        from policy_parse.cli.tables import tables_into_folder

        tables_into_folder(documents, (plan for _, plan in job.plans()), folder, args.format)
        return job.finish()
    for_stdout = _for_stdout(args)
    writer = _writer(args, folder=folder, are_many=are_many)
    if for_stdout:
        _refuse_for_stdout(writer, piped=args.output is not None)
    elif folder is None:
        refuse_to_overwrite(documents, [Path(args.output)])
        refuse_typed_cells(writer, [Path(args.output)])
        refuse_without_place(Path(args.output))
    _say_passed_over(passed_over, ledgers, quiet=args.quiet)
    if folder is not None:
        _into_folder(job, folder, writer)
    elif (data := _one_file(job, writer, args.output, are_many=are_many)) is not None:
        if for_stdout:
            _print(data, writer)
        else:
            from policy_parse.writers.safe_files import write_whole

            write_whole(Path(args.output), data)
    return job.finish()


def _say_passed_over(passed_over: Sequence[str], ledgers: Sequence[str], *, quiet: bool) -> None:
    if passed_over:
        note(f"跳过 {len(passed_over)} 个其他文件（other files passed over）: {_first(passed_over)}", quiet=quiet)
    if ledgers:
        words = f"跳过 {len(ledgers)} 个本程序写出的台账（ledgers of this program passed over）: {_first(ledgers)}"
        note(words, quiet=quiet)


def _first(names: Sequence[str]) -> str:
    return "、".join(names[:5]) + (" …" if len(names) > 5 else "")


class Job:
    """Reads documents one after another, says how far it is, and counts."""

    def __init__(self, documents: Sequence[Document], args: argparse.Namespace, *, are_many: bool) -> None:
        self.documents = documents
        self._args, self._are_many = args, are_many
        self._read = self._failed = self._tasks = 0

    def plans(self) -> Iterator[tuple[Document, Plan]]:
        """Each document that can be read, with its plan. Raises LexiconError."""
        for document, plan, _ in self.plans_with_content():
            yield document, plan

    def plans_with_content(self) -> Iterator[tuple[Document, Plan, Path | bytes]]:
        """The same with the document's path, or its bytes if it came from standard input."""
        from policy_parse.api import parse

        lexicon = lexicon_of(self._args)
        for document in followed(self.documents, quiet=self._args.quiet):
            try:
                content = document.content()
                plan = parse(
                    content,
                    name=document.name,
                    year=self._args.year,
                    lexicon=lexicon,
                    password=self._args.password,
                )
            except ReadError as error:
                complain(error)
                self._failed += 1
                continue
            self._read += 1
            self._tasks += len(plan.tasks)
            if not plan.tasks:
                complain_of_no_task(plan, document.name)
            yield document, plan, content

    def with_pages(self, writer: Writer, plan: Plan, content: Path | bytes) -> bytes:
        """The file of `plan` with the pages of the document, in a format that shows them."""
        from policy_parse.review import rendered
        from policy_parse.sources import load

        return rendered(writer, plan, load(content)[0], password=self._args.password)

    def finish(self) -> int:
        """The exit status; if there were many documents, say how many were read."""
        if self._are_many:
            note(
                f"共 {len(self.documents)} 个文件：读出 {self._read} 个，失败 {self._failed} 个，任务 {self._tasks} 项"
                f"（{self._read} read, {self._failed} failed, {self._tasks} tasks）",
                quiet=self._args.quiet,
            )
        return EXIT_UNREADABLE if self._failed else EXIT_OK


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


def _one_file(job: Job, writer: Writer, output: str | None, *, are_many: bool) -> bytes | None:
    """The one file that holds everything; None if nothing could be read."""
    from policy_parse.writers import render, render_all, render_over, shows_pages

    path = None if output in (None, STANDARD_OUTPUT) else Path(output or "")

    def rendered(plans: Iterator[Plan]) -> bytes:
        if path is not None:
            return render_over(plans, writer.FORMAT, path, many=are_many)
        return render_all(plans, writer.FORMAT) if are_many else render(next(plans), writer.FORMAT)

    if are_many:
        read = False

        def plans() -> Iterator[Plan]:
            nonlocal read
            for _, plan in job.plans():
                read = True
                yield plan

        data = rendered(plans())
        return data if read else None
    if shows_pages(writer):
        return next((job.with_pages(writer, plan, content) for _, plan, content in job.plans_with_content()), None)
    return next((rendered(iter((plan,))) for _, plan in job.plans()), None)


def _into_folder(job: Job, folder: Path, writer: Writer) -> None:
    """A file for each document; the folder is made if it does not exist. Raises WriteError."""
    from policy_parse.writers import render_over, shows_pages
    from policy_parse.writers.safe_files import write_whole

    names = _names(job.documents, writer.SUFFIXES[0])
    targets = {document: folder / name for document, name in zip(job.documents, names, strict=True)}
    refuse_to_overwrite(job.documents, list(targets.values()))
    refuse_to_mix(job.documents, folder, writer.SUFFIXES[0])
    refuse_typed_cells(writer, list(targets.values()))
    for document, plan, content in job.plans_with_content():
        target = targets[document]
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WriteError(str(target.parent), f"目录建不了（cannot be made: {error.strerror}）") from error
        if shows_pages(writer):
            write_whole(target, job.with_pages(writer, plan, content))
        else:
            write_whole(target, render_over([plan], writer.FORMAT, target, many=False))


def _names(documents: Sequence[Document], ending: str) -> list[str]:
    """plan.json for plan.docx; plan.docx.json and plan.pdf.json if both are read; no two are the same."""
    given = [_relative(document) for document in documents]
    short = [str(Path(name).with_suffix(ending)) for name in given]
    taken = Counter(name.casefold() for name in short)
    out: list[str] = []
    used = {name for name, times in taken.items() if times == 1}
    for name, brief in zip(given, short, strict=True):
        tries = [brief] if taken[brief.casefold()] == 1 else chain([name + ending], _numbered(name, ending))
        chosen = next(one for one in tries if one is brief or one.casefold() not in used)
        used.add(chosen.casefold())
        out.append(chosen)
    return out


def _numbered(name: str, ending: str) -> Iterator[str]:
    return (f"{name}~{number}{ending}" for number in count(2))


def _relative(document: Document) -> str:
    """The name below the folder; standard input and files that are named by a whole path have but a short one."""
    if document.path is None:
        return "stdin"
    name = Path(document.name)
    return name.name if name.is_absolute() or ".." in name.parts else str(name)


def _print(data: bytes, writer: Writer) -> None:
    if writer.BINARY:
        put_bytes(data)
    else:
        put_data(data.decode("utf-8-sig", "surrogatepass"))
