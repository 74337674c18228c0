"""``policy-parse trend``: each indicator of several plans over years and offices, as a table or a file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policy_parse.batch.documents import Document
from policy_parse.cli.drawn_table import draw, is_drawn
from policy_parse.cli.messages import EXIT_OK, EXIT_UNREADABLE, complain, complain_of_no_indicator, put, put_data
from policy_parse.cli.plans import plans_of
from policy_parse.cli.sources import (
    STANDARD_OUTPUT,
    documents_of,
    lexicon_of,
    refuse_to_overwrite,
    refuse_to_replace,
)

if TYPE_CHECKING:
    from policy_parse.model import Plan
    from policy_parse.model.trend import Trend


def trend(args: argparse.Namespace) -> int:
    """Print or write the indicators. What cannot be read is a line, and the exit status 1 at the end."""
    from policy_parse.api import trend as trend_of
    from policy_parse.writers.safe_files import write_whole
    from policy_parse.writers.trends import find_writer, format_of

    target = None if args.output in (None, STANDARD_OUTPUT) else Path(args.output)
    writer = find_writer(args.format or ("text" if target is None else format_of(target)))
    documents = documents_of(args.plans).documents
    if target is not None:
        refuse_to_overwrite(documents, [target])
        refuse_to_replace(writer, [target])
    lexicon = lexicon_of(args)
    plans = _plans(documents, args)
    status = EXIT_OK if len(plans) == len(documents) else EXIT_UNREADABLE
    if not plans:
        return status
    found = trend_of(plans, indicator=args.indicator, region=args.region, lexicon=lexicon)
    if not found.series:
        complain("没有符合的指标（no such indicator）")
    if target is not None:
        write_whole(target, writer.render(found))
    elif writer.FORMAT == "text" and args.output is None and is_drawn():
        _draw(found)
    else:
        data = writer.render(found).decode("utf-8-sig", "surrogatepass")
        (put if writer.FORMAT == "text" else put_data)(data)
    return status


def _plans(documents: Sequence[Document], args: argparse.Namespace) -> list[Plan]:
    """The plans of all documents that can be read; a line for each of the others."""
    plans = []
    for outcome in plans_of(documents, args):
        plan = outcome.value
        if plan is None:
            complain(outcome.error)
            continue
        plans.append(plan)
        if not plan.targets and not any(task.targets for task in plan.tasks):
            complain_of_no_indicator(plan, outcome.item.document.name)
    return plans


def _draw(trend: Trend) -> None:
    from policy_parse.writers.trends.text_file import heads, summary, table_rows

    draw((summary(trend),), heads(trend), table_rows(trend))
