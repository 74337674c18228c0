"""The page put together: markup, looks and scripts from ``parts/``, the plan as data, a policy that allows no more."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from policy_parse.model import Plan
from policy_parse.writers.review_page.document import document_html, escaped
from policy_parse.writers.review_page.pictures import PagePicture

_PARTS = Path(__file__).with_name("parts")
_STYLES = ("style.css", "narrow.css", "print.css")
_SCRIPTS = (
    "dom.js", "wording.js", "text.js", "state.js", "corrections.js", "marks.js", "pages.js", "cards.js", "filters.js",
    "edit.js", "pick.js", "views.js", "keys.js", "main.js",
)  # fmt: skip
"""In this order one script."""
_IN_SCRIPT = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})
"""What would end a script or mean something in HTML, as JSON writes it too."""


def render_page(plan: Plan, pages: Sequence[PagePicture] = ()) -> bytes:
    """The page for `plan`, with the pictures of its pages if they are given; the same arguments give the same bytes.

    Nothing is loaded from anywhere: the policy allows this page's own script and style, by their hashes, and pictures
    that are in it. Words of the document are data of the script and escaped text, never markup.
    """
    style, script, words = _style(), _script(), _words()
    title = escaped(plan.header.title or plan.header.notice_title or plan.source.name)
    markup = _part("page.html").format(
        title=title, text=document_html(plan), noscript=" ".join(map(escaped, words["noscript"]))
    )
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    page = (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style></head>\n<body>\n{markup}"
        f'<script type="application/json" id="data">{_data(plan, pages, words)}</script>\n'
        f"<script>{script}</script>\n</body></html>\n"
    )
    return page.encode("utf-8", "replace")


@cache
def _part(name: str) -> str:
    return (_PARTS / name).read_text("utf-8")


@cache
def _style() -> str:
    return "\n" + "".join(map(_part, _STYLES))


@cache
def _script() -> str:
    return '\n"use strict";\n(() => {\n' + "\n".join(map(_part, _SCRIPTS)) + "})();\n"


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(_part("words.json"))
    return found


def _hash(content: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


def _data(plan: Plan, pages: Sequence[PagePicture], words: dict[str, list[str]]) -> str:
    """Plan, pictures and wording as JSON that can stand in a script element."""
    data = {"plan": plan.model_dump(mode="json"), "words": words, "pages": [_page(page) for page in pages]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)


def _page(page: PagePicture) -> dict[str, Any]:
    return {
        "page": page.page,
        "width": round(page.width, 1),
        "height": round(page.height, 1),
        "picture": f"data:{page.media_type};base64,{b64encode(page.picture).decode()}",
        "lines": [
            [line.start, round(line.top, 1), round(line.bottom, 1), [round(edge, 1) for edge in line.edges]]
            for line in page.lines
        ],
    }
