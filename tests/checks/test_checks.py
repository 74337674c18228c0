from datetime import date

import pytest

from policy_parse import parse
from policy_parse.checks import CHECKS, spelling
from policy_parse.checks.numbering import number_value
from policy_parse.checks.spelling import one_office, variants
from policy_parse.lexicon import Lexicon
from policy_parse.model import Baseline
from policy_parse.vocabulary.words import words_of

WORDS = words_of(Lexicon.load()).checks


def test_every_code_of_the_contract_has_a_check():
    assert {
        "unit-variant", "unit-unknown-prefix", "target-mismatch", "units-mismatch", "deadline-missing", "responsible-missing",
        "unmatched-task", "numbering-gap", "deadline-before-issue",
    } <= set(CHECKS)  # fmt: skip


@pytest.mark.parametrize("code", CHECKS)
def test_a_plan_without_anything_odd_gives_no_finding(draft, findings, code):
    plan = draft(issued_on=date(2022, 1, 1))
    for identity in "1234":
        plan.task(identity, units=["区水利局/lead"], days=[date(2022, 12, 31)])
    assert findings(plan, code) == []


# ------------------------------------------------------------------------------------------------------------- units


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("区城乡住房建委", "区住房城乡建委"),
        ("区机关事务中心", "区机关事务管理中心"),
        ("市发改委", "市发展改革委"),
        ("市市场监管局", "市市场监督管理局"),
        ("县政府办", "县政府办公室"),
    ],
)
def test_one_office_written_two_ways(one, other):
    assert one_office(one, other, region=None, words=WORDS)
    assert one_office(other, one, region=None, words=WORDS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("区委办", "区委编办"),
        ("市教委", "市教育工委"),
        ("市公安局", "市公安局甲分局"),
        ("区水利局", "市水利局"),
        ("市财政局", "市税务局"),
        ("市水利局", "市水利局"),
    ],
)
def test_two_offices_or_one_spelling(one, other):
    assert not one_office(one, other, region=None, words=WORDS)


def test_unit_variant_names_both_and_points_at_every_place(draft, findings):
    plan = draft()
    plan.task("1", units=["区城乡住房建委"])
    plan.task("2", units=["区住房城乡建委"])
    (finding,) = findings(plan, "unit-variant")
    assert "区城乡住房建委" in finding.message
    assert finding.tasks == ("1", "2")
    assert [span.of(plan.text) for span in finding.spans] == ["区城乡住房建委", "区住房城乡建委"]


def test_two_names_in_one_list_are_two_offices(draft, findings):
    plan = draft()
    plan.task("1", units=["市农业农村局", "市乡村振兴局"])
    assert findings(plan, "unit-variant") == []


def test_an_office_that_a_reform_is_still_to_end_is_not_its_successor(draft, findings):
    before, after = draft(issued_on=date(2022, 5, 1)), draft(issued_on=date(2024, 5, 1))
    for plan in (before, after):
        plan.task("1", units=["市农业农村局"])
        plan.task("2", units=["市乡村振兴局"])
    assert findings(before, "unit-variant") == []
    assert len(findings(after, "unit-variant")) == 1


def test_offices_told_apart_by_a_number_are_not_one():
    assert not one_office("市第1监督管理局", "市第12监督管理局", region=None, words=WORDS)


@pytest.mark.parametrize("count", [250, 1000])
def test_names_that_only_look_alike_are_not_compared_pair_by_pair(count, monkeypatch):
    """Comparing two spellings is the work that may grow: of the half million pairs of a thousand names few are left."""
    compared = []
    monkeypatch.setattr(spelling, "_one_office", lambda one, other, words: compared.append((one, other)))
    variants([f"市某某{chr(0x4E00 + i)}监督管理服务局" for i in range(count)], region=None, words=WORDS)
    assert len(compared) < count


def test_a_name_without_the_prefix_of_its_list(draft, findings):
    plan = draft()
    plan.task("1", units=["区水利局", "区财政局", "区城市管理局", "商务委"])
    plan.task("2", units=["区商务委"])
    (finding,) = findings(plan, "unit-unknown-prefix")
    assert "商务委" in finding.message
    assert finding.tasks == ("1",)


def test_a_company_without_prefix_is_no_question(draft, findings):
    plan = draft()
    plan.task("1", units=["区水利局", "区财政局", "区城市管理局", "某某水厂"])
    assert findings(plan, "unit-unknown-prefix") == []


def test_a_list_that_gives_the_prefix_once_is_no_question(draft, findings):
    plan = draft()
    plan.task("1", units=["市水利局", "市住建局", "市民政局", "财政局", "税务局"])
    plan.task("2", units=["市财政局", "市税务局"])
    assert findings(plan, "unit-unknown-prefix") == []


