"""What a reviewer confirmed, changed, added and removed, merged into the Plan: each op on each field, and what does not fit."""

from decimal import Decimal
from itertools import chain

import pytest
from pydantic import ValidationError

from confirmed import confirmed
from policy_parse import (
    Corrections,
    CorrectionsError,
    Deadline,
    DeadlineCorrection,
    Plan,
    Quantity,
    Span,
    Target,
    TargetCorrection,
    TaskCorrection,
    Unit,
    UnitCorrection,
    WordCorrection,
    apply,
    parse,
    read_corrections,
)
from policy_parse.corrections import unreviewed
from policy_parse.evaluate import NotReviewedError, evaluate_plan, gold_of

PLAN = """重庆市北碚区2026年管网改造工作方案

一、工作目标
到2026年，城市公共供水管网漏损率控制在9%以内。

二、重点任务
1.改造管网。改造老旧管网30公里，2026年11月底前完成。（区水利局牵头，区财政局配合）
2.巡查河道。开展巡查12次。（区水利局、区城市管理局负责）
3.建设泵站。（区水利局负责）
4.清理河道。（区水利局负责）
"""


@pytest.fixture(scope="module")
def plan():
    return parse(PLAN.encode(), name="made-up.txt")


def at(plan, words, after=""):
    start = plan.text.index(words, plan.text.index(after))
    return {"text": words, "span": Span(start, start + len(words)), "rule": "page"}


def merged(plan, *corrections):
    return apply(plan, Corrections(plan=plan.source.sha256, corrections=corrections))


def test_nothing_corrected_is_the_plan(plan):
    assert merged(plan) == plan


def test_what_is_confirmed_says_so_and_nothing_else_changes(plan):
    task = plan.tasks[0]
    new = merged(plan, UnitCorrection(op="confirm", task=task.id, field="responsible", old=task.responsible[0]))
    assert new.tasks[0].responsible[0] == task.responsible[0].model_copy(update={"rule": "review"})
    back = new.tasks[0].model_copy(update={"responsible": task.responsible})
    assert new.model_copy(update={"tasks": (back, *new.tasks[1:])}) == plan


def test_a_confirmed_target_has_no_confidence_and_its_due_date_is_confirmed_too(plan):
    target = plan.targets[0]
    assert target.due is not None
    new = merged(plan, TargetCorrection(op="confirm", task=None, field="targets", old=target)).targets[0]
    assert (new.rule, new.confidence, new.due.rule) == ("review", None, "review")


def test_a_unit_that_is_set_gets_its_full_name(plan):
    task = plan.tasks[1]
    given = Unit(**at(plan, "区城市管理局"), name="区城市管理局", role="lead")
    new = merged(plan, UnitCorrection(op="set", task=task.id, field="responsible", old=task.responsible[1], new=given))
    unit = new.tasks[1].responsible[1]
    assert (unit.role, unit.rule, unit.name, unit.level) == ("lead", "review", "重庆市北碚区城市管理局", "county")


def test_a_name_that_the_reviewer_wrote_stays(plan):
    task = plan.tasks[1]
    given = task.responsible[1].model_copy(update={"name": "某某局"})
    new = merged(plan, UnitCorrection(op="set", task=task.id, field="responsible", old=task.responsible[1], new=given))
    assert new.tasks[1].responsible[1].name == "某某局"


def test_a_target_that_is_set_has_the_quantity_of_its_unit(plan):
    old = plan.tasks[0].targets[0]
    given = old.model_copy(update={"value": Decimal("0.03"), "unit": "万公里", "quantity": Quantity(value=Decimal(1))})
    new = merged(plan, TargetCorrection(op="set", task=plan.tasks[0].id, field="targets", old=old, new=given))
    assert new.tasks[0].targets[0].quantity == Quantity(value=Decimal(300), unit="km", dimension="length")


def test_a_unit_of_measure_that_nobody_knows_keeps_the_quantity_that_was_given(plan):
    old = plan.tasks[0].targets[0]
    own = Quantity(value=Decimal(7), unit="蒲式耳")
    given = old.model_copy(update={"unit": "蒲式耳", "quantity": own})
    new = merged(plan, TargetCorrection(op="set", task=plan.tasks[0].id, field="targets", old=old, new=given))
    assert new.tasks[0].targets[0].quantity == own


