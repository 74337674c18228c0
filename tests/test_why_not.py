"""Every reason why something is not read: a made-up case for each, the command, and that asking changes nothing."""

import re
import tomllib
from itertools import groupby
from pathlib import Path

import pytest

import policy_parse
from made_up_table import LEFT, UP, table
from policy_parse.api import parse_document
from policy_parse.cli import main
from policy_parse.document import build_document
from policy_parse.document.pieces import Paragraph
from policy_parse.lexicon import Lexicon
from policy_parse.refusals import REASONS, Refusal, Trace
from policy_parse.rules import find_rule, places_in_code
from policy_parse.span import Span
from policy_parse.why_not import find_place, refusals, why_not

CASES = tomllib.loads((Path(__file__).parent / "cases" / "why_not.toml").read_text("utf-8"))["case"]
LEXICON = Lexicon.load()
CELLS = {"<": LEFT, "^": UP}


def document(text):
    pieces = []
    for is_table, lines in groupby(text.split("\n"), key=lambda line: "\t" in line):
        if is_table:
            pieces.append(table(*([CELLS.get(cell, cell) for cell in line.split("\t")] for line in lines)))
        else:
            pieces += [_paragraph(line) for line in lines if line]
    return build_document(pieces, name="made-up.txt", format="txt", data=b"")


def _paragraph(line):
    return Paragraph(line[1:], note="footnote") if line.startswith("※") else Paragraph(line)


def refused(text, asked, year=2031):
    made = document(text)
    place = find_place(made.text, asked)
    assert place is not None, asked
    return refusals(made, place, year=year, lexicon=LEXICON)[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['reason']}-{case['asked']}")
def test_the_reason_of_a_case_is_told(case):
    found = refused(case["text"], case["asked"], case.get("year", 2031))
    assert case["reason"] in [refusal.id for refusal in found]


def test_every_reason_has_a_case_and_every_other_id_is_a_sign():
    """A sign that refuses by itself has its examples beside it."""
    told = {case["reason"] for case in CASES}
    assert {*REASONS} - told == set()
    assert all(find_rule(LEXICON, other) for other in told - {*REASONS})


def test_every_reason_is_decided_somewhere_and_every_one_that_is_decided_is_explained():
    assert [reason for reason in REASONS if not places_in_code(reason)] == []
    areas = "|".join({reason.split(".")[0] for reason in REASONS} - {"document", "target"})
    files = Path(policy_parse.__file__).parent.rglob("*.py")
    code = "".join(file.read_text("utf-8") for file in files if file.parent.name != "model")  # which refuses nothing
    assert {*re.findall(rf'"((?:{areas})\.[a-z_]+)"', code)} - {*REASONS} == set()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['reason']}-{case['asked']}")
def test_asking_changes_nothing(case):
    made = document(case["text"])
    assert parse_document(made, year=2031, trace=Trace()) == parse_document(made, year=2031)


def test_the_words_refused_are_where_the_reason_says():
    [found] = refused("一、重点任务\n（一）对年用水1万立方米以上的企业开展水平衡测试。", "1万立方米")
    assert found == Refusal("target_cue.threshold", found.span)
    made = document("一、重点任务\n（一）对年用水1万立方米以上的企业开展水平衡测试。")
    assert found.span.of(made.text) == "1万立方米"


def test_where_a_value_was_read_nothing_says_that_its_paragraph_was_not():
    text = "一、指导思想\n以节水为重点。到2031年，泵站达到30座。"
    made = document(text)
    plan, found, _ = refusals(made, find_place(made.text, "30座"), year=2031, lexicon=LEXICON)
    assert [target.text for target in plan.targets] == ["泵站达到30座"]
    assert found == []


def test_what_is_smallest_comes_first():
    trace = Trace()
    trace.refuse("section.role", Span(0, 20))
    trace.refuse("number.year", Span(5, 8))
    trace.refuse("number.year", Span(5, 8))
    trace.refuse("number.past", Span(9, 11))
    assert [refusal.id for refusal in trace.over(Span(6, 7))] == ["number.year", "section.role"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("0", (0, 1)), ("4", (4, 5)), ("30座", (4, 8)), ("9", None), ("40座", None), ("", None), (" ", None)],
)
def test_a_place_is_an_offset_or_the_first_place_of_words(asked, found):
    place = find_place("建设泵站3\n0座。", asked)
    assert (None if place is None else (place.start, place.end)) == found


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(
        "某某市节水工作方案\n\n一、重点任务\n（一）巩固26条河道治理成效（见附件）。改造管网20公里。", "utf-8"
    )
    return path


def test_the_command_tells_reason_words_and_line_of_code(file, capsys):
    assert main(["explain", str(file), "--why-not", "26条"]) == 0
    shown = capsys.readouterr().out
    assert "target_cue.keeps_up" in shown
    assert "“26条”" in shown
    assert re.search(r"target_cues\.csv:\d+", shown)
    assert re.search(r"reading reference +\d+ +keeps_up \+\d+（领先 margin \d+）", shown)
    assert "reading count" in shown


def test_the_command_tells_what_was_read_there(file, capsys):
    assert main(["explain", str(file), "--why-not", "20公里"]) == 0
    shown = capsys.readouterr().out
    assert "read as" in shown
    assert "改造管网20公里" in shown
    assert "refused" not in shown


def test_a_field_of_the_header_is_told(file, capsys):
    assert main(["explain", str(file), "--why-not", "节水工作方案"]) == 0
    assert "标题 title" in capsys.readouterr().out


def test_an_offset_is_a_place_too(file, capsys):
    offset = document(file.read_text("utf-8")).text.index("见附件")
    assert main(["explain", str(file), "--why-not", str(offset)]) == 0
    assert "units.only_explains" in capsys.readouterr().out


@pytest.mark.parametrize("asked", ["99座", "99999"])
def test_what_is_not_in_the_text_is_wrong_usage(file, capsys, asked):
    assert main(["explain", str(file), "--why-not", asked]) == 2
    assert asked in capsys.readouterr().err


def test_words_with_nothing_to_read_say_so(file, capsys):
    assert main(["explain", str(file), "--why-not", "成效"]) == 0
    assert "nothing here" in capsys.readouterr().out


def test_the_plan_of_the_corpus_has_a_reason_for_every_number_that_is_no_target(beibei):
    """A number with a measure that no value holds is refused by name: none goes silently."""
    made = policy_parse.read((beibei / "source.txt").read_bytes(), name="source.txt")
    trace = Trace()
    plan = parse_document(made, trace=trace)
    read = [v.span for t in plan.tasks for v in (*t.targets, *t.deadlines, *t.responsible, *t.supporting)]
    read += [v.span for v in plan.targets] + [v.due.span for v in plan.targets if v.due]
    silent = []
    for match in re.finditer(r"[0-9]+(?:%|万|家|个|公里|座|亩|亿)", plan.text):
        span = Span(*match.span())
        if not any(span.overlaps(value) for value in read) and not trace.over(span):
            silent.append(why_not(made, span, year=None, lexicon=LEXICON))
    assert silent == []
