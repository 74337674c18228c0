"""The comparison against what people marked: pairs of real plans, and every planted difference of made-up years."""

import pytest
from marked_pairs import score
from truth import PAIRS, TEXTS, truth, words

from marked_documents import needs_shared
from policy_parse import compare, parse
from policy_parse.text.segmentation import pairs_of_characters

pytestmark = pytest.mark.usefixtures("read_once")

FLOORS = {
    "jiangsu_2021_2022": 0.93,
    "shanghai_huangpu_2023": 0.92,
    "guangdong_foshan_2023": 1.0,
    "suzhou_taicang_2026": 0.8,
    "hubei_wuhan_2022": 0.97,
    "qitang_2028_2029": 1.0,
}


@needs_shared
@pytest.mark.parametrize("name", FLOORS)
def test_pairs_of_real_plans_are_right(name):
    assert score(name).f1 >= FLOORS[name]


@needs_shared
def test_words_are_no_worse_than_characters():
    assert all(score(name).f1 >= score(name, segmenter=pairs_of_characters).f1 for name in FLOORS)


# ------------------------------------------------------------------------------------------------ planted differences


@pytest.fixture(scope="module", params=(*PAIRS, *TEXTS))
def compared(request):
    told = truth(request.param)
    old, new = parse(told.source("old")), parse(told.source("new"))
    return told, old, new, compare(old, new)


def ids(plan, quotes):
    """The tasks that hold the quotes."""
    places = map(plan.text.index, quotes)
    return tuple(sorted({task.id for at in places for task in plan.tasks if task.span.start <= at < task.span.end}))


def said(side):
    return side if isinstance(side, str) else side and side.text


def is_it(change, planted):
    """Whether a change that was found is the planted one."""
    if change.kind != planted["kind"] or planted["field"] not in (change.field, getattr(change.old, "role", None)):
        return change.kind == "role" == planted["kind"] and planted.get("was") == change.field
    if change.field in ("title", "text"):
        return True
    for side in ("old", "new"):
        ways, found = words(planted, side), said(getattr(change, side))
        if ways and not (found and any(way in found or found in way for way in ways)):
            return False
    return True


def pairs_of(compared):
    """Each planted match with the one that was found, by their tasks."""
    told, old, new, comparison = compared
    found = {(tuple(sorted(m.old)), tuple(sorted(m.new))): m for m in comparison.matches}
    return [(planted, found.get((ids(old, planted["old"]), ids(new, planted["new"])))) for planted in told.match]


def test_every_piece_of_work_goes_on_as_planted(compared):
    told, _, _, comparison = compared
    lost = [planted for planted, match in pairs_of(compared) if match is None and not planted.get("optional")]
    assert lost == []
    assert len(comparison.matches) == len(told.match)
    kinds = [(p["kind"], m.kind) for p, m in pairs_of(compared) if m and not p.get("may") and p["kind"] != m.kind]
    assert kinds == []


def test_every_planted_difference_is_found_and_nothing_else(compared):
    missed, extra = [], []
    for planted, match in pairs_of(compared):
        left = list(match.changes) if match else []
        for one in planted.get("changes", []):
            change = next((change for change in left if is_it(change, one)), None)
            if change is None:
                missed.append(one)
                continue
            left.remove(change)
            for key in ("days", "effect", "unit"):
                assert key not in one or getattr(change, key) == one[key], one
            if "difference" in one:
                assert float(change.difference) == one["difference"], one
        extra += [(c.field, c.kind, said(c.old), said(c.new)) for c in left if c.field not in planted.get("may", [])]
    assert (missed, extra) == ([], [])


def test_targets_of_the_plans_own_are_as_planted(compared):
    told, old, new, comparison = compared

    def indicators(plan, places):
        return [plan.targets[i].indicator for i in places]

    found = [
        (m.kind, indicators(old, m.old), indicators(new, m.new), sorted((c.field, c.kind) for c in m.changes))
        for m in comparison.targets
    ]
    planted = [
        (m["kind"], m["old"], m["new"], sorted((c["field"], c["kind"]) for c in m.get("changes", [])))
        for m in told.target
    ]
    assert found == planted
