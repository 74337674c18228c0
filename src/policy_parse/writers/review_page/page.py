"""The page put together: markup, looks and scripts from ``parts/``, the plan as data, a policy that allows no more."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from policy_parse.model import Plan
from policy_parse.writers.as_written import GENERATOR
from policy_parse.writers.review_page.assets import data_for_script, part, policy_hash
from policy_parse.writers.review_page.document import document_html, escaped
from policy_parse.writers.review_page.pictures import PagePicture

_STYLES = ("style.css", "narrow.css", "print.css")
_SCRIPTS = (
    "dom.js", "speech.js", "wording.js", "text.js", "state.js", "corrections.js", "marks.js", "pages.js", "cards.js",
    "filters.js", "edit.js", "pick.js", "views.js", "keys.js", "main.js",
)  # fmt: skip
"""In this order one script; `_SERVED` as well where a server shows the page."""
_SERVED = ("served.js",)


class Desk(NamedTuple):
    """Where a page that a server shows saves corrections, and where it leads back to: addresses from its own."""

    corrections: str
    home: str


def render_page(plan: Plan, pages: Sequence[PagePicture] = (), desk: Desk | None = None) -> bytes:
    """The page for `plan`, with the pictures of its pages if they are given; the same arguments give the same bytes.

    Nothing is loaded from anywhere: the policy allows this page's own script and style, by their hashes, and pictures
    that are in it; with a `desk`, questions to the server that the page came from. Words of the document are data of
    the script and escaped text, never markup.
    """
    style, script, words = _style(), _script(_SCRIPTS if desk is None else (*_SERVED, *_SCRIPTS)), _words()
    title = escaped(plan.header.title or plan.header.notice_title or plan.source.name)
    markup = part("page.html").format(
        title=title, text=document_html(plan), noscript=" ".join(map(escaped, words["noscript"]))
    )
    asking = "" if desk is None else "connect-src 'self'; "
    policy = (
        f"default-src 'none'; script-src '{policy_hash(script)}'; style-src '{policy_hash(style)}'; img-src data:; "
        f"{asking}base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
    )
    page = (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"{GENERATOR}\n<title>{title}</title>\n<style>{style}</style></head>\n<body>\n{markup}"
        f'<script type="application/json" id="data">{_data(plan, pages, words, desk)}</script>\n'
        f"<script>{script}</script>\n</body></html>\n"
    )
    return page.encode("utf-8", "replace")


@cache
def _style() -> str:
    return "\n" + "".join(map(part, _STYLES))


@cache
def _script(names: tuple[str, ...]) -> str:
    return '\n"use strict";\n(() => {\n' + "\n".join(map(part, names)) + "})();\n"


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(part("words.json"))
    return found


def _data(plan: Plan, pages: Sequence[PagePicture], words: dict[str, list[str]], desk: Desk | None) -> str:
    """Plan, pictures and wording as JSON that can stand in a script element."""
    data = {
        "plan": plan.model_dump(mode="json"),
        "words": words,
        "pages": [_page(page) for page in pages],
        "desk": desk._asdict() if desk is not None else None,
    }
    return data_for_script(data)


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
