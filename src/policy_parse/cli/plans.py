"""The plans of a call's documents: what ``check``, ``ledger`` and ``trend`` start from."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from policy_parse.batch.documents import Document, with_content
from policy_parse.batch.outcome import Outcome, here, in_order
from policy_parse.cli.progress import bar
from policy_parse.cli.tally import AHEAD, limits_of, processes
from policy_parse.cli.work import Item, Reading, reader_of, reading_of

if TYPE_CHECKING:
    from policy_parse.model import Plan


def plans_of(documents: Sequence[Document], args: argparse.Namespace) -> Iterator[Outcome[Item, Plan]]:
    """What becomes of each document, in order, as it comes: its plan, or the error that says why there is none.

    Many are read by several processes, as ``parse`` does. Raises LexiconError, WorkerError.
    """
    with bar(len(documents), quiet=args.quiet) as advance:
        for outcome in _read(documents, args):
            advance(outcome.item.document.name, outcome.error is not None)
            yield outcome


def _read(documents: Sequence[Document], args: argparse.Namespace) -> Iterator[Outcome[Item, Plan]]:
    reading, items = reading_of(args), (Item(with_content(document)) for document in documents)
    jobs = processes(args, len(documents))
    if not jobs:
        yield from here(partial(_reader, reading), items)
        return
    from policy_parse.batch.pool import outcomes
    from policy_parse.model import Plan

    work = partial(_reader_of_json, reading)
    done = outcomes(work, items, jobs=jobs, limits=limits_of(args), ahead=jobs * AHEAD)
    for one in in_order(done):
        plan = None if one.value is None else Plan.model_validate_json(one.value)
        yield Outcome(one.number, one.item, plan, one.error)


def _reader(reading: Reading) -> Callable[[Item], Plan]:
    read = reader_of(reading)
    return lambda item: read(item.document.content(reading.password), item.document.name)


def _reader_of_json(reading: Reading) -> Callable[[Item], bytes]:
    read = _reader(reading)
    return lambda item: read(item).model_dump_json().encode()
