"""Tables whose heads no vocabulary has, right by construction: heads × orders × spans × forms, drawn by hypothesis.

The share of what is drawn that is read right is the bar. A head is put together at random and tried again if a
vocabulary knows it or if it looks like the name of an office.
"""

from collections import Counter
from itertools import count

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rendered import LEFT, UP, plans

from policy_parse.lexicon.load import Lexicon
from policy_parse.vocabulary.words import words_of
from thoroughness import tried

BAR = 0.99
TABLES = words_of(Lexicon.load()).tables

FRONT = [
    "攻坚",
    "破题",
    "领题",
    "压茬",
    "揭榜",
    "扛旗",
    "落子",
    "收口",
    "交账",
    "起笔",
    "清障",
    "夺旗",
    "蹚路",
    "开局",
    "谋篇",
    "布阵",
    "亮剑",
    "拔节",
    "摘牌",
    "登高",
]
BACK = [
    "之事",
    "之人",
    "之日",
    "一招",
    "一笔",
    "怎样",
    "何许",
    "内情",
    "底牌",
    "门道",
    "路数",
    "棋局",
    "看点",
    "火候",
    "段落",
    "名堂",
]
VERBS = [
    "新建",
    "改造",
    "开展",
    "完善",
    "推进",
    "建立",
    "拆除",
    "疏浚",
    "更换",
    "制定",
    "编制",
    "加固",
    "推广",
    "清理",
    "修复",
    "组织",
    "优化",
    "培育",
]
THINGS = [
    "河道管护设施",
    "社区养老驿站",
    "老旧供水管网",
    "联席会议制度",
    "农田灌溉渠系",
    "入河排口台账",
    "数字监测平台",
    "公共充电站点",
    "林下经济基地",
]
NOUNS = ["水源地围网工程", "应急备用井启用", "水质在线监测联网", "断头路打通工程", "片区雨污分流", "古树名木挂牌保护"]
OFFICES = [
    "市水务局",
    "市住建局",
    "市财政局",
    "市农业农村局",
    "各县区人民政府",
    "市发展改革委",
    "市城管局",
    "市文旅局",
    "县教育局",
    "区民政局",
]
TIMES = ["2031年6月底", "2031年9月", "12月底前", "三季度", "长期坚持", "2031年11月30日", "6月底前", "上半年"]
NAMES = ["云河治理", "石湖整修", "白沙提升", "青岭绿化", "南湾疏解", "东渡更新", "西陵补短", "北坝扩容"]
FRESH = settings(
    max_examples=tried(10, 240), derandomize=True, deadline=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


def is_unknown(head):
    return TABLES.meaning(head).name is None and TABLES.kind(head) in ("text", "work")


heads = st.builds("".join, st.tuples(st.sampled_from(FRONT), st.sampled_from(BACK))).filter(is_unknown)
work = st.builds("".join, st.tuples(st.sampled_from(VERBS), st.sampled_from(THINGS)))
offices = st.lists(st.sampled_from(OFFICES), min_size=1, max_size=3, unique=True).map("、".join)


def share(results):
    """The share that is right, how many there are, what is wrong by form, and some of it."""
    wrong = [(form, rows, said, wanted) for form, rows, said, wanted in results if said != wanted]
    return 1 - len(wrong) / max(1, len(results)), len(results), Counter(w[0] for w in wrong), wrong[:3]


def collect(strategy, said, *, after=(), without=()):
    """Every reading of every table drawn: form, rows, what was said and what should be."""
    results, numbers = [], count()

    @FRESH
    @given(strategy)
    def draw(made):
        rows, wanted = made
        for form, plan in plans(rows, after, number=next(numbers), of=tried(2, 1)):
            if form not in without:
                results.append((form, [*map(tuple, rows)], said(plan), wanted))

    draw()
    return share(results)


def units(task):
    short = {"lead": "L", "responsible": "R", "supporting": "S", "guiding": "G"}
    return "、".join(f"{u.text}{short[u.role]}" for u in (*task.responsible, *task.supporting))


def who(words, role="R"):
    return "、".join(f"{name}{role}" for name in words.split("、"))


@st.composite
def task_tables(draw):
    """Index or not, a name before the work, work, offices, times, in four orders; groups, captions, spanned heads."""
    size, nominal = draw(st.integers(2, 5)), draw(st.booleans())
    order = draw(st.sampled_from(("iwot", "nwot", "wot", "owt", "twno", "inwot", "wto", "inwo", "wo")))
    nominal = nominal and "t" in order and "n" not in order
    cells = st.sampled_from(NOUNS) if nominal else work
    column = {
        "i": [str(i + 1) for i in range(size)],
        "n": draw(st.lists(st.sampled_from(NAMES), min_size=size, max_size=size, unique=True)),
        "w": draw(st.lists(cells, min_size=size, max_size=size, unique=True)),
        "o": draw(st.lists(offices, min_size=size, max_size=size)),
        "t": draw(st.lists(st.sampled_from(TIMES), min_size=size, max_size=size)),
    }
    head = draw(st.lists(heads, min_size=len(order), max_size=len(order), unique=True))
    rows = [[column[kind][i] for kind in order] for i in range(size)]
    shape = draw(st.sampled_from(("plain", "plain", "caption", "fill in", "two rows", "bands")))
    if shape == "bands":
        band = draw(st.integers(1, size - 1))
        rows[band:band] = [["二、治水类", *[LEFT] * (len(order) - 1)]]
        rows[:0] = [["一、治气类", *[LEFT] * (len(order) - 1)]]
    above = [head]
    if shape == "two rows" and order.endswith("ot"):
        top = draw(heads.filter(lambda word: word not in head))
        above = [[*head[:-2], top, LEFT], [*[UP] * (len(order) - 2), *head[-2:]]]
    if shape == "caption":
        above = [["滨江市攻坚任务一览", *[LEFT] * (len(order) - 1)], *above]
    if shape == "fill in" and len(order) > 2:
        above = [["填报单位：市政府办", *[LEFT] * (len(order) - 2), "2031年3月"], *above]
    named = "n" in order and order.index("n") < order.index("w")
    wanted = [
        (
            column["w"][i], who(column["o"][i]), column["t"][i] if "t" in order else "",
            column["n"][i] if named else None, column["i"][i] if "i" in order else None,
        )
        for i in range(size)
    ]  # fmt: skip
    return [*above, *rows], wanted


def test_tasks_under_heads_that_nobody_knows():
    found = collect(
        task_tables(),
        lambda plan: [
            (t.text, units(t), "、".join(d.text for d in t.deadlines), t.title, t.number) for t in plan.tasks
        ],
    )
    assert found[0] >= BAR, found


@st.composite
def period_tables(draw):
    periods = draw(
        st.sampled_from(
            (("一季度", "二季度", "三季度", "四季度"), ("上半年", "下半年"), ("2031年", "2032年"), ("1—6月", "7—12月"))
        )
    )
    size = draw(st.integers(2, 4))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=size, max_size=size, unique=True))
    stages = st.sampled_from(["完成选址", "启动招标", "建成主体工程", "投入运行", "组织验收", "编制方案", "开展试点"])
    rows = [[name, *(draw(stages) for _ in periods)] for name in names]
    head, office = draw(st.lists(heads, min_size=2, max_size=2, unique=True))
    wanted = [(row[0], cell, period) for row in rows for cell, period in zip(row[1:], periods, strict=True)]
    if with_office := draw(st.booleans()):
        for row in rows:
            row.append(draw(st.sampled_from(OFFICES)))
        by_name = {row[0]: who(row[-1]) for row in rows}
    wanted = [(*w, by_name[w[0]] if with_office else "") for w in wanted]
    return [[head, *periods, *([office] if with_office else [])], *rows], wanted


