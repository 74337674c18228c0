"""Counts, people, service times and what is no target at all: sentences put together from parts, right by construction.

No document was looked at for them. A family's bar is the share of its combinations that must be read right; the thorough run tries all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

import pytest

from policy_parse import parse
from thoroughness import drawn

Wanted = list[tuple[str, Decimal, str]]
HEAD = "某市2025年工作方案\n一、重点任务\n（一）抓好工作。"


def read(sentence: str) -> list[tuple[str, Decimal, str | None]]:
    """Comparator, value and unit of every target of a plan with this one sentence in its one task."""
    plan = parse(f"{HEAD}{sentence}（市某局负责）".encode(), name="plan.txt")
    found = [target for task in plan.tasks for target in task.targets] + list(plan.targets)
    return [(target.comparator, target.value, target.unit) for target in found]


def one(comparator: str, value: str, unit: str) -> Wanted:
    return [(comparator, Decimal(value), unit)]


MAKING = ("新增", "引进", "形成", "纳入", "搭建", "推出", "设立", "组建", "建成", "打造", "培育", "布设", "开设", "开辟", "创设", "育成")  # fmt: skip
NAMED = ("东坪、西坪等", "东坪等", "云桥、石桥、柳桥等", "东坪和西坪等")
COUNTED = (("15", "个", "特色产业集群"), ("4", "家", "骨干企业"), ("6", "支", "服务队伍"), ("3", "处", "便民驿站"), ("12", "条", "示范线路"))  # fmt: skip


def enumerated() -> Iterator[tuple[str, Wanted]]:
    """A、B等N个X, by verbs that make, add, build or bring in."""
    for verb, names, (n, unit, thing) in product(MAKING, NAMED, COUNTED):
        yield f"{verb}{names}{n}{unit}{thing}。", one("eq", n, unit)


GIVEN = ("并给予奖补", "，并给予奖补", "，对其给予资金支持", "并予以奖励", "，按规定给予补助", "，并落实税收优惠")


def with_support() -> Iterator[tuple[str, Wanted]]:
    """What is made counts, whatever is given for it."""
    for verb, given, (n, unit, thing) in product(MAKING, GIVEN, COUNTED):
        yield f"{verb}{n}{unit}{thing}{given}。", one("eq", n, unit)


CALLING = ("选聘", "聘请", "评选资助", "资助", "奖励", "招募", "引育", "轮训", "选拔资助", "评聘", "招收", "延揽", "储备", "表彰")  # fmt: skip
CALLED = ("乡村工匠", "青年教师", "数字技能人才", "专职护林员", "学科带头人")


def people() -> Iterator[tuple[str, Wanted]]:
    """People who are trained, called, paid or honoured."""
    for verb, who, n in product(CALLING, CALLED, ("8", "150", "2600")):
        for opening in ("", "每个县", "重点", "全市"):
            yield f"{opening}{verb}{n}名{who}。", one("eq", n, "名")
        yield f"{verb}{n}名左右{who}。", one("approx", n, "名")
        yield f"{verb}{n}名以上具有中级职称的{who}。", one("ge", n, "名")
        yield f"每年{verb}不少于{n}名{who}。", one("ge", n, "名")


SERVED = ("完成登记", "完成备案", "办结", "完成审批", "反馈意见", "出具证明", "完成拨付", "答复")


def services() -> Iterator[tuple[str, Wanted]]:
    """Times in which something is finished for those who ask."""
    for what, n in product(SERVED, ("2", "3", "10")):
        for since in ("自拍卖公告发布之日起", "中标结果公示之日起", "收件后", "自受理申请之日起", ""):
            yield f"{since}{n}个工作日内{what}。", one("le", n, "个工作日")
        yield f"设立登记{n}个工作日{what}。", one("le", n, "个工作日")
    for verb, limit in product(("压缩至", "压减至", "缩短到", "压减到"), ("", "承诺时限", "法定时限的一半即")):
        if limit != "法定时限的一半即":
            yield f"许可时限由20个工作日{verb}{limit}4个工作日。", one("le", "4", "个工作日")


NOT_ONES = (
    "管护对象包括河道、水库等{n}类水体。", "试点范围涵盖东坪、西坪等{n}个镇。", "任务分为巡查、保洁等{n}个类别。", "全市现有{n}家规模企业。",
    "目前已建成{n}个示范社区。", "全县共有{n}座水库。", "支持规模以上的{n}类企业发展。", "每满{n}名学生增加一间教室。",
    "对引进{n}名以上人才的企业给予奖励。", "推进第{n}批试点建设。", "执行{n}级排放标准。", "2023年，培育{n}家企业。", "2022年共新建{n}个园区。",
    "每培养{n}名人才奖励企业1万元。", "鼓励年产值{n}亿元以上的企业加大投入。", "支持床位{n}张以上的机构接入平台。", "组织上述{n}个镇参加评比。",
    "对吸纳{n}人以上就业的基地给予补贴。", "按每人{n}元的标准发放补贴。", "近年来累计培训{n}名工匠。", "截至去年底，发放证书{n}本。",
    "对考核前{n}名的乡镇予以表彰。", "发挥东坪、西坪等{n}个园区的作用。", "依托甲、乙等{n}个平台提供服务。", "落实财政、税务等{n}个部门的职责。",
    "当价格涨幅达到{n}%，启动储备投放。", "城区不再新建{n}蒸吨以下燃煤锅炉。", "接收超过{n}名随迁子女的学校适当增加编制。", "方案共设置{n}项指标。",
    "符合条件的{n}人以上企业可申请贷款。", "距离学校不少于{n}米。", "对超过{n}天未办结的事项开展督办。",
)  # fmt: skip


def not_targets() -> Iterator[tuple[str, Wanted]]:
    """Numbers that describe, cover, are given, or are past."""
    for frame, n in product(NOT_ONES, ("3", "20", "150")):
        yield frame.format(n=n), []


FAMILIES = {
    "enumerated": (enumerated, 0.99),
    "with support": (with_support, 0.99),
    "people": (people, 0.99),
    "services": (services, 0.99),
    "not targets": (not_targets, 0.99),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_nearly_every_combination_is_read_right(family: str) -> None:
    make, bar = FAMILIES[family]
    tried = drawn(make(), 100)
    wrong = [(sentence, wanted, got) for sentence, wanted in tried if (got := read(sentence)) != wanted]
    assert len(wrong) <= (1 - bar) * len(tried), f"{len(tried) - len(wrong)} of {len(tried)}: {wrong[:20]}"


if __name__ == "__main__":
    for name, (make, _) in FAMILIES.items():
        tried = list(make())
        wrong = [(sentence, got) for sentence, wanted in tried if (got := read(sentence)) != wanted]
        print(name, len(tried) - len(wrong), "of", len(tried))
        for sentence, got in wrong[:: max(1, len(wrong) // 24)]:
            print("   ", sentence, [(c, str(v), u) for c, v, u in got])
