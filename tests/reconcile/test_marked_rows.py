"""The tasks of the text and the rows of the table of one real plan that state the same work, marked by hand before."""

import tomllib
from pathlib import Path

from marked_documents import file_of, plan_of

MARKED = tomllib.loads((Path(__file__).parents[1] / "compare" / "beibei_rows.toml").read_text("utf-8"))


def test_every_pair_of_task_and_row_is_found_and_no_other():
    plan = plan_of(file_of(MARKED["documents"]["plan"]))

    def task_with(quote):
        at = plan.text.index(quote)
        holding = [task for task in plan.tasks if task.span.start <= at < task.span.end]
        return min(holding, key=lambda task: len(task.span)).id

    sure = {(task_with(pair["narrative"]), task_with(row)) for pair in MARKED["pair"] for row in pair["rows"]}
    doubtful = {(task_with(pair["narrative"]), task_with(pair["row"])) for pair in MARKED["doubtful"]}
    found = {(task.id, row) for task in plan.tasks if task.origin == "narrative" for row in task.related}
    assert len(sure) == 20
    assert found - doubtful == sure