def test_work_of_periods_under_heads_that_nobody_knows():
    found = collect(
        period_tables(), lambda plan: [(t.title, t.text, t.deadlines[0].text, units(t)) for t in plan.tasks]
    )
    assert found[0] >= BAR, found


INDICATORS = (
    ("森林覆盖率", "%", "41", "43"), ("供水能力", "万吨/日", "12", "18"), ("新增绿地面积", "公顷", "5", "≥30"),
    ("水质优良比例", "%", "80", "90以上"), ("绿道里程", "公里", "120", "〔60〕"), ("管网漏损率", "%", "10.5", "≤9"),
    ("装机容量", "万千瓦", "30", "45"), ("湿地面积/湿地保护率", "万亩/%", "20/50", "22/55"),
)  # fmt: skip


@st.composite
def indicator_tables(draw):
    chosen = draw(st.lists(st.sampled_from(INDICATORS), min_size=2, max_size=5, unique=True))
    years = draw(st.sampled_from((("2030年", "2035年"), ("现状值", "2035年目标"), ("2030年基数", "2035年"))))
    name, measure, office = draw(st.lists(heads, min_size=3, max_size=3, unique=True))
    own = draw(st.booleans())  # measures in a column of their own, or behind the names
    by = draw(st.lists(st.sampled_from(OFFICES), min_size=len(chosen), max_size=len(chosen)))
    offices_too = own and draw(st.booleans())
    head = [name, *([measure] if own else []), *years, *([office] if offices_too else [])]
    rows = [
        [n if own else f"{n}（{u}）", *([u] if own else []), before, after, *([o] if offices_too else [])]
        for (n, u, before, after), o in zip(chosen, by, strict=True)
    ]
    if not own:
        alone = [row for row in rows if "/" not in row[-1]]
        rows = alone if len(alone) > 1 else [["森林覆盖率（%）", "41", "43"], ["绿道里程（公里）", "120", "〔60〕"]]
    wanted = []
    for row in rows:
        pairs = row[0].removesuffix("）").replace("（", "|").split("|") if not own else row[:2]
        names, measures = pairs[0].split("/"), pairs[1].split("/")
        values = row[3 if own else 2]
        whole = len(names) == 1
        wanted += [
            (n, pairs[1] if whole else measures[i], values if whole else values.split("/")[i])
            for i, n in enumerate(names)
        ]
    return [head, *rows], (wanted, [row[0] for row in rows] if offices_too else [])


