"""Commands and options of ``policy-parse``; what their help says is in `help_texts`."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from policy_parse import __version__
from policy_parse.cli.help_texts import HELP
from policy_parse.cli.texts import text
from policy_parse.cli.usage import Parser

Run = Callable[[argparse.Namespace], int]


def parser(asked: str | None = None) -> Parser:
    """Everything that can be asked for; ``args.run(args)`` does it and returns the exit status.

    With the command that is `asked` for, the options of the others are left out: making them takes longer than a short
    plan's tasks.
    """
    main = Parser(prog="policy-parse", description=HELP[""])
    main.options.add_argument(
        "--version", action="version", version=f"policy-parse {__version__}", help=HELP["version"]
    )
    commands = main.add_subparsers(
        title=text("commands"), dest="command", required=True, metavar="COMMAND", parser_class=Parser
    )
    for name, (run, options) in _COMMANDS.items():
        sub: Parser = commands.add_parser(name, help=HELP[name], description=HELP[name])
        sub.set_defaults(run=_loaded_when_run(run))
        if asked == name or asked not in _COMMANDS:
            sub.options.add_argument("-q", "--quiet", action="store_true", help=HELP["quiet"])
            sub.options.add_argument("--debug", action="store_true", help=HELP["debug"])
            options(sub)
    main.commands = dict(commands.choices)
    return main


def _loaded_when_run(name: str) -> Run:
    """The function of a module of `policy_parse.cli` that does a command's work: ``writing.parse``."""
    module, _, function = name.partition(".")

    def run(args: argparse.Namespace) -> int:
        return int(getattr(import_module(f"policy_parse.cli.{module}"), function)(args))

    return run


def _parse(sub: Parser) -> None:
    sub.needed.add_argument("files", nargs="+", metavar="FILE", help=HELP["parse.files"])
    sub.options.add_argument("-o", "--output", metavar="OUT", help=HELP["parse.output"])
    sub.options.add_argument("--format", metavar="FORMAT", help=HELP["parse.format"])
    sub.options.add_argument("--resume", action="store_true", help=HELP["parse.resume"])
    _workers(sub)
    _reading(sub)


def _collect(sub: Parser) -> None:
    sub.needed.add_argument("files", nargs="+", metavar="FILE", help=HELP["parse.files"])
    sub.options.add_argument("--into", type=Path, metavar="ARCHIVE", required=True, help=HELP["collect.into"])
    _workers(sub)
    _reading(sub)


def _query(sub: Parser) -> None:
    sub.needed.add_argument("archive", type=Path, metavar="ARCHIVE", help=HELP["query.archive"])
    sub.needed.add_argument("question", nargs="?", metavar="NAME|SQL", help=HELP["query.question"])
    option = sub.options.add_argument
    option("--unit", metavar="WORDS", help=HELP["query.unit"])
    option("--indicator", metavar="WORDS", help=HELP["trend.indicator"])
    option("--month", type=_month, metavar="YYYY-MM", help=HELP["query.month"])
    option("--today", type=_day, metavar="DAY", help=HELP["query.today"])
    _of_plans(sub)
    option("--limit", type=_limit, metavar="ROWS", help=HELP["query.limit"])
    option("--sql", action="store_true", help=HELP["query.sql"])
    option("-o", "--output", metavar="OUT", help=HELP["query.output"])
    option("--format", choices=("text", "csv", "json", "ndjson", "graphml"), help=HELP["format"])
    option("--time-limit", type=_limit, metavar="SECONDS", help=HELP["query.time-limit"])


def _search(sub: Parser) -> None:
    sub.needed.add_argument("archive", type=Path, metavar="ARCHIVE", help=HELP["search.archive"])
    sub.needed.add_argument("terms", nargs="+", metavar="WORDS", help=HELP["search.terms"])
    option = sub.options.add_argument
    option("--unit", metavar="WORDS", help=HELP["search.unit"])
    _of_plans(sub)
    option("--limit", type=_positive, default=20, metavar="N", help=HELP["search.limit"])
    option("--format", choices=("json", "ndjson"), help=HELP["search.format"])
    _lexicon(sub)


def _of_plans(sub: Parser) -> None:
    sub.options.add_argument("--region", metavar="REGION", help=HELP["query.region"])
    sub.options.add_argument("--year", metavar="YEARS", help=HELP["query.year"])


def _workers(sub: Parser) -> None:
    option = sub.options.add_argument
    option("--jobs", type=_positive, metavar="N", help=HELP["jobs"])
    option("--time-limit", type=_limit, metavar="SECONDS", help=HELP["time-limit"])
    option("--memory-limit", type=_limit, metavar="MB", help=HELP["memory-limit"])


