"""Plans put together from made-up parts: whatever the numbering, glueing, wrapping, boxes and annexes, each item is
one task with its own title and units. The bars are shares of the combinations that are right in every task;
the thorough run tries all of them.
"""

from itertools import product

import pytest

from policy_parse import parse
from thoroughness import drawn

TITLE = "滨江市节约用水三年行动方案"
SECTIONS = {
    "完善供水体系": [
        ("更新老旧管网", "分片排查漏点，逐年更换灰口铸铁管道，同步安装分区计量设备", "市水务局"),
        ("建设应急水源", "选定备用水库，铺设连通管线，开展一次切换演练", "市自然资源局"),
        ("推广智能水表", "统一通信规约，优先更换使用年限较长的机械水表", "市市场监管局"),
    ],
    "强化节水管理": [
        ("健全用水台账", "摸清用水大户底数，按季核对取水量和用水定额", "市统计局"),
        ("开展节水宣传", "组织进校园、进社区、进企业，编印通俗易懂的读本", "市教育局"),
    ],
}
ITEMS = [item for items in SECTIONS.values() for item in items]
HAN = "一二三四五六七八九"
STYLES = {
    "一、（一）": (lambda n: f"{HAN[n]}、", lambda n: f"（{HAN[n]}）"),
    "一、1.": (lambda n: f"{HAN[n]}、", lambda n: f"{n + 1}."),
    "一、1、": (lambda n: f"{HAN[n]}、", lambda n: f"{n + 1}、"),
    "（一）1.": (lambda n: f"（{HAN[n]}）", lambda n: f"{n + 1}."),
    "1.（1）": (lambda n: f"{n + 1}.", lambda n: f"（{n + 1}）"),
    "一、①": (lambda n: f"{HAN[n]}、", lambda n: "①②③④⑤"[n]),
}
STATEMENTS = {
    "责任单位：": lambda unit: f"（责任单位：{unit}）",
    "负责": lambda unit: f"（{unit}负责）",
    "牵头单位：": lambda unit: f"〔牵头单位：{unit}〕",
}
INTRODUCTIONS = {"none": "", "paragraph": "围绕全市用水实际，补齐短板弱项，破除制度障碍。"}
ANNEXES = {
    "none": [],
    "catalogue": ["附件", "滨江市节水器具目录", "1.龙头", "1.1感应龙头", "1.2延时龙头", "2.便器"],
    "form": ["附件2", "用水单位安全检查表", "1.检查时间", "2.检查人员"],
    "omitted": ["附件（略）：", "1.用水检查表", "2.漏点登记表"],
}


def read(paragraphs):
    plan = parse("\n".join(paragraphs).encode(), name="made-up.txt")
    tasks = [(t.title, tuple(u.text for u in (*t.responsible, *t.supporting))) for t in plan.tasks]
    return plan.header.title, tasks


def share(family, combinations, made, expected):
    """The share of `combinations` that come out as `expected`; the wrong ones are printed."""
    combinations = drawn(combinations, 60)
    wrong = [c for c in combinations if read(made(*c)) != expected(*c)]
    for combination in wrong:
        print(family, combination, read(made(*combination)), sep="\n  ")
    return 1 - len(wrong) / len(combinations)


def right(*_):
    return TITLE, [(title, (unit,)) for title, _, unit in ITEMS]


def numbered(style, statement, introduction, annex, ending, *, through=False):
    outer, inner = STYLES[style]
    paragraphs, count = [TITLE], 0
    for n, (heading, items) in enumerate(SECTIONS.items()):
        paragraphs += [outer(n) + heading, *filter(None, [INTRODUCTIONS[introduction]])]
        for k, (title, body, unit) in enumerate(items):
            number = inner(count if through else k)
            paragraphs.append(f"{number}{title}{ending}{body}。{STATEMENTS[statement](unit)}")
            count += 1
    return [*paragraphs, *ANNEXES[annex]]


@pytest.mark.parametrize("through", [False, True], ids=["numbered anew", "numbered through"])
def test_numbered_items(through):
    combinations = product(STYLES, STATEMENTS, INTRODUCTIONS, ANNEXES, ["。", "："])
    made = lambda *c: numbered(*c, through=through)  # noqa: E731
    assert share("numbered", combinations, made, right) >= 0.99


def titled(statement, introduction, annex, ending, inline):
    paragraphs = [TITLE, "一、重点任务"]
    for n, (heading, items) in enumerate(SECTIONS.items()):
        intro = INTRODUCTIONS[introduction]
        paragraphs += [f"（{HAN[n]}）{heading}" + (f"。{intro}" if intro and inline else "")]
        paragraphs += [intro] if intro and not inline else []
        paragraphs += [f"{title}{ending}{body}。{STATEMENTS[statement](unit)}" for title, body, unit in items]
    return [*paragraphs, *ANNEXES[annex]]


