"""The first page: markup with the words of one language, looks and script as files, and the policy for all three."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from policy_parse.web.limits import MEGABYTE, ServerLimits
from policy_parse.writers.comparisons.html_style import STYLE as COMPARISON_STYLE
from policy_parse.writers.review_page.assets import data_for_script, policy_hash
from policy_parse.writers.review_page.assets import part as shared_part
from policy_parse.writers.review_page.document import escaped

_PARTS = Path(__file__).with_name("parts")
_ALONE = "base-uri 'none'; frame-ancestors 'none'"
HOME_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; "
    f"{_ALONE}; require-trusted-types-for 'script'"
)
REVIEW_POLICY = _ALONE
"""Beside the one that stands in the page itself, which allows its script and style by their hashes."""
COMPARISON_POLICY = (
    f"default-src 'none'; style-src '{policy_hash(COMPARISON_STYLE)}'; form-action 'none'; {_ALONE}; sandbox"
)
_SCRIPTS = ("list.js", "uploads.js", "ledger.js", "compare.js", "home.js")
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_LANGUAGES = ("zh", "en")


@cache
def static_file(name: str) -> bytes | None:
    """The looks, script or picture of that name; None if there is none. No name is ever a path."""
    if name == "home.js":
        shared = [shared_part(one) for one in ("dom.js", "speech.js")]
        scripts = "\n".join([*shared, *map(_part, _SCRIPTS)])
        return f'"use strict";\n(() => {{\n{scripts}}})();\n'.encode()
    return _part(name).encode() if name in ("home.css", "icon.svg") else None


def home_page(language: str, limits: ServerLimits, *, redact: bool = False) -> bytes:
    """The page in that language (zh, en): drop files, see how far they are, go on to review and downloads.

    It says so where contacts are left out (`redact`).
    """
    words = _words()
    number = _LANGUAGES.index(language)
    data = {"words": words, "limit": limits.file_bytes, "megabytes": f"{limits.file_bytes / MEGABYTE:g}"}
    markup = _part("home.html").format(
        lang=("zh-Hans", "en")[number],
        name=escaped(words["name"][number]),
        noscript=escaped(words["noscript"][number]),
        redacted="" if redact else " hidden",
        data=data_for_script(data),
    )
    return markup.encode()


def language_of(accepted: str, otherwise: str) -> str:
    """The first language of an Accept-Language header that the page has (zh, en), by weight; else `otherwise`."""
    weighed = []
    for place, one in enumerate(accepted.split(",")):
        tag, _, weight = one.strip().partition(";q=")
        language = tag.strip().lower().partition("-")[0]
        try:
            worth = float(weight or 1)
        except ValueError:
            continue
        if language in _LANGUAGES and worth > 0:
            weighed.append((-worth, place, language))
    return min(weighed)[2] if weighed else otherwise


@cache
def _part(name: str) -> str:
    return (_PARTS / name).read_text("utf-8")


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_part("words.json"))
    return found
