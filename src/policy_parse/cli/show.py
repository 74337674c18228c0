"""The commands that show: what was read, where values come from, what this installation knows."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from policy_parse.batch.documents import document_of
from policy_parse.cli.drawn_table import draw_lines, is_drawn
from policy_parse.cli.messages import EXIT_OK, EXIT_UNREADABLE, EXIT_USAGE, complain, complain_of_no_task, put, put_data
from policy_parse.cli.sources import lexicon_of, redacted
from policy_parse.text.terminal_width import padded

if TYPE_CHECKING:
    from policy_parse.model import Block, Plan
    from policy_parse.model.location import Places
    from policy_parse.refusals import Trace

SCHEMAS = {
    "plan": "plan.Plan",
    "comparison": "comparison.Comparison",
    "trend": "trend.Trend",
    "findings": "report.FindingsReport",
    "corrections": "corrections.Corrections",
}
"""What ``schema`` describes: a name on the command line → module and class of `model`."""


def _plan(args: argparse.Namespace) -> Plan:
    from policy_parse.api import parse

    document = document_of(args.file)
    lexicon = lexicon_of(args)
    plan = parse(document.content(), name=document.name, year=args.year, lexicon=lexicon, password=args.password)
    return redacted(plan, args, lexicon)


def show(args: argparse.Namespace) -> int:
    """The plan at a glance: in colours on a terminal, plain in a pipe."""
    import shutil

    from policy_parse.cli.glance import WIDTH, glance

    plan = _plan(args)
    if not plan.tasks:
        complain_of_no_task(plan, args.file)
    if is_drawn():
        draw_lines(line.parts for line in glance(plan, shutil.get_terminal_size((WIDTH, 24)).columns))
    else:
        put("".join(f"{line}\n" for line in glance(plan)))
    return EXIT_OK


def blocks(args: argparse.Namespace) -> int:
    """One line a block: place, kind, words."""
    from policy_parse.model import wording
    from policy_parse.model.location import Places

    plan = _plan(args)
    places = Places(plan)
    for block in plan.blocks:
        kind = padded(f"{wording.BLOCK_KINDS[block.kind]} {block.kind}", 16)
        print(f"{padded(_place(places, block), 28)}{kind}{block.span.of(plan.text)!r}")
    return EXIT_OK


def _place(places: Places, block: Block) -> str:
    """Page, paragraph or cell of a block, counted from one as in the ledgers."""
    parts = []
    if block.page is not None:
        parts.append(f"p{block.page}")
    if (number := places.paragraph(block)) is not None:
        parts.append(f"¶{number}")
    if block.table is not None and block.row is not None and block.column is not None:
        spans = "" if (block.row_span, block.column_span) == (1, 1) else f" {block.row_span}×{block.column_span}"
        parts.append(f"table {block.table + 1} [{block.row + 1},{block.column + 1}]{spans}")
    if block.note:
        parts.append(block.note)
    if block.confidence is not None:
        parts.append(f"ocr {block.confidence:.2f}")
    return " ".join(parts) or f"{block.span.start}"


def outline(args: argparse.Namespace) -> int:
    """One line a section: its role, its number and heading, indented by depth."""
    from policy_parse.model import wording

    plan = _plan(args)
    for section in plan.sections:
        indent = "  " * section.id.count(".")
        role = f"{wording.SECTION_ROLES[section.role]} {section.role:<11}"
        print(f"{role}{indent}{section.number or ''} {section.heading}")
    return EXIT_OK


def explain(args: argparse.Namespace) -> int:
    """One task, every task, or another part of the plan: header, targets, findings."""
    from policy_parse.explain import PARTS
    from policy_parse.explain import explain as explained

    if args.why_not is not None:
        return _why_not(args)
    plan, trace = _traced(args)
    if args.task in PARTS:
        put(
            (PARTS[args.task](plan, trace) if args.task == "targets" else PARTS[args.task](plan))
            or f"{args.file}: 没有（none）\n"
        )
        return EXIT_OK
    if args.task is None:
        if not plan.tasks:
            complain_of_no_task(plan, args.file)
        put("\n".join(explained(plan, task, trace) for task in plan.tasks))
        return EXIT_OK
    position = int(args.task) - 1 if args.task.isdecimal() else -1
    task = next((t for t in plan.tasks if t.id == args.task), None)
    if task is None and 0 <= position < len(plan.tasks):
        task = plan.tasks[position]
    if task is None:
        known = ", ".join(t.id for t in plan.tasks[:12]) + (" …" if len(plan.tasks) > 12 else "")
        complain(f"{args.file}: 没有任务 {args.task}，有的是（no such task; there are） {known or '无 none'}")
        return EXIT_USAGE
    put(explained(plan, task, trace))
    return EXIT_OK


def _traced(args: argparse.Namespace) -> tuple[Plan, Trace]:
    """The plan, and what its numbers were weighed as."""
    from policy_parse.api import parse_document, read
    from policy_parse.refusals import Trace

    lexicon, source, trace = lexicon_of(args), document_of(args.file), Trace()
    document = read(source.content(), name=source.name, password=args.password, lexicon=lexicon)
    plan = parse_document(document, year=args.year, lexicon=lexicon, trace=trace)
    return redacted(plan, args, lexicon), trace


def _why_not(args: argparse.Namespace) -> int:
    """Which tests refused what is at an offset, or at the first place of some words."""
    from policy_parse.api import read, redact_document
    from policy_parse.why_not import find_place, why_not

    lexicon, source = lexicon_of(args), document_of(args.file)
    document = read(source.content(), name=source.name, password=args.password)
    if args.redact is not None:
        document = redact_document(document, lexicon=lexicon)
    asked = find_place(document.text, args.why_not)
    if asked is None:
        length = len(document.text)
        complain(f"{args.file}: 文中没有 {args.why_not}（not in the text; a number is an offset below {length}）")
        return EXIT_USAGE
    put(why_not(document, asked, year=args.year, lexicon=lexicon))
    return EXIT_OK


def schema(args: argparse.Namespace) -> int:
    """The JSON Schema of a Plan, or of another result, by its name in SCHEMAS."""
    import json
    from importlib import import_module

    module, _, name = SCHEMAS[args.of].rpartition(".")
    model = getattr(import_module(f"policy_parse.model.{module}"), name)
    put_data(json.dumps(model.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2) + "\n")
    return EXIT_OK


def formats(args: argparse.Namespace) -> int:
    """One line a reader and one a writer: its endings, and what is missing for it."""
    from policy_parse.registry import missing_of, readers
    from policy_parse.writers import is_folder, writers
    from policy_parse.writers.tables import FORMATS, missing

    put("读入 read\n")
    for reader in readers():
        put(_format(reader.FORMAT, reader.SUFFIXES, missing_of(reader) or "可读 ok"))
    put("写出 write\n")
    for writer in writers():
        put(_format(writer.FORMAT, writer.SUFFIXES, "可写 ok"))
    for name in filter(is_folder, FORMATS):
        put(_format(name, ("OUT/",), missing(name) or "可写 ok"))
    return EXIT_OK


def _format(name: str, endings: Sequence[str], said: str) -> str:
    return f"  {name:<16}{' '.join(endings):<46}{said}\n"


def rules(args: argparse.Namespace) -> int:
    """All rules, a line each, or those whose id begins as asked, in full; or the codes of findings."""
    if args.check:
        return _check_rules(args)
    from policy_parse.rules import describe_findings, describe_rules

    describe = describe_findings if args.findings else describe_rules
    text = describe(lexicon_of(args), args.id or "")
    if not text:
        complain(f"没有规则 {args.id}（no such rule）")
        return EXIT_USAGE
    put(text)
    return EXIT_OK


def _check_rules(args: argparse.Namespace) -> int:
    from policy_parse.vocabulary.examples import cases, failures

    lexicon = lexicon_of(args)
    own = not lexicon.is_builtin
    failed = list(failures(lexicon, own=own))
    for line in failed:
        print(line)
    tried = list(cases(lexicon, own=own))
    entries = len({(case.table, case.entry["id"]) for case in tried})
    print(f"{entries} 个词条，{len(tried)} 个例子，{len(failed)} 个没有通过（entries, examples, failed）")
    return EXIT_UNREADABLE if failed else EXIT_OK
