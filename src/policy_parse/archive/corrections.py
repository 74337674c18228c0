"""Corrections of plans that an archive holds: merged into what it shows, and kept, so that they survive re-reading."""

from __future__ import annotations

from policy_parse.archive.base import Archive
from policy_parse.archive.reading import as_kept
from policy_parse.errors import CorrectionsError
from policy_parse.lexicon import Lexicon
from policy_parse.model import Finding
from policy_parse.vocabulary.prepare import prepared

_LEFT_OUT = "correction-left-out"
_WITH_CONTACTS = (
    "库里的这份方案有联系方式，先用 collect --redact contacts 重新入库"
    "（the archive keeps this plan with contacts, collect it with --redact contacts first）"
)


def correct(archive: Archive, file: str, lexicon: Lexicon, *, without_contacts: bool = False) -> list[Finding]:
    """Merge a file of corrections into the plan that it was made for; what was left out of it, as findings.

    A file that is there already changes nothing; of a plan that is kept without contacts, it is kept without them too.
    Raises CorrectionsError for a file that is none, for a plan that the archive does not hold, or whose words are
    others, and with `without_contacts` for one that it holds with them; WriteError.
    """
    from policy_parse.api import apply, redact, redact_corrections
    from policy_parse.corrections import read_corrections

    corrections = read_corrections(file)
    held = archive.plan(corrections.plan)
    if held is None:
        raise CorrectionsError(f"{file}: 库里没有这份文件（the archive has no plan {corrections.plan[:12]}…）")
    as_read, plan = held
    is_redacted = archive.is_redacted(corrections.plan)
    if without_contacts and not is_redacted:
        raise CorrectionsError(f"{file}: {_WITH_CONTACTS}")
    if is_redacted:
        corrections = redact_corrections(corrections, as_read, lexicon=lexicon)
    text = corrections.model_dump_json()
    if text in archive.corrections(corrections.plan):
        return []
    try:
        merged = apply(plan, corrections, lexicon=lexicon)
        merged = redact(merged, lexicon=lexicon) if is_redacted else merged
    except CorrectionsError as error:
        raise CorrectionsError(f"{file}: {error}") from error
    archive.correct(corrections.plan, text, as_kept(as_read, merged, prepared(lexicon)))
    told = set(plan.findings)
    return [finding for finding in merged.findings if finding.code == _LEFT_OUT and finding not in told]
