"""What the documentation says is so: its commands run, its examples print what they say, nothing is left out."""

import ast
import contextlib
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from policy_parse import Deadline, Finding, Header, Plan, Target, Task, Unit, __version__, parse
from policy_parse.checks import CHECKS
from policy_parse.cli import main
from policy_parse.cli.arguments import parser
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.load import DATA
from policy_parse.registry import readers
from policy_parse.writers import writers

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.zh-CN.md"]
PAGES = [
    *READMES,
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "corpus/README.md",
    "docs/tables.md",
    "src/policy_parse/data/README.md",
]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

each_readme = pytest.mark.parametrize("page", READMES)


def text_of(page):
    return (ROOT / page).read_text("utf-8")


def blocks(page, language):
    return [body for name, body in BLOCK.findall(text_of(page)) if name == language]


def section(page, number):
    """The words below the heading `number` (from 0) of a page."""
    return re.split(r"^## ", text_of(page), flags=re.MULTILINE)[number + 1]


# -------------------------------------------------------------------------------------------------------- commands


@each_readme
def test_the_commands_that_set_up_are_those_that_ci_runs(page):
    read_the_plan, run_the_tests = (block.strip() for block in blocks(page, "sh")[:2])
    assert run_the_tests == text_of(".ci/run").strip().splitlines()[-1]
    assert "set -euo pipefail" in text_of(".ci/run")
    assert read_the_plan.endswith(".venv/bin/policy-parse parse corpus/beibei-2022-water/source.docx")
    assert "\n" not in read_the_plan + run_the_tests


@pytest.fixture
def desk(tmp_path, beibei, monkeypatch):
    """A folder as the pages suppose it: a plan, a corpus, a directory with vocabularies of one's own."""
    shutil.copy(beibei / "source.docx", tmp_path / "plan.docx")
    shutil.copytree(beibei.parent, tmp_path / "corpus")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def own_vocabularies(page, folder):
    """Write the vocabulary files that `page` shows, each named in its first line."""
    shown = [*blocks(page, "toml"), *blocks(page, "csv")]
    for block in shown:
        name = re.match(r"# (mine/\S+)", block)[1]
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(block, "utf-8")
    return len(shown)


@pytest.mark.parametrize("page", [*READMES, "CONTRIBUTING.md"])
def test_every_command_that_is_shown_runs(page, desk, capsys):
    own_vocabularies(page, desk)
    shown = [
        line for block in blocks(page, "sh") for line in block.splitlines() if not line.startswith("python3 -m venv")
    ]
    assert shown
    for line in shown:
        name, *arguments = shlex.split(line, comments=True)
        assert name == "policy-parse", line
        assert main(arguments) == 0, line


@each_readme
def test_the_ledger_that_is_shown_is_written(page, desk, capsys):
    line = next(line for block in blocks(page, "sh") for line in block.splitlines() if "-o ledger.csv" in line)
    assert main(shlex.split(line, comments=True)[1:]) == 0
    assert (desk / "ledger.csv").stat().st_size


@each_readme
def test_a_vocabulary_of_ones_own_does_what_the_page_says(page, tmp_path):
    assert own_vocabularies(page, tmp_path) == 2
    lexicon = Lexicon.load([tmp_path / "mine"])
    text = "重庆市北碚区2025年工作方案\n重点任务\n1.编制规划。（主抓单位：区低空局）\n"
    unit = parse(text.encode(), lexicon=lexicon).tasks[0].responsible[0]
    assert (unit.text, unit.role, unit.name) == ("区低空局", "lead", "重庆市北碚区低空经济发展局")


@each_readme
def test_python_prints_what_is_shown(page, monkeypatch):
    monkeypatch.chdir(ROOT)
    shown = BLOCK.findall(text_of(page))
    ran = 0
    for (language, code), (after, printed) in pairwise(shown):
        if language == "python":
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(compile(code, page, "exec"), {})
            assert after == "text"
            assert out.getvalue() == printed
            ran += 1
    assert ran >= 1


