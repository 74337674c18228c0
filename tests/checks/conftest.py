"""Small plans built by hand: the text is laid out from the tasks, so that every span holds."""

from decimal import Decimal

import pytest

from policy_parse.checks import check_plan
from policy_parse.checks.words import CheckWords
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon import Lexicon
from policy_parse.model import (
    Block,
    Deadline,
    Header,
    Plan,
    Quantity,
    Section,
    Source,
    Target,
    Task,
    Unit,
)
from policy_parse.span import Span

WORDS = CheckWords(Lexicon.load(), UnitWords(Lexicon.load()))


class Draft:
    """A plan in the making."""

    def __init__(self, *, issued_on=None):
        self.text, self.tasks, self.targets, self.sections, self.blocks = "", [], [], [], []
        self.issued_on = issued_on

    def words(self, words):
        start = len(self.text)
        self.text += words
        return {"text": words, "span": Span(start, len(self.text)), "rule": "r"}

    def target(self, indicator, comparator, value, *, unit="%", words=None, dimension="ratio", **more):
        number = Decimal(str(value))
        return Target(
            **self.words(words or f"{indicator}{comparator}{value}"), indicator=indicator, comparator=comparator, value=number, unit=unit,
            quantity=Quantity(value=number, unit=unit, dimension=dimension), **more,
        )  # fmt: skip

    def task(self, identity, *, origin="narrative", units=(), days=(), targets=(), label="", role="task", **more):
        start = len(self.text)
        self.text += f"任务{identity}"
        built = [self.unit(u) for u in units]
        goals = [self.target(*t) if isinstance(t, tuple) else t for t in targets]
        limits = []
        for day in days:
            self.text += label
            limits.append(Deadline(**self.words(f"{day}前"), kind="date", end=day))
        span = Span(start, len(self.text))
        if origin == "table":
            self.blocks.append(Block(kind="cell", span=span, table=0, row=len(self.tasks), column=0))
        self.tasks.append(
            Task(
                id=identity,
                origin=origin,
                text=f"任务{identity}",
                section_role=role,
                span=span,
                rule="r",
                targets=tuple(goals),
                deadlines=tuple(limits),
                responsible=tuple(u for u in built if u.role in ("lead", "responsible")),
                supporting=tuple(u for u in built if u.role not in ("lead", "responsible")),
                **more,
            )
        )
        self.text += "\n"

    def unit(self, words):
        name, _, role = words.partition("/")
        return Unit(**self.words(name), name=name, role=role or "responsible", collective=name.startswith("各"))

    def section(self, number, *, parent=None, level=1):
        start = len(self.text)
        self.text += f"{number}、标题\n"
        self.sections.append(
            Section(
                id=f"s{start}",
                parent=parent,
                level=level,
                number=number,
                heading="标题",
                role="task",
                span=Span(start, len(self.text)),
            )
        )
        return self.sections[-1].id

    def plan(self):
        return Plan(
            source=Source(name="x", format="txt", sha256=""), header=Header(issued_on=self.issued_on), text=self.text, tasks=tuple(self.tasks),
            targets=tuple(self.targets), sections=tuple(self.sections), blocks=tuple(self.blocks),
        )  # fmt: skip


@pytest.fixture
def draft():
    return Draft


@pytest.fixture
def findings():
    def found(draft, code):
        return [f for f in check_plan(draft.plan(), WORDS) if f.code == code]

    return found
