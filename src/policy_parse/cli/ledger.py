"""``policy-parse ledger``: a ledger made from plans, or brought up to date with what people typed into it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from policy_parse.cli.messages import EXIT_UNREADABLE, UsageError, complain, put
from policy_parse.cli.plans import plans_of
from policy_parse.cli.sources import (
    documents_of,
    lexicon_of,
    refuse_to_overwrite,
    refuse_without_place,
    say_passed_over,
)
from policy_parse.cli.tally import Tally
from policy_parse.cli.work import notice_of
from policy_parse.errors import FormatError, WriteError

if TYPE_CHECKING:
    from policy_parse.model import Plan

_SUFFIX = ".xlsx"
_MADE = "{}: 新建（made）\n"


def ledger(args: argparse.Namespace) -> int:
    """Make or update the ledger and list what is new, changed and gone; 1 at the end if a plan could not be read."""
    target = Path(args.output)
    _refuse(target, args)
    if args.columns is not None:
        from policy_parse.writers.ledger_update.own_heads import read_own_heads

        args.columns = read_own_heads(args.columns)
    documents, passed_over, ledgers, are_many = documents_of(args.files)
    refuse_to_overwrite(documents, [target])
    say_passed_over(passed_over, ledgers, quiet=args.quiet)
    plans, tally = [], Tally(len(documents), quiet=args.quiet or not are_many)
    for outcome in plans_of(documents, args):
        if (plan := outcome.value) is None:
            tally.take(outcome.error)
            continue
        tally.take(None, tasks=len(plan.tasks), notice=notice_of(plan, outcome.item.document.name))
        plans.append(plan)
    status = tally.finish()
    if not any(plan.tasks for plan in plans):
        complain(f"{target}: 没有读到任务，台账没有动（no task found, the ledger is as it was）")
        return EXIT_UNREADABLE
    if target.exists() or args.template is not None:
        _update(target, plans, args, are_many=are_many)
    else:
        _make(target, plans, are_many=are_many)
    return status


def _refuse(target: Path, args: argparse.Namespace) -> None:
    """Raise FormatError, UsageError or WriteError, before anything is read, for what can be no ledger."""
    if target.suffix.lower() != _SUFFIX:
        raise FormatError(str(target), "台账是 .xlsx 文件（a ledger is an .xlsx file）")
    if target.is_dir():
        raise UsageError(f"{target}: 这是一个目录，请写明文件名（a directory, give the name of a file）")
    refuse_without_place(target)
    if args.template is not None and args.template.absolute() == target.absolute():
        raise UsageError(f"{target}: --template 和 -o 是同一个文件（--template and -o name one file）")
    if args.columns is not None and args.template is None and not target.exists():
        raise UsageError(f"{args.columns}: --columns 要和 --template 一起用（--columns goes with --template）")


def _make(target: Path, plans: list[Plan], *, are_many: bool) -> None:
    from policy_parse.writers.safe_files import write_whole
    from policy_parse.writers.xlsx_file import render, render_all

    write_whole(target, render_all(plans) if are_many else render(plans[0]))
    put(_MADE.format(target))


def _update(target: Path, plans: list[Plan], args: argparse.Namespace, *, are_many: bool) -> None:
    from policy_parse.vocabulary.prepare import prepared
    from policy_parse.writers.ledger_update.report import report
    from policy_parse.writers.ledger_update.update import update_ledger
    from policy_parse.writers.safe_files import write_whole

    source = target if target.exists() else args.template
    try:
        data = source.read_bytes()
    except OSError as error:
        raise WriteError(str(source), f"读不了（cannot be read: {error.strerror or error}）") from error
    words = prepared(lexicon_of(args))
    updated = update_ledger(
        data, plans, words.comparison, name=str(source), many=are_many, heads=words.columns, template=source != target,
        own=args.columns,
    )  # fmt: skip
    if updated.data is data:
        put(f"{target}: 没有变化，台账没有动（nothing changed, the ledger is as it was）\n")
        return
    if source == target:
        write_whole(target.with_name(f"{target.name}.bak"), data)
    write_whole(target, updated.data)
    is_made = source != target and not updated.changes
    put(_MADE.format(target) if is_made else f"{target}: {report(updated)}\n")
