import re

import pytest

from policy_parse.api import parse_document
from policy_parse.document import build_document
from policy_parse.document.pieces import Cell, Paragraph, Table
from policy_parse.explain import explain, explain_findings, explain_header, explain_targets
from policy_parse.lexicon import Lexicon
from policy_parse.refusals import Trace
from policy_parse.rules import describe_rules

ITEM = "1.建设泵站。2031年6月底前，新建泵站12座，漏损率较2030年下降2个百分点。（市水务局牵头，各区人民政府等单位配合）"
PIECES = (
    Paragraph("滨江市2031年节水工作方案", page=1, index=0),
    Paragraph("一、重点任务", page=1, index=1),
    Paragraph(ITEM, page=2, index=2),
)


def planned(*pieces):
    return parse_document(build_document(pieces, name="made-up.txt", format="txt", data=b""))


PLAN = planned(*PIECES)
LINES = explain(PLAN, PLAN.tasks[0]).splitlines()


def line(name):
    """The first line about a field."""
    return next(x for x in LINES if name in x.split()[:2])


def test_the_first_line_names_the_task():
    assert LINES[0] == f"{PLAN.tasks[0].id}  建设泵站"


def test_every_value_of_the_task_has_a_line_with_its_words():
    shown = "\n".join(LINES)
    for value in (
        *PLAN.tasks[0].responsible,
        *PLAN.tasks[0].supporting,
        *PLAN.tasks[0].targets,
        *PLAN.tasks[0].deadlines,
    ):
        assert f"“{value.text}”" in shown
        assert value.rule in shown
        assert f"[{value.span.start}:{value.span.end}]" in shown


def test_a_value_is_shown_with_the_page_and_paragraph_it_stands_in():
    assert "第2页 第3段" in line("lead")


def test_the_heading_above_is_the_path():
    assert "重点任务" in line("path")


def test_a_unit_says_what_is_special_about_it():
    assert "collective" in line("supporting")
    assert "等" in line("supporting").split("→")[1]


def test_a_target_is_shown_with_indicator_bound_value_and_unit():
    assert "泵站 = eq 12 座" in line("target")


def test_a_change_is_shown_with_what_it_is_measured_from():
    change = [x for x in LINES if "target" in x.split()[:2]][1]
    assert "decrease" in change
    assert "下降" in change
    assert "baseline" in change


def test_a_deadline_is_shown_with_its_date():
    assert "2031-06-30" in line("deadline")


def test_a_cell_is_shown_by_table_row_and_column():
    head = [Cell(text, 0, c) for c, text in enumerate(("工作任务", "责任单位"))]
    row = [Cell(text, 1, c) for c, text in enumerate(("改造管网", "市住建局"))]
    plan = planned(Table((*head, *row)))
    assert "表1第2行第2列" in explain(plan, plan.tasks[0])


class TestRules:
    LEXICON = Lexicon.load()

    def test_a_rule_is_found_by_its_id_with_file_line_and_examples(self):
        shown = describe_rules(self.LEXICON, "label.lead")
        assert "roles.toml:" in shown
        assert "examples" in shown

    def test_the_line_is_that_of_the_entry(self):
        from policy_parse.lexicon.load import DATA

        place = describe_rules(self.LEXICON, "label.lead").split("roles.toml:")[1].split()[0]
        assert "label.lead" in (DATA / "roles.toml").read_text("utf-8").splitlines()[int(place) - 1]

    def test_the_id_that_a_value_carries_finds_its_rule(self):
        unit = PLAN.tasks[0].responsible[0]
        assert describe_rules(self.LEXICON, unit.rule)

    @pytest.mark.parametrize("value", [*PLAN.tasks[0].targets, *PLAN.tasks[0].deadlines], ids=lambda v: v.rule)
    def test_so_does_that_of_every_target_and_deadline(self, value):
        assert describe_rules(self.LEXICON, value.rule)

    def test_without_an_id_every_rule_has_a_line(self):
        shown = describe_rules(self.LEXICON, "")
        assert shown.count("\n") > 50
        assert "columns.toml:" in shown

    def test_an_unknown_id_finds_nothing(self):
        assert describe_rules(self.LEXICON, "no.such.rule") == ""


class TestParts:
    def test_the_header_shows_each_field_with_its_place(self):
        shown = explain_header(PLAN)
        assert "标题 title" in shown
        assert "滨江市2031年节水工作方案    第1页 第1段" in shown
        assert "成文日期" not in shown

    def test_targets_outside_any_task_are_shown_like_those_inside(self):
        plan = planned(
            Paragraph("滨江市2031年节水工作方案"), Paragraph("一、总体目标"), Paragraph("漏损率控制在9%以内。")
        )
        assert "漏损率 ≤ le 9 %" in explain_targets(plan)
        assert explain_targets(PLAN) == ""

    def test_findings_are_shown_with_the_words_they_are_about(self):
        plan = planned(
            Paragraph("滨江市2031年节水工作方案"),
            Paragraph("一、重点任务"),
            Paragraph("1.建设泵站。兜底单位：市水务局。", index=2),
        )
        shown = explain_findings(plan)
        assert "注意 label-unknown" in shown
        assert "第3段" in shown
        assert "“兜底单位：市水务局”" in shown


def test_the_readings_of_a_number_are_shown_with_their_cues_and_the_lead_of_the_best():
    trace = Trace()
    made = build_document(PIECES, name="made-up.txt", format="txt", data=b"")
    plan = parse_document(made, trace=trace)
    shown = explain(plan, plan.tasks[0], trace).splitlines()
    at = next(i for i, words in enumerate(shown) if "“新建泵站12座”" in words)
    assert re.search(r"reading level +[\d.]+ +measures \+\d.*（领先 margin [\d.]+）$", shown[at + 1])
    assert not any("reading name" in words for words in shown)  # the years in its words are not weighed again
