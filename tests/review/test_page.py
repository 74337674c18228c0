"""What the file of the review page is: one piece, a policy that allows its own script alone, no word that is markup."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import policy_parse
from policy_parse import parse
from policy_parse.model import wording
from policy_parse.writers import render
from policy_parse.writers.review_page import Desk, render_page
from policy_parse.writers.review_page.page import _SCRIPTS, _SERVED, _STYLES

PARTS = Path(policy_parse.__file__).parent / "writers" / "review_page" / "parts"
WORDS = json.loads((PARTS / "words.json").read_text("utf-8"))
SCRIPT = "".join((PARTS / name).read_text("utf-8") for name in (*_SERVED, *_SCRIPTS))
MARKUP = (PARTS / "page.html").read_text("utf-8")
HOSTILE = """某某市2026年<b>工作方案</b>

二、重点任务
1.</script><script>alert(1)</script>改造。漏损率控制在9%以内<img src=x onerror=alert(1)>&amp;。（=cmd|'/c calc'!A0、市水利局牵头）
2.<!--普查]]>。{title} {text} %s $x。\u2028（市财政局负责）
"""


class Page(HTMLParser):
    def __init__(self, data):
        super().__init__()
        self.tags, self.contents, self.open = [], [], None
        self.feed(data.decode())

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.open = (tag, dict(attributes)) if tag in ("script", "style") else None

    def handle_endtag(self, tag):
        self.open = None

    def handle_data(self, data):
        if self.open is not None:
            self.contents.append((*self.open, data))


@pytest.fixture(scope="module")
def page():
    return Page(render(parse(HOSTILE.encode(), name="plan.txt"), "html"))


def test_it_loads_nothing_and_leads_nowhere(page):
    for tag, attributes in page.tags:
        assert not {"src", "href", "action", "style"} & attributes.keys(), tag
        assert not [name for name in attributes if name.startswith("on")], tag
        assert tag not in ("link", "iframe", "object", "embed", "base", "a", "img")
    assert not re.search(r"\bhttps?://(?!www\.w3\.org/2000/svg)", SCRIPT + MARKUP)


def test_a_page_that_is_a_file_asks_nobody_and_one_of_a_server_only_that(page):
    plan = parse(HOSTILE.encode(), name="plan.txt")
    served = Page(render_page(plan, desk=Desk("corrections", "../../")))
    policies = [next(a["content"] for tag, a in one.tags if a.get("http-equiv")) for one in (page, served)]
    assert ["connect-src" in policy for policy in policies] == [False, True]
    assert "connect-src 'self';" in policies[1]
    scripts = [
        "".join(data for name, a, data in one.contents if name == "script" and "type" not in a)
        for one in (page, served)
    ]
    assert ["fetch(" in script for script in scripts] == [False, True]


def test_the_policy_allows_its_own_script_and_style_alone(page):
    policy = next(a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        inside = [data for name, a, data in page.contents if name == tag and "type" not in a]
        hashes = [base64.b64encode(hashlib.sha256(data.encode()).digest()).decode() for data in inside]
        assert rules[rule] == " ".join(f"'sha256-{one}'" for one in hashes)
    assert "unsafe" not in policy


def test_words_of_the_document_are_data_and_text(page):
    tags = [tag for tag, _ in page.tags]
    assert tags.count("script") == 2
    data = next(data for _, attributes, data in page.contents if attributes.get("type") == "application/json")
    assert not set("<>&\u2028") & set(data)
    assert json.loads(data)["plan"]["text"] == parse(HOSTILE.encode()).text


def test_scripts_make_text_and_never_markup():
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", ".cssText"):
        assert word not in SCRIPT


def test_without_scripts_the_document_can_be_read(beibei):
    plan = parse(beibei / "source.docx")
    data = render(plan, "html").decode()
    text = re.sub(r"<[^>]*>", "", data[data.index('<div id="text">') : data.index('<div id="pages">')])
    for line in re.split(r"[\n\t]", plan.text):
        assert line in text
    assert data.count('class="block"') == len(plan.blocks)


def test_every_part_is_used():
    assert {file.name for file in PARTS.iterdir()} == {*_SCRIPTS, *_SERVED, *_STYLES, "page.html", "words.json"}


def test_every_word_that_is_shown_has_both_languages_and_no_other_is_there():
    assert all(len(pair) == 2 and all(pair) for pair in WORDS.values())
    named = set(re.findall(r'data-(?:w|title|hint|label)="([^"]+)"', MARKUP))
    named |= set(re.findall(r'\bt\(\s*"([^"]+)"', SCRIPT)) | set(re.findall(r'nothing\(root, "(\w+)"', SCRIPT))
    named |= set(re.findall(r'(?:\.(?:w|title) =|"data-w":) "([^"]+)"', SCRIPT))
    beginnings = {name for name in named if name.endswith(".")} | set(re.findall(r'options\("([a-z]+\.)"', SCRIPT))
    whole = {name for name in named if not name.endswith(".")}
    assert whole - WORDS.keys() == set()
    others = {"target", "deadline", "add", "correct", "restore", "remove", "noscript", "no_day", "new_task"}
    unused = [k for k in WORDS if k not in whole | others and not k.startswith(tuple(beginnings))]
    assert unused == []


def test_chinese_words_are_those_of_all_outputs():
    said = {
        "role": wording.ROLES, "change": wording.CHANGES, "effort": wording.EFFORTS, "kind": wording.DEADLINE_KINDS,
        "comparator": wording.COMPARATORS, "severity": wording.SEVERITIES, "origin": wording.ORIGINS,
        "per": {period: f"每{word}" for period, word in wording.PERIODS.items()},
    }  # fmt: skip
    for kind, words in said.items():
        for key, word in words.items():
            assert WORDS[f"{kind}.{key}"][0] == word
    assert WORDS["target"][0] == wording.TARGET
    assert WORDS["deadline"][0] == wording.DEADLINE
    assert WORDS["own_targets"][0] == wording.OWN_TARGETS


def test_every_place_that_scripts_look_for_is_in_the_markup():
    there = set(re.findall(r'id="([^"]+)"', MARKUP)) | {"data", "editor-words"}
    sought = set(re.findall(r'\$\("([a-z-]+)"\)', SCRIPT))
    assert sought - there == set()
    views = re.search(r"const VIEWS = (\[.*?\])", SCRIPT)[1]
    for view in json.loads(views):
        assert {f"tab-{view}", f"view-{view}"} <= there
    for name in json.loads(re.search(r"const FILTERS = (\[.*?\])", SCRIPT)[1]):
        assert f"filter-{name}" in there


def test_parts_are_small():
    assert [f for f in PARTS.iterdir() if len(f.read_text("utf-8").splitlines()) > 250] == []