def _ledger(sub: Parser) -> None:
    sub.needed.add_argument("files", nargs="+", metavar="PLAN", help=HELP["ledger.files"])
    sub.options.add_argument("-o", "--output", metavar="LEDGER", required=True, help=HELP["ledger.output"])
    sub.options.add_argument("--template", type=Path, metavar="OURS", help=HELP["ledger.template"])
    sub.options.add_argument("--columns", type=Path, metavar="MAP", help=HELP["ledger.columns"])
    _workers(sub)
    _reading(sub)


def _apply(sub: Parser) -> None:
    sub.needed.add_argument("plan", metavar="PLAN", help=HELP["apply.plan"])
    sub.needed.add_argument("corrections", nargs="+", metavar="CORRECTIONS", help=HELP["apply.corrections"])
    sub.options.add_argument("-o", "--output", metavar="OUT", help=HELP["apply.output"])
    sub.options.add_argument("--format", metavar="FORMAT", help=HELP["format"])
    _reading(sub)


def _compare(sub: Parser) -> None:
    sub.needed.add_argument("old", metavar="OLD", help=HELP["compare.old"])
    sub.needed.add_argument("new", metavar="NEW", help=HELP["compare.new"])
    sub.options.add_argument("-o", "--output", metavar="OUT", help=HELP["compare.output"])
    sub.options.add_argument("--format", metavar="FORMAT", help=HELP["compare.format"])
    sub.options.add_argument(
        "--only",
        choices=("targets", "units", "deadlines"),
        action="append",
        default=[],
        metavar="PART",
        help=HELP["compare.only"],
    )
    sub.options.add_argument("--annotate", metavar="OUT", help=HELP["compare.annotate"])
    sub.options.add_argument("--fail-on-change", action="store_true", help=HELP["compare.fail-on-change"])
    _lexicon(sub)
    _password(sub)
    _redact(sub)


def _trend(sub: Parser) -> None:
    sub.needed.add_argument("plans", nargs="+", metavar="PLAN", help=HELP["plans"])
    sub.options.add_argument("-o", "--output", metavar="OUT", help=HELP["trend.output"])
    sub.options.add_argument("--format", metavar="FORMAT", help=HELP["trend.format"])
    sub.options.add_argument("--indicator", metavar="WORDS", help=HELP["trend.indicator"])
    sub.options.add_argument("--region", metavar="NAME", help=HELP["trend.region"])
    _workers(sub)
    _lexicon(sub)
    _password(sub)
    _redact(sub)


def _serve(sub: Parser) -> None:
    option = sub.options.add_argument
    option("--port", type=int, default=0, metavar="PORT", help=HELP["serve.port"])
    option("--no-browser", action="store_true", help=HELP["serve.no-browser"])
    option("--limit-mb", type=float, default=50, metavar="MB", help=HELP["serve.limit-mb"])
    option("--time-limit", type=float, default=300, metavar="SECONDS", help=HELP["serve.time-limit"])
    option("--memory-limit", type=_limit, default=2048, metavar="MB", help=HELP["serve.memory-limit"])
    _lexicon(sub)
    _redact(sub)


def _mcp(sub: Parser) -> None:
    sub.needed.add_argument("directories", nargs="*", type=Path, metavar="DIR", help=HELP["mcp.directories"])
    sub.options.add_argument("--max-mb", type=float, default=50, metavar="MB", help=HELP["mcp.max-mb"])
    _reading_limits(sub)
    _lexicon(sub)
    _redact(sub)


def _schema(sub: Parser) -> None:
    from policy_parse.cli.show import SCHEMAS

    sub.needed.add_argument("of", nargs="?", choices=list(SCHEMAS), default="plan", help=HELP["schema.of"])


def _rules(sub: Parser) -> None:
    sub.needed.add_argument("id", nargs="?", help=HELP["rules.id"])
    sub.options.add_argument("--findings", action="store_true", help=HELP["rules.findings"])
    sub.options.add_argument("--check", action="store_true", help=HELP["rules.check"])
    _lexicon(sub)


def _nothing(sub: Parser) -> None:
    """No options of its own."""


def _one_document(sub: Parser) -> None:
    sub.needed.add_argument("file", metavar="FILE", help=HELP["file"])
    _reading(sub)


def _explain(sub: Parser) -> None:
    _one_document(sub)
    sub.options.add_argument("--task", metavar="ID", help=HELP["explain.task"])
    sub.options.add_argument("--why-not", metavar="WORDS", help=HELP["explain.why-not"])


