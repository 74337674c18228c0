"""Tables and lines on a terminal: a table with rules and its long texts wrapped, lines in colours."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec


def is_drawn() -> bool:
    """True if tables are drawn: standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty() and find_spec("rich") is not None


def draw(above: Sequence[str], heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print the lines `above`, the first as a headline if there are more, and the table; no table without rows."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False)
    for i, line in enumerate(above):
        console.print(Text(line, style="bold" if i == 0 < len(above) - 1 else ""))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")  # Chinese text has no blanks to break it at
    for row in rows:
        table.add_row(*map(Text, row))
    if table.row_count:
        console.print(table)


def draw_lines(lines: Iterable[Iterable[tuple[str, str]]]) -> None:
    """Print lines of parts, each with its style, as they are: none is wrapped or cut."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False)
    for line in lines:
        console.print(Text.assemble(*line), soft_wrap=True)
