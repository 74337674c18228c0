"""How far a call with several documents is: on a terminal a bar with rate and time left, in a log nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from policy_parse.cli.texts import text

if TYPE_CHECKING:
    from policy_parse.cli.sources import Document

_NAME_WIDTH = 28


def followed(documents: Sequence[Document], *, quiet: bool) -> Iterator[Document]:
    """Each document; between them the bar says how many are done, how many a minute, and how long the rest will take.

    Nothing is shown for one document alone, where `quiet` asks for it, or if standard error is no terminal.
    """
    if quiet or len(documents) < 2 or not _is_shown():
        yield from documents
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from policy_parse.text.terminal_width import cut, padded

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(12),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn(text("time-left")),
        TimeRemainingColumn(),
    )
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        shown = bar.add_task("", total=len(documents), rate="")
        for document in documents:
            speed = bar.tasks[0].speed
            rate = text("a-minute", f"{speed * 60:.0f}") if speed else ""
            bar.update(shown, description=padded(cut(Path(document.name).name, _NAME_WIDTH), _NAME_WIDTH), rate=rate)
            yield document
            bar.advance(shown)


def _is_shown() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and find_spec("rich") is not None