def test_values_that_are_added_stand_in_text_order(plan):
    given = Unit(**at(plan, "区财政局"), name="区财政局", role="responsible")
    new = merged(plan, UnitCorrection(op="add", task=plan.tasks[1].id, field="responsible", new=given))
    assert [unit.text for unit in new.tasks[1].responsible] == ["区财政局", "区水利局", "区城市管理局"]


def test_a_value_that_is_added_twice_is_there_once(plan):
    given = Deadline(**at(plan, "2026年", after="重点任务"), kind="date")
    one = DeadlineCorrection(op="add", task=plan.tasks[1].id, field="deadlines", new=given)
    assert merged(plan, one, one) == merged(plan, one) == merged(merged(plan, one), one)


def test_what_is_removed_is_gone_and_the_checks_are_made_anew(plan):
    task = plan.tasks[0]
    units = [(field, unit) for field in ("responsible", "supporting") for unit in getattr(task, field)]
    new = merged(plan, *(UnitCorrection(op="remove", task=task.id, field=f, old=u) for f, u in units))
    assert new.tasks[0].responsible == new.tasks[0].supporting == ()
    assert "responsible-missing" not in {finding.code for finding in plan.findings}
    assert [f.tasks for f in new.findings if f.code == "responsible-missing"] == [(task.id,)]


def test_title_and_number_are_words(plan):
    task = plan.tasks[0]
    new = merged(
        plan,
        WordCorrection(op="set", task=task.id, field="title", old=task.title, new="改造老旧管网"),
        WordCorrection(op="set", task=task.id, field="number", old=task.number, new=None),
    ).tasks[0]
    assert (new.title, new.number, new.rule) == ("改造老旧管网", None, task.rule)


def test_a_task_that_is_removed_is_named_nowhere_else(beibei):
    plan = parse(beibei / "source.docx")
    task = next(task for task in plan.tasks if task.related)
    new = merged(plan, TaskCorrection(op="remove", task=task.id, field="task", old=task))
    assert task.id not in {t.id for t in new.tasks}
    assert task.id not in set(chain(*(t.related for t in new.tasks), *(f.tasks for f in new.findings)))


def test_a_task_that_is_added_stands_in_document_order_with_its_values(plan):
    span = Span(plan.text.index("到2026年"), plan.text.index("9%以内") + 4)
    task = plan.tasks[0].model_copy(update={"id": "r.1", "span": span, "text": span.of(plan.text), "rule": "page"})
    new = merged(plan, TaskCorrection(op="add", task="r.1", field="task", new=task))
    assert [t.id for t in new.tasks] == ["r.1", *(t.id for t in plan.tasks)]
    assert {v.rule for v in (*new.tasks[0].responsible, *new.tasks[0].targets)} == {new.tasks[0].rule} == {"review"}


def test_an_id_that_is_taken_is_not_added(plan):
    other = plan.tasks[1].model_copy(update={"id": plan.tasks[0].id})
    new = merged(plan, TaskCorrection(op="add", task=other.id, field="task", new=other))
    assert new.tasks == plan.tasks
    assert [f.code for f in new.findings if f not in plan.findings] == ["correction-left-out"]


def test_a_task_that_is_set_keeps_the_values_that_it_had(plan):
    old = plan.tasks[0]
    moved = old.model_copy(update={"span": Span(old.span.start, old.span.end - 1)})
    new = merged(plan, TaskCorrection(op="set", task=old.id, field="task", old=old, new=moved)).tasks[0]
    assert (new.span, new.rule, new.responsible) == (moved.span, "review", old.responsible)


@pytest.mark.parametrize("op", ["confirm", "set", "remove"])
def test_a_correction_of_what_is_not_there_is_reported_and_the_rest_is_done(plan, op):
    old = plan.tasks[0].responsible[0].model_copy(update={"name": "别的名称"})
    new = old if op == "set" else None
    good = UnitCorrection(op="confirm", task=plan.tasks[1].id, field="responsible", old=plan.tasks[1].responsible[0])
    found = merged(plan, UnitCorrection(op=op, task=plan.tasks[0].id, field="responsible", old=old, new=new), good)
    assert found.tasks[0] == plan.tasks[0]
    assert found.tasks[1].responsible[0].rule == "review"
    left = [finding for finding in found.findings if finding.code == "correction-left-out"]
    assert [finding.tasks for finding in left] == [(plan.tasks[0].id,)]
    assert "区水利局" in left[0].message


def test_a_correction_of_a_task_that_is_not_there_is_reported(plan):
    new = merged(plan, WordCorrection(op="set", task="none", field="title", old="甲", new="乙"))
    assert [f.code for f in new.findings if f not in plan.findings] == ["correction-left-out"]


