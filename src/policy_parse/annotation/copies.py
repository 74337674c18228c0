"""One function for every format that can carry notes: a whole copy with notes, or no file at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from policy_parse.annotation.notes import Note
from policy_parse.errors import ReadError, WriteError
from policy_parse.registry import find_reader
from policy_parse.sources import Source, load
from policy_parse.writers.safe_files import write_whole


def annotate(
    source: Source,
    notes: Sequence[Note],
    out: str | os.PathLike[str],
    *,
    name: str | None = None,
    password: str | None = None,
) -> None:
    """Write a copy of `source` to `out` with each of `notes` at its words; the source is not touched.

    A note is a Span of the text that `parse` reads from this very source (or None, for the whole document) and what is
    to be said there. A Word document (.docx, .docm and templates) gets comments, a PDF highlights with notes; words
    that stand in no place of their own (computed numbers, text in a picture) are noted at their neighbours or their
    paragraph. The text of the copy is that of the source. Raises ReadError for a source that cannot be read or cannot
    carry notes, WriteError where `out` is the source itself, has the ending of another format or cannot be written;
    ValueError for a span beyond the text. Nothing is written then.
    """
    data, name = load(source, name)
    target = Path(out)
    if isinstance(source, str | os.PathLike) and target.exists() and target.samefile(source):
        raise WriteError(str(target), "会覆盖原文件，请另起文件名（would overwrite the source, choose another name）")
    reader = find_reader(data, name)
    if reader.FORMAT not in ("docx", "pdf"):
        raise ReadError(name, f"只能批注 docx 和 pdf，不能批注 {reader.FORMAT}（only docx and pdf can carry notes）")
    if target.suffix.lower() not in reader.SUFFIXES:
        endings = "、".join(reader.SUFFIXES)
        raise WriteError(str(target), f"批注后的文件应以 {endings} 结尾（must end like its source）")
    if reader.FORMAT == "docx":
        from policy_parse.annotation.docx_copy import commented

        copy = commented(data, notes, name=name, password=password)
    else:
        from policy_parse.annotation.pdf_copy import highlighted

        copy = highlighted(data, notes, name=name, password=password)
    write_whole(target, copy)
