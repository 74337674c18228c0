"""``policy-parse query``: an archive is asked, by a ready query or a statement of one's own."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policy_parse.cli.drawn_table import draw, is_drawn
from policy_parse.cli.messages import EXIT_OK, UsageError, complain, put, put_data
from policy_parse.cli.sources import STANDARD_OUTPUT, not_replaced, refuse_without_place
from policy_parse.cli.texts import one_of

if TYPE_CHECKING:
    from policy_parse.archive.ready import Ready

_SHOWN = 1000
"""Rows of a ready query that are printed as a table unless others are asked for."""
OPTIONS = ("unit", "indicator", "month", "today", "region", "year")


def query(args: argparse.Namespace) -> int:
    """Print or write the answer; without a question, list the ready queries."""
    from policy_parse.archive.answers import FORMATS, format_of, shown
    from policy_parse.archive.query import ask
    from policy_parse.archive.ready import QUERIES, parameters_of

    if args.question is None:
        put("".join(f"{ready.name:<18}{one_of(ready.says)}\n" for ready in QUERIES))
        return EXIT_OK
    target = None if args.output in (None, STANDARD_OUTPUT) else Path(args.output)
    format = args.format or ("text" if target is None else format_of(target))
    _refuse(args, target)
    try:
        limit = args.limit if args.limit is not None else _SHOWN if target is None and format == "text" else 0
        parameters = parameters_of({name: getattr(args, name) for name in OPTIONS}, limit=limit)
    except ValueError as error:
        raise UsageError(f"--year {error}: 应写作 2025 或 2022..2024（write 2025 or 2022..2024）") from error
    sql = _statement(args, parameters)
    if args.sql:
        put(sql + "\n")
        return EXIT_OK
    answer = ask(args.archive, sql, parameters, seconds=args.time_limit or 60)
    if target is not None:
        _refuse_to_replace(target, format, answer.columns)
    if not answer.rows:
        complain("没有符合的内容（nothing found）")
    if limit and len(answer.rows) == limit:
        complain(f"只列出 {limit} 行，全部用 --limit 0（{limit} rows shown, all with --limit 0）")
    if target is None and args.format is None and is_drawn():
        draw((), answer.columns, ([shown(cell) for cell in row] for row in answer.rows))
        return EXIT_OK
    data = FORMATS[format](answer)
    if target is not None:
        from policy_parse.writers.safe_files import write_whole

        write_whole(target, data)
    else:
        (put if format == "text" else put_data)(data.decode("utf-8-sig"))
    return EXIT_OK


def _refuse(args: argparse.Namespace, target: Path | None) -> None:
    if target is None:
        return
    refuse_without_place(target)
    if target.exists() and args.archive.exists() and target.samefile(args.archive):
        raise UsageError(f"{target}: 会覆盖库，请另起文件名（would overwrite the archive, choose another name）")


def _refuse_to_replace(target: Path, format: str, columns: Sequence[str]) -> None:
    """Raise UsageError if the file at `target` is no answer of ours with these columns; WriteError."""
    from policy_parse.archive.answers import is_as_written
    from policy_parse.writers.safe_files import is_free

    if not is_free(target, lambda path: is_as_written(path, format, columns)):
        raise UsageError(not_replaced(target))


def _statement(args: argparse.Namespace, parameters: Mapping[str, str | int | None]) -> str:
    """The statement that is asked for. Raises UsageError for a name that is none, or that lacks its option."""
    from difflib import get_close_matches

    from policy_parse.archive.ready import QUERIES

    question = str(args.question).strip()
    ready = next((ready for ready in QUERIES if ready.name == question), None)
    if ready is None:
        if " " in question or "\n" in question:
            return question
        near = get_close_matches(question, [ready.name for ready in QUERIES], n=1)
        known = near or [ready.name for ready in QUERIES]
        raise UsageError(f"没有现成的查询 {question}，可用（no such ready query, there are）: {'、'.join(known)}")
    return _with_its_option(ready, args, parameters)


def _with_its_option(ready: Ready, args: argparse.Namespace, parameters: Mapping[str, str | int | None]) -> str:
    from policy_parse.archive.query import tables_of

    if ready.needs is not None and not args.sql and getattr(args, ready.needs) is None:
        raise UsageError(f"{ready.name} 要写 --{ready.needs}（{ready.name} needs --{ready.needs}）")
    if args.sql or ready.counted is None:
        return ready.sql
    return ready.statement(parameters, tables_of(args.archive))
