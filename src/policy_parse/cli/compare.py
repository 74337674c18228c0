"""``policy-parse compare``: one plan against another, as a table or a file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policy_parse.batch.documents import STANDARD_INPUT, Document, document_of
from policy_parse.cli.drawn_table import draw, is_drawn
from policy_parse.cli.messages import EXIT_CHANGED, EXIT_OK, UsageError, complain_of_no_task, put, put_bytes, put_data
from policy_parse.cli.sources import (
    STANDARD_OUTPUT,
    lexicon_of,
    redacted,
    refuse_outputs,
    refuse_to_annotate,
    refuse_to_replace,
)
from policy_parse.errors import FormatError

if TYPE_CHECKING:
    from policy_parse.model import Plan
    from policy_parse.model.comparison import Comparison


def compare(args: argparse.Namespace) -> int:
    """Print or write what changed; 1 for differences where `--fail-on-change` asks for it."""
    from policy_parse.api import compare as compare_plans
    from policy_parse.api import parse
    from policy_parse.comparison.only import only
    from policy_parse.writers.comparisons import find_writer, format_of
    from policy_parse.writers.safe_files import write_whole

    if args.old == args.new == STANDARD_INPUT:
        raise UsageError("标准输入 - 只能用一次（standard input can be read only once）")
    target = None if args.output in (None, STANDARD_OUTPUT) else Path(args.output)
    writer = find_writer(args.format or ("text" if target is None else format_of(target)))
    if writer.BINARY and target is None:
        raise FormatError(writer.FORMAT, "不是文本，请用 -o 写入文件（not text, write it to a file with -o）")
    documents = [document_of(word) for word in (args.old, args.new)]
    if args.annotate is not None:
        refuse_to_annotate(documents[1], args.annotate, args)
    targets = [Path(out) for out in (args.output, args.annotate) if out not in (None, STANDARD_OUTPUT)]
    refuse_outputs(documents, targets)
    if target is not None:
        refuse_to_replace(writer, [target])
    lexicon = lexicon_of(args)
    plans = []
    for document in documents:
        plan = parse(document.content(), name=document.name, lexicon=lexicon, password=args.password)
        if not plan.tasks:
            complain_of_no_task(plan, document.name)
        plans.append(redacted(plan, args, lexicon))
    found = only(compare_plans(plans[0], plans[1], lexicon=lexicon), args.only)
    if args.annotate is not None:
        _annotate(documents[1], found, plans, args)
    if target is not None:
        write_whole(target, writer.render(found, plans[0], plans[1]))
    elif writer.FORMAT == "text" and args.output is None and is_drawn():
        _draw(found, plans[0], plans[1])
    else:
        data = writer.render(found, plans[0], plans[1])
        put_bytes(data) if writer.BINARY else (put if writer.FORMAT == "text" else put_data)(
            data.decode("utf-8", "surrogatepass")
        )
    return EXIT_CHANGED if args.fail_on_change and not found.is_same else EXIT_OK


def _annotate(document: Document, found: Comparison, plans: Sequence[Plan], args: argparse.Namespace) -> None:
    """Write the new document with what changed as comments. Raises ReadError, WriteError."""
    from policy_parse.annotation import annotate
    from policy_parse.writers.comparisons.notes import notes_of

    if document.path is not None:
        annotate(document.path, notes_of(found, plans[0], plans[1]), args.annotate, password=args.password)


def _draw(comparison: Comparison, old: Plan, new: Plan) -> None:
    from policy_parse.writers.comparisons.rows import COLUMNS, change_rows
    from policy_parse.writers.comparisons.text_file import heading, summary

    draw((heading(comparison), summary(comparison)), COLUMNS, change_rows(comparison, old, new))
