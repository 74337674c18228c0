"""A plan with everything in it confirmed, as a reviewer does who finds nothing wrong."""

from policy_parse import DeadlineCorrection, TargetCorrection, TaskCorrection, UnitCorrection


def confirmed(plan):
    """A correction that confirms each task and each value of `plan`."""
    for task in plan.tasks:
        yield TaskCorrection(op="confirm", task=task.id, field="task", old=task)
        for field in ("responsible", "supporting"):
            for unit in getattr(task, field):
                yield UnitCorrection(op="confirm", task=task.id, field=field, old=unit)
        for target in task.targets:
            yield TargetCorrection(op="confirm", task=task.id, field="targets", old=target)
        for deadline in task.deadlines:
            yield DeadlineCorrection(op="confirm", task=task.id, field="deadlines", old=deadline)
    for target in plan.targets:
        yield TargetCorrection(op="confirm", task=None, field="targets", old=target)
