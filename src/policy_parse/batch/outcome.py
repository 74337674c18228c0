"""What became of a document among many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from policy_parse.batch.documents import Document
from policy_parse.errors import ReadError, one_document


class Named(Protocol):
    """What is handed to a worker: anything that can be pickled and says which document it is for."""

    @property
    def document(self) -> Document:
        """The document."""
        ...


I = TypeVar("I", bound=Named)  # noqa: E741
V = TypeVar("V")
Work = Callable[[], Callable[[Any], Any]]
"""What is done with items: called once in each process, it loads what all items need and gives the function for one.

That raises ReadError for an item which fails; any other error of ours ends the whole.
"""


class DocumentLimits(NamedTuple):
    """What one document may take; None for no limit."""

    seconds: float | None = 600
    megabytes: int | None = 2048
    """Of memory that a worker may have for itself, where the system can limit it (Linux)."""


DEFAULT = DocumentLimits()


@dataclass(frozen=True, slots=True)
class Outcome(Generic[I, V]):
    """What became of one item: a value, or the error that says why there is none."""

    number: int
    """Its place among the items, from 0."""
    item: I
    value: V | None = None
    error: ReadError | None = None


def here(work: Work, items: Iterable[I]) -> Iterator[Outcome[I, Any]]:
    """What becomes of each item, one after another in this process. Raises what `work` raises."""
    act = work()
    for number, item in enumerate(items):
        try:
            with one_document(item.document.name):
                value = act(item)
        except ReadError as error:
            yield Outcome(number, item, error=error)
        else:
            yield Outcome(number, item, value)


def in_order(done: Iterable[Outcome[I, Any]]) -> Iterator[Outcome[I, Any]]:
    """The same in the order of the items."""
    waiting: dict[int, Outcome[I, Any]] = {}
    following = 0
    for one in done:
        waiting[one.number] = one
        while following in waiting:
            yield waiting.pop(following)
            following += 1


def sha256_of(document: Document, password: str | None = None) -> str | None:
    """The hash of the document's bytes, read piece by piece; None where they cannot be had."""
    try:
        content = document.content(password)
        if isinstance(content, bytes):
            return sha256(content).hexdigest()
        if not content.is_file():
            return None
        with content.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (ReadError, OSError, MemoryError, ValueError):
        return None
