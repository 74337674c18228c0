"""Plans of a folder or bucket, read by a Ray cluster into Parquet parts (extra ``ray``).

    from policy_parse.integrations.ray import parse_to_parquet
    parse_to_parquet("s3://province/plans", "s3://province/tables")

Each actor has a worker process of its own that loads the vocabularies once and is replaced where a document hangs it
or brings it down; so a document that no reader survives is a row of ``failures``, and never a lot that is tried for
ever. An actor that is lost is started again by Ray, and what it was at is read again under the same name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from policy_parse.api import YEARS, parse
from policy_parse.batch.documents import Document
from policy_parse.batch.journal import limits_key, settings_of, stands
from policy_parse.batch.outcome import DEFAULT, DocumentLimits
from policy_parse.errors import ReadError
from policy_parse.integrations import parts
from policy_parse.lexicon.load import fingerprint
from policy_parse.limits import Limits, current, using
from policy_parse.model.frames import load
from policy_parse.model.tables import TABLES, Row, rows_of
from policy_parse.vocabulary.prepare import prepared

LARGEST_LOT = 256
"""Documents of one part, at most: what is read again if an actor is lost."""
_LOTS = 4
"""Lots that an actor has, at least, so that all end at about the same time."""


class Summary(NamedTuple):
    """What a run did."""

    read: int
    """Documents that were read."""
    failed: int
    """Names of documents that could not be read, in this run or an earlier one that still holds."""
    known: int
    """Names of documents that were read before, or have the bytes of another one."""
    passed_over: tuple[str, ...]
    """Files whose endings belong to no document."""


class _Job(NamedTuple):
    """What actors are told."""

    source: str
    into: str
    settings: str
    limits: DocumentLimits
    lexicon: tuple[str, ...]
    year: int | None
    password: str | None
    reading: Limits
    """How much is read of a document, as it holds where the call is made."""


def parse_to_parquet(
    source: str | os.PathLike[str],
    into: str | os.PathLike[str],
    *,
    actors: int | None = None,
    year: int | None = None,
    lexicon: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
    password: str | None = None,
    time_limit: float | None = DEFAULT.seconds,
    memory_limit: int | None = DEFAULT.megabytes,
) -> Summary:
    """Read all documents below `source` by `actors` (all processors of the cluster if None) into parts below `into`.

    Both are folders that every machine of the cluster sees, or URIs (``s3://``, ``gs://``, ``hdfs://``). The tables are
    the flat ones, ``documents``, ``sources`` and ``failures``, called as in an archive, a folder each; their schema is
    fixed. What cannot be read is a row of ``failures``, whatever it does to the process. A document is known by its
    bytes: it is there once under the first of its names, and what an earlier call has read is not read again. A call
    that was stopped is gone on with by the same call.

    Raises ReadError where `source` cannot be listed; WriteError where `into` cannot be written, or holds what was read
    with another version, vocabulary or option; LexiconError, MissingExtraError; ValueError for a `year` outside
    1949-2200. Ray is started on this machine if it was not.
    """
    data = load("ray.data", "ray")
    if year is not None and year not in YEARS:
        raise ValueError(f"year {year} is not in {YEARS[0]}-{YEARS[-1]}")
    own = (lexicon,) if isinstance(lexicon, str | os.PathLike) else tuple(lexicon)
    directories = tuple(os.path.abspath(one) for one in own)
    prepared(directories)
    settings = settings_of(fingerprint(directories), year=year)
    limits = DocumentLimits(time_limit, memory_limit)
    job = _Job(_seen_by_all(source), _seen_by_all(into), settings, limits, directories, year, password, current())
    listed = parts.documents_of(parts.place_of(source))
    place = parts.place_of(into)
    done = parts.what_is_done(place, settings)
    named = _with_hashes(data, listed.documents, job.source)
    held = {name: row for name, row in done.failures.items() if _still_holds(row, job)}
    wanted = _wanted(named, done.plans, {row[1] for row in held.values()})
    records = list(_read(data, wanted, job, actors)) if wanted else []
    after = _after(done._replace(failures=held), named, records)
    parts.put_together(place, after)
    read = sum(record["kind"] is None for record in records)
    failed = sum(name in after.failures for name in named)
    return Summary(read, failed, len(named) - read - failed, listed.passed_over)


def _seen_by_all(word: str | os.PathLike[str]) -> str:
    """A path that does not depend on the folder in which a process was started; a URI as it is."""
    name = os.fspath(word)
    return name if "://" in name else os.path.abspath(name)


def _still_holds(row: Sequence[str | None], job: _Job) -> bool:
    _, digest, kind, _, settings, limits = row
    return digest is not None and settings == job.settings and stands(kind, limits, job.limits)


def _wanted(
    named: dict[str, str | None], plans: frozenset[str], failed: set[str | None]
) -> list[dict[str, str | None]]:
    """The documents to be read: one for each content that is not done, and those whose bytes cannot be had."""
    seen: set[str | None] = {*plans, *failed} - {None}
    wanted = []
    for name, digest in named.items():
        if digest not in seen:
            wanted.append({"name": name, "sha256": digest})
            seen |= {digest} - {None}
    return wanted


def _after(done: parts.Done, named: dict[str, str | None], records: Iterable[dict[str, Any]]) -> parts.Done:
    """What is known once the records are in: under which names each document was given, and which failed."""
    given = named | {record["name"]: record["sha256"] for record in records}
    failures = {name: row for name, row in done.failures.items() if given.get(name, row[1]) == row[1]}
    by_content = {row[1]: row for row in failures.values() if row[1] is not None}
    for record in records:
        if record["kind"] is not None:
            failures[record["name"]] = row = tuple(record.values())
            by_content |= {record["sha256"]: row} if record["sha256"] else {}
    sources = dict(done.sources)
    for name, digest in given.items():
        if digest in by_content:
            failures[name] = (name, *by_content[digest][1:])
        elif digest is not None and name not in failures:
            sources[name] = digest
    return done._replace(sources={n: d for n, d in sources.items() if n not in failures}, failures=failures)


# ------------------------------------------------------------------------------------------------------- on the cluster


def _with_hashes(data: Any, names: Sequence[str], source: str) -> dict[str, str | None]:
    """Each name and the hash of its bytes, None where they cannot be had."""
    if not names:
        return {}
    found = data.from_items([{"name": name} for name in names]).map_batches(
        partial(_hashes, source), batch_format="pyarrow", batch_size=LARGEST_LOT
    )
    hashes = {row["name"]: row["sha256"] for row in found.iter_rows()}
    return {name: hashes[name] for name in names}


def _hashes(source: str, batch: Any) -> Any:
    arrow = load("pyarrow", "arrow")
    place = parts.place_of(source)
    names = batch.column("name").to_pylist()
    return arrow.table({"name": names, "sha256": arrow.array([parts.hash_of(place, n) for n in names], arrow.string())})


def _read(data: Any, wanted: Sequence[Any], job: _Job, actors: int | None) -> Iterator[dict[str, Any]]:
    """A record of each document, once its part is written."""
    ray = load("ray", "ray")
    count = actors or max(1, int(ray.cluster_resources().get("CPU", 1)))
    lots = max(-(-len(wanted) // LARGEST_LOT), min(len(wanted), count * _LOTS))
    done = data.from_items(wanted, override_num_blocks=lots).map_batches(
        _Actor,
        fn_constructor_args=(job,),
        batch_format="pyarrow",
        batch_size=None,
        compute=data.ActorPoolStrategy(size=min(count, lots)),
        num_cpus=1,
    )
    return iter(done.iter_rows())


class _Actor:
    """Reads lots of documents, each in a worker process that is looked after, and writes a part for each lot."""

    def __init__(self, job: _Job) -> None:
        from policy_parse.batch.pool import Workers

        self._job = job
        self._source, self._into = parts.place_of(job.source), parts.place_of(job.into)
        work = partial(_reader, job.lexicon, job.year, job.password)
        self._worker: Workers[_Item] = Workers(work, 1, job.limits)

    def __call__(self, lot: Any) -> Any:
        from policy_parse.integrations.arrow import table_of

        given = [(row["name"], row["sha256"]) for row in lot.to_pylist()]
        rows: dict[str, list[Any]] = {table.name: [] for table in TABLES}
        rows |= {"failures": [], "documents": []}
        records: list[tuple[str | None, ...]] = []
        with using(self._job.reading):
            done = self._worker.run(self._item(name) for name, _ in given)
            for (name, digest), outcome in zip(given, done, strict=True):
                digest = outcome.value.plan if outcome.value is not None else digest
                records.append(self._record(name, digest, outcome.error))
                if outcome.value is not None:
                    for table, made in outcome.value.rows.items():
                        rows[table].extend(made)
                    rows["documents"].append((outcome.value.plan, outcome.value.json, self._job.settings))
        rows["failures"] = [record for record in records if record[2] is not None]
        parts.write_part(self._into, parts.part_name(self._job.settings, given), rows)
        return table_of("failures", records)

    def _item(self, name: str) -> _Item:
        try:
            return _Item(Document(name, None, data=parts.bytes_of(self._source, name)))
        except ReadError as error:
            return _Item(Document(name, None, data=b""), error)

    def _record(self, name: str, digest: str | None, error: ReadError | None) -> tuple[str | None, ...]:
        """A row of ``failures``; without kind and reason for a document that was read."""
        limits = limits_key(self._job.limits)
        kind, reason = (None, None) if error is None else (error.kind, error.reason)
        return name, digest, kind, reason, self._job.settings, limits


class _Item(NamedTuple):
    document: Document
    refused: ReadError | None = None
    """Why its bytes cannot be had."""


class _Reading(NamedTuple):
    """What is written of a document."""

    plan: str
    """Hash of the bytes that were read, also where the file was changed meanwhile."""
    json: str
    rows: dict[str, list[Row]]


def _reader(lexicon: tuple[str, ...], year: int | None, password: str | None) -> Callable[[_Item], _Reading]:
    """A function that reads a document. Raises LexiconError."""
    words = prepared(lexicon).lexicon

    def read(item: _Item) -> _Reading:
        document = item.document
        if item.refused is not None:
            raise item.refused
        plan = parse(document.content(), name=document.name, year=year, lexicon=words, password=password)
        return _Reading(plan.source.sha256, plan.model_dump_json(), rows_of([plan]))

    return read
