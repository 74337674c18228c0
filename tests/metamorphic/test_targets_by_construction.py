"""Targets that are right by construction: sentences put together from parts, each of which says what must be read.

No document was looked at for them: verbs, things, measures and bounds are ordinary words of the genre. A family's bar is
the share of its combinations that must be right; the thorough run tries all of them.
"""

from decimal import Decimal
from itertools import product

import pytest

from policy_parse import parse
from thoroughness import drawn

HEAD = "某市2025年工作方案\n一、重点任务\n（一）抓好工作。"


def read(sentence):
    """(comparator, value, value_max, unit, change) of every target of a plan with this one sentence in its one task."""
    plan = parse(f"{HEAD}{sentence}（市某局负责）".encode(), name="plan.txt")
    found = [t for task in plan.tasks for t in task.targets] + list(plan.targets)
    return [(t.comparator, t.value, t.value_max, t.unit, t.change) for t in found]


def one(comparator, value, unit, change=None, value_max=None):
    return [(comparator, Decimal(value), None if value_max is None else Decimal(value_max), unit, change)]


VERBS = (
    "新建",
    "建成",
    "建设",
    "改造",
    "完成",
    "培育",
    "创建",
    "打造",
    "新增",
    "引进",
    "组建",
    "举办",
    "发布",
    "认定",
    "布局",
    "建立",
    "推出",
    "整治",
    "修复",
    "更新",
    "配备",
    "安装",
    "开通",
    "评选",
    "遴选",
    "孵化",
    "落地",
    "投用",
    "设立",
    "实施",
)
THINGS = (
    ("12", "个", "示范社区"),
    ("30", "家", "科技型企业"),
    ("8", "座", "泵站"),
    ("50", "公里", "排水管网"),
    ("3.5", "万亩", "高标准农田"),
    ("200", "名", "技能人才"),
    ("15", "项", "重点工程"),
    ("6", "条", "绿道"),
    ("40", "处", "停车场"),
    ("20", "场", "招聘活动"),
    ("9", "所", "幼儿园"),
    ("25", "台", "充电桩"),
    ("18", "部", "电梯"),
    ("7", "支", "应急队伍"),
    ("11", "批", "产品"),
)
FRAMES = ("{v}{n}{m}{t}。", "年内{v}{t}{n}{m}。", "到2025年，{v}{t}{n}{m}以上。", "{v}不少于{n}{m}{t}。", "计划{v}{n}{m}{t}，提升服务能力。",
          "{v}甲、乙等{n}{m}{t}。", "{v}{n}{m}{t}，并给予奖补。")  # fmt: skip


def counts():
    for v, (n, m, t), f in product(VERBS, THINGS, FRAMES):
        yield f.format(v=v, n=n, m=m, t=t), one("ge" if "以上" in f or "不少于" in f else "eq", n, m)


MODALS = (
    "不应",
    "不宜",
    "不得",
    "不能",
    "不可",
    "不再",
    "严禁",
    "不允许",
    "一律不得",
    "原则上不",
    "应不",
    "须不",
    "无",
    "没有",
)
COMPARATIVES = (
    ("超过", "le"),
    ("高于", "le"),
    ("大于", "le"),
    ("多于", "le"),
    ("低于", "ge"),
    ("少于", "ge"),
    ("小于", "ge"),
)
LEVELS_OF = (
    ("管网漏损率", "9", "%"),
    ("广场面积", "2", "公顷"),
    ("单位面积能耗", "50", "千克"),
    ("会议经费", "30", "万元"),
    ("排放浓度", "15", "毫克"),
)


def negated():
    for modal, (word, comparator), (name, n, m) in product(MODALS, COMPARATIVES, LEVELS_OF):
        yield f"{name}{modal}{word}{n}{m}。", one(comparator, n, m)


REACH = (
    "达到",
    "提高到",
    "提升至",
    "提高至",
    "增加到",
    "增至",
    "扩大到",
    "上升到",
    "升至",
    "突破到",
    "拓展至",
    "抬升至",
    "攀升至",
    "增长到",
    "拉升到",
    "壮大到",
)
FALL = (
    "降至",
    "降到",
    "降低到",
    "下降到",
    "减少到",
    "减至",
    "压减到",
    "压缩至",
    "缩短至",
    "控制在",
    "压降至",
    "回落到",
    "收窄至",
    "缩减至",
    "下调到",
    "降为",
)


def levels():
    for verb, (name, n, m) in product(
        REACH,
        (
            ("污水集中处理率", "95", "%"),
            ("森林覆盖率", "43.5", "%"),
            ("普通高中在校生规模", "3", "万人"),
            ("泊位总数", "500", "个"),
        ),
    ):
        yield f"{name}{verb}{n}{m}。", one("ge", n, m)
        yield f"将{name}{verb}{n}{m}以上。", one("ge", n, m)
        yield f"{name}由10{m}{verb}{n}{m}。", one("ge", n, m)
    for verb, (name, n, m) in product(
        FALL,
        (
            ("管网漏损率", "9", "%"),
            ("审批时限", "3", "个工作日"),
            ("重点行业能耗", "50", "千克"),
            ("公务用车数量", "20", "辆"),
        ),
    ):
        yield f"{name}{verb}{n}{m}。", one("le", n, m)
        yield f"{name}{verb}{n}{m}以内。", one("le", n, m)


