import datetime

import pytest
from marked_plan import audit, deadline, gold, gold_task, lamps, plan, target, unit

from policy_parse.evaluate import evaluate_plan
from policy_parse.model import DocumentNumber, Header


def figures(score, field):
    count = score.counts[field]
    return count.right, count.wrong, count.missed


def notes(score, field):
    return [note for note in score.notes if note.field == field]


def test_a_plan_that_agrees_with_its_gold_has_no_notes():
    score = evaluate_plan(gold(), plan(lamps(), audit()))
    assert score.notes == ()
    assert {count.f1 for count in score.counts.values()} == {1.0}


def test_fields_that_neither_side_has_are_left_out():
    score = evaluate_plan({"tasks": []}, plan())
    assert score.counts == {}


class TestTasks:
    def test_a_missed_task_misses_all_that_it_holds(self):
        score = evaluate_plan(gold(), plan(lamps()))
        assert figures(score, "task") == (1, 0, 1)
        assert figures(score, "boundary") == (1, 0, 1)
        assert figures(score, "title") == (1, 0, 1)
        assert figures(score, "unit") == (2, 0, 1)
        assert figures(score, "target") == (2, 0, 1)

    def test_a_task_that_nobody_marked_is_wrong_with_all_that_it_holds(self):
        marked = gold(tasks=gold()["tasks"][:1])
        score = evaluate_plan(marked, plan(lamps(), audit()))
        assert figures(score, "task") == (1, 1, 0)
        assert figures(score, "unit") == (2, 1, 0)
        assert figures(score, "target") == (2, 1, 0)

    def test_a_task_that_ends_too_early_is_found_with_the_wrong_boundary(self):
        score = evaluate_plan(gold(), plan(lamps(ends="6月底前完成。"), audit()))
        assert figures(score, "task") == (2, 0, 0)
        assert figures(score, "boundary") == (1, 1, 1)
        [note] = notes(score, "boundary")
        assert note.want == "推广节能灯具。 … 市财政局配合）"

    def test_a_task_that_holds_less_than_half_of_the_marked_one_is_another_task(self):
        score = evaluate_plan(gold(), plan(lamps(ends="节能灯具20", units=(), targets=(), deadlines=()), audit()))
        assert figures(score, "task") == (1, 1, 1)

    def test_an_optional_task_is_neither_right_nor_missed(self):
        marked = gold_task(1, optional=True)
        assert figures(evaluate_plan(marked, plan(lamps(), audit())), "task") == (1, 0, 0)
        assert figures(evaluate_plan(marked, plan(lamps())), "task") == (1, 0, 0)

    def test_a_safeguard_without_units_is_not_wrong(self):
        marked = gold(tasks=gold()["tasks"][:1])
        score = evaluate_plan(marked, plan(lamps(), audit(role="safeguard", units=(), targets=())))
        assert figures(score, "task") == (1, 0, 0)

    def test_what_stands_after_the_end_of_the_marked_part_does_not_count(self):
        marked = gold(tasks=gold()["tasks"][:1], until="市财政局配合）")
        assert evaluate_plan(marked, plan(lamps(), audit())).notes == ()

    def test_a_title_may_differ_in_the_mark_that_ends_it_only(self):
        assert figures(evaluate_plan(gold_task(0, title="推广节能灯具。"), plan(lamps(), audit())), "title") == (
            2,
            0,
            0,
        )
        assert figures(evaluate_plan(gold_task(0, title="推广灯具"), plan(lamps(), audit())), "title") == (1, 1, 1)


class TestUnits:
    def test_a_lead_read_as_responsible_is_the_right_unit_in_the_wrong_role(self):
        read = lamps(units=[unit("市机关事务局"), unit("市财政局", "supporting")])
        score = evaluate_plan(gold(), plan(read, audit()))
        assert figures(score, "unit") == (3, 0, 0)
        assert figures(score, "role") == (2, 1, 1)

    def test_a_responsible_unit_read_as_supporting_is_a_wrong_unit(self):
        score = evaluate_plan(gold(), plan(lamps(), audit(units=[unit("市工业和信息化局", "supporting")])))
        assert figures(score, "unit") == (2, 1, 1)

    def test_spaces_and_width_of_a_name_do_not_count(self):
        score = evaluate_plan(gold_task(1, responsible=["市工业和 信息化局"]), plan(lamps(), audit()))
        assert figures(score, "unit") == (3, 0, 0)


class TestDeadlines:
    def test_another_day_is_missed_and_wrong(self):
        read = lamps(deadlines=[deadline("6月底前", datetime.date(2031, 6, 29))])
        assert figures(evaluate_plan(gold(), plan(read, audit())), "deadline") == (0, 1, 1)

    @pytest.mark.parametrize("rule", ["FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=6"])
    def test_a_marked_recurrence_may_leave_out_the_details(self, rule):
        marked = gold_task(0, deadlines=[{"text": "6月底前", "kind": "recurring", "rrule": rule}])
        read = lamps(deadlines=[deadline("6月底前", None, "recurring", rrule="FREQ=YEARLY;BYMONTH=6")])
        assert figures(evaluate_plan(marked, plan(read, audit())), "deadline") == (1, 0, 0)

    def test_a_recurrence_of_another_kind_is_missed(self):
        marked = gold_task(0, deadlines=[{"text": "6月底前", "kind": "recurring", "rrule": "FREQ=MONTHLY"}])
        read = lamps(deadlines=[deadline("6月底前", None, "recurring", rrule="FREQ=YEARLY")])
        assert figures(evaluate_plan(marked, plan(read, audit())), "deadline") == (0, 1, 1)