def test_paragraphs_with_titles_of_their_own():
    combinations = product(STATEMENTS, INTRODUCTIONS, ANNEXES, ["。", "："], [False, True])
    assert share("titled", combinations, titled, right) >= 0.99


def on_one_line(style, statement, ending):
    return [TITLE, "为推进节水，制定本方案。" + "".join(numbered(style, statement, "none", "none", ending)[1:])]


def test_a_plan_without_line_breaks():
    styles = [style for style in STYLES if style not in ("（一）1.", "1.（1）", "一、①", "一、1、")]
    assert share("one line", product(styles, STATEMENTS, ["。"]), on_one_line, right) >= 0.99


def wrapped(width, style, statement, indent):
    lines = []
    for paragraph in numbered(style, statement, "paragraph", "none", "。"):
        text = "　　" * indent + paragraph
        lines += [text[i : i + width] for i in range(0, len(text), width)]
    return lines


def test_a_wrapped_plan():
    combinations = product([24, 27, 30, 33], ["一、（一）", "一、1."], STATEMENTS, [True, False])
    assert share("wrapped", combinations, wrapped, right) >= 0.99


PHASES = [("宣传发动阶段", "3月1日—3月20日"), ("集中整治阶段", "3月21日—9月30日"), ("总结提升阶段", "10月1日—10月31日")]


def phases(number, year, ending, spelling):
    paragraphs = ["滨江市2031年用水整治方案", "一、工作步骤"]
    for n, ((title, days), (_, body, unit)) in enumerate(zip(PHASES, ITEMS, strict=False)):
        time = year + days.replace("—", spelling)
        paragraphs.append(f"{number(n)}{title}（{time}）{ending}{body}。（责任单位：{unit}）")
    return paragraphs


NUMBERS = {"none": lambda n: "", "（一）": lambda n: f"（{HAN[n]}）", "1.": lambda n: f"{n + 1}."}


def test_phases_with_their_time_in_brackets():
    made = lambda number, *rest: phases(NUMBERS[number], *rest)  # noqa: E731
    expected = lambda *_: (  # noqa: E731
        "滨江市2031年用水整治方案",
        [(title, (unit,)) for (title, _), (_, _, unit) in zip(PHASES, ITEMS, strict=False)],
    )
    combinations = product(NUMBERS, ["2031年", ""], ["。", "："], ["—", "至", "-"])
    assert share("phases", combinations, made, expected) >= 0.99


def under_notice(lines, letter, style, annex):
    notice = f"滨江市人民政府办公室关于印发{TITLE}的通知"
    signed = ["滨江市人民政府办公室", "2031年3月5日"]
    cut = {1: [], 2: [9], 3: [5, 9]}[lines]
    title = [TITLE[a:b] for a, b in zip([0, *cut], [*cut, len(TITLE)], strict=True)]
    body = numbered(style, "责任单位：", "none", annex, "。")[1:]
    return [notice, "滨政办发〔2031〕4号", "各县人民政府：", *LETTERS[letter], *signed, *title, *body]


LETTERS = {
    "one line": [f"现将《{TITLE}》印发给你们，请认真执行。"],
    "broken": ["经市政府同意，现将", f"《{TITLE}》", "印发给你们，请认真执行。"],
    "agreed": [f"《{TITLE}》已经市政府同意，现印发给你们，请认真执行。"],
}


def test_titles_below_a_notice():
    combinations = product([1, 2, 3], LETTERS, STYLES, ["none", "catalogue"])
    assert share("notice", combinations, under_notice, right) >= 0.99


def boxed(number, ending, inside):
    body = numbered("一、（一）", "责任单位：", "none", "none", "。")
    box = [f"专栏{number}节水重点工程", *(f"{title}{ending}{words}。" for title, words in BOXES[:inside])]
    return [*body[:3], *box, *body[3:]]


BOXES = [
    ("水厂工程", "扩建东部水厂，新建清水池"),
    ("管网工程", "改造主城区干管，推广新型管材"),
    ("回用工程", "铺设中水管线"),
]


def test_boxes_of_headed_paragraphs():
    def expected(number, ending, inside):
        stated = [(title, (unit,)) for title, _, unit in ITEMS]
        return TITLE, [stated[0], *((title, ()) for title, _ in BOXES[:inside]), *stated[1:]]

    combinations = product(["1：", "一：", "：", " "], ["。", "："], [2, 3])
    assert share("boxes", combinations, boxed, expected) >= 0.99
