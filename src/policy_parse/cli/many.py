"""``policy-parse parse`` of many documents: worker processes, what is done kept as it comes, failures as rows."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from policy_parse.batch.documents import Document, with_content
from policy_parse.batch.journal import Entry, Journal, are_failures, limits_key, settings_of
from policy_parse.batch.outcome import Outcome, here, in_order, sha256_of
from policy_parse.batch.packed import unpacked
from policy_parse.cli.messages import UsageError, note, put_data, put_result
from policy_parse.cli.progress import Advance, bar
from policy_parse.cli.result_names import names_in_folder
from policy_parse.cli.sources import not_replaced, refuse_to_mix, refuse_to_overwrite, refuse_to_replace
from policy_parse.cli.tally import AHEAD, Tally, limits_of, processes
from policy_parse.cli.work import Act, Item, Made, Reading, into_files, into_parts, reading_of

if TYPE_CHECKING:
    from policy_parse.writers import Writer

FAILURES = "failures.ndjson"
_JOURNAL = ".policy-parse"


class Batch:
    """The documents of a call; what becomes of each is said, counted and kept."""

    def __init__(self, items: Sequence[Item], args: argparse.Namespace, place: Path | None, *, format: str) -> None:
        """`place` is where the journal and the failures are named after: the folder or file that is written; None for
        standard output. Raises UsageError where the failures would take the place of a file of others.
        """
        self._failures = None if place is None else _beside(place, FAILURES)
        if self._failures is not None:
            _refuse_to_lose(self._failures)
        self._items, self._args = items, args
        self._jobs = processes(args, len(items))
        self.limits = limits_of(args)
        self.reading = reading_of(args)
        self._settings = _settings(self.reading, format)
        self._keeps = place is not None and self._jobs > 0
        self.journal = Journal(_beside(place, _JOURNAL) if place and self._keeps else None, fresh=not args.resume)
        self._tally = Tally(len(items), quiet=args.quiet)
        self._is_done = False

    def run(self, work: Callable[[], Act], *, ordered: bool = False) -> Iterator[Entry]:
        """What becomes of each document that is not done yet, as it comes or `ordered`.

        Raises LexiconError, FormatError, WriteError, WorkerError.
        """
        with bar(len(self._items), quiet=self._args.quiet) as advance:
            todo = self._todo(advance)
            for outcome in self._outcomes(work, todo, ordered=ordered):
                entry = self._entry(outcome)
                if not ordered:
                    self.journal.add(entry)
                elif entry.kind:
                    self.journal.add(entry._replace(data=None))
                self._take(entry, advance)
                yield entry

    def _outcomes(
        self, work: Callable[[], Act], todo: Iterator[Item], *, ordered: bool
    ) -> Iterator[Outcome[Item, object]]:
        if not self._jobs:
            return here(work, todo)
        from policy_parse.batch.pool import outcomes

        ahead = self._jobs * AHEAD if ordered else None
        done = outcomes(work, todo, jobs=self._jobs, limits=self.limits, ahead=ahead)
        return in_order(done) if ordered else done

    def _todo(self, advance: Advance) -> Iterator[Item]:
        for item in self._items:
            entry = self.journal.get(item.document.name) if self._args.resume else None
            if entry is not None and self._is_known(entry, item):
                self._tally.known += 1
                self._take(entry, advance)
            else:
                yield item._replace(document=with_content(item.document))

    def _is_known(self, entry: Entry, item: Item) -> bool:
        """True if the same bytes were read the same way, and the result is there."""
        target = None if item.target is None else str(item.target)
        return (
            (entry.settings, entry.target) == (self._settings, target)
            and entry.stands(self.limits)
            and (entry.kind is not None or item.target is None or item.target.is_file())
            and entry.sha256 is not None
            and entry.sha256 == sha256_of(item.document, self.reading.password)
        )

    def _entry(self, outcome: Outcome[Item, object]) -> Entry:
        document, target = outcome.item
        entry = Entry(document.name, None, self._settings, None if target is None else str(target))
        if outcome.error is not None:
            return entry._replace(
                sha256=sha256_of(document, self.reading.password),
                kind=outcome.error.kind,
                reason=outcome.error.reason,
                limits=limits_key(self.limits),
            )
        made = outcome.value
        assert isinstance(made, Made)
        return entry._replace(**made._asdict())

    def _take(self, entry: Entry, advance: Advance) -> None:
        error = None if entry.kind is None else f"{entry.name}: {entry.reason}"
        self._tally.take(error, tasks=entry.tasks, notice=entry.notice)
        advance(entry.name, error is not None)

    def names(self) -> Iterator[str]:
        """The names of the documents, in their order."""
        return (item.document.name for item in self._items)

    def has_read(self) -> bool:
        """True if any document could be read."""
        return self._tally.read > 0

    def finish(self) -> int:
        """Write the failures, say how many were read, and return the exit status. Raises WriteError."""
        self._write_failures()
        self._is_done = True
        return self._tally.finish()

    def _write_failures(self) -> None:
        """A row for each document that failed; no file if none did. Raises WriteError."""
        from policy_parse.writers.safe_files import write_whole

        if self._failures is None:
            return
        entries = (self.journal.get(name) for name in self.names())
        rows = (json.dumps(one.failure(), ensure_ascii=False) + "\n" for one in entries if one and one.kind)
        if self._tally.failed:
            write_whole(self._failures, (row.encode("utf-8", "replace") for row in rows))
        else:
            self._failures.unlink(missing_ok=True)

    def close(self) -> None:
        """Put the journal away: it stays if the run has been stopped, or will be gone on with."""
        self.journal.close(keep=self._keeps and (self._args.resume or not self._is_done))
        if self._keeps and not self._is_done:
            words = f"已完成的 {self._tally.done} 个都已保存，加 --resume 接着做"
            note(f"{words}（what is done is kept, go on with --resume）", quiet=self._args.quiet)


def _refuse_to_lose(file: Path) -> None:
    """Raise UsageError if the file in the place of the failures holds something else; WriteError: it cannot be read."""
    from policy_parse.writers.safe_files import is_free

    if not is_free(file, are_failures):
        raise UsageError(not_replaced(file))


def _settings(reading: Reading, format: str) -> str:
    from policy_parse.lexicon.load import fingerprint

    return settings_of(fingerprint(reading.lexicon), year=reading.year, format=format, redact=reading.redact)


def _beside(place: Path, name: str) -> Path:
    """Where a file of the run lies: in the folder that is written, or beside the file, under its name."""
    if place.is_dir():
        return place / name
    return place.with_name(f".{place.name}{name}" if name.startswith(".") else f"{place.stem}.{name}")


def into_folder(documents: Sequence[Document], args: argparse.Namespace, folder: Path, writer: Writer) -> int:
    """A file for each document, written as it is read; the folder is made if it does not exist. Raises WriteError."""
    from policy_parse.writers import can_tell
    from policy_parse.writers.safe_files import make_folder, remove_left_over

    targets = [folder / name for name in names_in_folder(documents, writer.SUFFIXES[0], reserved=FAILURES)]
    refuse_to_overwrite(documents, [*targets, folder / FAILURES])
    refuse_to_mix(documents, folder, writer.SUFFIXES[0])
    if can_tell(writer) or not (args.resume and (folder / _JOURNAL).is_file()):  # else they are of the run that goes on
        refuse_to_replace(writer, targets)
    make_folder(folder)
    items = [Item(document, target) for document, target in zip(documents, targets, strict=True)]
    with closing(Batch(items, args, folder, format=writer.FORMAT)) as batch:
        if args.resume:
            remove_left_over(folder)
        for _ in batch.run(partial(into_files, batch.reading, writer.FORMAT)):
            pass
        return batch.finish()


def into_file(documents: Sequence[Document], args: argparse.Namespace, writer: Writer) -> int:
    """One file with the results of all, in the order of the documents; nothing if none could be read.

    Raises WriteError.
    """
    from policy_parse.writers import head_of, pieces_over
    from policy_parse.writers.safe_files import write_whole

    target = Path(args.output)
    place = target if target.is_file() or not target.exists() else None  # a pipe or device has nothing beside it
    with closing(Batch([Item(document) for document in documents], args, place, format=writer.FORMAT)) as batch:
        for _ in batch.run(partial(into_parts, batch.reading, writer.FORMAT)):
            pass
        if batch.has_read():
            parts = batch.journal.data(batch.names())
            head = head_of(writer)
            if head is None:
                write_whole(target, pieces_over(map(unpacked, parts), writer.FORMAT, target))
            else:
                write_whole(target, chain([head], parts))
        return batch.finish()


def into_tables(documents: Sequence[Document], args: argparse.Namespace, folder: Path, format: str) -> int:
    """The flat tables of all documents in a folder. Raises WriteError."""
    from policy_parse.cli.tables import refuse_tables, write_tables_of

    refuse_tables(documents, folder, format)
    with closing(Batch([Item(document) for document in documents], args, folder, format=format)) as batch:
        for _ in batch.run(partial(into_parts, batch.reading, "json")):
            pass
        if batch.has_read():
            write_tables_of(map(unpacked, batch.journal.data(batch.names())), folder, format)
        return batch.finish()


def to_stdout(documents: Sequence[Document], args: argparse.Namespace, writer: Writer) -> int:
    """The results of all on standard output, each as soon as those before it are there."""
    from policy_parse.writers import head_of, render_all

    head = head_of(writer)
    with closing(Batch([Item(document) for document in documents], args, None, format=writer.FORMAT)) as batch:
        done = batch.run(partial(into_parts, batch.reading, writer.FORMAT), ordered=True)
        parts = (entry.data for entry in done if entry.data is not None)
        if head is not None:
            for part in _led(head, parts):
                put_data(part.decode("utf-8-sig", "surrogatepass"))
        elif plans := [unpacked(part) for part in parts]:
            put_result(render_all(plans, writer.FORMAT), binary=writer.BINARY)
        return batch.finish()


def _led(head: bytes, parts: Iterator[bytes]) -> Iterator[bytes]:
    """The head and the parts; nothing without a part."""
    first = next(parts, None)
    if first is not None:
        yield head
        yield first
        yield from parts