def test_indicators_under_heads_that_nobody_knows():
    def said(plan):
        targets = [*plan.targets, *(target for task in plan.tasks for target in task.targets)]
        return [(t.indicator, t.unit, t.text) for t in targets], [task.title for task in plan.tasks]

    found = collect(indicator_tables(), said)
    assert found[0] >= BAR, found


@st.composite
def project_tables(draw):
    size = draw(st.integers(2, 4))
    head = [draw(st.sampled_from(("项目名称", "工程名称", "项目", "重点工程"))), draw(heads)]
    names = draw(st.lists(st.sampled_from(NAMES), min_size=size, max_size=size, unique=True))
    words = draw(st.lists(work, min_size=size, max_size=size, unique=True))
    rows = [[f"{name}工程", text] for name, text in zip(names, words, strict=True)]
    if timed := draw(st.booleans()):
        head.append(draw(st.sampled_from(("建设年限", "起止年", "工期段落"))))
        for row in rows:
            row.append(draw(st.sampled_from(("2031—2032年", "2031—2034年", "2031年"))))
    if draw(st.booleans()):
        rows.append(["合计", f"{size}项", *([""] if timed else [])])
    wanted = [(row[0], row[1], row[2] if timed else "") for row in rows[:size]]
    return [head, *rows], wanted


def test_projects_whose_content_has_a_head_that_nobody_knows():
    found = collect(
        project_tables(), lambda plan: [(t.title, t.text, "、".join(d.text for d in t.deadlines)) for t in plan.tasks]
    )
    assert found[0] >= BAR, found


