"""Every value can be traced to a line: rule ids of results resolve to a file and a line that holds them."""

from pathlib import Path

import pytest

import policy_parse
from policy_parse import parse
from policy_parse.api import parse_document
from policy_parse.document import build_document
from policy_parse.document.pieces import Paragraph
from policy_parse.lexicon import Lexicon
from policy_parse.refusals import REASONS
from policy_parse.rules import describe_rules, find_rules
from policy_parse.vocabulary.examples import cases
from test_why_not import document
from thoroughness import drawn

ROOT = Path(__file__).parents[1]
PACKAGE = Path(policy_parse.__file__).parent
LEXICON = Lexicon.load()
CODE = sorted(PACKAGE.rglob("*.py"))


def rules_of(plan):
    for task in plan.tasks:
        yield task.rule
        for value in (*task.responsible, *task.supporting, *task.targets, *task.deadlines):
            yield value.rule
    targets = (*plan.targets, *(target for task in plan.tasks for target in task.targets))
    for target in targets:
        yield target.rule
        if target.due is not None:
            yield target.due.rule


def rules_of_the_corpus():
    for source in sorted((ROOT / "corpus").glob("*/source.*")):
        if source.suffix in (".docx", ".txt", ".html"):
            yield from rules_of(parse(source))


def rules_of_the_examples():
    for entry in LEXICON.table("forms"):
        for example in entry["examples"]:
            yield from rules_of(parse_document(document(example)))
    texts = [case.text for case in cases(LEXICON) if case.table in ("bounds", "deadlines", "roles", "offices")]
    items = (Paragraph(f"（{number}）建设泵站。{text}。") for number, text in enumerate(texts, 1))
    made = build_document([Paragraph("一、重点任务"), *items], name="made-up.txt", format="txt", data=b"")
    yield from rules_of(parse_document(made, year=2031))


@pytest.fixture(scope="module")
def used():
    """Ids of rules that made a value."""
    return sorted({*rules_of_the_corpus(), *rules_of_the_examples()})


def holds(rule):
    """Whether the line that a rule names holds its id, as results carry it or as its file has it."""
    line = rule.file.read_text("utf-8").splitlines()[rule.line - 1]
    return rule.line > 0 and any(f'"{known}"' in line for known in rule.ids)


def test_the_examples_use_rules_of_every_sort(used):
    sorts = {identity.split(".")[0] for identity in used}
    assert sorts >= {"bound", "deadline", "narrative", "recurring", "table", "target", "unit", "indicator_table"}


def test_the_rule_of_a_result_is_one_and_is_found_at_a_line_that_holds_it(used):
    rules = list(find_rules(LEXICON))
    for identity in used:
        found = [rule for rule in rules if identity in rule.ids]
        assert len(found) == 1, identity
        assert holds(found[0]), identity
    for identity in drawn(used, 15):
        assert describe_rules(LEXICON, identity).split()[1].rpartition(":")[2].isdecimal(), identity


@pytest.mark.parametrize("entry", LEXICON.table("forms"), ids=lambda entry: entry["id"])
def test_a_form_names_the_lines_of_code_that_make_it(entry):
    [rule] = [rule for rule in find_rules(LEXICON, entry["id"]) if rule.ids[0] == entry["id"]]
    for place in str(rule.says["code"]).split(", "):
        module, _, line = place.partition(":")
        if line:
            assert f'"{entry["id"]}"' in (PACKAGE / module).read_text("utf-8").splitlines()[int(line) - 1]
    assert ":" in str(rule.says["code"])


def test_rules_in_code_are_listed_beside_those_in_data():
    listed = describe_rules(LEXICON, "")
    for reason in REASONS:
        assert reason in listed
    for table in ("roles.toml:", "forms.toml:", "signs_tasks.toml:", "refusals.py:"):
        assert table in listed


def test_signs_have_the_id_under_which_code_knows_them():
    [rule] = find_rules(LEXICON, "tasks.duty_section")
    assert rule.file.name == "signs_tasks.toml"
    assert holds(rule)
    assert "pattern" in rule.says


def test_a_sign_written_in_code_is_found_without_importing_its_module(tmp_path, monkeypatch):
    from policy_parse import rules

    source = 'MARK = Sign(\n    "lines.mark",\n    r"[①-⑳]",\n    says="a circled number",\n    examples=["①"],\n)\n'
    (tmp_path / "lines.py").write_text(source, "utf-8")
    monkeypatch.setattr(rules, "_SOURCE", tmp_path)
    rules._in_code.cache_clear()
    [found] = rules._in_code()
    rules._in_code.cache_clear()
    assert (found.ids, found.file.name, found.line) == (("lines.mark",), "lines.py", 2)
    assert found.says == {"pattern": "[①-⑳]", "says": "a circled number", "examples": ["①"]}


def test_an_entry_of_ones_own_is_found_in_its_file(tmp_path):
    own = tmp_path / "columns.toml"
    own.write_text(
        '[[entry]]\nid = "mine.unit"\nmeaning = "responsible"\npatterns = ["主抓科所"]\nexamples = ["主抓科所"]\n',
        "utf-8",
    )
    [rule] = find_rules(Lexicon.load(tmp_path), "mine.unit")
    assert (rule.file, rule.line) == (own.resolve(), 2)
