"""A document as an archive keeps it: read in a worker process, with the corrections that the archive has for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from policy_parse.archive import index
from policy_parse.archive.base import Reading
from policy_parse.batch.documents import Document
from policy_parse.batch.packed import packed
from policy_parse.errors import CorrectionsError
from policy_parse.lexicon import Lexicon
from policy_parse.model import Finding, Plan
from policy_parse.text.segmentation import search_segmenter
from policy_parse.vocabulary.words import Words


class Item(NamedTuple):
    """A document that is to be read, and the files of corrections to be merged into it."""

    document: Document
    corrections: tuple[str, ...] = ()
    sha256: str | None = None


def reading_of(
    lexicon: tuple[Path, ...], year: int | None, password: str | None, *, redact: bool = False
) -> Callable[[Item], Reading]:
    """A function that reads a document and gives what the archive keeps of it, without contacts with `redact`.

    Raises LexiconError.
    """
    from policy_parse.api import parse
    from policy_parse.api import redact as redacted
    from policy_parse.vocabulary.prepare import prepared

    words = prepared(lexicon)

    def read(item: Item) -> Reading:
        document = item.document
        content = document.content(password)
        plan = parse(content, name=document.name, year=year, lexicon=words.lexicon, password=password)
        if not redact:
            return as_kept(plan, corrected(plan, item.corrections, words.lexicon), words)
        files = tuple(redacted_file(file, plan, words.lexicon) for file in item.corrections)
        masked = redacted(plan, lexicon=words.lexicon)
        merged = corrected(masked, files, words.lexicon)
        kept = as_kept(masked, masked if merged is masked else redacted(merged, lexicon=words.lexicon), words)
        return kept._replace(redacted=files)

    return read


def corrected(plan: Plan, corrections: Iterable[str], lexicon: Lexicon) -> Plan:
    """`plan` with files of corrections merged in; one that does not fit any more is a finding, and is kept."""
    from policy_parse.api import apply
    from policy_parse.corrections import read_corrections

    for file in corrections:
        try:
            plan = apply(plan, read_corrections(file.encode()), lexicon=lexicon)
        except CorrectionsError as error:
            left_out = Finding(code="correction-left-out", severity="warning", message=f"一份更正没有采用：{error}")
            plan = plan.model_copy(update={"findings": (*plan.findings, left_out)})
    return plan


def redacted_file(file: str, plan: Plan, lexicon: Lexicon) -> str:
    """A file of corrections of `plan` without contacts; see `redact_corrections`. Raises CorrectionsError."""
    from policy_parse.api import redact_corrections
    from policy_parse.corrections import read_corrections

    return redact_corrections(read_corrections(file.encode()), plan, lexicon=lexicon).model_dump_json()


def as_kept(plan: Plan, corrected: Plan, words: Words) -> Reading:
    """What the archive keeps of a plan as it was read and with its corrections."""
    from policy_parse.model.tables import rows_of

    as_read = None if corrected is plan else packed(plan)
    indexed = index.rows_of(corrected, search_segmenter(words.comparison.vocabulary), words.units)
    return Reading(plan.source.sha256, packed(corrected), as_read, rows_of([corrected]), indexed)
