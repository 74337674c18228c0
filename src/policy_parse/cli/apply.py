"""``policy-parse apply``: a plan with the corrections that a reviewer saved on the review page."""

from __future__ import annotations

import argparse
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING

from policy_parse.batch.documents import Document, document_of
from policy_parse.cli.messages import EXIT_OK, complain, put, say
from policy_parse.cli.sources import (
    STANDARD_OUTPUT,
    lexicon_of,
    redacted,
    refuse_outputs,
    refuse_to_replace,
)
from policy_parse.errors import CorrectionsError, FormatError, ReadError

if TYPE_CHECKING:
    from policy_parse.lexicon import Lexicon
    from policy_parse.model import Plan

_LEFT_OUT = "correction-left-out"


def apply(args: argparse.Namespace) -> int:
    """Merge the corrections, write the plan, and say what was left out and what is still to be reviewed."""
    from policy_parse.api import apply as merged
    from policy_parse.archive.base import is_archive
    from policy_parse.corrections import read_corrections, unreviewed
    from policy_parse.review import rendered
    from policy_parse.writers import find_writer, format_of, render_over, shows_pages
    from policy_parse.writers.safe_files import write_whole

    if is_archive(Path(args.plan)):
        from policy_parse.cli.collect import correct

        return correct(Path(args.plan), args)
    target = None if args.output in (None, STANDARD_OUTPUT) else Path(args.output)
    writer = find_writer(args.format or ("json" if target is None else format_of(target)))
    if writer.BINARY and target is None:
        raise FormatError(writer.FORMAT, "不是文本，请用 -o 写入文件（not text, write it to a file with -o）")
    document = document_of(args.plan)
    if target is not None:
        refuse_outputs([document, *map(document_of, args.corrections)], [target])
        refuse_to_replace(writer, [target])
    lexicon = lexicon_of(args)
    data, plan = _plan(document, args, lexicon)
    count = 0
    told = set(redacted(plan, args, lexicon).findings)
    for name in args.corrections:
        corrections = read_corrections(name)
        try:
            plan = merged(plan, corrections, lexicon=lexicon)
        except CorrectionsError as error:
            raise CorrectionsError(f"{name}: {error}") from error
        count += len(corrections.corrections)
    plan = redacted(plan, args, lexicon)
    if args.redact is not None:
        data = None  # pictures of the pages would show what is left out
    left_out = [finding for finding in plan.findings if finding.code == _LEFT_OUT and finding not in told]
    for finding in left_out:
        complain(finding.message)
    count -= len(left_out)
    left = sum(1 for _ in unreviewed(plan))
    state = f"还有 {left} 处没有核对（{left} still to review）" if left else "全部核对完毕（all reviewed）"
    say(f"并入 {count} 条更正（{count} corrections merged）；{state}")
    if target is None:
        put(rendered(writer, plan, data, password=args.password).decode("utf-8-sig", "surrogatepass"))
    elif shows_pages(writer):
        write_whole(target, rendered(writer, plan, data, password=args.password))
    else:
        write_whole(target, render_over([plan], writer.FORMAT, target, many=False))
    return EXIT_OK


def _plan(document: Document, args: argparse.Namespace, lexicon: Lexicon) -> tuple[bytes | None, Plan]:
    """The plan, and the bytes of the document where that was given instead. Raises ReadError."""
    from pydantic import ValidationError

    from policy_parse.api import parse
    from policy_parse.model import Plan
    from policy_parse.sources import load

    whole, _ = load(document.content(), document.name)
    data = whole.removeprefix(BOM_UTF8)  # an editor has put it there
    if data.lstrip()[:1] != b"{":
        plan = parse(whole, name=document.name, year=args.year, lexicon=lexicon, password=args.password)
        return whole, plan
    try:
        return None, Plan.model_validate_json(data)
    except ValidationError as error:
        reason = f"不是 parse 写出的方案（not the JSON of a plan: {error.errors()[0]['msg']}）"
        raise ReadError(document.name, reason) from None
