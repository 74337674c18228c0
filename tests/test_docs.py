"""What the READMEs and other pages of the project say is so; the pages of ``docs/`` are tried in ``test_site``."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from policy_parse import __version__, parse
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.load import DATA
from shown_pages import DOCS, READMES, ROOT, blocks, lay_desk, run_page, text_of, write_file

pytestmark = pytest.mark.usefixtures("read_once")

PAGES = [
    *READMES,
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "corpus/README.md",
    "src/policy_parse/data/README.md",
]
RECOGNISED = ["docs/en/recognised.md", "docs/zh/recognised.md"]
LEXICONS = ["docs/en/lexicon.md", "docs/zh/lexicon.md"]

each_readme = pytest.mark.parametrize("page", READMES)


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


@pytest.mark.parametrize("page", [*READMES, "CONTRIBUTING.md"])
def test_what_is_shown_runs_and_prints_what_is_shown(page, tmp_path, monkeypatch, capsys, in_process):
    lay_desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run_page(page, tmp_path, capsys)


@pytest.mark.parametrize("page", LEXICONS)
def test_a_vocabulary_of_ones_own_does_what_the_page_says(page, tmp_path):
    assert [write_file(block, tmp_path) for language in ("toml", "csv") for block in blocks(page, language)] == [
        True
    ] * 2
    lexicon = Lexicon.load([tmp_path / "mine"])
    text = "重庆市北碚区2025年工作方案\n重点任务\n1.编制规划。（主抓单位：区低空局）\n"
    unit = parse(text.encode(), lexicon=lexicon).tasks[0].responsible[0]
    assert (unit.text, unit.role, unit.name) == ("区低空局", "lead", "重庆市北碚区低空经济发展局")


@each_readme
def test_figures_of_the_own_document_are_true(page, beibei):
    plan = parse(beibei / "source.docx")
    units = [unit for task in plan.tasks for unit in (*task.responsible, *task.supporting)]
    targets = [*plan.targets, *(target for task in plan.tasks for target in task.targets)]
    deadlines = [deadline for task in plan.tasks for deadline in task.deadlines]
    line = next(line for line in text_of(page).splitlines() if "──▶" in line)
    counts = [int(number) for number in re.findall(r"(\d+) ?(?:[a-z]+|项|个|条)", line.partition("──▶")[2])]
    assert counts[:5] == [len(plan.tasks), len(units), len(targets), len(deadlines), len(plan.findings)]


@each_readme
def test_a_readme_is_short(page):
    assert len(text_of(page).splitlines()) <= 160


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
    put = WORDS["README.zh-CN.md" if "zh" in page else "README.md"]
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
    """Words and result of every row of a form that the page shows."""
    return re.findall(r"^\| `([^`]+)` \| (.*) \|$", text_of(page).replace("\\|", "|"), re.MULTILINE)


@pytest.mark.parametrize(("page", "words", "result"), [(p, *row) for p in (*READMES, *RECOGNISED) for row in rows(p)])
def test_a_form_is_recognised_as_the_page_says(page, words, result):
    assert said(page, words) == result


def test_both_pages_show_the_same_forms():
    for pages, least in ((READMES, 5), (RECOGNISED, 15)):
        shown = [[words for words, _ in rows(page)] for page in pages]
        assert shown[0] == shown[1]
        assert len(shown[0]) >= least


# --------------------------------------------------------------------------------------------------- nothing left out


def dependencies():
    """Names of the packages that are installed with this one, or by an extra of users."""
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    extras = (
        name
        for extra, names in project["optional-dependencies"].items()
        if extra not in ("dev", "docs")
        for name in names
    )
    return sorted({re.match(r"[\w-]+", name)[0] for name in (*project["dependencies"], *extras)})


@each_readme
@pytest.mark.parametrize("name", dependencies())
def test_what_each_dependency_does_is_said(page, name):
    limits = f"docs/{'zh' if 'zh' in page else 'en'}/limits.md"
    assert re.search(rf"^\| [^|]*\b{re.escape(name)}\b[^|]* \| .+ \|$", text_of(limits), re.MULTILINE)
    assert re.search(rf"\b{re.escape(name)}\b", text_of(page))


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


@pytest.mark.parametrize("page", [*PAGES, *DOCS])
def test_paths_that_are_named_exist(page):
    for path in re.findall(r"`((?:src|tests|corpus|examples|benchmarks|\.ci)/[\w./-]+)`", text_of(page)):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("page", [*PAGES, *DOCS])
def test_pages_hold_no_place_of_a_machine_and_nothing_unfinished(page):
    assert not re.search(r"/(?:home|root|tmp|work|Users)/|TODO|FIXME|PERFORMANCE", text_of(page))


@each_readme
def test_both_pages_have_the_same_parts(page):
    assert len(re.findall(r"^## ", text_of(page), re.MULTILINE)) == len(
        re.findall(r"^## ", text_of(READMES[0]), re.MULTILINE)
    )
    for language in ("sh", "python", "text"):
        assert len(blocks(page, language)) == len(blocks(READMES[0], language))


def test_the_module_says_how_to_begin_and_that_works(beibei, monkeypatch):
    import policy_parse

    code = re.search(r"^    from policy_parse.*?(?=^\S)", policy_parse.__doc__, re.MULTILINE | re.DOTALL).group()
    code = "\n".join(line[4:] for line in code.splitlines()).replace('"plan.docx"', repr(str(beibei / "source.docx")))
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert "强化水资源管理刚性约束" in run.stdout
