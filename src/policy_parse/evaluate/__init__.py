"""How right the parser is on documents that a careful reader has marked, for anyone's own documents.

    score = evaluate_plan(json.loads(gold_file.read_text()), parse(source))
    score.counts["unit"].f1, score.notes

`evaluate_corpus` does so for a folder, `compare_runs` tells two runs apart, `faults_of` checks a gold file.
"""

from policy_parse.evaluate.check import faults_of
from policy_parse.evaluate.compare import Comparison, compare_runs
from policy_parse.evaluate.corpus import (
    DocumentScore,
    Run,
    check_corpus,
    evaluate_corpus,
    is_run,
    marked_sources,
    read_run,
    unscored,
)
from policy_parse.evaluate.gold import Gold
from policy_parse.evaluate.gold_file import read_gold
from policy_parse.evaluate.plan import evaluate_plan
from policy_parse.evaluate.reviewed import NotReviewedError, gold_of
from policy_parse.evaluate.score import FIELDS, Count, Note, Score, total

__all__ = [
    "FIELDS",
    "Comparison",
    "Count",
    "DocumentScore",
    "Gold",
    "NotReviewedError",
    "Note",
    "Run",
    "Score",
    "check_corpus",
    "compare_runs",
    "evaluate_corpus",
    "evaluate_plan",
    "faults_of",
    "gold_of",
    "is_run",
    "marked_sources",
    "read_gold",
    "read_run",
    "total",
    "unscored",
]
