"""Worker processes that are looked after: one that hangs or dies is replaced, and the document it was at is named."""

from __future__ import annotations

import os
import signal
import sys
import time
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import Any, Generic

from policy_parse.batch.outcome import DEFAULT, DocumentLimits, I, Outcome, Work
from policy_parse.batch.worker import READY, Answer, serve
from policy_parse.errors import CrashError, PluginWarning, ReadError, TimeLimitError, WorkerError
from policy_parse.limits import current

_TO_LEAVE = 1.0
"""Seconds that a worker has to put away what it started before it is killed."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def outcomes(
    work: Work,
    items: Iterable[I],
    *,
    jobs: int | None = None,
    limits: DocumentLimits = DEFAULT,
    ahead: int | None = None,
) -> Iterator[Outcome[I, Any]]:
    """What becomes of each item, in the order in which they are done, by `jobs` processes (all cores if None).

    `items` are asked for one by one, when a worker is free; with `ahead` no item is begun before all that are so many
    places before it are done. Raises what `work` raises, WorkerError where no process can be started. When the
    generator is closed, or something is raised at it, all workers end.
    """
    pool = Workers[I](work, jobs or cores(), limits, ahead)
    try:
        yield from pool.run(items)
    finally:
        pool.close()


class _Worker(Generic[I]):
    """One process and the item that it is at."""

    def __init__(self, work: Work, limits: DocumentLimits) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, work, limits, current()), daemon=True)
        with _interrupts_wait():
            self.process.start()
        theirs.close()
        self.is_ready = False
        self.at: tuple[int, I] | None = None
        self.until = float("inf")
        self._seconds = float("inf") if limits.seconds is None else limits.seconds

    def begin(self, number: int, item: I) -> None:
        """Hand an item over; its time begins when the worker is ready."""
        self.at = number, item
        self.connection.send(item)
        self._begin_time()

    def now_ready(self) -> None:
        """What all items need is loaded."""
        self.is_ready = True
        self._begin_time()

    def _begin_time(self) -> None:
        if self.is_ready:
            self.until = time.monotonic() + self._seconds

    def end(self) -> None:
        """End the process, gently first."""
        self.connection.close()  # one that waits for work leaves by itself
        if self.at is not None:
            self.process.terminate()
        self.process.join(_TO_LEAVE)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()


class Workers(Generic[I]):
    """Processes that do `work`, started when there is something to do; see `outcomes`."""

    def __init__(self, work: Work, jobs: int, limits: DocumentLimits = DEFAULT, ahead: int | None = None) -> None:
        self._work, self._jobs, self._limits = work, jobs, limits
        self._ahead = sys.maxsize if ahead is None else ahead
        self._workers: list[_Worker[I]] = []
        self._told: set[str] = set()

    def run(self, items: Iterable[I]) -> Iterator[Outcome[I, Any]]:
        """What becomes of each item, in the order in which they are done; the workers stay for the next call.

        They do not if something is raised or the generator is closed: what they are at is asked for no more.
        """
        try:
            yield from self._run(enumerate(items))
        except BaseException:
            self.close()
            raise

    def _run(self, numbered: Iterator[tuple[int, I]]) -> Iterator[Outcome[I, Any]]:
        held: deque[tuple[int, I]] = deque()
        self._begin_all(numbered, held)
        while any(worker.at for worker in self._workers):
            for outcome in self._done():
                try:
                    self._begin_all(numbered, held)  # first, so that the workers go on while the caller keeps this one
                except Exception:
                    yield outcome
                    raise
                yield outcome

    def _begin_all(self, numbered: Iterator[tuple[int, I]], held: deque[tuple[int, I]]) -> None:
        """Hand items over as long as a worker is free; one that may not be begun yet is `held`."""
        while self._has_room():
            if not held:
                if (following := next(numbered, None)) is None:
                    return
                held.append(following)
            if not self._begin(*held[0]):
                return
            held.popleft()

    def _has_room(self) -> bool:
        return len(self._workers) < self._jobs or any(worker.at is None for worker in self._workers)

    def _begin(self, number: int, item: I) -> bool:
        """Hand an item to a worker that is free, or a new one; False if earlier ones must be done first."""
        oldest = min((worker.at[0] for worker in self._workers if worker.at), default=number)
        if number - oldest >= self._ahead:
            return False
        worker = next((worker for worker in self._workers if worker.at is None), None)
        if worker is None:
            worker = _Worker[I](self._work, self._limits)
            self._workers.append(worker)
        try:
            worker.begin(number, item)
        except OSError:  # it has died while it had nothing to do
            worker.at = number, item
        return True

    def _done(self) -> Iterator[Outcome[I, Any]]:
        """Wait until something happens, and give what is done by then."""
        busy = [worker for worker in self._workers if worker.at]
        first = min(worker.until for worker in busy)
        ready = wait(
            [worker.connection for worker in busy],
            None if first == float("inf") else max(0.0, first - time.monotonic()),
        )
        for worker in busy:
            if worker.connection in ready:
                yield from self._heard(worker)
            elif worker.until <= time.monotonic() and not worker.connection.poll():
                seconds = self._limits.seconds
                reason = f"超过 {seconds:g} 秒没有读完（took longer than {seconds:g} s: --time-limit）"
                yield self._replaced(worker, TimeLimitError, reason)

    def _heard(self, worker: _Worker[I]) -> Iterator[Outcome[I, Any]]:
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            worker.process.join(_TO_LEAVE)
            if not worker.is_ready:
                raise WorkerError(_NOT_STARTED) from None
            how = _how_it_died(worker.process.exitcode)
            yield self._replaced(worker, CrashError, f"读取进程中断（the worker died: {how}）")
            return
        if answer == READY:
            worker.now_ready()
            return
        assert isinstance(answer, Answer)
        assert worker.at is not None
        self._warn(answer.warnings)
        if answer.fatal is not None:
            raise answer.fatal
        number, item = worker.at
        worker.at, worker.until = None, float("inf")
        if answer.is_last:
            self._workers.remove(worker)
            worker.end()
        yield Outcome(number, item, answer.value, answer.error)

    def _replaced(self, worker: _Worker[I], error: type[ReadError], reason: str) -> Outcome[I, Any]:
        """The failure of what a worker was at; a new worker takes its place when there is something to do."""
        assert worker.at is not None
        number, item = worker.at
        self._workers.remove(worker)
        worker.end()
        return Outcome(number, item, error=error(item.document.name, reason))

    def _warn(self, told: Iterable[str]) -> None:
        for words in told:
            if words not in self._told:
                self._told.add(words)
                warnings.warn(words, PluginWarning, stacklevel=2)

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            if worker.at is not None and worker.process.is_alive():
                worker.process.terminate()  # all at once, so that they leave side by side
        for worker in self._workers:
            worker.end()
        self._workers.clear()


_NOT_STARTED = (
    "读取文件的进程起不来（the processes that read documents cannot be started）：内存限额太小（--memory-limit）；"
    "或者脚本里调用处没有写在 if __name__ == '__main__': 之下"
    "（the limit of memory is too small, or a script calls us outside `if __name__ == '__main__':`）"
)


def _how_it_died(code: int | None) -> str:
    """An exit code in words: SIGKILL, status 1."""
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"status {code}"


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """A process that is started inside is born without ears for Ctrl-C, which is for us: ours waits meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
