"""The JSON Schemas describe every field, and what is written is valid by them."""

import json
from pathlib import Path

import pytest

from policy_parse import Plan, compare, parse, trend
from policy_parse.model.comparison import Comparison
from policy_parse.model.corrections import Corrections
from policy_parse.model.report import FindingsReport
from policy_parse.model.trend import Trend
from policy_parse.writers import render
from thoroughness import sample

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*(ROOT / "corpus").glob("*/source.*"), *(ROOT / "examples/plans").iterdir()])
YEARS = sorted((ROOT / "examples/plans").iterdir())


def schema_of(model):
    return model.model_json_schema(mode="serialization")


@pytest.fixture(scope="module")
def validator():
    jsonschema = pytest.importorskip("jsonschema")

    def make(schema):
        jsonschema.Draft202012Validator.check_schema(schema)
        return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())

    return make


WRITTEN = {
    "plan": Plan,
    "comparison": Comparison,
    "trend": Trend,
    "findings": FindingsReport,
    "corrections": Corrections,
}


@pytest.mark.parametrize("model", WRITTEN.values())
def test_every_field_is_described(model):
    schema = schema_of(model)
    objects = {schema["title"]: schema, **schema["$defs"]}
    silent = [
        f"{name}.{field}"
        for name, found in objects.items()
        for field, about in found.get("properties", {}).items()
        if len(about.get("description", "")) < 3
    ]
    assert silent == []
    assert all(found["description"] for found in objects.values())


@pytest.mark.parametrize("name", WRITTEN)
def test_a_schema_says_which_it_is(name):
    schema = schema_of(WRITTEN[name])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:policy-parse:{name}:{schema['properties']['schema_version']['const']}"


@pytest.mark.parametrize("source", sample(DOCUMENTS, 3), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_is_written_as_json_is_valid(validator, source):
    plan = parse(source)
    schema = schema_of(Plan)
    validator(schema).validate(json.loads(render(plan, "json")))
    of_task = validator({"$ref": "#/$defs/Task", "$defs": schema["$defs"]})
    lines = [json.loads(line) for line in render(plan, "ndjson").splitlines()]
    for line in lines:
        of_task.validate({name: line[name] for name in line if name not in ("source", "sha256", "plan_title")})
    assert len(lines) == len(plan.tasks)


def test_comparisons_and_trends_are_valid(validator):
    for result in (compare(*YEARS), trend(YEARS)):
        assert list(validator(schema_of(type(result))).iter_errors(json.loads(result.model_dump_json()))) == []


def test_a_plan_that_breaks_the_schema_is_not_valid(validator):
    plan = json.loads(render(parse(YEARS[0]), "json"))
    plan["tasks"][0]["targets"][0]["comparator"] = "about"
    assert not validator(schema_of(Plan)).is_valid(plan)