def test_corrections_of_another_document_are_refused(plan):
    with pytest.raises(CorrectionsError, match="another document"):
        apply(plan, Corrections(plan="0" * 64))


def moved(value):
    return value.model_copy(update={"span": Span(value.span.start + 1, value.span.end + 1)})


def test_words_that_are_not_those_of_the_text_are_refused(plan):
    unit, target = plan.tasks[0].responsible[0], plan.targets[0]
    for correction in (
        UnitCorrection(op="add", task=plan.tasks[0].id, field="responsible", new=moved(unit)),
        TargetCorrection(op="set", field="targets", old=target, new=target.model_copy(update={"due": moved(target.due)})),
        TaskCorrection(op="set", task="n.2.1", field="task", old=plan.tasks[0].model_copy(update={"id": "n.2.1"}),
                       new=plan.tasks[0].model_copy(update={"id": "n.2.1", "responsible": (moved(unit),)})),
    ):  # fmt: skip
        with pytest.raises(CorrectionsError, match="correction 1: the text has other words"):
            merged(plan, correction)


def test_a_span_beyond_the_text_is_refused(plan):
    task = plan.tasks[0].model_copy(update={"id": "r.1", "span": Span(0, len(plan.text) + 1)})
    with pytest.raises(CorrectionsError, match="beyond the text"):
        merged(plan, TaskCorrection(op="add", task="r.1", field="task", new=task))


@pytest.mark.parametrize(
    "fields",
    [
        {"op": "confirm", "field": "responsible", "task": "1"},
        {"op": "add", "field": "deadlines", "task": "1"},
        {"op": "add", "field": "deadlines", "task": None},
        {"op": "burn", "field": "title", "task": "1"},
        {"op": "confirm", "field": "region", "task": "1"},
    ],
)
def test_a_correction_lacks_nothing(fields):
    with pytest.raises(ValidationError):
        Corrections.model_validate({"plan": "0" * 64, "corrections": [fields]})


def test_a_unit_stands_in_the_list_of_its_role(plan):
    with pytest.raises(ValidationError, match="supporting: only"):
        UnitCorrection(op="add", task="1", field="supporting", new=plan.tasks[0].responsible[0])


def test_corrections_survive_json(plan):
    made = Corrections(plan=plan.source.sha256, reviewer="张三", corrections=tuple(confirmed(plan)))
    assert read_corrections(made.model_dump_json().encode()) == made


def test_a_file_that_holds_no_corrections_is_one_clause(tmp_path):
    (tmp_path / "no.json").write_text('{"plan": 3}', "utf-8")
    with pytest.raises(CorrectionsError, match=r"no\.json: .*plan"):
        read_corrections(tmp_path / "no.json")
    with pytest.raises(CorrectionsError, match="cannot be opened"):
        read_corrections(tmp_path / "missing.json")


def test_a_plan_that_is_wholly_reviewed_is_gold_for_itself(beibei):
    plan = parse(beibei / "source.docx")
    new = merged(plan, *confirmed(plan))
    assert list(unreviewed(new)) == []
    for gold in (new, gold_of(new), new.model_dump(mode="json")):
        score = evaluate_plan(gold, plan)
        assert {count.f1 for count in score.counts.values()} <= {1.0, None}
        assert not score.notes


def test_a_gold_plan_finds_what_another_misses(plan):
    gold = merged(plan, *confirmed(plan))
    worse = plan.model_copy(update={"tasks": (plan.tasks[0].model_copy(update={"responsible": ()}), *plan.tasks[1:])})
    assert [note.field for note in evaluate_plan(gold, worse).notes] == ["unit", "role"]


def test_a_plan_that_is_not_wholly_reviewed_is_no_gold(plan):
    with pytest.raises(NotReviewedError, match="not reviewed"):
        gold_of(merged(plan, *list(confirmed(plan))[:-1]))


def test_the_same_corrections_give_the_same_plan(plan):
    corrections = tuple(confirmed(plan))
    assert merged(plan, *corrections) == merged(Plan.model_validate_json(plan.model_dump_json()), *corrections)


def test_values_are_equal_whatever_number_their_json_has(plan):
    old = Target.model_validate_json(plan.targets[0].model_dump_json())
    assert merged(plan, TargetCorrection(op="confirm", field="targets", old=old)).targets[0].rule == "review"