@each_readme
def test_json_is_an_excerpt_of_what_comes_out(page, beibei):
    plan = json.loads(parse(beibei / "source.docx").model_dump_json())
    for block in blocks(page, "json"):
        shown = json.loads(block)
        real = next(task for task in plan["tasks"] if task["id"] == shown["id"])
        assert holds(real, shown)


def holds(real, shown):
    """Whether all that is `shown` stands in `real`: keys may be left out, list items may not."""
    if isinstance(shown, dict):
        return isinstance(real, dict) and all(key in real and holds(real[key], shown[key]) for key in shown)
    if isinstance(shown, list):
        return isinstance(real, list) and len(real) == len(shown) and all(map(holds, real, shown))
    return real == shown


@each_readme
def test_figures_of_the_own_document_are_true(page, beibei):
    plan = parse(beibei / "source.docx")
    units = [unit for task in plan.tasks for unit in (*task.responsible, *task.supporting)]
    targets = [*plan.targets, *(target for task in plan.tasks for target in task.targets)]
    deadlines = [deadline for task in plan.tasks for deadline in task.deadlines]
    line = next(line for line in text_of(page).splitlines() if "──▶" in line)
    counts = [int(number) for number in re.findall(r"(\d+) ?(?:[a-z]+|项|个|条)", line.partition("──▶")[2])]
    assert counts[:5] == [len(plan.tasks), len(units), len(targets), len(deadlines), len(plan.findings)]


# ------------------------------------------------------------------------------------------------ what is recognised

WORDS = {
    "README.md": {
        "lead": "lead ", "responsible": "responsible ", "supporting": "supporting ", "guiding": "guiding ",
        "collective": " (collective)", "open_ended": " (open-ended)", "year": " since {}", "per": " per {}",
        "deadline": "by ", "list": ", ", "end": "; ", "next": " | ", "nothing": "nothing",
        "increase": " increase", "decrease": " decrease", "between": "between {}–{}",
    },
    "README.zh-CN.md": {
        "lead": "牵头：", "responsible": "责任：", "supporting": "配合：", "guiding": "指导：",
        "collective": "（一类单位）", "open_ended": "（等）", "year": "（与{}年比）", "per": "（{}）",
        "deadline": "时限：", "list": "、", "end": "；", "next": " ｜ ", "nothing": "无",
        "increase": "（增长）", "decrease": "（下降）", "between": "{}到{}",
        "le": "不超过", "lt": "低于", "ge": "不低于", "gt": "超过", "eq": "等于", "approx": "约",
        "per_year": "每年", "per_quarter": "每季度", "per_month": "每月", "ongoing": "长期", "event": "以某事为准",
    },
}  # fmt: skip


def said(page, words):
    """What the parser makes of `words`, as the tables of the pages put it."""
    put = WORDS[page]
    plan = parse(f"某某市2022年工作方案\n重点任务\n1.某项工作。{words}\n".encode(), name="example.txt")
    tasks = [put["end"].join(facts(task, put)) for task in plan.tasks]
    return put["next"].join(filter(None, tasks)) or put["nothing"]


def facts(task, put):
    units = [*task.responsible, *task.supporting]
    for role in ("lead", "responsible", "supporting", "guiding"):
        names = [
            u.text + put["open_ended"] * u.open_ended + put["collective"] * u.collective
            for u in units
            if u.role == role
        ]
        if names:
            yield put[role] + put["list"].join(names)
    for t in task.targets:
        if t.comparator == "between":
            amount = put["between"].format(t.value, t.value_max)
        else:
            amount = f"{put.get(t.comparator, t.comparator)} {t.value}"
        words = f"{t.indicator} {amount} {t.unit}" + put.get(t.change, "")
        base = put["year"].format(t.baseline.year) if t.baseline else ""
        yield words + base + (put["per"].format(put.get(f"per_{t.per}", t.per)) if t.per else "")
    for d in task.deadlines:
        yield put["deadline"] + (d.rrule or str(d.end or put.get(d.kind, d.kind)))


