"""The codes of findings as data: what each means, how grave it is, and a made-up document that gives it."""

from __future__ import annotations

from typing import NamedTuple

from policy_parse.lexicon import Lexicon
from policy_parse.model.finding import Severity

TABLE = "findings"


class FindingCode(NamedTuple):
    """One entry of ``data/findings.toml``."""

    code: str
    severities: tuple[Severity, ...]
    """The least grave first."""
    means: str
    """For an official, in Chinese."""
    says: str
    """The same in English."""
    examples: tuple[str, ...]
    from_reader: bool = False
    """True if a reader of files gives it; its examples then say what such a file is like."""


def finding_codes(lexicon: Lexicon) -> tuple[FindingCode, ...]:
    """Every code that a Plan's findings may carry, those of checks first."""
    return tuple(
        FindingCode(
            code=entry["id"],
            severities=tuple(entry["severity"]),
            means=entry["means"],
            says=entry["says"],
            examples=tuple(entry["examples"]),
            from_reader=entry.get("reader", False),
        )
        for entry in lexicon.table(TABLE)
    )
