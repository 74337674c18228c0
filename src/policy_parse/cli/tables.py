"""``policy-parse parse … --format tables-csv``: the flat tables of all documents in one folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from policy_parse.batch.documents import Document
from policy_parse.cli.messages import UsageError
from policy_parse.cli.sources import not_replaced, refuse_to_overwrite
from policy_parse.errors import WriteError
from policy_parse.model import Plan
from policy_parse.writers.safe_files import write_together
from policy_parse.writers.tables import file_names, files_of, missing, not_as_written


def refuse_tables(documents: Sequence[Document], folder: Path, format: str) -> None:
    """Raise FormatError, UsageError or WriteError, before anything is read, for tables that cannot be written."""
    if reason := missing(format):
        raise WriteError(format, reason)
    refuse_to_overwrite(documents, [folder / name for name in file_names(format)])
    for target in not_as_written(folder, format):
        raise UsageError(not_replaced(target))


def write_tables_of(plans: Iterable[Plan], folder: Path, format: str) -> None:
    """Write the tables of `plans`, which are asked for one after another. Raises WriteError."""
    write_together(folder, files_of(plans, format))