def rows(page):
    """Words and result of every row of the first table of that part."""
    table = re.search(r"(?:^\|.*\n)+", section(page, 4), re.MULTILINE).group()
    return re.findall(r"^\| `([^`]+)` \| (.*) \|$", table.replace("\\|", "|"), re.MULTILINE)


@pytest.mark.parametrize(("page", "words", "result"), [(p, *row) for p in READMES for row in rows(p)])
def test_a_form_is_recognised_as_the_page_says(page, words, result):
    assert said(page, words) == result


def test_both_pages_show_the_same_forms():
    shown = [[words for words, _ in rows(page)] for page in READMES]
    assert shown[0] == shown[1]
    assert len(shown[0]) >= 15


# --------------------------------------------------------------------------------------------------- nothing left out


def commands():
    return sorted(parser().commands)


@each_readme
@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(page, command):
    assert f"policy-parse {command}" in text_of(page)


@each_readme
@pytest.mark.parametrize("code", sorted(CHECKS))
def test_every_finding_is_documented(page, code):
    assert f"`{code}`" in text_of(page)


def notice_codes():
    """Codes of the findings that readers make: the first argument of each ``Notice(…)`` and ``warn(…)`` in the source."""
    calls = (
        node
        for file in (ROOT / "src").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
    )
    makers = ("Notice", "warn", "_warn")
    return sorted({c.args[0].value for c in calls if getattr(c.func, "id", getattr(c.func, "attr", "")) in makers})


@each_readme
@pytest.mark.parametrize("code", notice_codes())
def test_every_finding_of_a_reader_is_documented(page, code):
    assert f"`{code}`" in text_of(page)


@each_readme
def test_every_field_is_documented(page):
    fields = section(page, 3)
    for model in (Plan, Header, Task, Unit, Target, Deadline, Finding):
        row = next(line for line in fields.splitlines() if line.startswith(f"| {model.__name__} "))
        assert [name for name in model.model_fields if f"`{name}`" not in row] == []


@each_readme
def test_every_format_is_documented(page):
    for reader in readers():
        assert any(suffix.removeprefix(".") in text_of(page) for suffix in reader.SUFFIXES), reader.FORMAT
    for writer in writers():
        assert writer.SUFFIXES[0] in text_of(page)


def dependencies():
    """Names of the packages that are installed with this one, or by an extra of users."""
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    extras = (name for extra, names in project["optional-dependencies"].items() if extra != "dev" for name in names)
    return sorted({re.match(r"[\w-]+", name)[0] for name in (*project["dependencies"], *extras)})


@each_readme
@pytest.mark.parametrize("name", dependencies())
def test_what_each_dependency_does_is_said(page, name):
    assert re.search(rf"^\| [^|]*\b{re.escape(name)}\b[^|]* \| .+ \|$", text_of(page), re.MULTILINE)


MODULES = {
    "python-docx": "docx", "Pillow": "PIL", "msoffcrypto-tool": "msoffcrypto", "opencv-python-headless": "cv2",
    "python-dateutil": "dateutil",
}  # fmt: skip
"""What packages are called in code, where it is not their name."""


@pytest.mark.parametrize("name", sorted({*dependencies()} - {"onnxruntime"}))  # rapidocr runs on it
def test_each_dependency_is_used(name):
    module = MODULES.get(name, name)
    used = re.compile(rf"^\s*(?:import|from) {module}\b|(?:load|import_module)\(\"{module}\b", re.MULTILINE)
    assert any(used.search(file.read_text("utf-8")) for file in (ROOT / "src").rglob("*.py"))


@each_readme
def test_every_extra_is_documented(page):
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    for extra in project["optional-dependencies"]:
        assert re.search(rf"\[{extra}\]", text_of(page)), extra


