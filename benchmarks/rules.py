"""In which documents each rule fires: the check on rules that fit one document only.

    python benchmarks/rules.py [CORPUS_DIR ...] [--rare N] [--names N]

CORPUS_DIR: any folder of documents, its sub-folders included (default: corpus/ here, and ../shared/corpus where it is).
A rule is the id that a task, unit, target, due date or deadline carries (``policy-parse rules ID`` shows it). Prints a
line a rule: how many documents and values, and the first documents; then the rules of the vocabularies that fire
in fewer than N (2) documents. Each of those needs a reason, such as a form that the field contract names, or it goes.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from policy_parse.api import parse_document, read
from policy_parse.errors import ReadError
from policy_parse.lexicon import Lexicon
from policy_parse.model import Plan

HERE = Path(__file__).resolve().parents[1]
DEFAULT = (HERE / "corpus", HERE / "../shared/corpus")
SUFFIXES = {".docx", ".pdf", ".txt", ".html", ".htm", ".ofd"}
TABLES = ("deadlines", "bounds")
"""Vocabularies whose entries are rules that values carry under their own ids."""


def fired(plan: Plan) -> Iterator[str]:
    """The rule of every task and value of a plan."""
    yield from (task.rule for task in plan.tasks)
    yield from (value.rule for value in plan.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="*", type=Path, default=[d for d in DEFAULT if d.exists()])
    parser.add_argument("--rare", type=int, default=2)
    parser.add_argument("--names", type=int, default=3)
    args = parser.parse_args()
    documents: dict[str, list[str]] = defaultdict(list)
    values: dict[str, int] = defaultdict(int)
    count = 0
    for file in sorted(f for d in args.corpus for f in d.rglob("*") if f.suffix in SUFFIXES):
        try:
            plan = parse_document(read(file))
        except ReadError as error:
            print(error)
            continue
        count += 1
        name = file.parent.name if file.stem == "source" else file.stem
        for rule in fired(plan):
            values[rule] += 1
            if name not in documents[rule][-1:]:
                documents[rule].append(name)
    print(f"{count} documents")
    for rule in sorted(documents, key=lambda r: (-len(documents[r]), r)):
        names = ", ".join(n[:28] for n in documents[rule][: args.names])
        print(f"{rule:<36}{len(documents[rule]):>4} documents {values[rule]:>6} values  {names}")
    lexicon = Lexicon.load()
    rules = [e["id"] for t in TABLES for e in lexicon.table(t) if "pattern" in e or t == "bounds"]
    rare = [r for r in rules if len(documents[r]) < args.rare]
    print(f"\nfewer than {args.rare} documents: {len(rare)} of {len(rules)} rules")
    for rule in rare:
        print(f"  {rule:<36}{len(documents[rule])}")


if __name__ == "__main__":
    main()