def _check(sub: Parser) -> None:
    sub.needed.add_argument("files", nargs="+", metavar="FILE", help=HELP["plans"])
    option = sub.options.add_argument
    option("-o", "--output", metavar="OUT", help=HELP["check.output"])
    option("--format", choices=("text", "json", "sarif"), help=HELP["format"])
    option("--select", action="append", default=[], metavar="CODES", help=HELP["check.select"])
    option("--ignore", action="append", default=[], metavar="CODES", help=HELP["check.ignore"])
    option("--fail-on", choices=("info", "warning", "error"), help=HELP["check.fail-on"])
    option("--annotate", metavar="OUT", help=HELP["check.annotate"])
    _workers(sub)
    _reading(sub)


def _evaluate(sub: Parser) -> None:
    sub.needed.add_argument("corpus", type=Path, metavar="CORPUS_DIR", help=HELP["evaluate.corpus"])
    option = sub.options.add_argument
    option("-v", "--verbose", action="store_true", help=HELP["evaluate.verbose"])
    option("--json", action="store_true", help=HELP["evaluate.json"])
    option("--save", type=Path, metavar="RUN", help=HELP["evaluate.save"])
    option("--against", type=Path, metavar="RUN", help=HELP["evaluate.against"])
    option("--check", action="store_true", help=HELP["evaluate.check"])
    _lexicon(sub)


def _reading(sub: Parser) -> None:
    sub.options.add_argument("--year", type=_year, metavar="YEAR", help=HELP["year"])
    _lexicon(sub)
    _password(sub)
    _redact(sub)


def _redact(sub: Parser) -> None:
    sub.options.add_argument("--redact", choices=("contacts",), metavar="PART", help=HELP["redact"])


def _password(sub: Parser) -> None:
    sub.options.add_argument("--password", metavar="PASSWORD", help=HELP["password"])
    _reading_limits(sub)


def _reading_limits(sub: Parser) -> None:
    sub.options.add_argument(
        "--limit",
        type=_limit_word,
        action="append",
        default=[],
        dest="reading_limits",
        metavar="NAME=N",
        help=HELP["limit"],
    )


def _limit_word(text: str) -> str:
    from policy_parse.limits import DEFAULT, NAMES, with_words

    try:
        with_words(DEFAULT, [text])
    except ValueError:
        names = ", ".join(NAMES)
        raise argparse.ArgumentTypeError(f"不是限额（no limit NAME=N）: {text}; {names}") from None
    return text


def _lexicon(sub: Parser) -> None:
    sub.options.add_argument("--lexicon", type=Path, action="append", default=[], metavar="DIR", help=HELP["lexicon"])


def _positive(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 1000):
        raise argparse.ArgumentTypeError(f"不是个数（not a number of processes）: {text}")
    return int(text)


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) < 1_000_000):
        raise argparse.ArgumentTypeError(f"不是限额（not a limit）: {text}")
    return int(text)


def _month(text: str) -> str:
    if re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text, re.ASCII) is None:
        raise argparse.ArgumentTypeError(f"应写作 2025-06（write 2025-06）: {text}")
    return text


def _day(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"应写作 2025-06-30（write 2025-06-30）: {text}") from None


def _year(text: str) -> int:
    from policy_parse.api import YEARS

    if not text.isdecimal() or int(text) not in YEARS:
        raise argparse.ArgumentTypeError(f"不是年份（not a year）: {text}")
    return int(text)


_COMMANDS: dict[str, tuple[str, Callable[[Parser], None]]] = {
    "parse": ("writing.parse", _parse),
    "show": ("show.show", _one_document),
    "ledger": ("ledger.ledger", _ledger),
    "collect": ("collect.collect", _collect),
    "query": ("query.query", _query),
    "search": ("search.search", _search),
    "apply": ("apply.apply", _apply),
    "compare": ("compare.compare", _compare),
    "trend": ("trend.trend", _trend),
    "blocks": ("show.blocks", _one_document),
    "outline": ("show.outline", _one_document),
    "check": ("checking.check", _check),
    "explain": ("show.explain", _explain),
    "evaluate": ("evaluate.evaluate", _evaluate),
    "schema": ("show.schema", _schema),
    "formats": ("show.formats", _nothing),
    "rules": ("show.rules", _rules),
    "serve": ("serve.serve", _serve),
    "mcp": ("mcp.mcp", _mcp),
}
"""Each command: the function that does it, and what adds its options."""