def test_names_that_happen_to_begin_like_the_prefix_do_not_carry_it(draft, findings):
    plan = draft()
    plan.task("1", units=["市水利局", "住建局", "民政局", "教育局", "林业局", "市场监管局", "市妇联", "市供销社"])
    plan.task("2", units=["市市场监管局"])
    assert findings(plan, "unit-unknown-prefix") == []


def test_the_only_task_without_a_unit(draft, findings):
    plan = draft()
    for identity in "123":
        plan.task(identity, units=["区水利局"])
    plan.task("4")
    assert [f.tasks for f in findings(plan, "responsible-missing")] == [("4",)]


def test_where_no_task_names_units_none_is_missing(draft, findings):
    plan = draft()
    for identity in "1234":
        plan.task(identity)
    assert findings(plan, "responsible-missing") == []


# ----------------------------------------------------------------------------------------------------------- targets


def test_two_bounds_of_one_indicator(draft, findings):
    plan = draft()
    base = Baseline(text="2020年", year=2020)
    plan.targets.append(
        plan.target("万元产值用水量", "ge", 7, words="较2020年下降7%以上", change="decrease", baseline=base)
    )
    bound = plan.target("万元产值用水量", "gt", 7, words="下降率＞7%", change="decrease", baseline=base)
    plan.task("t1", origin="table", targets=[bound])
    (finding,) = findings(plan, "target-mismatch")
    assert "较2020年下降7%以上" in finding.message
    assert "下降率＞7%" in finding.message
    assert finding.tasks == ("t1",)


def test_two_bounds_stated_over_and_over_are_one_finding_with_all_places(draft, findings):
    plan = draft()
    said = [plan.target("万元产值用水量", "le", 7) for _ in range(3)]
    plan.targets += said
    for row in ("t1", "t2"):
        plan.task(row, origin="table", targets=[("万元产值用水量", "le", 8)])
    (finding,) = findings(plan, "target-mismatch")
    assert finding.tasks == ("t1", "t2")
    assert finding.spans == tuple(target.span for target in (*said, *(t for task in plan.tasks for t in task.targets)))


def test_of_bounds_that_only_related_work_compares_only_that_work_is_named(draft, findings):
    plan = draft()
    count = {"unit": "个", "dimension": "count"}
    plan.task("1", related=("t1",), targets=[plan.target("示例园区", "eq", 3, **count)])
    plan.task("2", targets=[plan.target("示例园区", "eq", 3, **count)])
    plan.task("t1", origin="table", related=("1",), targets=[plan.target("示例园区", "eq", 5, **count)])
    plan.task("t2", origin="table", targets=[plan.target("示例园区", "eq", 5, **count)])
    (finding,) = findings(plan, "target-mismatch")
    assert finding.tasks == ("1", "t1")


def test_a_bare_number_agrees_with_the_bound_of_the_same_number(draft, findings):
    plan = draft()
    plan.targets.append(plan.target("水重复利用率", "ge", 91))
    plan.task("t1", origin="table", targets=[("水重复利用率", "eq", 91)])
    assert findings(plan, "target-mismatch") == []


def test_counts_of_other_things_are_not_compared(draft, findings):
    plan = draft()
    plan.targets.append(plan.target("示例园区", "eq", 12, unit="个", dimension="count"))
    plan.task("1", targets=[plan.target("示例园区", "eq", 3, unit="个", dimension="count")])
    assert findings(plan, "target-mismatch") == []


def test_one_bound_under_two_names(draft, findings):
    plan = draft()
    plan.targets.append(plan.target("城市公共管网漏损率", "le", 9))
    plan.task("t1", origin="table", targets=[("城市公共供水管网漏损率", "le", 9)])
    assert len(findings(plan, "indicator-variant")) == 1


# ------------------------------------------------------------------------------------------------------------- pairs


def pair(draft, said, listed):
    plan = draft()
    plan.task("1", units=said, related=("t1",))
    plan.task("t1", origin="table", units=listed, related=("1",))
    return plan


def test_text_and_table_name_other_units(draft, findings):
    (finding,) = findings(pair(draft, ["区水利局/lead", "区财政局"], ["区水利局/lead", "区税务局"]), "units-mismatch")
    assert "只在正文：“区财政局”" in finding.message
    assert "只在表格：“区税务局”" in finding.message
    assert finding.severity == "info"


def test_another_lead_weighs_more(draft, findings):
    (finding,) = findings(pair(draft, ["区水利局/lead"], ["区税务局/lead"]), "units-mismatch")
    assert finding.severity == "warning"


def test_a_class_of_units_holds_what_the_table_lists(draft, findings):
    plan = pair(draft, ["区水利局/lead", "各相关单位/supporting"], ["区水利局/lead", "区税务局/supporting"])
    assert findings(plan, "units-mismatch") == []


