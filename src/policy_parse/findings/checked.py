"""One document that was checked, and which of its findings are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple, get_args

from policy_parse.model import Finding, Plan, Severity

_GRAVITY = {severity: rank for rank, severity in enumerate(get_args(Severity))}
"""The least grave first."""


class CheckedFile(NamedTuple):
    """A document with its findings, or the reason why it could not be read."""

    name: str
    plan: Plan | None
    """None if it could not be read."""
    findings: tuple[Finding, ...] = ()
    error: str | None = None


def chosen(
    findings: Iterable[Finding], *, select: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[Finding, ...]:
    """The findings with a code of `select` (any code, if it is empty) and none of `ignore`, in their order."""
    return tuple(f for f in findings if (not select or f.code in select) and f.code not in ignore)


def gravest_reached(files: Iterable[CheckedFile], severity: Severity) -> bool:
    """True if a finding of any file is as grave as `severity`, or graver."""
    return any(_GRAVITY[f.severity] >= _GRAVITY[severity] for file in files for f in file.findings)
