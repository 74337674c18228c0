"""What was written stays readable, and no field of a result changes without another version."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from policy_parse import Plan, compare, trend
from policy_parse.cli.show import SCHEMAS
from policy_parse.writers import render

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import schemas  # noqa: E402

WRITTEN = {
    "jiangcheng-2024.1.0.json": (4, 4, "江城市2024年节约用水工作方案"),
    "yunxiu-2031.1.0.json.gz": (40, 11, "云岫县2031年县域商业体系建设工作方案"),
}
"""JSON of made-up plans as the code of 23 November 2026 wrote it, and what it says: tasks, own targets, title."""


def content(name):
    data = (schemas.GOLDEN / name).read_bytes()
    return gzip.decompress(data) if name.endswith(".gz") else data


def holds(new, old):
    """Whether all of the JSON `old` is in `new`: fields may have been added."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(key in new and holds(new[key], old[key]) for key in old)
    if isinstance(old, list):
        return isinstance(new, list) and len(new) == len(old) and all(map(holds, new, old))
    return new == old


@pytest.mark.parametrize("name", WRITTEN)
def test_json_of_the_first_version_is_read_and_written_again_as_it_was(name):
    old = json.loads(content(name))
    plan = Plan.model_validate_json(content(name))
    assert (len(plan.tasks), len(plan.targets), plan.header.title) == WRITTEN[name]
    assert old["schema_version"] == "1.0"
    assert holds(json.loads(render(plan, "json")), old)


def test_plans_of_the_first_version_can_be_compared_and_followed():
    plans = [Plan.model_validate_json(content(name)) for name in WRITTEN]
    assert len(compare(plans[0], plans[0]).matches) > 0
    assert compare(plans[0], plans[0]).is_same
    assert trend(plans).series


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_fields_of_a_version_are_those_of_its_file(name):
    """After an addition: ``python tools/schemas.py --write``, which refuses what needs another version."""
    schema = schemas.schema_of(name)
    assert schemas.fields_of(schema) == schemas.golden_of(name, schema).read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (lambda task: task["properties"].pop("number"), True),
        (lambda task: task["properties"].update(no=task["properties"].pop("number")), True),
        (lambda task: task["properties"].update(number={"type": "integer"}), True),
        (lambda task: task["properties"]["origin"]["enum"].remove("table"), True),
        (lambda task: task["required"].append("title"), True),
        (lambda task: task["properties"].update(weight={"type": "number"}) or task["required"].append("weight"), True),
        (lambda task: task["properties"].update(weight={"type": "number"}), False),
        (lambda task: task.update(description="other words"), False),
    ],
)
def test_what_needs_another_version(change, broken):
    old, new = schemas.schema_of("plan"), schemas.schema_of("plan")
    change(new["$defs"]["Task"])
    assert bool(schemas.breaks(schemas.fields_of(old), schemas.fields_of(new))) == broken
