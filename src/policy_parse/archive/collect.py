"""Documents into an archive: only what is new or was read otherwise is read; corrections survive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from policy_parse.archive.base import Archive, Failure, Reading
from policy_parse.archive.reading import Item, reading_of
from policy_parse.batch.documents import Document, with_content
from policy_parse.batch.journal import limits_key, settings_of, stands
from policy_parse.batch.outcome import DocumentLimits, Outcome, here, sha256_of
from policy_parse.errors import ReadError
from policy_parse.lexicon.load import fingerprint


class Collected(NamedTuple):
    """What became of one document of a call."""

    name: str
    tasks: int = 0
    error: ReadError | None = None
    is_known: bool = False
    """True if it was there already, or has failed in the same way before."""


class Options(NamedTuple):
    """How documents are read."""

    lexicon: tuple[Path, ...] = ()
    year: int | None = None
    password: str | None = None
    jobs: int = 0
    """Processes; 0 for this one alone."""
    limits: DocumentLimits = DocumentLimits()
    redact: bool = False
    """Without contacts of people."""


def collect(archive: Archive, documents: Sequence[Document], options: Options) -> Iterator[Collected]:
    """What becomes of each document, as it comes; those that are read are in the archive then.

    Two documents with the same bytes are one, called by the name that is given first. Raises LexiconError, WriteError,
    WorkerError.
    """
    run = _Run(archive, options)
    work = partial(reading_of, options.lexicon, options.year, options.password, redact=options.redact)
    if options.jobs:
        from policy_parse.batch.pool import outcomes

        done = outcomes(work, run.to_be_read(documents), jobs=options.jobs, limits=options.limits)
    else:
        done = here(work, run.to_be_read(documents))
    try:
        for outcome in done:
            yield from run.known()
            yield from run.kept(outcome)
        yield from run.known()
    finally:
        if options.redact and run.has_replaced:
            archive.forget()


def settings(options: Options) -> str:
    """A hash of what readings depend on besides bytes."""
    return settings_of(fingerprint(options.lexicon), year=options.year, redact=options.redact)


class _Run:
    def __init__(self, archive: Archive, options: Options) -> None:
        self._archive, self._options = archive, options
        self._settings = settings(options)
        self._names: dict[str, list[str]] = {}
        """Bytes that are being read → the names under which they were given."""
        self._done: set[str] = set()
        self._known: list[Collected] = []
        self.has_replaced = False
        """True once a reading took the place of an earlier one."""

    def to_be_read(self, documents: Sequence[Document]) -> Iterator[Item]:
        """The documents whose bytes are new, or were read otherwise."""
        for document in map(with_content, documents):
            sha256 = sha256_of(document, self._options.password)
            if sha256 is None:
                yield Item(document)
            elif sha256 in self._names:
                self._names[sha256].append(_place(document))
            elif self._archive.settings(sha256) == self._settings:
                self._archive.name(sha256, _place(document))
                self._known.append(Collected(document.name, self._archive.tasks(sha256), is_known=True))
            elif (failure := self._failed_before(sha256)) is not None:
                self._archive.fail(failure, [_place(document)])
                self._known.append(
                    Collected(document.name, error=ReadError(document.name, failure.reason), is_known=True)
                )
            else:
                self._names[sha256] = [_place(document)]
                yield Item(document, self._archive.corrections(sha256), sha256)

    def _failed_before(self, sha256: str) -> Failure | None:
        failure = self._archive.failure(sha256)
        if failure is None or failure.settings != self._settings:
            return None
        return failure if stands(failure.kind, failure.limits, self._options.limits) else None

    def known(self) -> Iterator[Collected]:
        """The documents that needed no reading since this was asked for last."""
        known, self._known = self._known, []
        return iter(known)

    def kept(self, outcome: Outcome[Item, Reading]) -> Iterator[Collected]:
        """What a document gave, once it is in the archive; the same for others with its bytes."""
        document, _, sha256 = outcome.item
        names = self._names.pop(sha256, None) if sha256 else None
        names = names or [_place(document)]
        if outcome.value is not None:
            self.has_replaced = self.has_replaced or self._archive.settings(outcome.value.plan) is not None
            self._archive.keep(outcome.value, self._settings, names)
            yield Collected(document.name, outcome.value.tasks)
        else:
            error = outcome.error
            assert error is not None
            limits = limits_key(self._options.limits)
            self._archive.fail(Failure("", sha256, error.kind, error.reason, self._settings, limits), names)
            yield Collected(document.name, error=error)
        for name in names[1:]:
            yield Collected(name, error=outcome.error, is_known=outcome.value is not None)


def _place(document: Document) -> str:
    """What ``sources`` and ``failures`` call a document: its path as given, which tells folders apart."""
    if document.path is None:
        return document.name
    path = (document.path / (document.member or "")).as_posix()
    return path.encode("utf-8", "replace").decode()
