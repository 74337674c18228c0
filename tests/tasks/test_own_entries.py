"""One entry of a user's for each table, and the word read in every position where one of ours is."""

import io

import docx
import pytest
from made_up_plan import TITLE, document, table, who

from policy_parse.api import compare, parse, parse_document, redact
from policy_parse.api import read as read_file
from policy_parse.document.pieces import Paragraph
from policy_parse.lexicon.load import DATA
from policy_parse.vocabulary.prepare import prepared

OWN = {
    "roles.toml": """
[[entry]]
id = "suffix.ours"
kind = "suffix"
role = "lead"
words = ["挂帅"]
[[entry]]
id = "label.ours"
kind = "label"
role = "lead"
words = ["主抓方"]
[[entry]]
id = "manner.ours"
kind = "manner"
role = "other"
words = ["携手"]
""",
    "bounds.toml": """
[[entry]]
id = "bound.reach"
place = "before"
strength = "level"
comparator = "ge"
words = ["攀上"]
[[entry]]
id = "bound.ours"
place = "before"
strength = "bound"
comparator = "le"
words = ["封顶"]
""",
    "measures.toml": """
[[entry]]
id = "count.ours"
standard = "垄"
dimension = "count"
kind = "count"
factor = "12"
aliases = ["大垄"]
""",
    "indicators.toml": """
[[entry]]
id = "effort.ours"
kind = "effort"
effort = "striven"
words = ["冲刺目标"]
""",
    "deadlines.toml": """
[[entry]]
id = "deadline.ours"
pattern = '${year}收官${close}'
needs = ["收官"]
makes = "year"
""",
    "columns.toml": """
[[entry]]
id = "ours"
meaning = "lead"
patterns = ["挂帅方"]
""",
    "indicator_columns.toml": """
[[entry]]
id = "column.ours"
meaning = "unit"
exact = ["度量"]
""",
    "headings.toml": """
[[entry]]
id = "ours"
role = "safeguard"
patterns = ["^压舱石$"]
""",
    "titles.toml": """
[[entry]]
id = "title.ours"
kind = "ending"
words = ["施工图"]
""",
    "offices.toml": """
[[entry]]
id = "office.ours"
kind = "firm"
words = ["攻坚营"]
""",
    "signs_pages.toml": """
[[entry]]
id = "page_number_line"
says = "a page number on a line of its own"
pattern = "本页第 [0-9]+ 面"
""",
    "signs_styles.toml": """
[[entry]]
id = "title_style"
says = "the style of a document's title"
pattern = "本市公文大标题"
""",
    "signs_checks.toml": """
[[entry]]
id = "organisation"
says = "what a label calls organisations"
words = ["单位", "专班"]
""",
    "signs_contacts.toml": """
[[entry]]
id = "person_label"
says = "the words before the name of whom to ask"
words = ["对口同志"]
""",
    "signs_deadlines.toml": """
[[entry]]
id = "no_limit"
says = "a deadline cell that gives no limit"
pattern = '\\A (?: / | 无 | 静候 ) \\Z'
""",
    "signs_lines.toml": """
[[entry]]
id = "closing_address"
says = "the appeal that ends a report"
pattern = "^ 父老乡亲 ！"
""",
    "signs_header.toml": """
[[entry]]
id = "seal"
says = "a remark on the seal behind the name of an office"
pattern = "（ 印 ） $"
""",
    "signs_tasks.toml": """
[[entry]]
id = "duty_section"
says = "heading of a section of duties"
pattern = "谁干什么"
""",
    "signs_tables.toml": """
[[entry]]
id = "total"
says = "the first cell of a row that sums up"
pattern = '\\A 拢共 \\Z'
""",
    "signs_target_forms.toml": """
[[entry]]
id = "described_by"
says = "words that only say how many there are"
pattern = '摸排'

[[entry]]
id = "keeps_up"
says = "the verb keeps up what is there"
pattern = "修复"
""",
    "signs_target_values.toml": """
[[entry]]
id = "work_ending"
says = "an ending that names nothing"
pattern = "大会战 $"
""",
    "signs_quantities.toml": """
[[entry]]
id = "money_of"
says = "the money that an amount is in"
pattern = "通宝 $"
""",
    "signs_indicator_tables.toml": """
[[entry]]
id = "no_value"
says = "a cell without a value"
pattern = "^ (?: [-/—.…*]* | 再定 [0-9]* ) $"
""",
    "signs_units.toml": """
[[entry]]
id = "joins_names"
says = "a word that may join two names"
pattern = "偕同 | [和与及]"
""",
    "directions.toml": """
[[entry]]
id = "ours"
direction = "lower"
words = ["堵点数"]
frames = ["全市{}"]
""",
    "reforms.toml": """
[[entry]]
id = "reform.ours"
year = 2025
source = "本市机构改革方案"
before = ["function.ours"]
after = ["function.water_affairs"]
""",
    "agencies.csv": "id,kind,full,short,ends\nfunction.ours,function,湖泊保护和治理,湖保,局\n",
    "target_cues.csv": "id,reading,weight,frames,when,finds,lacks,reads,example,says\n"
    "ours,threshold,9,bare,area,,,,占地|30亩|。,an area is never a target here\n",
    "regions.csv": "id,name,until\n320199,滨湖试验区,\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory):
    """Every file of a user's laid over ours."""
    directory = tmp_path_factory.mktemp("mine")
    for name, content in OWN.items():
        (directory / name).write_text(content, "utf-8")
    return prepared(directory).lexicon


@pytest.fixture(scope="module")
def read(lexicon):
    """The plan that paragraphs and tables are read as."""

    def plan(*pieces, title=TITLE):
        return parse_document(document(Paragraph(title, alignment="center"), *pieces), lexicon=lexicon)

    return plan


def test_every_table_that_can_be_laid_over_is_tried():
    files = {file.name for file in (*DATA.glob("*.toml"), *DATA.glob("*.csv"))}
    assert set(OWN) == files - {"forms.toml", "findings.toml"}


def test_reforms_and_directions_of_ones_own_are_those_of_a_comparison(lexicon):
    line = "某某市{}年工作要点\n一、重点任务\n1.疏通道路。道路堵点数为{}个。（责任单位：{}）\n"
    years = [(2024, 9, "市湖保局"), (2025, 7, "市水务局")]
    old, new = (parse(line.format(*year).encode(), name="plan.txt", lexicon=lexicon) for year in years)
    changes = {change.kind: change for match in compare(old, new, lexicon=lexicon).matches for change in match.changes}
    assert changes["renamed"].reform == "reform.ours"
    assert changes["lowered"].effect == "stricter"


def test_whom_to_ask_in_ones_own_words_is_left_out(lexicon):
    plan = parse(
        "某某市2025年工作要点\n一、重点任务\n1.建设泵站。对口同志：张某某。".encode(), name="plan.txt", lexicon=lexicon
    )
    assert "张某某" in redact(plan).text
    assert "对口同志：＊＊＊。" in redact(plan, lexicon=lexicon).text


def test_a_row_that_sums_up_in_ones_own_words_is_no_task(read):
    found = read(table(["工作任务", "责任单位"], ["建设泵站", "市水务局"], ["拢共", "1家"])).tasks
    assert [task.text for task in found] == ["建设泵站"]


def test_a_page_number_of_ones_own_is_left_out(lexicon):
    text = "一、重点任务\n1.建设泵站。\n本页第3面\n2.铺设管网。\n"
    assert read_file(text.encode(), lexicon=lexicon).text == "一、重点任务\n1.建设泵站。\n2.铺设管网。"


def test_a_style_of_ones_own_makes_a_title(lexicon):
    from docx.enum.style import WD_STYLE_TYPE

    made, file = docx.Document(), io.BytesIO()
    style = made.styles.add_style("本市公文大标题", WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph(TITLE, style=style)
    made.save(file)
    assert [block.heading for block in read_file(file.getvalue(), lexicon=lexicon).blocks] == [0]


def test_a_sign_of_ones_own_refuses_a_number(read):
    [task] = read("一、重点任务", "（一）修复26条河道，新建泵站12座。").tasks
    assert [target.text for target in task.targets] == ["新建泵站12座"]


def test_a_cue_of_ones_own_is_weighed(read):
    [task] = read("一、重点任务", "（一）建成绿地30亩，泵站12座。").tasks
    assert [target.text for target in task.targets] == ["泵站12座"]


def test_a_sign_of_ones_own_replaces_ours(read):
    tasks = read(
        "一、重点任务", "（一）修泵站。（市水务局负责）", "二、谁干什么", "市教育局：负责宣传。", "市公安局：负责巡查。"
    ).tasks
    assert [who(task) for task in tasks] == [["市水务局 R"], ["市教育局 R"], ["市公安局 R"]]


def test_a_sign_of_ones_own_says_that_a_number_describes(read):
    task = read("一、重点任务", "1.建设泵站。摸排企业20家，漏损率控制在9%以内。（市水务局负责）").tasks[0]
    assert [target.indicator for target in task.targets] == ["漏损率"]


def test_a_closing_address_of_ones_own_is_no_part_of_the_last_item(read):
    tasks = read(
        "一、重点任务", "1.建设泵站。（市水务局负责）", "2.修渠。（市水务局负责）", "父老乡亲！让我们一起治水。"
    ).tasks
    assert [task.text for task in tasks] == ["建设泵站。", "修渠。"]


def test_a_remark_on_the_seal_of_ones_own_is_no_part_of_the_issuer(read):
    plan = read("一、重点任务", "1.建设泵站。", "滨江市水务局（印）", "2031年3月20日")
    assert plan.header.issuers == ("滨江市水务局",)


def test_a_word_of_ones_own_joins_two_names(read):
    [task] = read("一、重点任务", "1.建设泵站。（市水务局偕同市财政局牵头）").tasks
    assert who(task) == ["市水务局 L", "市财政局 L"]


@pytest.mark.parametrize(
    "pieces",
    [
        ["一、重点任务", "1.建设泵站。新建泵站。（市水务局挂帅）"],
        ["一、重点任务", "1.建设泵站。新建泵站（市水务局挂帅）并完善配套设施。"],
        ["一、重点任务", "1.建设泵站（市水务局挂帅）", "新建泵站并完善配套设施。"],
        ["一、重点任务", "1.建设泵站，完善配套设施", "（市水务局挂帅）"],
        ["一、重点任务", "1.建设泵站。新建泵站。（市水务局携手挂帅）"],
        ["一、重点任务", "1.建设泵站。新建泵站。（市水务局（挂帅））"],
        ["为做好节水工作，制定本方案。", "建设泵站，提升排涝能力。（市水务局挂帅）"],
        ["一、重点任务", "1.建设泵站。主抓方：市水务局"],
        ["一、重点任务", "1.建设泵站。", "主抓方：市水务局"],
        ["一、重点任务", "1.建设泵站（主抓方：市水务局）并完善配套设施。"],
        ["一、重点任务", "1.建设泵站。", "〔主抓方〕市水务局"],
    ],
)
def test_a_role_word_is_read_wherever_it_stands(read, pieces):
    [task] = read(*pieces).tasks
    assert who(task) == ["市水务局 L"]


@pytest.mark.parametrize("statement", ["（市水务局挂帅）", "。（主抓方：市水务局）"])
def test_a_role_word_on_a_heading_is_handed_down(read, statement):
    tasks = read("一、重点任务", f"（一）治水{statement}", "1.建设泵站。", "2.改造管网。").tasks
    assert [who(task) for task in tasks] == [["市水务局 L*"], ["市水务局 L*"]]


def test_a_deadline_cell_of_ones_own_that_gives_no_limit(read):
    row = ["建设泵站", "市水务局", "静候"]
    [task] = read(table(["工作任务", "责任单位", "完成时限"], row)).tasks
    assert task.deadlines == ()


def test_a_word_of_ones_own_for_organisations_makes_an_unknown_label(read):
    plan = read("一、重点任务", "1.建设泵站。兜底专班：市水务局、市财政局。")
    assert ["兜底专班" in f.message for f in plan.findings if f.code == "label-unknown"] == [True]


def test_two_statements_of_an_item_are_two_tasks(read):
    tasks = read("一、重点任务", "1.治水。建设泵站（市水务局挂帅）；改造管网（市住建局挂帅）。").tasks
    assert [who(task) for task in tasks] == [["市水务局 L"], ["市住建局 L"]]


def test_a_role_word_and_a_column_are_read_in_a_table(read):
    rows = (
        ["工作任务", "挂帅方", "责任单位"],
        ["建设泵站", "市水务局", "市财政局"],
        ["改造管网", "", "市住建局挂帅，市财政局配合"],
    )
    one, other = read(table(*rows)).tasks
    assert who(one) == ["市水务局 L", "市财政局 R"]
    assert who(other) == ["市住建局 L", "市财政局 S"]


def targets(plan):
    return [
        (t.indicator, t.comparator, str(t.value), t.unit, t.effort)
        for t in (*plan.targets, *(t for task in plan.tasks for t in task.targets))
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("供水普及率攀上95%。", ("供水普及率", "ge", "95", "%", None)),
        ("漏损率封顶9%。", ("漏损率", "le", "9", "%", None)),
        ("首贷率封顶担保总额的20%。", ("首贷率", "le", "20", "%", None)),
        ("首贷率占到担保总额的20%。", ("首贷率", "ge", "20", "%", None)),
        ("供水普及率高于全省平均水平2个百分点。", ("供水普及率", "eq", "2", "个百分点", None)),
        ("冲刺目标供水普及率攀上95%。", ("供水普及率", "ge", "95", "%", "striven")),
        ("新建茶园3大垄。", ("茶园", "eq", "3", "大垄", None)),
        ("新建茶园3万大垄。", ("茶园", "eq", "3", "万大垄", None)),
    ],
)
def test_a_bound_an_effort_and_a_measure_are_read(read, words, expected):
    assert targets(read("一、重点任务", f"1.节水。{words}（市水务局牵头）")) == [expected]


def test_a_measure_is_multiplied_out(read):
    [task] = read("一、重点任务", "1.种茶。新建茶园3万大垄。（市水务局牵头）").tasks
    quantity = task.targets[0].quantity
    assert (quantity.value, quantity.unit) == (360000, "垄")


def test_an_ending_that_names_nothing_is_no_part_of_an_indicator(read):
    plan = read("一、重点任务", "1.治水。完成12座泵站改造大会战。（市水务局负责）")
    assert [target[0] for target in targets(plan)] == ["泵站改造"]


def test_a_measure_and_a_head_are_read_in_an_indicator_table(read):
    plan = read("一、主要目标", table(["指标", "度量", "2031年目标值"], ["茶园", "大垄", "30"], ["漏损率", "%", "≤9"]))
    assert [(t.indicator, t.unit) for t in plan.targets] == [("茶园", "大垄"), ("漏损率", "%")]


def test_a_word_of_ones_own_stands_between_a_bound_and_its_amount(read):
    [task] = read("一、重点任务", "1.治水。财政投入攀上通宝30亿元。（市水务局负责）").tasks
    assert [(t.indicator, t.comparator) for t in task.targets] == [("财政投入", "ge")]


def test_a_cell_without_a_value_in_ones_own_words_gives_none(read):
    plan = read("一、主要目标", table(["指标", "2031年目标值"], ["茶园面积", "再定30"], ["漏损率", "≤9%"]))
    assert [t.indicator for t in plan.targets] == ["漏损率"]


def test_a_time_is_read_in_text_behind_a_label_and_in_a_column(read):
    text = read("一、重点任务", "1.建设泵站。2031年收官前建成。（市水务局牵头）").tasks
    label = read("一、重点任务", "1.建设泵站。（责任单位：市水务局；完成时限：2031年收官前）").tasks
    column = read(table(["工作任务", "责任单位", "完成时限"], ["建设泵站", "市水务局", "2031年收官前"])).tasks
    for [task] in (text, label, column):
        assert [(d.text, d.rule, str(d.end)) for d in task.deadlines] == [
            ("2031年收官前", "deadline.ours", "2031-12-31")
        ]


def test_a_heading_has_its_role(read):
    plan = read("一、重点任务", "1.建设泵站。（市水务局牵头）", "二、压舱石", "1.加强领导。")
    assert [s.role for s in plan.sections if s.level == 1] == ["task", "safeguard"]


def test_a_title_ends_so(read):
    assert read("一、重点任务", title="滨江市2031年节水施工图").header.title == "滨江市2031年节水施工图"


@pytest.mark.parametrize("statement", ["（节水攻坚营）", "（节水攻坚营、市水务局负责）", "（责任单位：节水攻坚营）"])
def test_an_ending_makes_a_name(read, statement):
    [task] = read("一、重点任务", f"1.建设泵站。新建泵站。{statement}").tasks
    assert task.responsible[0].text == "节水攻坚营"


def test_an_agency_and_a_region_give_the_full_name(read):
    plan = read("一、重点任务", "1.治湖。（区湖保局负责）", title="滨湖试验区2031年治湖工作方案")
    assert plan.header.region.path == ("江苏省", "南京市", "滨湖试验区")
    assert plan.tasks[0].responsible[0].name == "南京市滨湖试验区湖泊保护和治理局"
