"""Two made-up years of one office: which tasks go on is known, and so is what changed in them."""

import random

import pytest
from compared_plans import PLANS

from policy_parse import Comparison, compare, parse
from policy_parse.comparison.compare import compare_plans
from policy_parse.lexicon import Lexicon
from policy_parse.text.segmentation import pairs_of_characters
from policy_parse.vocabulary.words import words_of

GOES_ON = {
    1: {5}, 2: {6}, 3: {6}, 4: {7}, 5: {9}, 6: {10}, 7: {11}, 8: {12}, 9: {14}, 10: {15}, 11: {16}, 12: set(), 13: {1},
    14: {2}, 15: {3}, 16: {4}, 17: {18}, 18: {19, 20}, 19: {21}, 20: {22}, 21: {13}, 22: {23},
}  # fmt: skip
"""Number of an item of 2023 → numbers of the items of 2024 that continue it."""
ADDED = {8, 17}


def continued(plans, comparison):
    old, new = ({task.id: task.number for task in plan.tasks} for plan in plans)
    return {(old[i], new[j]) for match in comparison.matches for i in match.old for j in match.new}


@pytest.fixture(scope="module")
def comparison(years):
    return compare(*years)


def test_every_task_continues_the_one_that_it_should(years, comparison):
    measures = {(number, number) for number in ("一", "二", "三")}
    assert continued(years, comparison) == {(str(i), str(j)) for i, js in GOES_ON.items() for j in js} | measures


def test_pairs_of_characters_find_the_same_in_them(years, comparison):
    found = compare_plans(*years, words_of(Lexicon.load()).comparison, segmenter=pairs_of_characters)
    assert continued(years, found) == continued(years, comparison)


def test_what_is_new_what_is_gone_and_what_was_joined(years, comparison):
    new = {task.id: task.number for task in years[1].tasks}
    old = {task.id: task.number for task in years[0].tasks}
    kinds = {match.kind: match for match in comparison.matches}
    assert {int(new[match.new[0]]) for match in comparison.matches if match.kind == "added"} == ADDED
    assert [old[i] for i in kinds["dropped"].old] == ["12"]
    assert ([old[i] for i in kinds["merged"].old], [new[j] for j in kinds["merged"].new]) == (["2", "3"], ["6"])
    assert ([old[i] for i in kinds["split"].old], [new[j] for j in kinds["split"].new]) == (["18"], ["19", "20"])


def test_targets_of_the_plans_own(comparison):
    told = [(c.indicator, c.kind, c.difference, c.unit, c.effect) for m in comparison.targets for c in m.changes]
    assert told == [
        ("用水总量", "lowered", -20_000_000, "m³", "stricter"),
        ("万元GDP用水量", "raised", 3, "%", "stricter"),
        ("国考断面优良水体比例", "raised", 2, "%", "stricter"),
        ("农村生活污水治理率", "raised", 5, "%", "stricter"),
    ]
    assert comparison.targets[-1].kind == "kept"  # 到2025年 in both: a goal beyond the old plan's year stays


def test_matches_are_in_the_order_of_the_new_plan_and_what_is_dropped_is_last(years, comparison):
    order = [task.id for task in years[1].tasks]
    places = [order.index(match.new[0]) for match in comparison.matches if match.new]
    assert places == sorted(places)
    assert [match.kind for match in comparison.matches][-1] == "dropped"


def test_every_task_is_in_one_match(years, comparison):
    for plan, ids in zip(years, zip(*((m.old, m.new) for m in comparison.matches), strict=True), strict=True):
        assert sorted(i for group in ids for i in group) == sorted(task.id for task in plan.tasks)


# ------------------------------------------------------------------------------------------------------- properties

MIRROR = {
    "added": "dropped", "joined": "left", "raised": "lowered", "earlier": "later", "merged": "split", "stricter": "looser",
}  # fmt: skip
MIRROR |= {other: one for one, other in MIRROR.items()}


def mirrored(kind):
    return MIRROR.get(kind, kind)


def told(match, *, turned=False):
    sides = (match.new, match.old) if turned else (match.old, match.new)
    kind = mirrored if turned else str
    changes = sorted(
        (kind(c.kind), str(getattr(c, "effect", None) and kind(c.effect)), c.field if c.kind != "role" else "")
        for c in match.changes
        if c.field not in ("lead", "responsible", "supporting", "guiding") or c.kind != "renamed"
    )
    return sides, kind(match.kind), match.score, changes


def test_a_plan_compared_with_itself_is_kept(years, beibei):
    for plan in (*years, parse(beibei / "source.docx")):
        found = compare(plan, plan)
        assert {match.kind for match in (*found.matches, *found.targets)} == {"kept"}
        assert found.is_same
        assert all(match.old == match.new and match.score == 1.0 for match in found.matches)


def test_exchanged_plans_give_the_mirror(years, comparison):
    back = compare(years[1], years[0])
    for mine, theirs in ((comparison.matches, back.matches), (comparison.targets, back.targets)):
        assert sorted(map(told, mine)) == sorted(told(match, turned=True) for match in theirs)


def test_exchanged_plans_with_items_of_several_statements_give_the_mirror():
    plans = [parse(PLANS / f"qitang-{year}.txt") for year in (2028, 2029)]
    there, back = compare(*plans), compare(*reversed(plans))
    assert {"merged", "changed", "kept"} <= {match.kind for match in there.matches}
    assert sorted(map(told, there.matches)) == sorted(told(match, turned=True) for match in back.matches)


def shuffled(name, seed):
    """The plan with its sections, and the items of each, in another order, all numbered anew."""
    pick = random.Random(seed)
    text = (PLANS / name).read_text("utf-8")
    head, _, rest = text.partition("二、重点任务\n")
    body, _, tail = rest.partition("\n三、")
    parts, heads = [], "一二三四五六七八九"
    for line in body.splitlines():
        if line.startswith("（"):
            parts.append((line.partition("）")[2], []))
        elif line:
            parts[-1][1].append(line.partition(".")[2])
    pick.shuffle(parts)
    lines, number = [], 0
    for place, (heading, items) in enumerate(parts):
        lines.append(f"（{heads[place]}）{heading}")
        pick.shuffle(items)
        for item in items:
            number += 1
            lines.append(f"{number}.{item}")
    return parse(f"{head}二、重点任务\n{chr(10).join(lines)}\n\n三、{tail}".encode(), name=name)


@pytest.mark.parametrize("seed", range(3))
def test_order_and_numbers_change_nothing(years, comparison, seed):
    plans = shuffled("lingjiang-2023.txt", seed), shuffled("lingjiang-2024.txt", seed + 10)

    def facts(pair, found):
        names = [{task.id: task.text for task in plan.tasks} for plan in pair]
        return sorted(
            (
                sorted(names[0][i] for i in match.old),
                sorted(names[1][j] for j in match.new),
                match.kind,
                sorted((c.field, c.kind, str(getattr(c, "effect", ""))) for c in match.changes),
            )
            for match in found.matches
        )

    assert facts(plans, compare(*plans)) == facts(years, comparison)


def test_json_is_read_back_to_an_equal_comparison(comparison):
    assert Comparison.model_validate_json(comparison.model_dump_json()) == comparison


def test_the_same_plans_give_the_same_bytes(years, comparison):
    assert compare(*years).model_dump_json() == comparison.model_dump_json()
