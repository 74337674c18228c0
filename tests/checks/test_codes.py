"""data/findings.toml: every code that is found is told there, and each of its examples gives it and nothing else."""

import ast
from pathlib import Path

import pytest

import policy_parse
from policy_parse import Lexicon
from policy_parse.checks import CHECKS
from policy_parse.checks.codes import finding_codes
from policy_parse.rules import describe_findings

LEXICON = Lexicon.load()
CODES = finding_codes(LEXICON)
EXAMPLES = [(one, example) for one in CODES if not one.from_reader for example in one.examples]
READERS = Path(policy_parse.__file__).parent / "readers"


def notices():
    """The code of every notice that a reader gives: the first argument of Notice(…) and warn(…)."""
    for file in sorted(READERS.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            name = getattr(node, "func", None)
            called = getattr(name, "id", None) or getattr(name, "attr", None)
            if called in ("Notice", "warn", "_warn") and node.args and isinstance(node.args[0], ast.Constant):
                yield node.args[0].value


def test_every_check_is_told_in_the_order_of_the_checks():
    assert [one.code for one in CODES if not one.from_reader] == list(CHECKS)


def test_every_notice_of_a_reader_is_told_and_no_other():
    of_apply = {"correction-left-out"}
    assert {one.code for one in CODES if one.from_reader} == {*notices(), *of_apply}


@pytest.mark.parametrize(("one", "example"), EXAMPLES, ids=lambda value: getattr(value, "code", None))
def test_an_example_gives_its_finding_and_no_other(one, example):
    plan = policy_parse.parse(example.encode(), name="example.md")
    [finding] = plan.findings
    assert finding.code == one.code
    assert finding.severity in one.severities
    assert all(span.of(plan.text).strip() for span in finding.spans)


def test_the_command_shows_each_code_with_its_meaning_and_an_example():
    shown = describe_findings(LEXICON)
    for one in CODES:
        assert f"{one.code} " in shown
        assert one.means in shown
    assert shown.count("例 example:") == sum(len(one.examples) for one in CODES)
    assert describe_findings(LEXICON, "unit-v").startswith("unit-variant")
    assert describe_findings(LEXICON, "nothing") == ""
