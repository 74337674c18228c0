"""What differs between two plans, as a person wrote it down: `made_up_*.toml` beside this file, see README.md.

``python tests/compare/truth.py`` counts the planted differences by field and kind.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
PAIRS = ("made_up_2031_2032", "made_up_beibei_2022_2023")
"""Pairs of documents with gold files."""
TEXTS = ("jiangxi_sports_2026_2031",)
"""Pairs of texts in `plans/`."""


@dataclass(frozen=True)
class Truth:
    """One file: the folders of the two plans, the matches of tasks and of the plans' own targets, what is no difference."""

    old: str
    new: str
    match: tuple[dict[str, Any], ...]
    target: tuple[dict[str, Any], ...]
    same: tuple[dict[str, str], ...]

    def source(self, side: str) -> Path:
        """The document of a side: `old` or `new`."""
        name = getattr(self, side)
        text = HERE / "plans" / f"{name}.txt"
        return text if text.is_file() else CORPUS / name / "source.docx"

    def changes(self) -> list[dict[str, Any]]:
        """Every change that a match holds."""
        return [change for match in (*self.match, *self.target) for change in match.get("changes", [])]

    def planted(self) -> Counter[str]:
        """How many differences there are, by field and kind, and by kind of match where that is the difference."""
        changes = [f"{change['field']} {change['kind']}" for change in self.changes()]
        whole = [f"task {m['kind']}" for m in self.match if m["kind"] in ("added", "dropped", "merged", "split")]
        own = [f"plan's target {m['kind']}" for m in self.target if m["kind"] in ("added", "dropped")]
        return Counter([*changes, *whole, *own])


@cache
def truth(pair: str) -> Truth:
    """The truth about a pair of plans."""
    data = tomllib.loads((HERE / f"{pair}.toml").read_text("utf-8"))
    return Truth(data["old"], data["new"], tuple(data["match"]), tuple(data["target"]), tuple(data["same"]))


def words(change: dict[str, Any], side: str) -> list[str]:
    """The ways in which a side of a change is worded in its plan: none, one, or one of the text and one of the row."""
    said = change.get(side, [])
    return [said] if isinstance(said, str) else said


if __name__ == "__main__":
    for pair in (*PAIRS, *TEXTS):
        counts = truth(pair).planted()
        print(f"{pair}: {counts.total()}")
        for kind, n in sorted(counts.items()):
            print(f"  {n:3} {kind}")
