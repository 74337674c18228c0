"""``policy-parse parse … --format tables-csv``: the flat tables of all documents in one folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from policy_parse.cli.sources import Document, refuse_to_overwrite
from policy_parse.errors import WriteError
from policy_parse.model import Plan
from policy_parse.writers.safe_files import write_together
from policy_parse.writers.tables import file_names, files_of, missing


def tables_into_folder(documents: Sequence[Document], plans: Iterable[Plan], folder: Path, format: str) -> None:
    """Write the tables of the `plans` that the `documents` hold; nothing if none could be read.

    Raises FormatError, UsageError or WriteError before the first plan is asked for, WriteError.
    """
    if reason := missing(format):
        raise WriteError(format, reason)
    refuse_to_overwrite(documents, [folder / name for name in file_names(format)])
    read = list(plans)
    if read:
        write_together(folder, files_of(read, format))
