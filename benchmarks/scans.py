"""What is read of scans and photographs beside the text layer of the same pages, and what it costs.

    python benchmarks/scans.py [--pages N] [--kinds worn poor …] [--seed WORD] [-v]

The user's document, and two marked ones where ../shared/corpus lies beside the project; the first N pages of each that
name units (all of them: --pages 0), as paper of each kind would give them back (tests/readers/scan/made_scans.py).
Prints a row for each document and kind: F1 of the units (text and role) against those of the text layer; characters
that are not those of the text layer, as a share, order left aside; pages lost without a finding (fewer than half of
their characters read, and nothing says so); processor seconds a page, those of the recogniser alone, and the ratio.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path

from policy_parse import parse
from policy_parse.model import Plan
from policy_parse.readers.scan import engine
from policy_parse.readers.scan import reader as ocr

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests" / "readers" / "scan"))

import made_scans as made  # noqa: E402

CORPUS = ROOT / ".." / "shared" / "corpus"
PLANS = (
    ROOT / "corpus" / "beibei-2022-water" / "source.pdf",
    CORPUS / "fujian-2021-haiyang-table" / "source.pdf",
    CORPUS / "wuhan-2022-tandafeng" / "source.pdf",
)
SAID = {"page-illegible", "page-doubtful", "page-not-read", "page-damaged"}


@dataclass(slots=True)
class Tally:
    """Counts of some pages; they add up."""

    pages: int = 0
    both: int = 0
    found: int = 0
    right: int = 0
    characters: int = 0
    wrong: int = 0
    lost: int = 0
    said: int = 0
    whole: float = 0.0
    alone: float = 0.0

    def add(self, other: Tally) -> None:
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    def row(self) -> str:
        f1 = 2 * self.both / (self.found + self.right) if self.found + self.right else 1.0
        return (
            f"{self.pages:5} {self.right:5} {f1:7.3f} {100 * self.wrong / max(1, self.characters):7.2f} "
            f"{self.said:5} {self.lost:5} {self.whole / self.pages:7.2f} {self.alone / self.pages:7.2f} "
            f"{self.whole / self.alone:6.2f}"
        )


def units(plan: Plan) -> Counter[tuple[str, str]]:
    return Counter((unit.text, unit.role) for task in plan.tasks for unit in (*task.responsible, *task.supporting))


def spent(work: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def measured(path: Path, number: int, kind: str, seed: str, drawn: Plan, *, verbose: bool) -> Tally:
    data, name = made.scan_of(path, number, kind, seed)
    picture = made.for_the_recogniser(data, name, ocr._LARGEST)
    alone, _ = spent(lambda: engine._engine()(picture, use_cls=False))
    whole, plan = spent(lambda: parse(data, name=name))
    assert isinstance(plan, Plan)
    right, found = units(drawn), units(plan)
    characters, read = (Counter(c for c in p.text if c.isalnum()) for p in (drawn, plan))
    said = bool(SAID & {finding.code for finding in plan.findings})
    if verbose and right != found:
        print(f"  {path.parent.name} page {number} {kind}: -{dict(right - found)} +{dict(found - right)}")
    return Tally(
        pages=1,
        both=(right & found).total(),
        found=found.total(),
        right=right.total(),
        characters=characters.total(),
        wrong=max((characters - read).total(), (read - characters).total()),
        lost=int(2 * (characters & read).total() < characters.total() and not said),
        said=int(said),
        whole=whole,
        alone=alone,
    )


def pages_with_units(path: Path, most: int) -> dict[int, Plan]:
    """Plans of single pages (1-based), of those that name units; all of them if `most` is 0."""
    data = path.read_bytes()
    found: dict[int, Plan] = {}
    for number in range(1, (parse(data, name=path.name).source.page_count or 0) + 1):
        plan = parse(made.single_pages(data, [number]), name="page.pdf")
        if units(plan):
            found[number] = plan
    step = max(1, len(found) // most) if most else 1  # some from the beginning, some from the end
    return dict(list(found.items())[::step][: most or None])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2)
    parser.add_argument("--kinds", nargs="+", choices=made.KINDS, default=made.KINDS)
    parser.add_argument("--seed", default="2026")
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    if not ocr.available():
        sys.exit("the extra ocr is not installed")
    plans = {path: pages_with_units(path, arguments.pages) for path in PLANS if path.is_file()}
    print("kind         document                     pages units unit F1   CER %  said  lost   s/page  alone  ratio")
    for kind in arguments.kinds:
        all_of_kind = Tally()
        for path, pages in plans.items():
            tally = Tally()
            for number, drawn in pages.items():
                tally.add(measured(path, number, kind, arguments.seed, drawn, verbose=arguments.verbose))
            if pages:
                print(f"{kind:12} {path.parent.name[:28]:28} {tally.row()}", flush=True)
                all_of_kind.add(tally)
        print(f"{kind:12} {'together':28} {all_of_kind.row()}", flush=True)


if __name__ == "__main__":
    main()
