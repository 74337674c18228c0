"""How far a call with several documents is: on a terminal a bar with rate, time left and failures, in a log nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from policy_parse.cli.texts import text

_NAME_WIDTH = 28

Advance = Callable[[str, bool], None]
"""Says that a document is done: its name, and whether it failed."""


@contextmanager
def bar(total: int, *, quiet: bool) -> Iterator[Advance]:
    """A function to call with each document that is done; a bar says how many are, how many a minute, how many of them
    failed, and how long the rest will take.

    Nothing is shown for one document alone, where `quiet` asks for it, or if standard error is no terminal.
    """
    if quiet or total < 2 or not _is_shown():
        yield lambda name, failed: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from policy_parse.text.terminal_width import cut, padded

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(12),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[failures]}", style="red"),
        TextColumn(text("time-left")),
        TimeRemainingColumn(),
    )
    failures = 0
    with Progress(*columns, console=Console(file=sys.stderr), transient=True, redirect_stdout=False) as shown:
        task = shown.add_task(text("reading"), total=total, rate="", failures="")

        def advance(name: str, failed: bool) -> None:
            nonlocal failures
            failures += failed
            speed = shown.tasks[0].speed
            shown.update(
                task,
                advance=1,
                description=padded(cut(Path(name).name, _NAME_WIDTH), _NAME_WIDTH),
                rate=text("a-minute", f"{speed * 60:.0f}") if speed else "",
                failures=text("failed", failures) if failures else "",
            )

        yield advance


def _is_shown() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and find_spec("rich") is not None
