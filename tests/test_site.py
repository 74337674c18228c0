"""The pages of ``docs/``: what they show runs, the reference is whole in both languages, the site builds strictly."""

import ast
import json
import re
import subprocess
import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location

import pytest

from policy_parse import Plan, parse
from policy_parse.checks import CHECKS
from policy_parse.cli.arguments import parser
from policy_parse.registry import readers
from policy_parse.writers import writers
from shown_pages import DOCS, ROOT, blocks, lay_desk, run_page, text_of, what_is_shown
from thoroughness import tried

pytestmark = pytest.mark.usefixtures("read_once")

SHOWN = {what_is_shown(page): page for page in DOCS}
"""One page for each that shows something else: many show the same in both languages."""
LANGUAGES = ("zh", "en")
HAN = re.compile(r"[\u4e00-\u9fff]")


def in_one_language(pages):
    """Each page in one of its languages, in turn, in the thorough run in both: what it shows is the same, but for remarks."""
    by_name = {}
    for page in pages:
        by_name.setdefault(page.rpartition("/")[2], []).append(page)
    return [page for i, own in enumerate(by_name.values()) for page in tried(own[i % len(own) :][:1], own)]


each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.mark.parametrize(
    "page", in_one_language(page for page in SHOWN.values() if blocks(page, "sh") or blocks(page, "python"))
)
def test_what_is_shown_runs_and_prints_what_is_shown(page, tmp_path, monkeypatch, capsys, in_process):
    lay_desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8" if "/zh/" in page else "en_US.UTF-8")
    assert run_page(page, tmp_path, capsys)


@pytest.mark.parametrize("page", [page for page in DOCS if blocks(page, "json")])
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


def test_both_languages_have_the_same_pages_and_show_the_same():
    zh, en = ([page for page in DOCS if f"docs/{language}/" in page] for language in LANGUAGES)
    assert [page.replace("/zh/", "/en/") for page in zh] == en
    for mine, other in zip(zh, en, strict=True):
        assert shape(mine) == shape(other)


def shape(page):
    """Kinds of blocks, and the command of each line: options and files may differ, what is shown may not."""
    kinds = re.findall(r"^```(\w+)$", text_of(page), re.MULTILINE)
    commands = [line.split()[:2] for block in blocks(page, "sh") for line in block.splitlines()]
    return [kind for kind in kinds if kind != "text"], commands


def test_every_page_is_in_the_navigation():
    listed = re.findall(r": (\S+\.md)$", text_of("mkdocs.yml"), re.MULTILINE)
    assert sorted(f"docs/{page}" for page in listed if "/reference/" not in page) == DOCS


# --------------------------------------------------------------------------------------------------------- reference


@pytest.fixture(scope="module")
def reference():
    spec = spec_from_file_location("reference", ROOT / "tools/reference.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@each_language
def test_every_field_is_described(reference, language):
    page = reference.fields(language)
    schema = Plan.model_json_schema(mode="serialization")
    for name, one in {"Plan": schema, **schema["$defs"]}.items():
        part = re.search(rf"^## {name}\b.*?(?=^## |\Z)", page, re.MULTILINE | re.DOTALL).group()
        for field in one["properties"]:
            meaning = re.search(rf"^\| `{field}` \| [^|]+ \| (.+) \|$", part, re.MULTILINE)
            assert meaning, (name, field)
            assert language == "en" or HAN.search(meaning[1]), (name, field)


@each_language
def test_every_finding_is_described(reference, language):
    page = reference.findings(language)
    for code in {*CHECKS, *notice_codes()}:
        assert f"## {code}\n\n" in page


@cache
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


@each_language
def test_every_format_is_described(reference, language):
    page = reference.formats(language)
    for one in (*readers(), *writers()):
        assert re.search(rf"^\| `{one.FORMAT}` \| .*`{re.escape(one.SUFFIXES[0])}`.* \| .+ \|$", page, re.MULTILINE)


@each_language
def test_every_command_is_described_with_its_options(reference, language):
    page = reference.commands(language)
    for name, command in parser().commands.items():
        part = re.search(rf"^## {name}\n.*?(?=^## |\Z)", page, re.MULTILINE | re.DOTALL).group()
        for action in command._actions:
            for option in action.option_strings:
                row = re.search(rf"^\| `[^`]*{option}\b[^`]*` \| (.+) \|$", part, re.MULTILINE)
                assert row, (name, option)
                assert language == "en" or HAN.search(row[1]), (name, option)


# -------------------------------------------------------------------------------------------------------------- site


def test_the_site_builds_strictly_and_loads_nothing_from_the_network(tmp_path):
    pytest.importorskip("mkdocs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    subprocess.run(command, cwd=ROOT, check=True)
    pages = [*(tmp_path / "site").rglob("*.html")]
    assert len(pages) >= len(DOCS) + 8
    for page in pages:
        assert not re.search(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(?:https?:)?//', page.read_text("utf-8"))
    for sheet in (tmp_path / "site").rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", sheet.read_text("utf-8"))
    found = json.loads((tmp_path / "site/search/search_index.json").read_text("utf-8"))
    assert any("台账" in one["title"] for one in found["docs"])
    assert "segmenter" in (tmp_path / "site/search/lunr.zh.js").read_text("utf-8")
