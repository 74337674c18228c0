"""A folder or bucket of Parquet parts: a folder for each table, a file for each lot of documents.

A part is called by the hash of the documents it is of, so that a lot which is read again replaces itself. ``documents``
is written last: what has no part there was not finished, and is removed before the next run.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, NamedTuple

from policy_parse.batch.documents import PASSED_OVER, document_endings
from policy_parse.errors import ReadError, WriteError
from policy_parse.integrations.arrow import NAMES, schema, table_of
from policy_parse.limits import refuse
from policy_parse.model.frames import load

LAST = "documents"
_PART = re.compile(r"[0-9a-f]{40}\.parquet(?:\.new)?")
_WHOLE = "all.parquet"
"""What is known of all lots: ``sources`` and ``failures`` are put together at the end of a run."""


class Place(NamedTuple):
    """A folder on a disk or in a bucket, as Arrow opens it."""

    files: Any
    root: str
    is_local: bool

    def join(self, *names: str) -> str:
        """The path of what is below it."""
        return "/".join((self.root.rstrip("/"), *names))


def place_of(word: str | os.PathLike[str]) -> Place:
    """What a path or a URI (``s3://``, ``gs://``, ``abfss://``, ``hdfs://``, ``file://``) names.

    Raises ReadError for a URI that Arrow does not know, MissingExtraError without pyarrow.
    """
    fs = load("pyarrow.fs", "arrow")
    name = os.fspath(word)
    if "://" not in name:
        return Place(fs.LocalFileSystem(), os.path.abspath(name).replace(os.sep, "/"), True)
    try:
        files, root = fs.FileSystem.from_uri(name)
    except (ValueError, OSError) as error:
        raise ReadError(name, f"打不开（cannot be opened: {error}）") from error
    return Place(files, root, isinstance(files, fs.LocalFileSystem))


class Listed(NamedTuple):
    """What a place holds, by paths below it."""

    documents: tuple[str, ...]
    passed_over: tuple[str, ...]
    """Files whose endings belong to no document."""


def documents_of(place: Place) -> Listed:
    """The documents of a folder with all that is in it; hidden files are left out. Raises ReadError."""
    fs = load("pyarrow.fs", "arrow")
    try:
        found = place.files.get_file_info(fs.FileSelector(place.root, recursive=True))
    except OSError as error:
        raise ReadError(place.root, f"列不出来（cannot be listed: {error}）") from error
    paths = sorted(one.path for one in found if one.type == fs.FileType.File)
    names = [path[len(place.root.rstrip("/")) + 1 :] for path in paths]
    seen = [name for name in names if not any(part.startswith(PASSED_OVER) for part in name.split("/"))]
    endings = document_endings()
    documents = tuple(name for name in seen if name.lower().endswith(endings))
    return Listed(documents, tuple(name for name in seen if not name.lower().endswith(endings)))


def bytes_of(place: Place, name: str) -> bytes:
    """The bytes of a document. Raises ReadError, LimitError for one that is larger than a document may be."""
    with _opened(place, name) as file:
        refuse("file_bytes", file.size(), name)
        data: bytes = file.read()
        return data


def hash_of(place: Place, name: str) -> str | None:
    """The sha256 of a document, read piece by piece; None where its bytes cannot be had."""
    found = sha256()
    try:
        with _opened(place, name) as file:
            while piece := file.read(_PIECE):
                found.update(piece)
    except ReadError:
        return None
    return found.hexdigest()


_PIECE = 1 << 20


@contextmanager
def _opened(place: Place, name: str) -> Iterator[Any]:
    try:
        with place.files.open_input_file(place.join(name)) as file:
            yield file
    except OSError as error:
        raise ReadError(name, f"打不开（cannot be opened: {error}）") from error


def part_name(settings: str, documents: Iterable[tuple[str, str | None]]) -> str:
    """What the part of these documents (name and sha256) is called."""
    return f"{sha256(repr((settings, sorted(documents, key=repr))).encode()).hexdigest()[:40]}.parquet"


def write_part(place: Place, name: str, rows: Mapping[str, Iterable[tuple[Any, ...]]]) -> None:
    """Write the rows of the tables as parts of that name, ``documents`` last. Raises WriteError."""
    for table in sorted(rows, key=lambda table: table == LAST):
        _write(place, table, name, table_of(table, rows[table]))


def _write(place: Place, table: str, name: str, content: Any) -> None:
    parquet = load("pyarrow.parquet", "arrow")
    out = io.BytesIO()
    parquet.write_table(content, out, compression="zstd")
    path = place.join(table, name)
    with _failing(path):
        if place.is_local:  # whole or not at all; what is put into a bucket is there when it is closed
            place.files.create_dir(place.join(table), recursive=True)
            with place.files.open_output_stream(path + ".new") as file:
                file.write(out.getbuffer())
            place.files.move(path + ".new", path)
        else:
            with place.files.open_output_stream(path) as file:
                file.write(out.getbuffer())


class Done(NamedTuple):
    """What earlier runs have left."""

    plans: frozenset[str]
    """Hashes of the documents that were read."""
    sources: dict[str, str]
    """Name → hash of the document."""
    failures: dict[str, tuple[str | None, ...]]
    """Name → the row of a document that could not be read."""


def what_is_done(place: Place, settings: str) -> Done:
    """What is in the folder, after all parts of lots that were not finished are removed.

    Raises WriteError where documents were read with other settings: their parts cannot be replaced one by one.
    """
    names = {table: _parts(place, table) for table in NAMES}
    whole = set(names[LAST])
    with _failing(place.root):
        for table, held in names.items():
            for name in held:
                if _PART.fullmatch(name) and name not in whole:
                    place.files.delete_file(place.join(table, name))
    found = list(_rows(place, LAST, sorted(whole), ("plan", "settings")))
    if any(held != settings for _, held in found):
        raise WriteError(place.root, _OTHERWISE)
    kept = {table: [name for name in names[table] if name in whole or name == _WHOLE] for table in names}
    sources = dict(_rows(place, "sources", kept["sources"], ("name", "plan")))
    failures = {row[0]: row for row in _rows(place, "failures", kept["failures"], schema("failures").names)}
    return Done(frozenset(plan for plan, _ in found), sources, failures)


_OTHERWISE = (
    "里面的文件是用别的版本、词表或选项读的，请另起目录"
    "（holds documents read with another version, vocabulary or option: choose another folder）"
)


def put_together(place: Place, done: Done) -> None:
    """Write what is known of names in one part of ``sources`` and one of ``failures``; those of lots go. Raises
    WriteError.
    """
    _write(place, "sources", _WHOLE, table_of("sources", sorted(done.sources.items())))
    _write(place, "failures", _WHOLE, table_of("failures", (row for _, row in sorted(done.failures.items()))))
    with _failing(place.root):
        for name in _parts(place, "failures"):
            if _PART.fullmatch(name):
                place.files.delete_file(place.join("failures", name))


def _parts(place: Place, table: str) -> list[str]:
    fs = load("pyarrow.fs", "arrow")
    with _failing(place.root):
        found = place.files.get_file_info(fs.FileSelector(place.join(table), allow_not_found=True))
    return sorted(one.base_name for one in found if one.type == fs.FileType.File)


def _rows(place: Place, table: str, names: Iterable[str], columns: Iterable[str]) -> Iterator[Any]:
    parquet = load("pyarrow.parquet", "arrow")
    for name in names:
        path = place.join(table, name)
        with _failing(path), place.files.open_input_file(path) as file:
            held = parquet.read_table(file, columns=list(columns))
        yield from zip(*(held.column(column).to_pylist() for column in columns), strict=True)


@contextmanager
def _failing(path: str) -> Iterator[None]:
    """What Arrow raises inside comes out as a WriteError that names the place."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise WriteError(path, f"不能读写（cannot be read or written: {error}）") from error
