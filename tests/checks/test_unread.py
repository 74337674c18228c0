"""Findings about what was perhaps not read: no task at all, a label that no vocabulary has."""

import pytest

from policy_parse import Lexicon, parse

HEAD = "某某县2031年河道巡查工作方案\n一、重点任务\n"


def findings(text, code, lexicon=None):
    plan = parse(text.encode(), lexicon=lexicon)
    return plan, [finding for finding in plan.findings if finding.code == code]


@pytest.mark.parametrize("text", ["hello", "某某县今日开工建设一座泵站\n新闻记者获悉，项目投资3亿元。\n", '{"a": 1}'])
def test_a_document_without_a_task_is_a_warning(text):
    _, [finding] = findings(text, "no-tasks")
    assert finding.severity == "warning"
    assert "没有读到任务" in finding.message


def test_it_is_a_remark_where_the_title_says_that_the_document_is_no_plan():
    text = "某某县人民政府关于河道管理的通报\n现将有关情况通报如下。\n全县河道水质总体良好。\n"
    _, [finding] = findings(text, "no-tasks")
    assert finding.severity == "info"


def test_a_plan_with_a_task_has_no_such_finding():
    assert findings(f"{HEAD}（一）抓好巡查。（县水利局负责）\n", "no-tasks")[1] == []


@pytest.mark.parametrize(
    "statement",
    [
        "兜底单位：县水利局。",
        "兜底单位：县水利局、县财政局等部门",
        "（兜底单位：县水利局）",
        "兜底处室: 县水利局",
        "兜底部门 ：县水利局，县财政局",
        "【兜底单位】县水利局；兜底责任单位：县水利局",
    ],
)
def test_a_label_that_nobody_knows_before_organisations_is_named_with_its_place(statement):
    plan, [finding] = findings(f"{HEAD}（一）抓好巡查。{statement}\n", "label-unknown")
    assert finding.severity == "warning"
    assert "兜底" in finding.message
    assert "--lexicon" in finding.message
    assert finding.tasks == (plan.tasks[0].id,)
    assert "县水利局" in finding.spans[0].of(plan.text)


def test_a_label_in_a_paragraph_of_its_own_belongs_to_the_task_before_it():
    plan, [finding] = findings(
        f"{HEAD}（一）抓好巡查。完善制度。\n兜底单位：县水利局\n（二）抓好整改。\n", "label-unknown"
    )
    assert finding.tasks == (plan.tasks[0].id,)


def test_many_places_of_one_label_are_one_finding():
    text = HEAD + "".join(f"{n}.抓好第{n}段巡查。兜底单位：县水利局。\n" for n in range(1, 6))
    _, [finding] = findings(text, "label-unknown")
    assert len(finding.tasks) == len(finding.spans) == 5


@pytest.mark.parametrize(
    "words",
    [
        "责任单位：县水利局。",  # known
        "协作单位：县水利局。",
        "兜底单位：无。",
        "涉水单位：要加强巡查，确保安全。",  # no list
        "用水单位：某某小区一期。",
        "联系单位：县水利局。",  # asks whom to call
        "报送部门：县水利局。",
        "重点项目抓好兜底单位县水利局。",
    ],
)
def test_what_is_no_such_label_is_no_finding(words):
    assert findings(f"{HEAD}（一）抓好巡查。{words}\n", "label-unknown")[1] == []


def test_an_own_vocabulary_that_has_the_label_ends_the_question(tmp_path):
    entry = '[[entry]]\nid = "mine"\nkind = "label"\nrole = "lead"\nwords = ["兜底单位"]\nexamples = ["兜底单位：县水利局"]\nnever = []\n'
    (tmp_path / "roles.toml").write_text(entry, "utf-8")
    plan, found = findings(f"{HEAD}（一）抓好巡查。兜底单位：县水利局。\n", "label-unknown", Lexicon.load(tmp_path))
    assert found == []
    assert [unit.text for unit in plan.tasks[0].responsible] == ["县水利局"]


def test_its_tasks_name_nobody_even_where_no_other_task_does():
    plan, [finding] = findings(
        f"{HEAD}（一）抓好巡查。兜底单位：县水利局。\n（二）抓好整改。限期完成。\n", "responsible-missing"
    )
    assert finding.tasks == (plan.tasks[0].id,)


TABLE = "某某县2031年河道巡查任务分解表\n序号\t工作任务\t{}\t牵头单位\n1\t抓好巡查\t县水利局\t县政府办\n2\t抓好整改\t县财政局、县水利局\t县政府办\n"


def test_a_column_that_nobody_knows_and_that_holds_organisations_is_named():
    plan, [finding] = findings(TABLE.format("兜底单位"), "label-unknown")
    assert "表头“兜底单位”" in finding.message
    assert "columns.toml" in finding.message
    assert finding.tasks == tuple(task.id for task in plan.tasks)
    assert [span.of(plan.text) for span in finding.spans] == ["县水利局", "县财政局、县水利局"]


@pytest.mark.parametrize("head", ["责任单位", "报送单位", "备注"])
def test_a_column_that_is_known_or_of_another_kind_is_no_finding(head):
    assert findings(TABLE.format(head), "label-unknown")[1] == []


def test_a_plan_that_names_nobody_is_no_question():
    text = HEAD + "".join(f"（{n}）抓好巡查。完善第{n}项制度。\n" for n in "一二三四")
    assert findings(text, "responsible-missing")[1] == []
