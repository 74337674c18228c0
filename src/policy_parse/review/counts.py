"""How much there is in a plan: what people are told of it before anything else."""

from __future__ import annotations

from typing import NamedTuple

from policy_parse.model import Plan


class Counts(NamedTuple):
    """Numbers of a plan."""

    tasks: int
    pieces: int
    """Of work: a task of the text and the row of a table that state the same are one."""
    units: int
    """Names of single units, each once."""
    targets: int
    """Those of the plan itself too."""
    deadlines: int
    findings: int


def counts_of(plan: Plan) -> Counts:
    """The numbers of `plan`."""
    from policy_parse.writers.ledger import entries

    units = {unit.name for task in plan.tasks for unit in (*task.responsible, *task.supporting) if not unit.collective}
    return Counts(
        tasks=len(plan.tasks),
        pieces=len(entries(plan)),
        units=len(units),
        targets=len(plan.targets) + sum(len(task.targets) for task in plan.tasks),
        deadlines=sum(len(task.deadlines) for task in plan.tasks),
        findings=len(plan.findings),
    )
