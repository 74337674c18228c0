"""What calls with many documents share: by how many processes, within which limits, and how it ended."""

from __future__ import annotations

import argparse

from policy_parse.batch.outcome import DEFAULT, DocumentLimits
from policy_parse.cli.messages import EXIT_OK, EXIT_UNREADABLE, complain, note

FEW = 8
"""Fewer documents are read in this process unless more is asked for: to start another takes as long as they do."""
AHEAD = 64
"""Documents a worker that may be done before one whose turn it is."""


def processes(args: argparse.Namespace, count: int) -> int:
    """How many processes read `count` documents; 0 where this one does by itself."""
    is_asked_for = args.jobs or args.time_limit or args.memory_limit or getattr(args, "resume", False)
    if count < FEW and not is_asked_for:
        return 0
    from policy_parse.batch.pool import cores

    return max(1, min(args.jobs or cores(), count))


def limits_of(args: argparse.Namespace) -> DocumentLimits:
    """What each document may take; 0 on the command line is no limit."""
    seconds, megabytes = DEFAULT
    return DocumentLimits(
        seconds if args.time_limit is None else args.time_limit or None,
        megabytes if args.memory_limit is None else args.memory_limit or None,
    )


class Tally:
    """Says what is wrong with documents, and at the end how many were read."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total, self._quiet = total, quiet
        self.read = self.failed = self.known = 0
        """`known` are those that were done before."""
        self._tasks = 0

    @property
    def done(self) -> int:
        """How many documents there is an outcome of."""
        return self.read + self.failed

    def take(self, error: object | None, *, tasks: int = 0, notice: str | None = None) -> None:
        """Count a document: one that failed with `error`, or one with so many tasks and perhaps a `notice`."""
        if error is not None:
            complain(error)
            self.failed += 1
            return
        self.read += 1
        self._tasks += tasks
        if notice:
            complain(notice)

    def finish(self) -> int:
        """Say how many were read, and return the exit status."""
        before = f"，其中 {self.known} 个上次已处理（{self.known} done before）" if self.known else ""
        note(
            f"共 {self._total} 个文件：读出 {self.read} 个，失败 {self.failed} 个，任务 {self._tasks} 项"
            f"（{self.read} read, {self.failed} failed, {self._tasks} tasks）{before}",
            quiet=self._quiet,
        )
        return EXIT_UNREADABLE if self.failed else EXIT_OK
