"""Findings as a SARIF 2.1.0 log (OASIS Standard, 27 March 2020): one run, a rule a code, a result a finding.

A document has no lines that a viewer could jump to, and offsets into the text as read are none into the file: a place
is a logical location (第3页 表1第5行第2列) with the words in its message, and offsets in the location's properties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from policy_parse import __version__
from policy_parse.checks.codes import FindingCode
from policy_parse.findings.checked import CheckedFile
from policy_parse.findings.places import Place, places_of
from policy_parse.model import Finding, Plan, Severity
from policy_parse.model.location import Places

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Mapping[Severity, str] = {"info": "note", "warning": "warning", "error": "error"}
_COUNTED = ("page", "paragraph", "table", "row", "column")
_SNIPPET = 200
"""Characters of a place that are shown."""


def sarif_log(files: Sequence[CheckedFile], codes: Sequence[FindingCode]) -> dict[str, Any]:
    """The log as an object of plain values. Files that could not be read are notifications of the invocation."""
    index = {one.code: i for i, one in enumerate(codes)}
    results = [result for number, file in enumerate(files) for result in _results(file, number, index)]
    unread = [_notification(file, number) for number, file in enumerate(files) if file.plan is None]
    driver = {
        "name": "policy-parse",
        "version": __version__,
        "language": "zh-CN",
        "rules": [_rule(one) for one in codes],
    }
    run = {
        "tool": {"driver": driver},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not unread, "toolExecutionNotifications": unread}],
        "artifacts": [_artifact(file) for file in files],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(one: FindingCode) -> dict[str, Any]:
    examples = "\n\n".join(example.strip() for example in one.examples)
    return {
        "id": one.code,
        "shortDescription": {"text": one.means},
        "fullDescription": {"text": f"{one.means}。{one.says}"},
        "help": {"text": f"{one.means}。例：\n{examples}"},
        "defaultConfiguration": {"level": _LEVELS[one.severities[-1]]},
    }


def _uri(file: CheckedFile) -> str:
    return quote(file.name)


def _artifact(file: CheckedFile) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": _uri(file)}}
    if file.plan is not None:
        artifact["hashes"] = {"sha-256": file.plan.source.sha256}
    return artifact


def _notification(file: CheckedFile, number: int) -> dict[str, Any]:
    where = {"physicalLocation": {"artifactLocation": {"uri": _uri(file), "index": number}}}
    return {"level": "error", "message": {"text": file.error or ""}, "locations": [where]}


def _results(file: CheckedFile, number: int, index: Mapping[str, int]) -> list[dict[str, Any]]:
    if file.plan is None:
        return []
    places = Places(file.plan)
    return [_result(finding, file, file.plan, number, index, places) for finding in file.findings]


def _result(
    finding: Finding, file: CheckedFile, plan: Plan, number: int, index: Mapping[str, int], places: Places
) -> dict[str, Any]:
    """One result: its first place is where it is, the others are related to it."""
    artifact = {"physicalLocation": {"artifactLocation": {"uri": _uri(file), "index": number}}}
    stands = [artifact | _location(place) for place in places_of(finding, plan, places)]
    result: dict[str, Any] = {"ruleId": finding.code}
    if finding.code in index:
        result["ruleIndex"] = index[finding.code]
    result |= {
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": stands[:1] or [artifact],
    }
    if stands[1:]:
        result["relatedLocations"] = [{"id": i} | place for i, place in enumerate(stands[1:], 1)]
    if finding.tasks:
        result["properties"] = {"tasks": list(finding.tasks)}
    return result


def _location(place: Place) -> dict[str, Any]:
    words = place.text if len(place.text) <= _SNIPPET else place.text[: _SNIPPET - 1] + "…"
    kind = "element" if place.table is not None else "text"
    numbers = {name: value for name in _COUNTED if (value := getattr(place, name))}
    return {
        "logicalLocations": [{"name": place.where, "fullyQualifiedName": place.where, "kind": kind}],
        "message": {"text": f"{place.where}：{words}"},
        "properties": {"start": place.span.start, "end": place.span.end, **numbers},
    }
