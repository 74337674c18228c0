"""Forms read by code carry an id that can be looked up, and their examples are read so."""

import re
from pathlib import Path

import pytest
from made_up_plan import UP, plan, table

import policy_parse
from policy_parse.lexicon import Lexicon

LEXICON = Lexicon.load()
ENTRIES = LEXICON.table("forms")
CODE = Path(policy_parse.__file__).parent


def parsed(example):
    paragraphs = example.split("\n")
    if "\t" not in example:
        return plan(*paragraphs)
    return plan(table(*([UP if cell == "^" else cell for cell in p.split("\t")] for p in paragraphs)))


@pytest.mark.parametrize(
    ("entry", "example"),
    [pytest.param(e, x, id=f"{e['id']}-{i}") for e in ENTRIES for i, x in enumerate(e["examples"])],
)
def test_the_example_of_a_form_is_read_by_it(entry, example):
    made = parsed(example)
    rules = {task.rule for task in made.tasks} | {value.rule for value in made.values()}
    assert rules & {entry["id"], f"unit.{entry['id']}"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_the_code_that_a_form_names_makes_it(entry):
    named = [CODE / file for file in entry["code"].split(", ")]
    assert any(f'"{entry["id"]}"' in file.read_text("utf-8") for file in named)


def test_every_rule_that_code_makes_is_a_form():
    made = set()
    for file in CODE.rglob("*.py"):
        text = re.sub(r'Sign\(\s*"[a-z_.]+"', "", file.read_text("utf-8"))  # signs in code: test_signs_in_code.py
        made |= set(re.findall(r'"((?:narrative|table|target|place|indicator_table)\.[a-z_]+)"', text))
        made |= set(re.findall(r'rule="([a-z_.]+)"', text))
    always_beside_a_bound = {"target.bare"}  # whose id the value carries
    assert made - always_beside_a_bound - {entry["id"] for entry in ENTRIES} == set()
