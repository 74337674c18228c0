"""Plans put together by hand, so that what is compared is known exactly."""

import datetime
from decimal import Decimal

from policy_parse.model import Block, Deadline, Header, Plan, Quantity, Source, Target, Task, Unit
from policy_parse.span import Span

TEXT = "\n".join(
    (
        "滨江市2031年节能工作方案",
        "1.推广节能灯具。新增节能灯具20万只，覆盖率达到95%以上。6月底前完成。（市机关事务局牵头，市财政局配合）",
        "2.开展能源审计。组织审计企业30家。（责任单位：市工业和信息化局）",
    )
)
TITLES = {"推广节能灯具": ("推广节能灯具", "市财政局配合）"), "开展能源审计": ("开展能源审计", "市工业和信息化局）")}


def span_of(words, text=TEXT):
    at = text.index(words)
    return Span(at, at + len(words))


def unit(words, role="responsible"):
    return Unit(text=words, span=span_of(words), rule="test", name=words, role=role)


def target(words, indicator, comparator, value, measure, **more):
    quantity = Quantity(value=Decimal(value), unit=measure)
    return Target(
        text=words, span=span_of(words), rule="test", indicator=indicator, comparator=comparator, value=Decimal(value),
        unit=measure, quantity=quantity, **more,
    )  # fmt: skip


def deadline(words, end, kind="date", **more):
    return Deadline(text=words, span=span_of(words), rule="test", kind=kind, end=end, **more)


def task(title, *, units=(), targets=(), deadlines=(), role="task", ends=None):
    first, last = TITLES[title]
    span = Span(span_of(first).start, span_of(ends or last).end)
    return Task(
        id=title,
        origin="narrative",
        title=title,
        text=title,
        section_role=role,
        responsible=tuple(u for u in units if u.role in ("lead", "responsible")),
        supporting=tuple(u for u in units if u.role in ("supporting", "guiding")),
        targets=tuple(targets),
        deadlines=tuple(deadlines),
        span=span,
        rule="test",
    )


def lamps(**changes):
    parts = {
        "units": [unit("市机关事务局", "lead"), unit("市财政局", "supporting")],
        "targets": [
            target("新增节能灯具20万只", "节能灯具", "eq", "20", "万只"),
            target("覆盖率达到95%以上", "覆盖率", "ge", "95", "%"),
        ],
        "deadlines": [deadline("6月底前", datetime.date(2031, 6, 30))],
    }
    return task("推广节能灯具", **(parts | changes))


def audit(**changes):
    parts = {
        "units": [unit("市工业和信息化局")],
        "targets": [target("审计企业30家", "企业", "eq", "30", "家")],
    }
    return task("开展能源审计", **(parts | changes))


def plan(*tasks, targets=(), header=None):
    blocks, at = [], 0
    for number, line in enumerate(TEXT.split("\n")):
        blocks.append(Block(kind="paragraph", span=Span(at, at + len(line)), page=number + 1, paragraph=number))
        at += len(line) + 1
    return Plan(
        source=Source(name="made-up.txt", format="txt", sha256="0" * 64),
        header=header or Header(title="滨江市2031年节能工作方案"),
        text=TEXT,
        blocks=tuple(blocks),
        tasks=tasks,
        targets=tuple(targets),
    )


GOLD = {
    "document": "binjiang",
    "header": {"title": "滨江市2031年节能工作方案"},
    "tasks": [
        {
            "starts": "推广节能灯具。", "ends": "市财政局配合）", "title": "推广节能灯具",
            "lead": ["市机关事务局"], "supporting": ["市财政局"],
            "targets": [
                {"text": "新增节能灯具20万只", "indicator": "节能灯具", "comparator": "eq", "value": 20, "unit": "万只"},
                {"text": "覆盖率达到95%以上", "indicator": "覆盖率", "comparator": "ge", "value": 95, "unit": "%"},
            ],
            "deadlines": [{"text": "6月底前", "kind": "date", "end": "2031-06-30"}],
        },
        {
            "starts": "开展能源审计。", "ends": "市工业和信息化局）", "title": "开展能源审计",
            "responsible": ["市工业和信息化局"],
            "targets": [{"text": "审计企业30家", "indicator": "企业", "comparator": "eq", "value": 30, "unit": "家"}],
        },
    ],
}  # fmt: skip


def gold(**changes):
    return GOLD | changes


def gold_task(number, **changes):
    """GOLD with one of its tasks changed."""
    tasks = list(GOLD["tasks"])
    tasks[number] = tasks[number] | changes
    return GOLD | {"tasks": tasks}
