"""`parse_many`: the documents of a call as a generator of Plans, read by several processes; `parse_bytes`: one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from policy_parse.api import YEARS, parse
from policy_parse.batch.documents import Document, find_documents
from policy_parse.batch.outcome import DEFAULT, DocumentLimits, Outcome, in_order, sha256_of
from policy_parse.errors import ReadError
from policy_parse.limits import Limits
from policy_parse.model import Plan
from policy_parse.vocabulary.prepare import Vocabulary, prepared

Given = str | os.PathLike[str] | bytes | tuple[str, bytes]
"""A file, folder, pattern, ZIP archive or ``@LIST``; the bytes of a document, or its name and its bytes."""
_AHEAD = 64


@dataclass(frozen=True, slots=True)
class ParseResult:
    """What became of one document among many: a plan, or the error that says why there is none."""

    name: str
    sha256: str | None
    """Hash of its bytes; None where they cannot be had."""
    plan: Plan | None
    error: ReadError | None

    @property
    def failure(self) -> dict[str, str | None] | None:
        """A row of ``failures``: name, sha256, kind and reason; None where there is a plan."""
        error = self.error
        if error is None:
            return None
        return {"name": self.name, "sha256": self.sha256, "kind": error.kind, "reason": error.reason}


def parse_bytes(
    data: bytes,
    name: str,
    *,
    year: int | None = None,
    lexicon: Vocabulary | None = None,
    password: str | None = None,
    limits: Limits | None = None,
) -> ParseResult:
    """What becomes of one document, for programs that hand out the work themselves (Spark, Dask, a queue).

    The arguments are those of `parse`. What cannot be read is a result with an `error`. Nothing is kept between calls
    but the loaded words, and results go through pickle, so that it may be called in any process or thread. Raises
    LexiconError for a vocabulary that cannot be used, ValueError for a `year` outside 1949-2200.
    """
    try:
        plan = parse(data, name=name, year=year, lexicon=lexicon, password=password, limits=limits)
    except ReadError as error:
        return ParseResult(name, sha256(data).hexdigest(), None, error)
    return ParseResult(name, plan.source.sha256, plan, None)


class _Item(NamedTuple):
    document: Document
    refused: ReadError | None = None
    """Why there is no document."""


def parse_many(
    sources: Given | Iterable[Given],
    *,
    jobs: int | None = None,
    year: int | None = None,
    lexicon: Vocabulary | None = None,
    password: str | None = None,
    time_limit: float | None = DEFAULT.seconds,
    memory_limit: int | None = DEFAULT.megabytes,
) -> Iterator[ParseResult]:
    """Parse any number of documents by `jobs` processes, all cores if None; a result for each, in the order given.

    `sources` are asked for one by one and results kept only until it is their turn, so that memory stays flat. A word
    that names a folder, a pattern, a ZIP archive or a list stands for all documents in it, by name. What cannot be
    read is a result with an `error` and stops nothing: also a document that takes longer than `time_limit` seconds
    (TimeLimitError), needs more than `memory_limit` megabytes (MemoryLimitError, on Linux) or ends the process
    (CrashError); None is no limit. The plans are those that `parse` gives, whatever the number of processes.

    Raises LexiconError for a vocabulary that cannot be used, ValueError for a `year` outside 1949-2200, WorkerError
    where no process can be started, as in a script without ``if __name__ == "__main__":``.
    """
    if year is not None and year not in YEARS:
        raise ValueError(f"year {year} is not in {YEARS[0]}-{YEARS[-1]}")
    given = [sources] if isinstance(sources, str | os.PathLike | bytes | tuple) else sources
    work = partial(_reader, lexicon, year, password)
    return _results(work, given, jobs, DocumentLimits(time_limit, memory_limit), password)


def _results(
    work: Callable[[], Callable[[_Item], bytes]],
    given: Iterable[Given],
    jobs: int | None,
    limits: DocumentLimits,
    password: str | None,
) -> Iterator[ParseResult]:
    from policy_parse.batch.pool import cores, outcomes

    jobs = jobs or cores()
    done = outcomes(work, _items(given), jobs=jobs, limits=limits, ahead=jobs * _AHEAD)
    for outcome in in_order(done):
        yield _result(outcome, password)


def _result(outcome: Outcome[_Item, bytes], password: str | None) -> ParseResult:
    document = outcome.item.document
    if outcome.value is None:
        return ParseResult(document.name, sha256_of(document, password), None, outcome.error)
    plan = Plan.model_validate_json(outcome.value)
    return ParseResult(document.name, plan.source.sha256, plan, None)


def _items(given: Iterable[Given]) -> Iterator[_Item]:
    for one in given:
        if isinstance(one, bytes):
            yield _Item(Document(sha256(one).hexdigest()[:12], None, data=one))
        elif isinstance(one, tuple):
            yield _Item(Document(one[0], None, data=one[1]))
        else:
            try:
                yield from map(_Item, find_documents([os.fspath(one)]).documents)
            except ReadError as error:
                yield _Item(Document(error.name, None, data=b""), error)


def _reader(lexicon: Vocabulary | None, year: int | None, password: str | None) -> Callable[[_Item], bytes]:
    """A function that reads a document and gives its plan as JSON. Raises LexiconError."""
    words = prepared(lexicon).lexicon

    def read(item: _Item) -> bytes:
        document = item.document
        if item.refused is not None:
            raise item.refused
        content = document.content(password)
        plan = parse(content, name=document.name, year=year, lexicon=words, password=password)
        return plan.model_dump_json().encode()

    return read
