"""How right the pairs of a comparison are, against pairs that people marked: `python tests/compare/marked_pairs.py`."""

import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent)] if __name__ == "__main__" else []

from marked_documents import file_of, plan_of  # noqa: E402
from policy_parse.comparison.compare import compare_plans  # noqa: E402
from policy_parse.lexicon import Lexicon  # noqa: E402
from policy_parse.text.segmentation import pairs_of_characters  # noqa: E402
from policy_parse.vocabulary.words import words_of  # noqa: E402

BETWEEN = (
    "jiangsu_2021_2022",
    "shanghai_huangpu_2023",
    "guangdong_foshan_2023",
    "suzhou_taicang_2026",
    "hubei_wuhan_2022",
    "qitang_2028_2029",
    "linbin_2030_2031",
)


class Score(NamedTuple):
    """Pairs of an old and a new task: right, wrong and missed; those that are doubtful do not count."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self):
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self):
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self):
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def task_with(plan, quote):
    """The id of the task that holds the beginning of `quote`; the quote itself if none does."""
    at = plan.text.index(quote)
    holding = [task for task in plan.tasks if task.span.start <= at < task.span.end]
    return min(holding, key=lambda task: task.span.end - task.span.start).id if holding else quote


def score(name, *, segmenter=None):
    """The score of the pairs between the documents of `name`."""
    marks = tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))
    old, new = (plan_of(file_of(marks["documents"][side])) for side in ("old", "new"))

    def pair(one, other):
        return task_with(old, one), task_with(new, other)

    sure = {pair(one, other) for match in marks["match"] for one in match["old"] for other in match["new"]}
    doubtful = {pair(each["old"], each["new"]) for each in marks["doubtful"]} - sure
    comparison = compare_plans(old, new, words_of(Lexicon.load()).comparison, segmenter=segmenter)
    found = {(i, j) for match in comparison.matches for i in match.old for j in match.new}
    return Score(len(found & sure), len(found - sure - doubtful), len(sure - found))


if __name__ == "__main__":
    for name in BETWEEN:
        for how, segmenter in (("words", None), ("characters", pairs_of_characters)):
            s = score(name, segmenter=segmenter)
            print(f"{name:24}{how:12}{s.right:3} right {s.wrong:3} wrong {s.missed:3} missed  ", end="")
            print(f"precision {s.precision:.3f} recall {s.recall:.3f} F1 {s.f1:.3f}")
