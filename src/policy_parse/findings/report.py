"""The findings of all files of a call as one text, JSON or SARIF document."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from policy_parse.checks.codes import FindingCode
from policy_parse.explain import quote
from policy_parse.findings.checked import CheckedFile
from policy_parse.findings.places import Place, places_of
from policy_parse.findings.sarif import sarif_log
from policy_parse.model import Finding, wording
from policy_parse.model.location import Places
from policy_parse.model.report import CheckedDocument, FindingsReport, ReportedFinding, ReportedPlace
from policy_parse.text.terminal_width import padded
from policy_parse.writers.as_written import end_of, head_of, is_json

_CODE_WIDTH = 30
_LAST = re.compile(r"(?:^|\n)共 \d+ 个文件，\d+ 条（[^（）\n]*）(?:，\d+ 个文件没有读出)?\n$")


def as_text(files: Sequence[CheckedFile], codes: Sequence[FindingCode]) -> str:
    """For each file its name and a line a finding, each place of it below; then how many there are of each gravity."""
    lines: list[str] = []
    for file in files:
        lines.append(f"{file.name}：" + (file.error or ("" if file.findings else "没有疑点（no findings）")))
        places = None if file.plan is None else Places(file.plan)
        for finding in file.findings:
            head = f"  {wording.SEVERITIES[finding.severity]} {finding.code}"
            lines.append(f"{padded(head, _CODE_WIDTH)}{finding.message}")
            if file.plan is not None:
                lines += [f"      {p.where}  {quote(p.text)}" for p in places_of(finding, file.plan, places)]
    return "\n".join([*lines, _counts(files)]) + "\n"


def _counts(files: Sequence[CheckedFile]) -> str:
    found = [finding.severity for file in files for finding in file.findings]
    counts = "、".join(f"{words} {found.count(s)}" for s, words in reversed(list(wording.SEVERITIES.items())))
    unread = sum(file.plan is None for file in files)
    return f"共 {len(files)} 个文件，{len(found)} 条（{counts}）" + (f"，{unread} 个文件没有读出" if unread else "")


def as_json(files: Sequence[CheckedFile], codes: Sequence[FindingCode]) -> str:
    """A FindingsReport: `schema_version` and `files`, each with `name`, `sha256`, `error` and `findings`."""
    return _dumped(FindingsReport(files=tuple(map(_document, files))).model_dump(mode="json"))


def _document(file: CheckedFile) -> CheckedDocument:
    plan = file.plan
    if plan is None:
        return CheckedDocument(name=file.name, sha256=None, error=file.error, findings=())
    places = Places(plan)
    found = (_finding(finding, places_of(finding, plan, places)) for finding in file.findings)
    return CheckedDocument(name=file.name, sha256=plan.source.sha256, error=None, findings=tuple(found))


def _finding(finding: Finding, places: Iterable[Place]) -> ReportedFinding:
    return ReportedFinding(
        code=finding.code,
        severity=finding.severity,
        message=finding.message,
        tasks=finding.tasks,
        places=tuple(map(_place, places)),
    )


def _place(place: Place) -> ReportedPlace:
    values = place._asdict()
    span = values.pop("span")
    return ReportedPlace(start=span.start, end=span.end, **values)


def as_sarif(files: Sequence[CheckedFile], codes: Sequence[FindingCode]) -> str:
    """A log by the Static Analysis Results Interchange Format 2.1.0 (OASIS)."""
    return _dumped(sarif_log(files, codes))


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Sequence[CheckedFile], Sequence[FindingCode]], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
}


def is_as_written(path: Path, format: str) -> bool:
    """True for a report of ours in `format`. Raises OSError."""
    if format == "text":
        return _LAST.search(end_of(path).decode("utf-8", "replace")) is not None
    if format == "json":
        return is_json(path, "files")
    return format != "sarif" or b'"name": "policy-parse"' in head_of(path)


def render(files: Sequence[CheckedFile], codes: Sequence[FindingCode], format: str) -> str:
    """All `files` in `format`, one of FORMATS; `codes` describe the findings where the format has a place for it."""
    return FORMATS[format](files, codes)
