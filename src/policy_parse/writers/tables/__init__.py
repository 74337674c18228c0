"""Plans as flat tables in files: a folder with a file for each table, or one database of all of them.

What tables there are, and what their columns mean, is in `model.tables`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from pathlib import Path

from policy_parse.errors import FormatError, MissingExtraError
from policy_parse.model import Plan
from policy_parse.model.tables import TABLES, rows_of
from policy_parse.writers.safe_files import is_free, write_together

FORMATS = {
    "tables-csv": "csv",
    "tables-ndjson": "ndjson",
    "tables-parquet": "parquet",
    "sqlite": "sqlite",
}
"""Formats that a folder takes, and the ending of their files; all but sqlite are written by the module
``policy_parse.writers.tables.{ending}_table``."""


def file_names(format: str) -> tuple[str, ...]:
    """The files of a format: one for each table, or the database. Raises FormatError for an unknown format."""
    ending = _ending(format)
    return ("plans.sqlite",) if ending == "sqlite" else tuple(f"{table.name}.{ending}" for table in TABLES)


def files_of(plans: Iterable[Plan], format: str = "tables-csv") -> dict[str, bytes]:
    """The files with the tables of all `plans`, by name; the same plans always give the same bytes.

    Raises FormatError for an unknown format, MissingExtraError for Parquet without pyarrow.
    """
    names = file_names(format)
    if len(names) == 1:
        from policy_parse.writers import sqlite_file

        return {names[0]: sqlite_file.render_all(plans)}
    module = import_module(f"policy_parse.writers.tables.{_ending(format)}_table")
    rows = rows_of(plans)
    return {name: module.render(table, rows[table.name]) for name, table in zip(names, TABLES, strict=True)}


def not_as_written(folder: Path, format: str) -> list[Path]:
    """The files in `folder` that the tables would take the place of and that are no such tables.

    Raises FormatError, and WriteError for a file that cannot be read.
    """
    ending = _ending(format)
    if ending == "sqlite":
        from policy_parse.writers import sqlite_file

        judges: list[Callable[[Path], bool]] = [sqlite_file.is_as_written]
    else:
        module = import_module(f"policy_parse.writers.tables.{ending}_table")
        judges = [partial(module.is_as_written, table) for table in TABLES]
    paths = [folder / name for name in file_names(format)]
    return [path for path, judge in zip(paths, judges, strict=True) if not is_free(path, judge)]


def write_tables(plans: Iterable[Plan], folder: str | os.PathLike[str], format: str = "tables-csv") -> None:
    """Write the tables of all `plans` into `folder`: ``tables-csv``, ``tables-ndjson``, ``tables-parquet``, ``sqlite``.

    All files are written or none; those that were there under these names are replaced. Raises as `files_of` does, and
    WriteError where nothing can be written.
    """
    write_together(Path(folder), files_of(plans, format))


def missing(format: str) -> str | None:
    """What must be installed before that format can be written, None if nothing is missing."""
    if format != "tables-parquet":
        return None
    from policy_parse.model.frames import load

    try:
        load("pyarrow.parquet", "arrow")
    except MissingExtraError as error:
        return error.reason
    return None


def _ending(format: str) -> str:
    if format not in FORMATS:
        raise FormatError(
            format, f"不认识的输出格式，可用的有（unknown output format, known are） {'、'.join(FORMATS)}"
        )
    return FORMATS[format]
