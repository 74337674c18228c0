"""The command ``policy-parse``: arguments and printing, no rules."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policy_parse.errors import FormatError, PolicyParseError

if TYPE_CHECKING:
    from policy_parse.lexicon import Lexicon
    from policy_parse.model import Block, Plan
    from policy_parse.model.places import Places

EXIT_OK, EXIT_UNREADABLE, EXIT_USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 on success, 1 where a document cannot be read, 2 for wrong usage."""
    parser = _parser()
    args = parser.parse_args(argv)
    _utf8()
    try:
        status = int(args.run(args))
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except PolicyParseError as error:
        print(f"policy-parse: {error}", file=sys.stderr)
        return EXIT_USAGE if isinstance(error, FormatError) else EXIT_UNREADABLE
    except BrokenPipeError:  # the reader of our output has gone (| head)
        sys.stderr.close()
        return EXIT_OK
    except OSError as error:  # standard output is closed, or its disk is full
        print(f"policy-parse: 标准输出写不进去（standard output cannot be written: {error.strerror}）", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more is tried at exit
        return EXIT_UNREADABLE


def _utf8() -> None:
    """Chinese out, whatever the console's encoding."""
    if sys.stdout is None:  # closed by whoever started us
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="policy-parse",
        description="Chinese government plans as data. 把政府工作方案、行动计划、任务分解表读成结构化任务。",
    )
    from policy_parse import __version__

    parser.add_argument("--version", action="version", version=f"policy-parse {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, help: str, run: object, *, file: bool = True) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help, description=help)
        sub.set_defaults(run=run)
        if file:
            sub.add_argument("file", type=Path, metavar="FILE", help="docx, pdf, txt, html, ofd, doc, wps, rtf, odt …")
            sub.add_argument(
                "--year", type=_year, help="year of times without one (6月底前), instead of the document's"
            )
            sub.add_argument(
                "--lexicon",
                type=Path,
                action="append",
                default=[],
                metavar="DIR",
                help="own vocabularies over the built-in ones",
            )
            sub.add_argument("--password", help="password of an encrypted document")
        return sub

    sub = command("parse", "print the Plan as JSON, or write it to OUT 解析文件，输出任务", _parse)
    sub.add_argument("-o", "--output", type=Path, metavar="OUT", help="file to write; its ending names the format")
    sub.add_argument(
        "--format",
        metavar="FORMAT",
        help="format of the output instead of the ending's: json, ndjson, csv, xlsx, docx, html, md, text",
    )
    command("blocks", "show what was read, block by block, with places 逐段显示读到的文字", _blocks)
    command("outline", "show the sections and their roles 显示章节结构", _outline)
    sub = command(
        "explain", "show which rule made each field of a task, and where it stands 说明每个字段的来源", _explain
    )
    sub.add_argument("--task", required=True, metavar="ID", help="id of the task, or its 1-based position")
    about = "score a folder of marked documents, show what was missed or wrong 用标注好的文件评测"
    sub = command("evaluate", about, _evaluate, file=False)
    sub.add_argument("corpus", type=Path, metavar="CORPUS_DIR", help="folders NAME with gold.json and source.*")
    sub.add_argument("-v", "--verbose", action="store_true", help="every note: missed -, wrong +, otherwise ~")
    sub.add_argument("--json", action="store_true", help="figures and notes as JSON")
    sub.add_argument("--save", type=Path, metavar="RUN", help="keep this run in a file")
    sub.add_argument("--against", type=Path, metavar="RUN", help="show gains and losses since a run that was kept")
    sub.add_argument("--check", action="store_true", help="only check that the gold files are sound")
    sub.add_argument("--lexicon", type=Path, action="append", default=[], metavar="DIR", help="own vocabularies")
    command("schema", "print the JSON Schema of the output 输出 JSON Schema", _schema, file=False)
    command("formats", "list what this installation reads, and what is missing 列出可读的格式", _formats, file=False)
    sub = command("rules", "list vocabulary rules, or show one 列出或查看规则", _rules, file=False)
    sub.add_argument("id", nargs="?", help="a rule's id or the beginning of one")
    sub.add_argument("--lexicon", type=Path, action="append", default=[], metavar="DIR", help="own vocabularies")
    sub.add_argument("--check", action="store_true", help="try the examples of own entries, without DIR of all")
    return parser


def _year(text: str) -> int:
    from policy_parse.api import YEARS

    if not text.isdecimal() or int(text) not in YEARS:
        raise argparse.ArgumentTypeError(f"not a year: {text}")
    return int(text)


def _lexicon(args: argparse.Namespace) -> Lexicon:
    from policy_parse.vocabulary.prepare import prepared

    return prepared(args.lexicon)


def _plan(args: argparse.Namespace) -> Plan:
    from policy_parse.api import parse

    return parse(args.file, year=args.year, lexicon=_lexicon(args), password=args.password)


def _parse(args: argparse.Namespace) -> int:
    from policy_parse.writers import dumps, find_writer, format_of, write

    if args.output is None:
        find_writer(args.format or "json")  # a wrong format is told before the work is done
        sys.stdout.write(dumps(_plan(args), args.format or "json"))
    else:
        format = args.format or format_of(args.output)
        find_writer(format)
        write(_plan(args), args.output, format)
    return EXIT_OK


def _blocks(args: argparse.Namespace) -> int:
    from policy_parse.model.places import Places

    plan = _plan(args)
    places = Places(plan)
    for block in plan.blocks:
        print(f"{_place(places, block):<28}{block.kind:<10}{block.span.of(plan.text)!r}")
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


def _outline(args: argparse.Namespace) -> int:
    plan = _plan(args)
    for section in plan.sections:
        indent = "  " * section.id.count(".")
        print(f"{section.role:<11}{indent}{section.number or ''} {section.heading}")
    return EXIT_OK


def _explain(args: argparse.Namespace) -> int:
    from policy_parse.explain import explain

    plan = _plan(args)
    position = int(args.task) - 1 if args.task.isdecimal() else -1
    task = next((t for t in plan.tasks if t.id == args.task), None)
    if task is None and 0 <= position < len(plan.tasks):
        task = plan.tasks[position]
    if task is None:
        known = ", ".join(t.id for t in plan.tasks[:12]) + (" …" if len(plan.tasks) > 12 else "")
        print(
            f"policy-parse: {args.file}: 没有任务 {args.task}（no such task; there are: {known or 'none'}）",
            file=sys.stderr,
        )
        return EXIT_USAGE
    sys.stdout.write(explain(plan, task))
    return EXIT_OK


def _evaluate(args: argparse.Namespace) -> int:
    from policy_parse.evaluate import check_corpus, compare_runs, evaluate_corpus, read_run
    from policy_parse.evaluate.report import report, report_faults, report_json
    from policy_parse.writers.whole import write_whole

    if args.check:
        faults = dict(check_corpus(args.corpus))
        sys.stdout.write(report_faults(faults))
        return EXIT_UNREADABLE if any(faults.values()) else EXIT_OK
    before = read_run(args.against) if args.against else None
    run = evaluate_corpus(args.corpus, lexicon=_lexicon(args))
    comparison = compare_runs(before, run) if before else None
    if args.save:
        write_whole(args.save, run.dumps().encode())
    sys.stdout.write(report_json(run, comparison) if args.json else report(run, comparison, verbose=args.verbose))
    return EXIT_UNREADABLE if any(d.unread for d in run.documents) else EXIT_OK


def _schema(args: argparse.Namespace) -> int:
    import json

    from policy_parse.model import Plan

    print(json.dumps(Plan.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2))
    return EXIT_OK


def _formats(args: argparse.Namespace) -> int:
    from policy_parse.registry import readers

    for reader in readers():
        missing = reader.missing()
        print(f"{reader.FORMAT:<8}{' '.join(reader.SUFFIXES):<46}{'ok' if missing is None else missing}")
    return EXIT_OK


def _rules(args: argparse.Namespace) -> int:
    if args.check:
        return _check_rules(args)
    from policy_parse.explain import describe_rules

    text = describe_rules(_lexicon(args), args.id or "")
    if not text:
        print(f"policy-parse: 没有规则 {args.id}（no such rule）", file=sys.stderr)
        return EXIT_USAGE
    sys.stdout.write(text)
    return EXIT_OK


def _check_rules(args: argparse.Namespace) -> int:
    from policy_parse.vocabulary.examples import cases, failures

    lexicon = _lexicon(args)
    own = not lexicon.is_builtin
    failed = list(failures(lexicon, own=own))
    for line in failed:
        print(line)
    tried = list(cases(lexicon, own=own))
    entries = len({(case.table, case.entry["id"]) for case in tried})
    print(f"{entries} 个词条，{len(tried)} 个例子，{len(failed)} 个没有通过（entries, examples, failed）")
    return EXIT_UNREADABLE if failed else EXIT_OK
