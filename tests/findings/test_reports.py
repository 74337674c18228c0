"""Findings as text, JSON and SARIF: which are chosen, where they stand, and that a SARIF log is one."""

import json

import pytest

from policy_parse import Lexicon, parse
from policy_parse.checks.codes import finding_codes
from policy_parse.findings import FORMATS, CheckedFile, chosen, gravest_reached, places_of, render

CODES = finding_codes(Lexicon.load())

# The objects of a SARIF 2.1.0 log that are written here, by the schema of the standard (errata 01): the properties that
# each may have, those that it must have; the schema allows no other.
BAG = "properties"
SCHEMA = {
    "log": ({"$schema", "version", "runs", BAG}, {"version", "runs"}),
    "run": ({"tool", "language", "columnKind", "invocations", "artifacts", "results", BAG}, {"tool"}),
    "tool": ({"driver", BAG}, {"driver"}),
    "driver": ({"name", "version", "language", "rules", BAG}, {"name"}),
    "rule": ({"id", "shortDescription", "fullDescription", "help", "defaultConfiguration", BAG}, {"id"}),
    "invocation": ({"executionSuccessful", "toolExecutionNotifications", BAG}, {"executionSuccessful"}),
    "notification": ({"level", "message", "locations", BAG}, {"message"}),
    "artifact": ({"location", "hashes", BAG}, set()),
    "result": (
        {"ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations", BAG},
        {"message"},
    ),
    "location": ({"id", "physicalLocation", "logicalLocations", "message", BAG}, set()),
    "physical": ({"artifactLocation", BAG}, set()),
    "logical": ({"name", "fullyQualifiedName", "kind", BAG}, set()),
}
LEVELS = {"none", "note", "warning", "error"}


def holds(kind, value):
    allowed, required = SCHEMA[kind]
    assert required <= set(value) <= allowed, kind


def check_location(location, artifacts):
    holds("location", location)
    holds("physical", location["physicalLocation"])
    place = location["physicalLocation"]["artifactLocation"]
    assert artifacts[place["index"]]["location"]["uri"] == place["uri"]
    for logical in location.get("logicalLocations", ()):
        holds("logical", logical)


def check_log(log):
    """What the schema demands of the parts of a log that are written here."""
    holds("log", log)
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    holds("run", run)
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    holds("tool", run["tool"])
    holds("driver", run["tool"]["driver"])
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        holds("rule", rule)
        assert rule["defaultConfiguration"]["level"] in LEVELS
        assert all(set(rule[key]) == {"text"} for key in ("shortDescription", "fullDescription", "help"))
    for artifact in run["artifacts"]:
        holds("artifact", artifact)
    for invocation in run["invocations"]:
        holds("invocation", invocation)
        for notification in invocation["toolExecutionNotifications"]:
            holds("notification", notification)
            for location in notification["locations"]:
                check_location(location, run["artifacts"])
    for result in run["results"]:
        holds("result", result)
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in LEVELS
        assert result["message"]["text"]
        assert len(result["locations"]) == 1
        related = result.get("relatedLocations", [])
        assert len({location["id"] for location in related}) == len(related)
        for location in (*result["locations"], *related):
            check_location(location, run["artifacts"])


@pytest.fixture(scope="module")
def files(beibei):
    plans = [(name, parse(beibei / name)) for name in ("source.docx", "source.pdf")]
    return [
        *(CheckedFile(f"北碚 {name}", plan, plan.findings) for name, plan in plans),
        CheckedFile("坏 file.docx", None, error="文件不完整"),
    ]


def test_a_sarif_log_is_one(files):
    log = json.loads(render(files, CODES, "sarif"))
    check_log(log)
    [run] = log["runs"]
    assert len(run["results"]) == sum(len(file.findings) for file in files)
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["artifacts"][2]["location"]["uri"] == "%E5%9D%8F%20file.docx"
    assert "表1第24行第5列：商务委" in render(files, CODES, "sarif")


def test_a_finding_without_a_place_has_its_document():
    plan = parse(b"hello")
    log = json.loads(render([CheckedFile("a.txt", plan, plan.findings)], CODES, "sarif"))
    check_log(log)
    [result] = log["runs"][0]["results"]
    assert result["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "a.txt", "index": 0}}}]


def test_json_gives_each_place_by_page_paragraph_or_cell(files):
    docx, pdf, broken = json.loads(render(files, CODES, "json"))["files"]
    assert broken == {"name": "坏 file.docx", "sha256": None, "error": "文件不完整", "findings": []}
    by_code = {finding["code"]: finding for finding in docx["findings"]}
    [place] = by_code["unit-unknown-prefix"]["places"]
    assert place["text"] == "商务委"
    assert (place["table"], place["row"], place["column"], place["page"]) == (1, 24, 5, None)
    assert {p["page"] for finding in pdf["findings"] for p in finding["places"]} >= {1, 2, 8}
    for file, shown in zip(files, (docx, pdf), strict=False):
        for finding in shown["findings"]:
            for p in finding["places"]:
                assert file.plan.text[p["start"] : p["end"]] == p["text"]


def test_text_is_grouped_by_file_and_counted(files):
    text = render(files, CODES, "text")
    assert text.count("unit-unknown-prefix") == 2
    assert "坏 file.docx：文件不完整" in text
    assert text.rstrip().endswith("1 个文件没有读出")
    assert "表1第24行第5列  “商务委”" in text


def test_places_of_a_finding_are_its_spans_in_order(files):
    plan = files[0].plan
    for finding in plan.findings:
        assert [place.span for place in places_of(finding, plan)] == list(finding.spans)


def test_codes_are_chosen_and_left_out(files):
    findings = files[0].findings
    assert {f.code for f in chosen(findings, select={"unit-variant"})} == {"unit-variant"}
    assert "unit-variant" not in {f.code for f in chosen(findings, ignore={"unit-variant"})}
    assert chosen(findings, select={"unit-variant"}, ignore={"unit-variant"}) == ()
    assert chosen(findings) == findings


def test_how_grave_is_grave_enough(files):
    info = [file._replace(findings=chosen(file.findings, select={"unit-variant"})) for file in files]
    assert gravest_reached(info, "info")
    assert not gravest_reached(info, "warning")
    assert gravest_reached(files, "warning")
    assert not gravest_reached(files, "error")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_files_give_the_same_report(files, format):
    assert render(files, CODES, format) == render(files, CODES, format)
