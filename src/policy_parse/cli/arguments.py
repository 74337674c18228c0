"""Commands and options of ``policy-parse``, with what their help says."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from policy_parse import __version__
from policy_parse.cli import apply as applying
from policy_parse.cli import checking, writing
from policy_parse.cli import compare as comparing
from policy_parse.cli import evaluate as scoring
from policy_parse.cli import ledger as keeping
from policy_parse.cli import mcp as serving
from policy_parse.cli import show as showing
from policy_parse.cli import trend as following
from policy_parse.cli.texts import text
from policy_parse.cli.usage import Parser

Run = Callable[[argparse.Namespace], int]

_ABOUT = """\
把政府工作方案、行动计划、任务分解表读成结构化任务。
Chinese government plans as data."""


def parser() -> Parser:
    """Everything that can be asked for; ``args.run(args)`` does it and returns the exit status."""
    main = Parser(prog="policy-parse", description=_ABOUT)
    main.options.add_argument(
        "--version", action="version", version=f"policy-parse {__version__}", help="显示版本\nshow the version"
    )
    commands = main.add_subparsers(
        title=text("commands"), dest="command", required=True, metavar="COMMAND", parser_class=Parser
    )

    def command(name: str, help: str, run: Run) -> Parser:
        sub: Parser = commands.add_parser(name, help=help, description=help)
        sub.set_defaults(run=run)
        about = "只说错误，不报进度\nno progress, nothing but what is wrong"
        sub.options.add_argument("-q", "--quiet", action="store_true", help=about)
        return sub

    _parse(
        command("parse", "解析文件，输出任务；可一次给出多个文件或文件夹\nprint or write what files say", writing.parse)
    )
    _one_document(command("show", "方案一览：任务、单位、目标、时限、疑点\nthe plan at a glance", showing.show))
    about = "生成督办台账；再次运行则更新台账，填写的内容都保留\nmake or update a ledger, what people typed is kept"
    _ledger(command("ledger", about, keeping.ledger))
    about = "把审核页保存的更正并入方案\nmerge what a reviewer corrected on the review page into the plan"
    _apply(command("apply", about, applying.apply))
    about = "比较两份方案：任务、指标、时限、单位有什么变化\nshow what changed from one plan to another"
    _compare(command("compare", about, comparing.compare))
    about = "汇总多份方案的指标，逐年、逐地对照\nshow each indicator of several plans over years and offices"
    _trend(command("trend", about, following.trend))
    sub = command("blocks", "逐段、逐格显示读到的文字\nshow what was read, block by block, with places", showing.blocks)
    _one_document(sub)
    _one_document(command("outline", "显示章节结构\nshow the sections and their roles", showing.outline))
    _check(command("check", "列出疑点，可批注在副本上\nlist findings, or write them on a copy", checking.check))
    _explain(command("explain", "说明每一栏是怎么得来的、出自哪里\nshow which rule made each field", showing.explain))
    about = "用人工标注过的文件检验准确率\nscore marked documents, show what was missed or wrong"
    _evaluate(command("evaluate", about, scoring.evaluate))
    sub = command("schema", "输出结果的 JSON Schema\nprint the JSON Schema of the output", showing.schema)
    sub.needed.add_argument(
        "of",
        nargs="?",
        choices=list(showing.SCHEMAS),
        default="plan",
        help="哪一种结果：方案、比较、趋势、疑点、更正\nof which result (plan)",
    )
    command("formats", "列出本机能读的格式，以及还缺什么\nlist what this installation reads", showing.formats)
    sub = command("rules", "列出或查看规则\nlist vocabulary rules, or show one", showing.rules)
    sub.needed.add_argument("id", nargs="?", help="规则名，或其开头\na rule's id or the beginning of one")
    sub.options.add_argument(
        "--findings",
        action="store_true",
        help="列出各种疑点提示：代码、轻重、含义、例子\nthe codes of findings: how grave, what each means, an example",
    )
    sub.options.add_argument(
        "--check",
        action="store_true",
        help="检验自备词表的例子；没有 --lexicon 则检验内置词表\ntry the examples of own entries, without DIR of all",
    )
    _lexicon(sub)
    about = "供智能助手调用的 MCP 服务（标准输入输出），只读\nan MCP server for assistants, which reads only"
    _mcp(command("mcp", about, serving.mcp))
    main.commands = dict(commands.choices)
    return main


def _parse(sub: Parser) -> None:
    sub.needed.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="文件（docx、pdf、txt、html、ofd、doc、wps、rtf、odt 等）、文件夹，或 - 表示标准输入\n"
        "files, folders, or - for standard input",
    )
    sub.options.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="写入的文件，格式由结尾决定；文件夹（OUT/）则每个文件各写一份；- 表示标准输出\n"
        "file to write, its ending names the format; a folder (OUT/): one file each; -: standard output",
    )
    sub.options.add_argument(
        "--format",
        metavar="FORMAT",
        help="输出格式，不按结尾；tables- 各表一份，写入文件夹\n"
        "instead of the ending's: json, ndjson, csv, xlsx, docx, html, md, text, ics, sqlite; a folder of flat tables: "
        "tables-csv, tables-ndjson, tables-parquet",
    )
    _reading(sub)


def _ledger(sub: Parser) -> None:
    sub.needed.add_argument(
        "files",
        nargs="+",
        metavar="PLAN",
        help="方案文件、文件夹，或 - 表示标准输入\nfiles, folders, or - for standard input",
    )
    sub.options.add_argument(
        "-o",
        "--output",
        metavar="LEDGER",
        required=True,
        help="台账（.xlsx）：没有则新建；有则更新，原来的存为 .bak\n"
        "the ledger (.xlsx): made if it is not there, else brought up to date; the earlier one is kept as .bak",
    )
    sub.options.add_argument(
        "--template",
        type=Path,
        metavar="OURS",
        help="新建时填入本单位的表格（.xlsx）：按表头认栏目，样式、公式和其他栏目不动\n"
        "an office's own workbook to fill in the first time: heads are recognised, its look, formulas and columns stay",
    )
    sub.options.add_argument(
        "--columns",
        type=Path,
        metavar="MAP",
        help='表头认不出时写明对照（.toml）："主抓科室" = "牵头单位"；等号右边为空，该栏不动；以后更新不必再给\n'
        "a TOML file that says what heads mean that are not recognised; noted in the workbook",
    )
    _reading(sub)


def _apply(sub: Parser) -> None:
    sub.needed.add_argument(
        "plan",
        metavar="PLAN",
        help="方案：parse 写出的 .json，或原文件，或 - 表示标准输入\n"
        "the plan: JSON that `parse` wrote, or the document itself, or - for standard input",
    )
    sub.needed.add_argument(
        "corrections",
        nargs="+",
        metavar="CORRECTIONS",
        help="审核页保存的更正文件，可多个，依次并入\ncorrections files of the review page, merged in this order",
    )
    sub.options.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="写入的文件，格式由结尾决定；不写则输出 JSON\n"
        "file to write, its ending names the format; else JSON is printed",
    )
    sub.options.add_argument("--format", metavar="FORMAT", help="输出格式，不按结尾\ninstead of the ending's")
    _reading(sub)


def _compare(sub: Parser) -> None:
    sub.needed.add_argument("old", metavar="OLD", help="原来的文件，或 -\nthe earlier plan, or - for standard input")
    sub.needed.add_argument("new", metavar="NEW", help="现在的文件，或 -\nthe later plan, or - for standard input")
    sub.options.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="写入的文件（xlsx、docx、html、json、txt），格式由结尾决定；不写则为表格\n"
        "file to write, in the format of its ending; else a table",
    )
    sub.options.add_argument(
        "--format",
        metavar="FORMAT",
        help="输出格式，不按结尾\ninstead of the ending's: json, text, xlsx, docx, html",
    )
    sub.options.add_argument(
        "--only",
        choices=("targets", "units", "deadlines"),
        action="append",
        default=[],
        metavar="PART",
        help="只看指标 targets、单位 units 或时限 deadlines 的变化，可多次给出\n"
        "only changes of targets, units or deadlines; may be given several times",
    )
    sub.options.add_argument(
        "--annotate",
        metavar="OUT",
        help="把变化批注在新文件的副本上（docx 批注、pdf 高亮），原文件不动\n"
        "write a copy of NEW with what changed as comments (docx) or highlights (pdf)",
    )
    sub.options.add_argument(
        "--fail-on-change",
        action="store_true",
        help="有变化时退出码为 1\nexit status 1 if anything changed",
    )
    _lexicon(sub)
    _password(sub)


def _trend(sub: Parser) -> None:
    sub.needed.add_argument(
        "plans",
        nargs="+",
        metavar="PLAN",
        help="文件、文件夹，或 - 表示标准输入\nfiles, folders, or - for standard input",
    )
    sub.options.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="写入的文件（.csv、.json、.svg 图），格式由结尾决定；不写则为表格\n"
        "file to write (.csv, .json, .svg: a plot), in the format of its ending; else a table",
    )
    sub.options.add_argument(
        "--format", metavar="FORMAT", help="输出格式：csv、json、svg、text\noutput format: csv, json, svg, text"
    )
    sub.options.add_argument(
        "--indicator", metavar="WORDS", help="只看名称含有这些字的指标\nonly indicators whose name holds these words"
    )
    sub.options.add_argument(
        "--region", metavar="NAME", help="只看这个地区或机关的数值\nonly values of this region or office"
    )
    _lexicon(sub)
    _password(sub)


def _mcp(sub: Parser) -> None:
    sub.needed.add_argument(
        "directories",
        nargs="*",
        type=Path,
        metavar="DIR",
        help="允许读取的目录，不写则为当前目录\ndirectories that may be read, else the working directory",
    )
    sub.options.add_argument(
        "--max-mb",
        type=float,
        default=50,
        metavar="MB",
        help="单个文件的大小上限，默认 50 MB\nlargest file that is read, 50 MB if not said",
    )
    _lexicon(sub)


def _one_document(sub: Parser) -> None:
    sub.needed.add_argument("file", metavar="FILE", help="文件，或 - 表示标准输入\na file, or - for standard input")
    _reading(sub)


def _explain(sub: Parser) -> None:
    _one_document(sub)
    sub.options.add_argument(
        "--task",
        metavar="ID",
        help="任务编号，或第几项；header 文件头，targets 任务之外的指标，findings 疑点提示；不写则为全部任务\n"
        "id of a task or its 1-based position; or header, targets, findings; every task without it",
    )
    sub.options.add_argument(
        "--why-not",
        metavar="WORDS",
        help="说明某处为什么没有读成指标、责任单位或任务：写文中的字（取第一处），或位置（数字）\n"
        "why something was not read: words of the text (their first place), or an offset",
    )


def _check(sub: Parser) -> None:
    sub.needed.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="文件、文件夹，或 - 表示标准输入\nfiles, folders, or - for standard input",
    )
    option = sub.options.add_argument
    option(
        "-o",
        "--output",
        metavar="OUT",
        help="写入的文件，格式由结尾决定：.txt .json .sarif\nfile to write, its ending names the format",
    )
    option("--format", choices=("text", "json", "sarif"), help="输出格式，不按结尾\ninstead of the ending's")
    option(
        "--select",
        action="append",
        default=[],
        metavar="CODES",
        help="只要这些代码的疑点，逗号分隔（rules --findings 列出代码）\nonly these codes, parted by commas",
    )
    option(
        "--ignore",
        action="append",
        default=[],
        metavar="CODES",
        help="不要这些代码的疑点\nfindings without these codes",
    )
    option(
        "--fail-on",
        choices=("info", "warning", "error"),
        help="有这样轻重或更重的疑点时退出状态为 1\nexit status 1 for a finding as grave as this or graver",
    )
    option(
        "--annotate",
        metavar="OUT",
        help="把疑点批注在副本上（docx 批注、pdf 高亮），原文件不动；一次一个文件\n"
        "write a copy with the findings as comments (docx) or highlights (pdf)",
    )
    _reading(sub)


def _evaluate(sub: Parser) -> None:
    sub.needed.add_argument(
        "corpus",
        type=Path,
        metavar="CORPUS_DIR",
        help="文件夹，内有 名称/gold.json 和 名称/source.*\nfolders NAME with gold.json and source.*",
    )
    option = sub.options.add_argument
    option(
        "-v",
        "--verbose",
        action="store_true",
        help="逐条列出：漏读 -，多读 +，读得不同 ~\nevery note: missed -, wrong +, otherwise ~",
    )
    option("--json", action="store_true", help="以 JSON 输出\nfigures and notes as JSON")
    option("--save", type=Path, metavar="RUN", help="把这次结果存下来\nkeep this run in a file")
    option("--against", type=Path, metavar="RUN", help="与存下的结果比较\nshow gains and losses since a kept run")
    option("--check", action="store_true", help="只检查标注有无差错\nonly check that the gold files are sound")
    _lexicon(sub)


def _reading(sub: Parser) -> None:
    sub.options.add_argument(
        "--year",
        type=_year,
        metavar="YEAR",
        help="“6月底前”这类没写年份的时限按哪一年算\nyear of times without one (6月底前), instead of the document's",
    )
    _lexicon(sub)
    _password(sub)


def _password(sub: Parser) -> None:
    sub.options.add_argument("--password", metavar="PASSWORD", help="加密文件的密码\npassword of an encrypted document")


def _lexicon(sub: Parser) -> None:
    sub.options.add_argument(
        "--lexicon",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="自备词表的目录，可多次给出\nown vocabularies over the built-in ones",
    )


def _year(text: str) -> int:
    from policy_parse.api import YEARS

    if not text.isdecimal() or int(text) not in YEARS:
        raise argparse.ArgumentTypeError(f"不是年份（not a year）: {text}")
    return int(text)
