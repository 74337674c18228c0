"""Names of the files that results of several documents get in a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, count
from pathlib import Path

from policy_parse.batch.documents import Document


def names_in_folder(documents: Sequence[Document], ending: str, *, reserved: str) -> list[str]:
    """plan.json for plan.docx; plan.docx.json and plan.pdf.json if both are read; no two are the same, none is
    `reserved`.
    """
    given = [_relative(document) for document in documents]
    short = [str(Path(name).with_suffix(ending)) for name in given]
    taken = Counter([*(name.casefold() for name in short), reserved])
    out: list[str] = []
    used = {name for name, times in taken.items() if times == 1} | {reserved}
    for name, brief in zip(given, short, strict=True):
        tries = [brief] if taken[brief.casefold()] == 1 else chain([name + ending], _numbered(name, ending))
        chosen = next(one for one in tries if one is brief or one.casefold() not in used)
        used.add(chosen.casefold())
        out.append(chosen)
    return out


def _numbered(name: str, ending: str) -> Iterator[str]:
    return (f"{name}~{number}{ending}" for number in count(2))


def _relative(document: Document) -> str:
    """The name below the folder; standard input and files that are named by a whole path have but a short one."""
    if document.path is None:
        return "stdin"
    name = Path(document.name)
    return name.name if name.is_absolute() or ".." in name.parts else str(name)
