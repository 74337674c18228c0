"""Fit the weights of data/target_cues.csv on marked documents and on the examples of the cues; print or write them.

    python tools/fit_targets.py [--write] [--marks FOLDER …]

A folder of marks holds NAME.gold.json beside NAME.* or DOCUMENT/gold.json beside DOCUMENT/source.*; without any, the
marked documents of ../shared/corpus are read, and those that tests/marks has marks of, the develop half.
Every number that is weighed counts once: it is a commitment where a mark's words with its value stand over it. Weights
change in turn, in the order of the file and by half points, where that lowers the loss: what lacks of a margin, over
numbers and examples, and a little for every point away from where the weight was. No chance is in it: the same files
give the same weights, and fitted weights are left as they are.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from policy_parse.api import parse_document, read
from policy_parse.fields.targets.cues import COMMITMENTS
from policy_parse.fields.targets.find import weigh_numbers
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.load import DATA
from policy_parse.refusals import Trace, Weighed
from policy_parse.text.fold import fold
from policy_parse.vocabulary.words import words_of

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
TABLE = DATA / "target_cues.csv"
STEPS = (0.5, -0.5, 1.0, -1.0, 2.0, -2.0)
MARGIN, MARGIN_OF_AN_EXAMPLE = 1.0, 0.5
"""A number that is read right by more costs nothing."""
FARTHEST = 4.0
"""A number that is read wrong by more is an exception, after which no weight is turned."""
OF_AN_EXAMPLE = 100.0
"""How many numbers of the documents one example weighs as much as: all must hold."""
INERTIA = 0.1
"""Cost of one point of change of one weight."""
ROUNDS = 6


class Case(NamedTuple):
    """A number: for each reading its cues, whether it is a commitment, which reading it must be (of an example)."""

    cues: tuple[tuple[str, str], ...]
    """Reading and cue."""
    committed: bool
    is_example: bool
    reading: str | None = None

    @property
    def margin(self) -> float:
        """By how much it should be read right."""
        return MARGIN_OF_AN_EXAMPLE if self.is_example else MARGIN

    def is_right(self, weights: dict[str, float]) -> bool:
        """True if the right side weighs more."""
        return self.lead(weights) > 0

    def lead(self, weights: dict[str, float]) -> float:
        """By how much the right side weighs more."""
        sums: dict[str, float] = {}
        for reading, cue in self.cues:
            sums[reading] = sums.get(reading, 0.0) + weights[cue]
        wanted, others = [0.0], [0.0]
        for reading, total in sums.items():
            right = reading == self.reading if self.reading else (reading in COMMITMENTS) is self.committed
            (wanted if right else others).append(total)
        return max(wanted) - max(others)

    def loss(self, weights: dict[str, float]) -> float:
        """What lacks of the margin by which it should be read right, up to `FARTHEST`."""
        lacking = max(0.0, self.margin - self.lead(weights))
        return OF_AN_EXAMPLE * lacking if self.is_example else min(lacking, FARTHEST)


def marked_documents(folders: list[Path]) -> Iterator[tuple[Path, Path]]:
    """Each file of marks with its document."""
    develop = set(tomllib.loads((ROOT / "tests" / "marks" / "split.toml").read_text("utf-8"))["develop"])
    for name in sorted(develop):
        found = sorted(file for file in (CORPUS / "unmarked").glob("*") if file.stem == name)
        if found and not folders:
            yield ROOT / "tests" / "marks" / f"{name}.gold.json", found[0]
    for folder in folders or [CORPUS]:
        for gold in sorted(folder.glob("*/gold.json")):
            yield gold, min(gold.parent.glob("source.*"))
        for gold in sorted(folder.glob("*.gold.json")):
            name = gold.name.removesuffix(".gold.json")
            yield gold, next(file for file in sorted(folder.iterdir()) if file.stem == name and file != gold)


def numbers(gold: Path, document: Path) -> Iterator[Case]:
    """The numbers of a marked document that were weighed, up to the words where its marks end."""
    marks = json.loads(gold.read_text("utf-8"))
    trace, made = Trace(), read(document)
    parse_document(made, trace=trace)
    text = made.text
    end = text.find(marks["until"]) if marks.get("until") else len(text)
    places = []
    for target in [*marks.get("targets", ()), *(t for task in marks["tasks"] for t in task.get("targets", ()))]:
        words = r"\s*".join(map(re.escape, re.sub(r"\s", "", target["text"])))
        places += [(match.start(), match.end(), target) for match in re.finditer(words, text)]
    for weighed in trace.weighed():
        number = weighed.span.of(text)
        if weighed.span.start < end and weighed.candidates[0].reading != "name":
            yield _case(
                weighed, any(a <= weighed.span.start < b and _same(number, t) for a, b, t in places), is_example=False
            )


def _same(number: str, target: dict[str, float]) -> bool:
    """The number is that of the mark, as far as it is written in digits."""
    digits = re.search(r"[0-9][0-9.]*", number.replace(",", ""))
    return digits is None or float(digits.group().rstrip(".")) == float(target["value"])


def _case(weighed: Weighed, committed: bool, *, is_example: bool, reading: str | None = None) -> Case:
    cues = tuple((c.reading, identity) for c in weighed.candidates for identity, _ in c.cues)
    return Case(cues, committed, is_example, reading)


def examples(lexicon: Lexicon) -> Iterator[Case]:
    """The examples of the cues, each with its cue, and without it as what must not be read so."""
    words = words_of(lexicon).targets
    for row in lexicon.table("target_cues"):
        before, number, _ = row["example"].split("|")
        text = row["example"].replace("|", "")
        for one in weigh_numbers(fold(text), source=text, year=2031, words=words):
            if one.span.start < len(before) + len(number) and one.span.end > len(before):
                reading = row["reads"] or row["reading"]
                whole = _case(one.told(), reading in COMMITMENTS, is_example=True, reading=reading)
                yield whole
                rest = tuple(pair for pair in whole.cues if pair[1] != f"target_cue.{row['id']}")
                if len({r for r, _ in rest}) > 1:
                    yield _otherwise(rest, reading)


def _otherwise(cues: tuple[tuple[str, str], ...], reading: str) -> Case:
    """Without its cue an example must be read as anything but `reading`."""
    renamed = tuple(("level" if r == reading else "reference", cue) for r, cue in cues)
    return Case(renamed, committed=False, is_example=True)


def fitted(cases: list[Case], weights: dict[str, float]) -> dict[str, float]:
    """Weights changed in turn where the loss falls."""
    first, found = dict(weights), dict(weights)
    of: dict[str, list[Case]] = {cue: [] for cue in weights}
    for case in cases:
        for cue in {cue for _, cue in case.cues}:
            of[cue].append(case)

    def cost(cue: str, value: float) -> float:
        tried = {**found, cue: value}
        return sum(case.loss(tried) for case in of[cue]) + INERTIA * abs(value - first[cue])

    for _ in range(ROUNDS):
        before = dict(found)
        for cue in found:
            values = [found[cue], *(found[cue] + step for step in STEPS if (found[cue] + step) * found[cue] > 0)]
            found[cue] = min(values, key=lambda value, cue=cue: (cost(cue, value), values.index(value)))
        if found == before:
            break
    return found


def written(weights: dict[str, float]) -> str:
    """The table with these weights."""
    lines = TABLE.read_text("utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    table.writeheader()
    table.writerows({**row, "weight": f"{weights['target_cue.' + row['id']]:g}"} for row in rows)
    return "\n".join(head) + "\n" + out.getvalue()


def main() -> None:
    """Print what was right before and after, and each weight that changed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="write the weights into the table")
    options.add_argument("--marks", type=Path, nargs="*", default=[])
    given = options.parse_args()
    lexicon = Lexicon.load()
    weights = {f"target_cue.{row['id']}": float(row["weight"]) for row in lexicon.table("target_cues")}
    documents = [case for gold, document in marked_documents(given.marks) for case in numbers(gold, document)]
    shown = list(examples(lexicon))
    after = fitted(documents + shown, weights)
    for name, cases in (("numbers", documents), ("examples", shown)):
        right = [sum(case.is_right(w) for case in cases) for w in (weights, after)]
        print(f"{name}: {right[0]} of {len(cases)} right, then {right[1]}")
    for cue, value in after.items():
        if value != weights[cue]:
            print(f"{cue} {weights[cue]:g} → {value:g}")
    if given.write:
        TABLE.write_text(written(after), "utf-8")


if __name__ == "__main__":
    main()