VOCABULARIES = sorted(file.name for file in (*DATA.glob("*.toml"), *DATA.glob("*.csv")))
SIGNS = "signs_*.toml"
"""The tables of signs have one form and one section."""


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_vocabulary_is_described_with_its_keys(name):
    described = re.split(r"^## ", text_of("src/policy_parse/data/README.md"), flags=re.MULTILINE)
    heading = SIGNS if name.startswith("signs_") else name
    mine = next(words for words in described if words.startswith(f"{heading}\n"))
    keys = {key for entry in Lexicon.load().table(Path(name).stem) for key in entry}
    assert {key for key in keys - {"id", "examples", "never", "frames"} if f"`{key}`" not in mine} == set()
    assert heading == name or f"- `{name}`" in mine


def test_no_vocabulary_is_described_that_is_not_there():
    named = re.findall(r"^## (\S+\.(?:toml|csv))$", text_of("src/policy_parse/data/README.md"), re.MULTILINE)
    assert sorted(named) == sorted({SIGNS if name.startswith("signs_") else name for name in VOCABULARIES})


def test_the_map_names_modules_and_functions_that_there_are():
    """Paths of the map are below the package or the project; functions of its steps are defined in the package."""
    package, page = DATA.parent, text_of("ARCHITECTURE.md")
    for path in re.findall(r"`([a-z_]+(?:/[a-z_.…]+)+)`", page):
        places = (package / path.removesuffix("/…"), package / f"{path}.py", ROOT / path)
        assert any(place.exists() for place in places), path
    steps = page[: page.index("## Words used")]
    code = "".join(file.read_text("utf-8") for file in package.rglob("*.py"))
    for row in re.findall(r"^\|[^|]+\|([^|]+)\|", steps, re.MULTILINE):
        for function in re.findall(r"`(?:\w+\.)?(\w+)`", row):
            assert f"def {function}(" in code, function


def test_the_map_fits_on_a_page():
    assert len(text_of("ARCHITECTURE.md").splitlines()) <= 80


def test_every_folder_of_the_corpus_is_listed():
    for folder in (ROOT / "corpus").iterdir():
        assert folder.name == "README.md" or f"`{folder.name}`" in text_of("corpus/README.md")


def test_the_changelog_names_this_version():
    assert re.search(rf"^## \[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d$", text_of("CHANGELOG.md"), re.MULTILINE)
    assert tomllib.loads(text_of("pyproject.toml"))["project"]["version"] == __version__


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)", text_of(page)):
        assert target.startswith("https://") or (ROOT / page).parent.joinpath(target).exists(), target


@pytest.mark.parametrize("page", PAGES)
def test_paths_that_are_named_exist(page):
    for path in re.findall(r"`((?:src|tests|corpus|examples|benchmarks|\.ci)/[\w./-]+)`", text_of(page)):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("page", PAGES)
def test_pages_hold_no_place_of_a_machine_and_nothing_unfinished(page):
    assert not re.search(r"/(?:home|root|tmp|work|Users)/|TODO|FIXME|PERFORMANCE", text_of(page))


@each_readme
def test_both_pages_have_the_same_parts(page):
    assert len(re.findall(r"^## ", text_of(page), re.MULTILINE)) == len(
        re.findall(r"^## ", text_of(READMES[0]), re.MULTILINE)
    )
    assert [name for name, _ in BLOCK.findall(text_of(page))] == [
        name for name, _ in BLOCK.findall(text_of(READMES[0]))
    ]


def test_the_module_says_how_to_begin_and_that_works(beibei, monkeypatch):
    import policy_parse

    code = re.search(r"^    from policy_parse.*?(?=^\S)", policy_parse.__doc__, re.MULTILINE | re.DOTALL).group()
    code = "\n".join(line[4:] for line in code.splitlines()).replace('"plan.docx"', repr(str(beibei / "source.docx")))
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert "强化水资源管理刚性约束" in run.stdout
