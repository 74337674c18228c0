"""Pages of the documentation are run: commands, snippets and files in the order in which a reader meets them."""

import contextlib
import io
import re
import shlex
import shutil
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from policy_parse.cli import main
from policy_parse.cli.arguments import parser

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.zh-CN.md"]
DOCS = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NEEDS = {
    "parquet": "pyarrow", "pandas": "pandas", "polars": "polars", "duckdb": "duckdb", "pyspark": "pyspark", "dask": "dask",
}  # fmt: skip
"""Words of a command or snippet, and the module of an extra without which it is passed over."""

ELSEWHERE = ("integrations.ray",)
"""Words of a snippet that is run by the tests of what it shows, where a cluster is at hand."""


def text_of(page):
    return (ROOT / page).read_text("utf-8")


def blocks(page, language):
    return [body for name, body in BLOCK.findall(text_of(page)) if name == language]


def what_is_shown(page):
    """All that a page shows, without the comments on commands."""
    return tuple((language, re.sub(r" +# .*", "", body)) for language, body in BLOCK.findall(text_of(page)))


def lay_desk(folder):
    """A folder as the pages suppose it: a plan and another year's, the corpus, the examples."""
    shutil.copytree(ROOT / "corpus", folder / "corpus")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copy(folder / "corpus/beibei-2022-water/source.docx", folder / "plan.docx")


def write_file(block, folder):
    """Write the file that a block shows, if it is one of a vocabulary: its first line names it. Whether it was."""
    named = re.match(r"# (mine/\S+)", block)
    if named:
        (folder / named[1]).parent.mkdir(exist_ok=True)
        (folder / named[1]).write_text(block, "utf-8")
    return named is not None


def run_page(page, folder, capsys):
    """Run what `page` shows, in the working directory `folder`; what it prints is what is shown below it.

    Gives the number of commands and snippets that were run.
    """
    names, printed, last, ran = {"__name__": "__main__"}, "", None, 0
    for language, body in BLOCK.findall(text_of(page)):
        if language == "text":
            compare_output(page, last, body, printed)
        elif language in ("toml", "csv"):
            write_file(body, folder)
        elif language == "sh":
            capsys.readouterr()
            ran += sum(map(run_line, body.splitlines()))
            printed = "".join(capsys.readouterr())
        elif language == "python" and not can_run(body):
            printed = None
        elif language == "python":
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(body, page, "exec"), names)
            printed = out.getvalue()
            ran += 1
        last = language
    return ran


def compare_output(page, last, shown, printed):
    """A snippet prints just what is shown; of a command the lines that are shown are printed, in that order."""
    if last == "python" and printed is not None:
        assert printed == shown, page
    elif last == "sh":
        at = 0
        for line in filter(None, map(str.strip, shown.splitlines())):
            assert line in printed[at:], (page, line, printed)
            at = printed.index(line, at) + len(line)


def can_run(words):
    is_for_others = any(word in words for word in ELSEWHERE)
    return not is_for_others and all(find_spec(module) for word, module in NEEDS.items() if word in words)


def run_line(line):
    """Run one line of a shell: ours, or a copy; what sets up a machine is passed over. True if it was run."""
    words = shlex.split(line, comments=True)
    if not words or words[0] == "python3" or not can_run(line):
        return False
    if words[0] == "cp":
        copy = shutil.copytree if words[1] == "-r" else shutil.copy
        copy(*words[-2:])
        return True
    assert words[0] == "policy-parse", line
    if words[1] == "serve":  # it would run until somebody ends it: that is tried in tests/web
        return bool(parser().parse_args(words[1:]))
    try:
        status = main(words[1:])
    except SystemExit as ended:  # --help
        status = ended.code
    assert status == 0, line
    for option, out in pairwise(words):
        assert option not in ("-o", "--annotate") or out == "-" or Path(out).stat().st_size, line
    return True