def test_another_spelling_is_not_another_unit(draft, findings):
    assert findings(pair(draft, ["区城乡住房建委"], ["区住房城乡建委"]), "units-mismatch") == []


def test_a_row_that_the_text_does_not_state(draft, findings):
    plan = draft()
    for identity in "12":
        plan.task(identity, related=(f"t{identity}",))
    for identity in "12":
        plan.task(f"t{identity}", origin="table", related=(identity,))
    plan.task("t3", origin="table")
    assert [f.tasks for f in findings(plan, "unmatched-task")] == [("t3",)]


def test_a_table_of_something_else_raises_no_question(draft, findings):
    plan = draft()
    plan.task("1", related=("t1",))
    plan.task("t1", origin="table", related=("1",))
    for identity in "234":
        plan.task(f"t{identity}", origin="table")
    assert findings(plan, "unmatched-task") == []


# --------------------------------------------------------------------------------------------------------- deadlines


def test_the_only_row_without_a_deadline(draft, findings):
    plan = draft()
    for identity in "1234":
        plan.task(f"t{identity}", origin="table", days=[date(2022, 12, 31)])
    plan.task("t5", origin="table")
    assert [f.tasks for f in findings(plan, "deadline-missing")] == [("t5",)]


def test_dates_in_sentences_do_not_oblige_the_other_items(draft, findings):
    plan = draft()
    for identity in "12345":
        plan.task(identity, days=[date(2022, 12, 31)])
    plan.task("6")
    assert findings(plan, "deadline-missing") == []


def test_labelled_deadlines_do(draft, findings):
    plan = draft()
    for identity in "12345":
        plan.task(identity, days=[date(2022, 12, 31)], label="，完成时限：")
    plan.task("6")
    assert [f.tasks for f in findings(plan, "deadline-missing")] == [("6",)]


def test_days_before_the_date_of_issue_are_one_finding_each_day(draft, findings):
    plan = draft(issued_on=date(2022, 8, 8))
    for identity in "12":
        plan.task(identity, days=[date(2022, 6, 30)])
    plan.task("3", days=[date(2022, 12, 31)])
    (finding,) = findings(plan, "deadline-before-issue")
    assert finding.tasks == ("1", "2")
    assert len(finding.spans) == 2


# --------------------------------------------------------------------------------------------------------- numbering


@pytest.mark.parametrize(
    ("number", "value"),
    [("一", 1), ("十二", 12), ("3", 3), ("第三章", 3), ("②", 2), ("（四）", 4), ("1.2", None), ("甲", None)],
)
def test_number_as_written_has_its_value(number, value):
    assert number_value(number) == value


def test_a_number_left_out(draft, findings):
    plan = draft()
    for number in ("一", "二", "四"):
        plan.section(number)
    (finding,) = findings(plan, "numbering-gap")
    assert "“二”之后是“四”" in finding.message


def test_numbers_that_go_on_or_start_anew_are_no_gap(draft, findings):
    plan = draft()
    first, second = plan.section("一"), plan.section("二")
    for number, parent in (("1", first), ("2", first), ("3", second), ("4", second), ("1", second), ("2", second)):
        plan.section(number, parent=parent, level=3)
    assert findings(plan, "numbering-gap") == []


def test_a_number_left_out_between_sections_that_are_numbered_through(draft, findings):
    plan = draft()
    first, second = plan.section("一"), plan.section("二")
    for number, parent in (("1", first), ("2", first), ("3", first), ("6", second), ("7", second)):
        plan.section(number, parent=parent, level=3)
    (finding,) = findings(plan, "numbering-gap")
    assert "“3”之后是“6”" in finding.message


def test_numbers_that_are_hardly_targets_are_one_finding():
    text = "某市2031年工作方案\n一、重点任务\n（一）抓好项目。16个镇开展用水监测，建成公园3个。（市某局负责）"
    plan = parse(text.encode(), name="plan.txt")
    [found] = [finding for finding in plan.findings if finding.code == "target-uncertain"]
    assert found.severity == "info"
    assert [span.of(plan.text) for span in found.spans] == ["16个镇开展用水监测"]
    assert found.tasks == (plan.tasks[0].id,)
    assert {target.text: target.confidence < 0.75 for target in plan.tasks[0].targets} == {
        "16个镇开展用水监测": True, "建成公园3个": False,
    }  # fmt: skip


def test_a_number_behind_a_verb_leaves_a_reader_no_doubt():
    text = "某市2031年工作方案\n一、重点任务\n（一）抓好项目。为企业争取补贴并新建12座泵站，建成公园3个。（市某局负责）"
    assert "target-uncertain" not in [finding.code for finding in parse(text.encode(), name="plan.txt").findings]