MEASURES = (
    "个", "家", "座", "处", "条", "项", "所", "台", "套", "辆", "艘", "架", "棵", "株", "头", "只", "户", "栋", "幢", "间", "层", "级", "榀", "盘", "对", "网格",
    "点位", "万条次", "人次", "万人次", "项次", "千伏", "兆瓦", "万千瓦", "千瓦时", "万吨标准煤", "立方米", "平方米", "公顷", "亩", "公里", "千米", "吨", "公斤",
    "毫克/升", "微克/立方米", "米", "厘米", "小时", "天", "万元", "亿元", "元", "个百分点", "‰", "%", "倍", "笔", "门", "节", "班", "宗", "枚", "顶", "孔", "眼", "口", "扇",
)  # fmt: skip


def measures():
    for m in MEASURES:
        for value in ("18", "2.5"):
            yield f"某项指标达到{value}{m}以上。", one("ge", value, m)
            yield f"某项指标控制在{value}{m}以下。", one("le", value, m)


NUMERALS = (
    ("三百", "300"),
    ("一千二百", "1200"),
    ("五十", "50"),
    ("十二", "12"),
    ("1.2", "1.2"),
    ("１２", "12"),
    ("1,200", "1200"),
    ("两百", "200"),
    ("一百零五", "105"),
)


def numerals():
    for (written, value), (v, m, t) in product(
        NUMERALS, (("新建", "个", "示范社区"), ("改造", "公里", "供水管网"), ("培育", "家", "骨干企业"))
    ):
        yield f"{v}{written}{m}{t}。", one("eq", value, m)
        yield f"{v}{t}{written}{m}以上。", one("ge", value, m)


PEOPLE = (
    "培养",
    "培训",
    "引进",
    "选派",
    "招聘",
    "配备",
    "选聘",
    "遴选",
    "评选",
    "资助",
    "选拔",
    "培育",
    "聘任",
    "新增",
)
WHO = ("创新人才", "技术骨干", "专职网格员", "产业工人", "全科医生", "乡村教师")


def people():
    for verb, who, n in product(PEOPLE, WHO, ("20", "200", "3000")):
        yield f"{verb}{n}名{who}。", one("eq", n, "名")
        yield f"{verb}{n}名左右{who}。", one("approx", n, "名")
        yield f"{verb}{n}名以上{who}。", one("ge", n, "名")
        yield f"{verb}{who}不少于{n}名。", one("ge", n, "名")


CHANGES = (
    ("下降", "decrease"),
    ("降低", "decrease"),
    ("减少", "decrease"),
    ("提高", "increase"),
    ("增长", "increase"),
    ("提升", "increase"),
    ("增加", "increase"),
)


def changes():
    for (verb, change), base in product(CHANGES, ("较2020年", "比2020年", "比上年", "与2020年相比", "同比", "")):
        yield f"单位产值能耗{base}{verb}7%以上。", one("ge", "7", "%", change)
        yield f"单位产值能耗{base}{verb}7%。", one("eq", "7", "%", change)
        yield f"单位产值能耗{base}{verb}不低于7%。", one("ge", "7", "%", change)


SERVICES = ("办结", "完成审批", "作出答复", "完成登记", "出具意见", "反馈结果", "受理", "送达")


def services():
    for what, n, since in product(
        SERVICES, ("2", "5", "15"), ("", "受理后", "收到申请后", "自受理之日起", "公告发布之日起")
    ):
        yield f"{since}{n}个工作日内{what}。", one("le", n, "个工作日")


NOT_ONES = (
    "年用水{n}万立方米以上的企业安装计量设施。",
    "支持{n}人以上企业设立研发机构。",
    "对投资超过{n}万元的项目优先保障用地。",
    "涉及企业{n}家。",
    "落实省第{n}号文件要求。",
    "按照不超过投资额{n}%的标准给予补助。",
    "对认定的企业给予{n}万元奖励。",
    "最高补助{n}万元。",
    "2021年，完成改造{n}公里。",
    "已建成{n}座泵站。",
    "推进“{n}分钟生活圈”建设。",
)


def not_targets():
    for frame, n in product(NOT_ONES, ("3", "20", "150")):
        yield frame.format(n=n), []


COMPOSED = (
    ("四亿五千万", "450000000"), ("5亿3000万", "530000000"), ("十二亿三千四百万", "1234000000"), ("3亿零500万", "305000000"), ("3万4000", "34000"),
    ("25万6千", "256000"), ("一百零五万三千", "1053000"), ("两万五千", "25000"), ("六万零八十", "60080"),
)  # fmt: skip