class TestTargets:
    @pytest.mark.parametrize(
        "change", [{"comparator": "gt"}, {"value": "96"}, {"measure": "‰"}, {"change": "increase"}]
    )
    def test_another_bound_value_unit_or_change_is_missed_and_wrong(self, change):
        parts = {"words": "覆盖率达到95%以上", "indicator": "覆盖率", "comparator": "ge", "value": "95", "measure": "%"}
        read = lamps(targets=[target("新增节能灯具20万只", "节能灯具", "eq", "20", "万只"), target(**(parts | change))])
        score = evaluate_plan(gold(), plan(read, audit()))
        assert figures(score, "target") == (2, 1, 1)

    def test_two_spellings_of_a_measure_are_one(self):
        marked = gold_task(
            1,
            targets=[
                {"text": "审计企业30家", "indicator": "企业", "comparator": "eq", "value": 30, "unit": "亿立方米"}
            ],
        )
        read = audit(targets=[target("审计企业30家", "企业", "eq", "30", "亿m³")])
        assert figures(evaluate_plan(marked, plan(lamps(), read)), "target") == (3, 0, 0)

    def test_an_indicator_with_little_in_common_is_wrong_though_the_target_is_right(self):
        read = audit(targets=[target("审计企业30家", "能源审计", "eq", "30", "家")])
        score = evaluate_plan(gold(), plan(lamps(), read))
        assert figures(score, "target") == (3, 0, 0)
        assert figures(score, "indicator") == (2, 1, 1)

    def test_a_target_counts_wherever_it_was_put(self):
        loose = target("审计企业30家", "企业", "eq", "30", "家")
        assert figures(evaluate_plan(gold(), plan(lamps(), audit(targets=()), targets=[loose])), "target") == (3, 0, 0)

    def test_what_an_optional_task_holds_is_not_wrong(self):
        marked = gold_task(1, optional=True, targets=[])
        assert figures(evaluate_plan(marked, plan(lamps(), audit())), "target") == (2, 0, 0)


class TestHeader:
    def test_a_field_that_the_gold_leaves_out_is_not_looked_at(self):
        header = Header(title="滨江市2031年节能工作方案", issuers=("滨江市人民政府",))
        assert figures(evaluate_plan(gold(), plan(header=header)), "header") == (1, 0, 0)

    def test_a_field_that_was_not_read_is_missed_and_one_read_otherwise_is_wrong_too(self):
        marked = gold(header={"title": "滨江市方案", "issued_on": "2031-02-01"}, tasks=[])
        assert figures(evaluate_plan(marked, plan()), "header") == (0, 1, 2)

    def test_dates_numbers_and_lists_are_compared_by_their_words(self):
        header = Header(
            document_number=DocumentNumber(text="滨政发〔2031〕5号", code="滨政发", year=2031, serial=5),
            issued_on=datetime.date(2031, 2, 1),
            issuers=("滨江市财政局", "滨江市水利局"),
        )
        marked = {
            "document_number": "滨政发［2031］5号".replace("［", "〔").replace("］", "〕"),
            "issued_on": "2031-02-01",
            "issuers": ["滨江市水利局", "滨江市财政局"],
        }
        assert figures(evaluate_plan(gold(header=marked, tasks=[]), plan(header=header)), "header") == (3, 0, 0)


class TestNotes:
    def test_a_note_says_where_in_the_document_it_belongs(self):
        score = evaluate_plan(gold(), plan(lamps()))
        [note] = notes(score, "task")
        assert (note.place.page, note.place.paragraph, note.place.block) == (3, 2, 2)
        assert plan().text[note.place.start : note.place.end].startswith("开展能源审计")

    def test_a_wrong_unit_is_placed_by_its_own_words(self):
        score = evaluate_plan(gold_task(1, responsible=[]), plan(lamps(), audit()))
        [note] = notes(score, "unit")
        assert plan().text[note.place.start : note.place.end] == "市工业和信息化局"

    def test_a_quote_that_the_text_does_not_hold_is_reported_and_its_task_missed(self):
        score = evaluate_plan(gold_task(1, starts="开展能耗审计。"), plan(lamps()))
        assert [note.where for note in notes(score, "gold")] == ["开展能耗审计。"]
        assert figures(score, "task") == (1, 0, 1)

    def test_an_end_of_the_marked_part_that_is_not_in_the_text_is_reported(self):
        assert notes(evaluate_plan(gold(until="没有这句话"), plan(lamps(), audit())), "gold")
