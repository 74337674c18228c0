"""How fast plans are found in text that is read already, on one core, and where the time goes.

    python benchmarks/extraction.py [CORPUS_DIR ...] [--rounds N] [--stages] [--slowest N]

CORPUS_DIR: any folder of documents, its sub-folders included (default: corpus/ here, and ../shared/corpus where it is).
Reading the files is not counted: only structure, units, targets, deadlines, links and checks, as `parse_document` does
them. Beside it dateparser's search, which finds times, and jieba.posseg, which finds word classes, on the same text;
each is left out with a message where it is not installed.
"""

from __future__ import annotations

import argparse
import gc
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from types import FrameType

from policy_parse.api import parse_document, read
from policy_parse.document import Document
from policy_parse.errors import ReadError
from policy_parse.lexicon import Lexicon

HERE = Path(__file__).resolve().parents[1]
DEFAULT = (HERE / "corpus", HERE / "../shared/corpus")
GOAL = 500_000
PEER_SAMPLE = {"dateparser search": 20_000, "jieba.posseg": 400_000}
"""Characters that a peer is given: enough for a steady figure, not for a long wait."""
_SUFFIXES = {".docx", ".pdf", ".txt", ".html", ".htm", ".ofd"}
_STAGES = {
    "structure.header": "header",
    "structure.tables": "tables",
    "structure": "outline",
    "fields.units": "units",
    "fields.unit": "units",
    "fields.role": "units",
    "fields.document_rules": "units",
    "fields.names": "names",
    "lexicon.offices": "units",
    "lexicon.regions": "names",
    "fields.deadline": "deadlines",
    "fields.target": "targets",
    "fields.indicator": "targets",
    "fields.measures": "targets",
    "tasks": "tasks",
    "reconcile": "links",
    "checks": "checks",
    "api": "plan",
}
"""Beginning of a module's name (the longest that fits counts) → the stage that time spent in or below it belongs to."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--stages", action="store_true", help="where the time goes, by sampling")
    parser.add_argument("--slowest", type=int, default=0, metavar="N", help="the N slowest documents")
    parser.add_argument("--no-peers", action="store_true")
    args = parser.parse_args()

    documents = list(_documents(args.corpus or [d for d in DEFAULT if d.is_dir()]))
    if not documents:
        sys.exit("no documents")
    size = sum(len(d.text) for d in documents)
    print(f"{len(documents)} documents, {size:,} characters, median {median(len(d.text) for d in documents):,.0f}")

    lexicon = Lexicon.load()
    parse_document(documents[0], lexicon=lexicon)  # vocabularies are compiled once a process
    gc.collect()
    gc.freeze()  # that all the documents of the corpus are held here is no cost of parsing one
    took = {d.sha256: _best(lambda d=d: parse_document(d, lexicon=lexicon), args.rounds) for d in documents}
    speed = size / sum(took.values())
    print(f"{'policy_parse':<20}{speed:>12,.0f} characters/s   goal {GOAL:,}: {'met' if speed >= GOAL else 'NOT met'}")
    if not args.no_peers:
        _peers("".join(d.text + "\n" for d in documents))
    if args.slowest:
        _slowest(documents, took, args.slowest)
    if args.stages:
        _stages(documents, lexicon)


def _documents(folders: Iterable[Path]) -> Iterator[Document]:
    """Each readable document once, by content."""
    seen: set[str] = set()
    for folder in folders:
        for file in sorted(f for f in folder.rglob("*") if f.suffix.lower() in _SUFFIXES):
            try:
                document = read(file)
            except ReadError as error:
                print(f"left out: {error}", file=sys.stderr)
                continue
            if document.sha256 not in seen:
                seen.add(document.sha256)
                yield document


def _seconds(call: Callable[[], object]) -> float:
    begin = time.process_time()
    call()
    return time.process_time() - begin


def _best(call: Callable[[], object], rounds: int) -> float:
    return min(_seconds(call) for _ in range(rounds))


def _peers(text: str) -> None:
    for name, load in (("dateparser search", _dateparser), ("jieba.posseg", _posseg)):
        try:
            run = load()
        except ImportError:
            print(f"{name:<20}not installed")
            continue
        sample = text[: PEER_SAMPLE[name]]
        seconds = _seconds(lambda run=run, sample=sample: run(sample))
        print(f"{name:<20}{len(sample) / seconds:>12,.0f} characters/s   on the first {len(sample):,}")


def _dateparser() -> Callable[[str], object]:
    from dateparser.search import search_dates

    return lambda text: [search_dates(line, languages=["zh"]) for line in text.splitlines() if line.strip()]


def _posseg() -> Callable[[str], object]:
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    list(jieba.posseg.cut("预热"))
    return lambda text: list(jieba.posseg.cut(text))


def _slowest(documents: list[Document], took: dict[str, float], count: int) -> None:
    print()
    for d in sorted(documents, key=lambda d: len(d.text) / took[d.sha256])[:count]:
        print(f"{len(d.text) / took[d.sha256]:>12,.0f} characters/s {len(d.text):>8,} characters  {d.name}")


def _stages(documents: list[Document], lexicon: Lexicon) -> None:
    """Sample the running stack each millisecond of CPU time; the innermost frame of a known stage gets the sample."""
    samples: Counter[str] = Counter()
    lines: Counter[str] = Counter()

    def sample(_: int, frame: FrameType | None) -> None:
        where = frame
        while where is not None and not where.f_globals.get("__name__", "").startswith("policy_parse."):
            where = where.f_back
        if where is not None:
            lines[f"{where.f_globals['__name__'].removeprefix('policy_parse.')}.{where.f_code.co_qualname}"] += 1
        while frame is not None and (stage := _stage(frame.f_globals.get("__name__", ""))) is None:
            frame = frame.f_back
        samples[stage if frame is not None else "other"] += 1

    signal.signal(signal.SIGPROF, sample)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    for document in documents:
        parse_document(document, lexicon=lexicon)
    signal.setitimer(signal.ITIMER_PROF, 0)
    total = samples.total()
    print("\nshare of the time")
    for stage, count in samples.most_common():
        print(f"  {stage:<12}{count / total:6.1%}")
    print("\nshare of the time, by function")
    for name, count in lines.most_common(30):
        print(f"  {count / total:6.1%}  {name}")


def _stage(module: str) -> str | None:
    name = module.removeprefix("policy_parse.")
    if name == module:
        return None
    fits = [prefix for prefix in _STAGES if name.startswith(prefix)]
    return _STAGES[max(fits, key=len)] if fits else None


if __name__ == "__main__":
    main()