def composed():
    for (written, value), (frame, unit) in product(
        COMPOSED, (("投资规模达到{}元", "元"), ("粮食产量达到{}吨", "吨"), ("服务规模达到{}人次", "人次"))
    ):
        yield f"{frame.format(written)}。", one("ge", value, unit)
        yield f"{frame.format(written)}以上。", one("ge", value, unit)
    for written, value in (("一百", "100"), ("三百", "300"), ("五十", "50"), ("两百", "200")):
        yield f"装机容量达到{written}千瓦以上。", one("ge", value, "千瓦")
    for written, value, unit in (
        ("千分之三", "3", "‰"), ("万分之五", "5", "‱"), ("百分之八", "8", "%"), ("百分之十二点五", "12.5", "%"), ("一成五", "1.5", "成"),
    ):  # fmt: skip
        yield f"差错率控制在{written}以内。", one("le", value, unit)
    for written, value, unit in (
        ("-18℃", "-18", "℃"),
        ("零下18℃", "-18", "℃"),
        ("-15摄氏度", "-15", "摄氏度"),
        ("负2%", "-2", "%"),
        ("-3.5%", "-3.5", "%"),
    ):
        for bound, comparator in (("不高于", "le"), ("不低于", "ge"), ("不得高于", "le"), ("控制在", "le")):
            yield f"库房指标{bound}{written}。", one(comparator, value, unit)


RANGES = (
    ("6%至8%", "6", "8", "%"), ("1亿—5亿元", "1", "5", "亿元"), ("1.2万—1.5万元", "1.2", "1.5", "万元"), ("1万到2万人", "1", "2", "万人"),
    ("2——3亿元", "2", "3", "亿元"), ("500万元到3亿元", "500", "30000", "万元"), ("5000万元至1亿元", "5000", "10000", "万元"), ("30—50个", "30", "50", "个"),
    ("三至五个", "3", "5", "个"), ("两三家", "2", "3", "家"), ("八九亿元", "8", "9", "亿元"), ("二三十个", "20", "30", "个"), ("三五家", "3", "5", "家"),
    ("十七八个", "17", "18", "个"), ("百分之五到百分之八", "5", "8", "%"), ("6%与8%之间", "6", "8", "%"), ("6%和8%之间", "6", "8", "%"), ("3%～5%", "3", "5", "%"),
)  # fmt: skip


def ranges():
    for written, low, high, unit in RANGES:
        yield f"某项指标控制在{written}。", one("between", low, unit, value_max=high)
        yield f"某项指标保持在{written}。", one("between", low, unit, value_max=high)
        yield f"某项指标达到{written}。", one("between", low, unit, value_max=high)


JOINED = (
    ("大于或等于", "ge"), ("大于等于", "ge"), ("高于或等于", "ge"), ("小于或等于", "le"), ("小于等于", "le"), ("低于或者等于", "le"), ("不小于", "ge"),
    ("不大于", "le"), ("不到", "lt"), ("过", "gt"), ("超", "gt"), ("≥", "ge"), ("≤", "le"), ("≮", "ge"), ("≯", "le"), ("＞", "gt"), ("＜", "lt"), ("不足", "lt"),
)  # fmt: skip


def joined():
    for (word, comparator), (name, n, m) in product(JOINED, LEVELS_OF):
        yield f"{name}{word}{n}{m}。", one(comparator, n, m)


FAMILIES = {
    "counts": (counts, 0.94), "negated": (negated, 0.99), "levels": (levels, 0.99), "measures": (measures, 0.99), "numerals": (numerals, 0.99),
    "composed": (composed, 0.99), "ranges": (ranges, 0.99), "joined": (joined, 0.99), "people": (people, 0.99), "changes": (changes, 0.99),
    "services": (services, 0.99), "not targets": (not_targets, 0.99),
}  # fmt: skip


@pytest.mark.parametrize("family", FAMILIES)
def test_nearly_every_combination_is_read_right(family):
    make, bar = FAMILIES[family]
    tried = drawn(make(), 120)
    wrong = [(sentence, want, got) for sentence, want in tried if (got := read(sentence)) != want]
    assert len(wrong) <= (1 - bar) * len(tried), f"{len(tried) - len(wrong)} of {len(tried)}: {wrong[:20]}"


def test_no_bound_is_ever_reversed():
    up, down = {"ge", "gt"}, {"le", "lt"}
    reversed_ = [
        (sentence, got)
        for sentence, [(want, *_)] in drawn(negated(), 120)
        for got in read(sentence)[:1]
        if (got[0] in up and want in down) or (got[0] in down and want in up)
    ]
    assert reversed_ == []


if __name__ == "__main__":
    import sys

    for name, (make, _) in FAMILIES.items():
        tried = list(make())
        wrong = [(s, w, g) for s, w in tried if (g := read(s)) != w]
        print(name, len(tried) - len(wrong), "of", len(tried))
        if len(sys.argv) > 1:
            for s, w, g in wrong[:: max(1, len(wrong) // 14)]:
                print("   ", s, "|", w and w[0][:4:3], "|", g)
