"""What is killed while it writes leaves the old file or the new one: a few kills of a few formats of `fuzz/kills.py`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from thoroughness import tried

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "fuzz" / "kills.py"
TRIED = (
    "parse csv, many",
    "ledger, updated",
    "apply to an archive",
    *tried((), ("parse tables-csv", "parse ics", "query json")),
)
KILLS = tried("2", "5")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes as POSIX does")


def test_few_kills_of_few_formats():
    run = subprocess.run(
        [sys.executable, TOOL, "--kills", KILLS, "--seed", "7", "--only", *TRIED], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
    head, *rows, total = run.stdout.splitlines()
    assert head.split() == ["written", "kills", "old", "new", "mixed", "litter", "faults"]
    kills, old, new, mixed, _, faults = map(int, total.split()[1:])
    assert kills == old + new + mixed == int(KILLS) * len(rows)
    assert len(rows) >= len(TRIED)
    assert old
    assert faults == 0


def test_every_format_of_every_command_is_among_the_cases(monkeypatch):
    monkeypatch.syspath_prepend(TOOL.parent)
    from kills import cases

    from policy_parse.archive.answers import FORMATS as ANSWERS
    from policy_parse.findings import FORMATS as REPORTS
    from policy_parse.writers import BUILTIN
    from policy_parse.writers.comparisons import FORMATS as COMPARISONS
    from policy_parse.writers.tables import FORMATS as TABLES
    from policy_parse.writers.trends import FORMATS as TRENDS

    of_commands = {
        "parse": (*BUILTIN, *TABLES),
        "compare": COMPARISONS.suffixes,
        "trend": TRENDS.suffixes,
        "check": REPORTS,
        "query": ANSWERS,
    }
    names = {case.name for case in cases()}
    assert {f"{command} {format}" for command, formats in of_commands.items() for format in formats} <= names


def test_a_writer_that_writes_in_place_is_found(monkeypatch, tmp_path):
    """The tool itself: a file that is cut off is neither the old one nor the new."""
    monkeypatch.syspath_prepend(TOOL.parent)
    from kills import Row, _look

    row = Row()
    _look({"a.csv": b"ne"}, {"a.csv": b"old"}, {"a.csv": b"new"}, row)
    assert len(row.faults) == 1
    _look({"a.csv": b"new", ".a.csv.1-0.part": b"n"}, {"a.csv": b"old"}, {"a.csv": b"new"}, row)
    assert (len(row.faults), row.new, row.litter) == (1, 1, 1)
    _look({"a.csv": b"old", "strange": b""}, {"a.csv": b"old"}, {"a.csv": b"new"}, row)
    assert (len(row.faults), row.old, row.litter) == (2, 1, 2)
