"""A folder of marked documents: NAME/gold.json beside NAME/source.*, every source parsed and scored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from policy_parse import api
from policy_parse.errors import ReadError
from policy_parse.evaluate.check import faults_of
from policy_parse.evaluate.gold_file import read_gold
from policy_parse.evaluate.plan import evaluate_plan
from policy_parse.evaluate.score import Score, total
from policy_parse.lexicon import Lexicon
from policy_parse.model import Model


class DocumentScore(Model):
    """One source and its score; `unread` says why where the source could not be read."""

    name: str
    """NAME/source.docx"""
    score: Score | None = None
    unread: str | None = None


class Run(Model):
    """Every marked source of a corpus, in the order of their names."""

    documents: tuple[DocumentScore, ...]

    @property
    def total(self) -> Score:
        """The figures of all that could be read, together."""
        return total(d.score for d in self.documents if d.score is not None)

    def dumps(self) -> str:
        """The run as JSON, for `read_run`."""
        return self.model_dump_json(indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Source:
    """One document of a corpus and the marking it is judged by."""

    name: str
    file: Path
    gold: Path


def marked_sources(corpus: Path) -> list[Source]:
    """Every ``NAME/source.*`` with a ``NAME/gold.json`` in `corpus`, by name. Raises ReadError if there are none."""
    if not corpus.is_dir():
        raise ReadError(str(corpus), "没有这个目录（no such directory）")
    found = [
        Source(f"{gold.parent.name}/{file.name}", file, gold)
        for gold in sorted(corpus.glob("*/gold.json"))
        for file in sorted(gold.parent.glob("source.*"))
    ]
    if not found:
        raise ReadError(str(corpus), "里面没有 NAME/gold.json 与 NAME/source.*（no marked documents in it）")
    return found


def unscored(corpus: Path) -> list[tuple[str, str]]:
    """Folders of `corpus` that lack one file to be a marked document, and which: ``gold.json`` or ``source.*``."""
    found = []
    for folder in sorted(path for path in corpus.iterdir() if path.is_dir()):
        has_source, has_gold = any(folder.glob("source.*")), (folder / "gold.json").exists()
        if has_source != has_gold:
            found.append((folder.name, "gold.json" if has_source else "source.*"))
    return found


def evaluate_corpus(corpus: Path, *, lexicon: Lexicon | None = None) -> Run:
    """Parse and score every marked source of `corpus`.

    A source that cannot be read is a row that says so. Raises ReadError for a corpus without marked documents and for
    a gold file that is none.
    """
    return Run(documents=tuple(_evaluate(source, lexicon) for source in marked_sources(corpus)))


def _evaluate(source: Source, lexicon: Lexicon | None) -> DocumentScore:
    gold = read_gold(source.gold)
    try:
        plan = api.parse(source.file, lexicon=lexicon)
    except ReadError as error:
        return DocumentScore(name=source.name, unread=error.reason)
    return DocumentScore(name=source.name, score=evaluate_plan(gold, plan))


def check_corpus(corpus: Path) -> Iterator[tuple[str, list[str]]]:
    """Name and faults of the marking of every marked source of `corpus`; raises ReadError as `evaluate_corpus` does."""
    for source in marked_sources(corpus):
        try:
            text = api.read(source.file).text
        except ReadError as error:
            yield source.name, [f"读不了 cannot be read: {error.reason}"]
        else:
            yield source.name, faults_of(read_gold(source.gold), text)


def is_run(path: Path) -> bool:
    """True if the file is a run that was saved."""
    try:
        read_run(path)
    except ReadError:
        return False
    return True


def read_run(path: Path) -> Run:
    """A run that was saved (``Run.dumps``). Raises ReadError."""
    try:
        return Run.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ReadError(str(path), f"打不开（cannot be opened: {error.strerror}）") from None
    except ValidationError:
        raise ReadError(str(path), "不是保存的评测结果（not a saved run）") from None
