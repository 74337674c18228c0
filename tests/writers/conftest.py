from datetime import date
from decimal import Decimal

import pytest

from policy_parse.model import Block, Deadline, Finding, Header, Plan, Quantity, Source, Target, Task, Unit
from policy_parse.span import Span


def made(content="=1+1，漏损率控制在9%以内 <b>", name="plan.docx"):
    """A plan of one narrative task and one row, with words that try to be formulas and tags."""
    narrative = f"1.管网改造。{content}（区水利局牵头），年底前完成"
    row = f"{content}，年底前完成"
    unit_cell = "区水利局"
    text = f"示例工作方案\n{narrative}\n{row}\t{unit_cell}"

    def at(words, start=0):
        begin = text.index(words, start)
        return {"text": words, "span": Span(begin, begin + len(words))}

    start = text.index(narrative)
    second = start + len(narrative) + 1
    target = Target(
        **at("漏损率控制在9%以内"), rule="r", indicator="漏损率", comparator="le", value=Decimal("9"), unit="%",
        quantity=Quantity(value=Decimal("9"), unit="%", dimension="ratio"),
    )  # fmt: skip
    lead = Unit(**at("区水利局"), rule="r", name="某市某区水利局", role="lead")
    tasks = (
        Task(
            id="1", origin="narrative", number="1", title="管网改造", text=content, path=("重点任务",), span=Span(start, second - 1), rule="r",
            responsible=(lead,), targets=(target,), deadlines=(Deadline(**at("年底前"), rule="r", kind="date", end=date(2022, 12, 31)),), related=("t1.1",),
        ),
        Task(
            id="t1.1", origin="table", text=row, span=Span(second, second + len(row)), rule="r", related=("1",),
            responsible=(Unit(**at(unit_cell, second), rule="r", name=unit_cell, role="responsible"),),
        ),
    )  # fmt: skip
    return Plan(
        source=Source(name=name, format="docx", sha256="0" * 64),
        header=Header(title="示例工作方案<i>"),
        text=text,
        blocks=(
            Block(kind="paragraph", span=Span(0, start - 1), paragraph=0),
            Block(kind="paragraph", span=Span(start, second - 1), paragraph=1, page=2),
            Block(
                kind="cell", span=Span(second, second + len(row)), table=0, row=1, column=0, row_span=1, column_span=1
            ),
            Block(
                kind="cell",
                span=Span(second + len(row) + 1, len(text)),
                table=0,
                row=1,
                column=1,
                row_span=1,
                column_span=1,
            ),
        ),
        tasks=tasks,
        findings=(Finding(code="unit-variant", severity="info", message="两种写法<script>", spans=(lead.span,)),),
    )


@pytest.fixture
def plan():
    return made()


@pytest.fixture
def build_plan():
    return made


@pytest.fixture
def plan_with_targets(plan):
    """The plan with the first task's target as an overall one."""
    return plan.model_copy(update={"targets": plan.tasks[0].targets})
