"""Read → outline → tasks → relate → check → Plan: the only place where the order of the steps is written."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context as Numbers
from decimal import localcontext
from typing import TYPE_CHECKING

from policy_parse import model
from policy_parse.checks import CHECKS, check_plan
from policy_parse.document import Document
from policy_parse.errors import one_document
from policy_parse.fields.units.document_rules import read_rules
from policy_parse.fields.units.full_names import is_national
from policy_parse.fields.units.offices import Offices
from policy_parse.fields.units.statements import UnitReader
from policy_parse.limits import Limits, using
from policy_parse.reconcile import relate
from policy_parse.refusals import Trace
from policy_parse.registry import read_document
from policy_parse.sources import Source, load
from policy_parse.structure.document_kind import is_plan
from policy_parse.structure.header.front_matter import plan_year, read_front_matter
from policy_parse.structure.header.period import year_of_action
from policy_parse.structure.left_out import report_left_out
from policy_parse.structure.lines import read_lines
from policy_parse.structure.outline import build_outline
from policy_parse.structure.published import published_blocks
from policy_parse.structure.sections import outline_sections
from policy_parse.structure.tables import read_tables
from policy_parse.tasks.confidence import with_confidence
from policy_parse.tasks.context import Context
from policy_parse.tasks.for_all_tasks import apply_document_wide_units
from policy_parse.tasks.ids import with_unique_ids
from policy_parse.tasks.narrative import narrative_tasks
from policy_parse.tasks.rows import read_table
from policy_parse.text.fold import folded_text
from policy_parse.vocabulary.prepare import Vocabulary, prepared
from policy_parse.vocabulary.words import Words

if TYPE_CHECKING:
    from policy_parse.model.comparison import Comparison
    from policy_parse.model.corrections import Corrections
    from policy_parse.model.trend import Trend
    from policy_parse.signs.tables import TableWords

YEARS = range(1949, 2201)
"""Years that a document may be read for."""
_NUMBERS = Numbers(prec=34)
"""Decimal numbers are read alike, whatever the caller has set: the same document gives the same Plan."""


def parse(
    source: Source,
    *,
    name: str | None = None,
    year: int | None = None,
    lexicon: Vocabulary | None = None,
    password: str | None = None,
    limits: Limits | None = None,
) -> model.Plan:
    """Parse one published document into a Plan.

    `source` is a path, the file's bytes, or an open binary file; `name` is what errors and ``Plan.source`` call it.
    `year` is the year of times without one (6月底前) where the document's own year is not to be used. `lexicon`
    names vocabularies of one's own: a directory or several, laid over the built-in ones, or a Lexicon that is loaded
    already (``Lexicon.load(directory)``). `limits` says how large a document may be, where the usual limits do not fit.

    The same bytes always give an equal Plan. Raises ReadError where the document cannot be read: LimitError (a
    ReadError) where it is too large, UnforeseenError (a ReadError) where the parser itself fails at it; whatever else
    is odd about it becomes a Finding. Raises LexiconError, before the document is read, for a vocabulary that cannot
    be used. A `source` or `lexicon` of another type is a TypeError, a `year` outside 1949-2200 a ValueError.
    """
    words = prepared(lexicon)
    document = read(source, name=name, password=password, lexicon=words.lexicon, limits=limits)
    return parse_document(document, year=year, lexicon=words.lexicon)


def read(
    source: Source,
    *,
    name: str | None = None,
    password: str | None = None,
    lexicon: Vocabulary | None = None,
    limits: Limits | None = None,
) -> Document:
    """Read one document of any known format, chosen by content, without looking for tasks.

    Readers know the columns of tables, labels and page numbers by the vocabulary `lexicon`; see `parse`. Raises
    ReadError.
    """
    signs = prepared(lexicon).reading
    with using(limits):
        data, name = load(source, name)
        with one_document(name):
            return read_document(data, name=name, password=password, signs=signs)


def parse_document(
    document: Document,
    *,
    year: int | None = None,
    lexicon: Vocabulary | None = None,
    trace: Trace | None = None,
) -> model.Plan:
    """The Plan of a document that is read already; see `parse`. What is refused is reported to `trace`."""
    if year is not None and year not in YEARS:
        raise ValueError(f"year {year} is not in {YEARS[0]}-{YEARS[-1]}")
    words = prepared(lexicon)
    with localcontext(_NUMBERS), one_document(document.name):
        return _plan(document, year, words, trace)


def compare(
    old: model.Plan | Source,
    new: model.Plan | Source,
    *,
    lexicon: Vocabulary | None = None,
    password: str | None = None,
) -> Comparison:
    """What goes on from one plan to another, what is added, dropped, merged or split, and what changed.

    Each is a Plan or what `parse` takes. The same two always give an equal Comparison; exchanged they give its mirror.
    Raises ReadError, naming the document, and LexiconError; see `parse`.
    """
    from policy_parse.comparison.compare import compare_plans

    words = prepared(lexicon)
    plans = _read_plans((old, new), words, password)
    with localcontext(_NUMBERS), one_document(plans[1].source.name):
        return compare_plans(plans[0], plans[1], words.comparison)


def _read_plans(sources: Iterable[model.Plan | Source], words: Words, password: str | None) -> list[model.Plan]:
    return [
        source if isinstance(source, model.Plan) else parse(source, lexicon=words.lexicon, password=password)
        for source in sources
    ]


def trend(
    plans: Iterable[model.Plan | Source],
    *,
    indicator: str | None = None,
    region: str | None = None,
    lexicon: Vocabulary | None = None,
    password: str | None = None,
) -> Trend:
    """Each indicator of several plans over years and offices, in one unit, with its names where it was renamed.

    Each plan is a Plan or what `parse` takes; they need no order. `indicator` keeps the indicators whose name holds
    these words, `region` the values of one region or office. The same plans always give an equal Trend. Raises
    ReadError, naming the document, and LexiconError; see `parse`.
    """
    from policy_parse.trends.build import trend_of
    from policy_parse.trends.only import only

    words = prepared(lexicon)
    known = _read_plans(plans, words, password)
    with localcontext(_NUMBERS), one_document(known[-1].source.name if known else ""):
        return only(trend_of(known, words.comparison), indicator=indicator, region=region)


def apply(plan: model.Plan, corrections: Corrections, *, lexicon: Vocabulary | None = None) -> model.Plan:
    """`plan` with what a reviewer confirmed, changed, added and removed; each such value has the rule ``review``.

    Corrections are merged in order. One whose `old` is not in the plan is left out and becomes a finding
    (``correction-left-out``); the checks are made anew. Quantities and full names come from the vocabulary where the
    reviewer did not write them. The same two always give an equal Plan. Raises CorrectionsError where the corrections
    were made for another document, or the text has other words where a new value is said to stand.
    """
    from policy_parse.corrections import merge, settler

    words = prepared(lexicon)
    with localcontext(_NUMBERS), one_document(plan.source.name):
        merged = merge(plan, corrections, settler(_offices(plan.header, words), words.targets))
        kept = [finding for finding in plan.findings if finding.code not in CHECKS]
        findings = dict.fromkeys((*kept, *merged.findings(), *check_plan(merged.plan, words.checks)))
        return merged.plan.model_copy(update={"findings": tuple(findings)})


def redact(plan: model.Plan, *, lexicon: Vocabulary | None = None) -> model.Plan:
    """`plan` without personal data: names, telephone and fax numbers, addresses of mail, accounts of whom to ask.

    Each of their characters is ``＊`` in the text and in all that was made of it, so that every offset stays valid and
    nothing that is written of the result holds them; tasks, units, targets and deadlines are the same. The same plan
    always gives an equal one. Raises LexiconError; see `parse`.
    """
    from policy_parse.redaction.mask import masked_plan

    return masked_plan(plan, prepared(lexicon).contacts)


def redact_corrections(corrections: Corrections, plan: model.Plan, *, lexicon: Vocabulary | None = None) -> Corrections:
    """`corrections` of `plan` without personal data, as they fit the plan that `redact` gives; see `redact`."""
    from policy_parse.redaction.mask import masked_corrections

    return masked_corrections(corrections, plan, prepared(lexicon).contacts)


def redact_document(document: Document, *, lexicon: Vocabulary | None = None) -> Document:
    """`document` without personal data, its text as long as before; see `redact`."""
    from policy_parse.redaction.mask import masked_document

    return masked_document(document, prepared(lexicon).contacts)


def _plan(document: Document, year: int | None, words: Words, trace: Trace | None) -> model.Plan:
    whole = folded_text(document.text)
    front = read_front_matter(document, whole, words.header)
    header = front.header
    lines = read_lines(document, whole, front.body_start, front.body_end, words.lines, front.kinds)
    root = build_outline(lines, document, words.outline, title=front.title)
    tables = words.tables.with_own(dict(document.own_heads)) if document.own_heads else words.tables
    grids = read_tables(document.text, document.blocks, whole, tables)
    if year is None:
        year = plan_year(header) or year_of_action(whole.text, words.header.signs)
    context = _context(document, header, year, whole.text, words, tables, trace)
    if trace is not None:
        report_left_out(document, root, front, trace)

    narrative = narrative_tasks(root, context, plan_like=is_plan(header, root, words.lines))
    tasks, targets = list(narrative.tasks), list(narrative.targets)
    for grid in grids:
        rows, values = read_table(grid, context)
        tasks += rows
        targets += values
    tasks.sort(key=lambda task: (task.span.start, task.span.end))
    targets.sort(key=lambda target: (target.span.start, target.span.end))
    tasks = apply_document_wide_units(with_unique_ids(tasks), whole, context)
    tasks, targets = with_confidence(document, tasks, targets)

    plan = model.Plan(
        source=model.Source(
            name=document.name.encode("utf-8", "replace").decode(),  # one in another encoding could not be written
            format=document.format,
            sha256=document.sha256,
            page_count=document.page_count,
        ),
        header=header,
        text=document.text,
        blocks=published_blocks(document, root),
        sections=outline_sections(root),
        tasks=tuple(relate(tasks)),
        targets=tuple(targets),
    )
    notices = [model.Finding(code=n.code, severity=n.severity, message=n.message) for n in document.notices]
    return plan.model_copy(update={"findings": (*notices, *check_plan(plan, words.checks))})


def _context(
    document: Document,
    header: model.Header,
    year: int | None,
    text: str,
    words: Words,
    tables: TableWords,
    trace: Trace | None,
) -> Context:
    reader = UnitReader(
        source=document.text,
        offices=_offices(header, words),
        rules=read_rules(text, words.units.signs),
        trace=trace,
    )
    return Context(
        source=document.text,
        units=reader,
        deadlines=words.deadlines,
        signs=words.tasks,
        lines=words.lines,
        tables=tables,
        targets=words.targets,
        indicators=words.indicators,
        year=year,
        issued_on=header.issued_on,
        trace=trace,
    )


def _offices(header: model.Header, words: Words) -> Offices:
    return words.offices(header.region, header.region is None and is_national(header.issuers, words.units))