@st.composite
def matrices(draw):
    size = draw(st.integers(2, 4))
    named = draw(st.lists(st.sampled_from(OFFICES), min_size=3, max_size=4, unique=True))
    lead, other = draw(st.sampled_from((("★", "○"), ("▲", "△"), ("●", "○"))))
    words = draw(st.lists(st.sampled_from(NAMES), min_size=size, max_size=size, unique=True))
    rows, wanted = [], []
    for text in words:
        first = draw(st.integers(0, len(named) - 1))
        others = [i for i in range(len(named)) if i != first and draw(st.booleans())]
        rows.append([text, *(lead if i == first else other if i in others else "" for i in range(len(named)))])
        wanted.append((text, "、".join([f"{named[first]}L", *(f"{named[i]}S" for i in others)])))
    return [[draw(heads), *named], *rows], wanted


def test_marks_under_offices_beside_a_head_that_nobody_knows():
    found = collect(
        matrices(), lambda plan: [(t.text, units(t)) for t in plan.tasks], after=["注：实心为牵头，空心为配合。"]
    )
    assert found[0] >= BAR, found


@st.composite
def cards(draw):
    head = draw(st.lists(heads, min_size=4, max_size=4, unique=True))
    values = [draw(st.sampled_from(NAMES)), draw(work), draw(st.sampled_from(OFFICES)), draw(st.sampled_from(TIMES))]
    rows = [list(pair) for pair in zip(head, values, strict=True)]
    return rows, [(values[0], values[1], who(values[2]), values[3])]


def test_cards_with_heads_that_nobody_knows():
    found = collect(
        cards(),
        lambda plan: [(t.title, t.text, units(t), "、".join(d.text for d in t.deadlines)) for t in plan.tasks],
        without=("blanks",),  # two words on a line, without a head above them, are no table
    )
    assert found[0] >= BAR, found


@st.composite
def other_tables(draw):
    """Lists of people, addresses, rules for scores and results: nothing is to be read."""
    kind = draw(st.sampled_from(("people", "addresses", "scores", "results", "figures")))
    size = draw(st.integers(2, 4))
    one = st.sampled_from
    lists = {
        "people": (["姓名", "单位", draw(heads)], [one(("甲某", "乙某", "丙某")), one(OFFICES), one(("组长", "成员"))]),
        "addresses": (["名称", "地址", draw(heads)], [one(NAMES), one(("东街3号", "西街9号")), one(OFFICES)]),
        "scores": (
            [draw(heads), "分值", draw(heads), draw(heads)],
            [one(NAMES), one(("10", "15")), one(("每发现一处扣1分并全市通报", "缺一项扣2分，扣完为止")), one(OFFICES)],
        ),
        "results": (
            ["指标", "单位", "2030年目标", "2030年完成"],
            [one(("造林面积", "粮食产量")), one(("万亩", "万吨")), one(("8", "12")), one(("9.1", "12.5"))],
        ),
        "figures": (
            ["县区", "2029年", "2030年"],
            [one(("甲县", "乙县", "丙县")), one(("12.5", "9.8")), one(("13", "10"))],
        ),
    }
    head, columns = lists[kind]
    return [head, *([draw(column) for column in columns] for _ in range(size))], ([], [])


def test_tables_of_other_things_are_left():
    found = collect(other_tables(), lambda plan: ([t.text for t in plan.tasks], [t.text for t in plan.targets]))
    assert found[0] >= BAR, found


@st.composite
def tables_with_a_second_list_of_offices(draw):
    size = draw(st.integers(2, 4))
    head = draw(st.lists(heads, min_size=3, max_size=3, unique=True))
    words = draw(st.lists(work, min_size=size, max_size=size, unique=True))
    rows = [[text, *draw(st.lists(st.sampled_from(OFFICES), min_size=2, max_size=2, unique=True))] for text in words]
    return [head, *rows], head[2]


def test_a_column_that_is_not_understood_is_a_finding_with_its_head():
    found = collect(
        tables_with_a_second_list_of_offices(),
        lambda plan: next(
            (f.message.split("“")[1].split("”")[0] for f in plan.findings if f.code == "label-unknown"), None
        ),
    )
    assert found[0] >= BAR, found
