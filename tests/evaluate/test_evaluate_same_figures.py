"""The figures are those of the reference scorer beside the shared corpus, on every document marked there."""

import importlib.util
import json
from functools import cache
from pathlib import Path

import pytest

from marked_documents import plan_of
from policy_parse.errors import ReadError
from policy_parse.evaluate import evaluate_plan
from thoroughness import sample

SHARED = Path(__file__).parents[2] / "../shared"
SOURCES = sorted(SHARED.glob("corpus/*/source.*"))
SCORER = SHARED / "tools" / "score.py"


@cache
def parsed(source):
    """The plan, or why it cannot be read."""
    try:
        return plan_of(source)
    except ReadError as error:
        return str(error)


@cache
def reference():
    spec = importlib.util.spec_from_file_location("reference_score", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not SOURCES or not SCORER.exists(), reason="no shared corpus here")
@pytest.mark.parametrize("source", sample(SOURCES, 2), ids=lambda path: f"{path.parent.name}{path.suffix}")
@pytest.mark.parametrize("harm", ["as parsed", "every third task lost", "roles turned"])
def test_figures_equal_those_of_the_reference(source, harm):
    scorer = reference()
    gold = json.loads((source.parent / "gold.json").read_text("utf-8"))
    plan = parsed(source)
    if isinstance(plan, str):
        pytest.skip(plan)
    if harm == "every third task lost":
        plan = plan.model_copy(update={"tasks": tuple(t for i, t in enumerate(plan.tasks) if i % 3)})
    elif harm == "roles turned":
        turned = (
            t.model_copy(update={"responsible": tuple(u.model_copy(update={"role": "lead"}) for u in t.responsible)})
            for t in plan.tasks
        )
        plan = plan.model_copy(update={"tasks": tuple(turned)})
    tally = scorer.Tally()
    scorer.score(gold, json.loads(plan.model_dump_json()), tally)
    expected = {kind: (tally.tp[kind], tally.fp[kind], tally.fn[kind]) for kind, *_ in tally.rows()}
    score = evaluate_plan(gold, plan)
    assert {field: (c.right, c.wrong, c.missed) for field, c in score.counts.items()} == expected
