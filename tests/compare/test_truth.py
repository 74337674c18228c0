"""The made-up plans and the truth about them hold together: nothing here compares plans, so nothing here can agree with it."""

from __future__ import annotations

import json

import made_up_years
import pytest
from truth import PAIRS, TEXTS, truth, words

from policy_parse import parse

pytestmark = pytest.mark.usefixtures("read_once")

MATCHES = {"kept", "changed", "added", "dropped", "merged", "split"}
CHANGES = {
    "target": {"raised", "lowered", "bound", "added", "dropped", "incomparable"},
    "deadline": {"earlier", "later", "added", "dropped", "reworded"},
    "title": {"reworded"},
    "text": {"reworded"},
    **{key: {"joined", "left", "role", "renamed"} for key in ("lead", "responsible", "supporting", "guiding")},
}
SIDES = ("old", "new")

pairs = pytest.mark.parametrize("pair", [*PAIRS, *TEXTS])
sides = pytest.mark.parametrize("side", SIDES)


def plan_of(pair, side):
    return parse(truth(pair).source(side))


def place(text, quote):
    assert text.count(quote) == 1, f"{text.count(quote)} times: {quote}"
    return text.index(quote)


def tasks_at(plan, quotes):
    """The tasks in which the quotes stand; those that the plan does not read as tasks are left out."""
    places = [place(plan.text, quote) for quote in quotes]
    return [t for at in places for t in plan.tasks if t.span.start <= at < t.span.end]


# ------------------------------------------------------------------------------------------------------- the documents


@pytest.mark.parametrize("name", made_up_years.PLANS)
def test_the_corpus_holds_what_the_source_text_gives(name, tmp_path):
    folder = made_up_years.CORPUS / made_up_years.PLANS[name]
    (tmp_path / "source.docx").write_bytes(made_up_years.docx(name))
    built, kept = parse(tmp_path / "source.docx"), parse(folder / "source.docx")
    assert built.model_dump(exclude={"source"}) == kept.model_dump(exclude={"source"})
    assert made_up_years.gold(name) == json.loads((folder / "gold.json").read_text("utf-8"))


@pytest.mark.parametrize("name", made_up_years.PLANS)
def test_every_made_up_plan_says_that_it_is_made_up(name):
    folder = made_up_years.CORPUS / made_up_years.PLANS[name]
    assert folder.name.startswith("made-up-")
    assert "made_up = true" in (folder / "note.toml").read_text("utf-8")
    assert made_up_years.HERE.joinpath(f"{name}.txt").read_text("utf-8").startswith("// 虚构文件")


# ----------------------------------------------------------------------------------------------------------- the truth


@pairs
@sides
def test_every_task_is_in_one_match_by_a_quote_that_is_there_once(pair, side):
    plan = plan_of(pair, side)
    found = []
    for match in truth(pair).match:
        at = tasks_at(plan, match[side])
        assert len(at) == len(match[side]) or match.get("optional"), match[side]
        found += {task.id for task in at} if match.get("optional") else [task.id for task in at]
    assert sorted(found) == sorted(task.id for task in plan.tasks)


@pytest.mark.parametrize("pair", PAIRS)
@sides
def test_every_target_of_the_plan_itself_is_in_one_match(pair, side):
    found = [indicator for match in truth(pair).target for indicator in match[side]]
    gold = json.loads((truth(pair).source(side).parent / "gold.json").read_text("utf-8"))
    assert sorted(found) == sorted(target["indicator"] for target in gold["targets"])


@pairs
@sides
def test_matches_stand_in_the_order_of_the_new_plan_and_what_is_dropped_last(pair, side):
    plan = plan_of(pair, side)
    matches = [m for m in truth(pair).match if (m["kind"] == "dropped") == (side == "old") and m[side]]
    starts = [place(plan.text, m[side][0]) for m in matches]
    assert starts == sorted(starts)
    kinds = [m["kind"] for m in truth(pair).match]
    assert kinds == sorted(kinds, key=lambda kind: kind == "dropped")


@pairs
@sides
def test_the_words_of_every_change_stand_in_the_tasks_of_its_match(pair, side):
    plan = plan_of(pair, side)
    text = plan.text
    for match in truth(pair).match:
        tasks = tasks_at(plan, match[side])
        for change in match.get("changes", []):
            spans = [text[t.span.start : t.span.end] for t in tasks]
            # A row's units, deadline and title stand in other cells than its content.
            cells = [x.text for t in tasks for x in (*t.responsible, *t.supporting, *t.deadlines)]
            titles = [t.title for t in tasks if t.title]
            for said in words(change, side):
                marked = change["field"] == "deadline" and said in text
                assert any(said in piece for piece in [*spans, *cells, *titles]) or marked, (change, side)


@pairs
def test_kinds_are_those_of_the_contract_and_fit_what_is_said(pair):
    for match in (*truth(pair).match, *truth(pair).target):
        changes = match.get("changes", [])
        assert match["kind"] in MATCHES
        assert bool(match["old"]) == (match["kind"] != "added")
        assert bool(match["new"]) == (match["kind"] != "dropped")
        assert match["kind"] not in ("kept", "added", "dropped") or not changes
        assert match["kind"] != "changed" or changes
        for change in changes:
            assert change["kind"] in CHANGES[change["field"]]
            assert bool(words(change, "old")) == (change["kind"] not in ("added", "joined"))
            assert bool(words(change, "new")) == (change["kind"] not in ("dropped", "left"))
            moved = change["kind"] in ("raised", "lowered", "earlier", "later")
            size = change.get("difference" if change["field"] == "target" else "days", 0)
            assert (size != 0) == moved
            assert not moved or (size > 0) == (change["kind"] in ("raised", "later"))


@pairs
def test_what_is_no_difference_is_in_the_plans_and_in_no_change(pair):
    texts = {side: plan_of(pair, side).text for side in SIDES}
    said = [[words(change, side) for side in SIDES] for change in truth(pair).changes()]
    for row in truth(pair).same:
        assert all(row[side] in texts[side] for side in SIDES)
        assert not any(row["old"] in old and row["new"] in new for old, new in said)


def test_all_kinds_are_planted_and_more_than_sixty_of_them():
    planted = truth("made_up_2031_2032").planted()
    units = {f"{field} {kind}" for field, kinds in CHANGES.items() for kind in kinds}
    roles = {kind: sum(n for key, n in planted.items() if key.endswith(f" {kind}")) for kind in CHANGES["lead"]}
    fields = ("target", "deadline", "title", "text")
    assert {key for key in units if key.split()[0] in fields} <= set(planted)
    assert min(roles.values()) >= 2
    assert {f"task {kind}" for kind in ("added", "dropped", "merged", "split")} <= set(planted)
    assert planted.total() >= 60
