"""``policy-parse check``: the findings of one document or many, and the same as comments on a copy of the document."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policy_parse.batch.documents import Document
from policy_parse.cli.messages import EXIT_OK, EXIT_UNREADABLE, UsageError, complain, put, put_data
from policy_parse.cli.plans import plans_of
from policy_parse.cli.sources import (
    STANDARD_OUTPUT,
    documents_of,
    lexicon_of,
    not_replaced,
    refuse_outputs,
    refuse_to_annotate,
)

if TYPE_CHECKING:
    from policy_parse.batch.outcome import Outcome
    from policy_parse.checks.codes import FindingCode
    from policy_parse.cli.work import Item
    from policy_parse.findings import CheckedFile
    from policy_parse.model import Plan

_SUFFIXES = {".json": "json", ".sarif": "sarif", ".txt": "text"}


def check(args: argparse.Namespace) -> int:
    """Report the findings of every document; 1 at the end if one could not be read, or is graver than allowed."""
    from policy_parse.checks.codes import finding_codes
    from policy_parse.findings import gravest_reached, render

    documents, _, _, are_many = documents_of(args.files)
    lexicon = lexicon_of(args)
    codes = finding_codes(lexicon)
    select, ignore = _codes(args.select, codes), _codes(args.ignore, codes)
    targets = [Path(out) for out in (args.output, args.annotate) if out not in (None, "-")]
    format = args.format or _SUFFIXES.get(Path(args.output or "-").suffix.lower(), "text")
    if args.annotate is not None:
        _refuse_to_annotate(documents, args, are_many=are_many)
    refuse_outputs(documents, targets)
    if args.output not in (None, STANDARD_OUTPUT):
        _refuse_to_replace(Path(args.output), format)
    files = [_checked(outcome, select, ignore) for outcome in plans_of(documents, args)]
    report = render(files, [one for one in codes if _is_wanted(one.code, select, ignore)], format)
    if args.annotate is not None:
        _annotate(documents[0], files[0], Path(args.annotate), args.password)
    if args.output in (None, "-"):
        (put if format == "text" else put_data)(report)
    else:
        from policy_parse.writers.safe_files import write_whole

        write_whole(Path(args.output), report.encode("utf-8", "backslashreplace"))
    failed = any(file.plan is None for file in files)
    grave = args.fail_on is not None and gravest_reached(files, args.fail_on)
    return EXIT_UNREADABLE if failed or grave else EXIT_OK


def _codes(words: Sequence[str], known: Sequence[FindingCode]) -> frozenset[str]:
    """The codes that `words` name, parted by commas. Raises UsageError for one that is not known."""
    codes = frozenset(code.strip() for word in words for code in word.replace("，", ",").split(",") if code.strip())
    unknown = sorted(codes - {one.code for one in known})
    if unknown:
        raise UsageError(
            f"没有这样的代码（no such code）: {'、'.join(unknown)}；"
            "全部代码（all codes）: policy-parse rules --findings"
        )
    return codes


def _is_wanted(code: str, select: frozenset[str], ignore: frozenset[str]) -> bool:
    return (not select or code in select) and code not in ignore


def _refuse_to_replace(report: Path, format: str) -> None:
    """Raise UsageError if the file at `report` is none of ours."""
    from policy_parse.findings import is_as_written
    from policy_parse.writers.safe_files import is_free

    if not is_free(report, lambda path: is_as_written(path, format)):
        raise UsageError(not_replaced(report))


def _refuse_to_annotate(documents: Sequence[Document], args: argparse.Namespace, *, are_many: bool) -> None:
    """Raise UsageError unless one file is to be annotated and written to another."""
    if args.annotate != STANDARD_OUTPUT and (are_many or len(documents) != 1):
        raise UsageError("--annotate 一次只批注一个文件（--annotate takes one document at a time）")
    refuse_to_annotate(documents[0], args.annotate, args)


def _checked(outcome: Outcome[Item, Plan], select: frozenset[str], ignore: frozenset[str]) -> CheckedFile:
    from policy_parse.findings import CheckedFile, chosen

    name, plan, error = outcome.item.document.name, outcome.value, outcome.error
    if plan is None:
        assert error is not None
        complain(error)
        return CheckedFile(name, None, error=error.reason)
    return CheckedFile(name, plan, chosen(plan.findings, select=select, ignore=ignore))


def _annotate(document: Document, file: CheckedFile, out: Path, password: str | None) -> None:
    """Write the document with its findings as comments to `out`. Raises ReadError, WriteError."""
    from policy_parse.annotation import annotate, notes_of

    if file.plan is not None and document.path is not None:
        annotate(document.path, notes_of(file.plan, file.findings), out, password=password)
