"""A web page to its article: the element with most sentences that are not links, without the site's own parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from policy_parse.signs.pages import PageSigns

Element = Any
"""An lxml element."""

_DROPPED = (  # noqa: SIM905
    "script style noscript template iframe object embed svg canvas audio video map nav footer aside dialog menu "
    "select option button input textarea link meta base"
).split()
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
# Containers that the usual content systems of government sites (UCAP, TRS, Hanweb, 博达) put the article in.
_CONTAINER = re.compile(
    r"\b(?:ucap-?content|trs_?editor|view|zoom|zoomcon|article(?:-?(?:con(?:tent)?|body|text|main))?|news_?content|"
    r"vsb_content\w*|v_news_content|pages_content|text_content|detail-?(?:con(?:tent)?|main)?|main-?(?:con(?:tent)?|text)|"
    r"con(?:tent)?|contentbox|xxgk-?con(?:tent)?|arc_cont|bt_content|js_content|print_?content|myprint\w*)\b",
    re.I,
)
# Furniture by its usual names; dropped only where it holds little of the article.
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:bd-?share\w*|share\w*|bread-?crumbs?|crumbs?|location|position|dqwz|navs?|navbar|menus?|footer|foot|"
    r"sidebar|relat\w*|rel-?\w*|xgxx|xgwz|xglj|toolbar|tools?|print\w*|qr-?code|ewm|erweima|search\w*|login|pager|page-?nav|"
    r"pagination|copyright|friend-?links?|yqlj|hot\w*|recommend\w*|ads?|banner|gotop|back-?top|comments?)(?:$|[\s_-])",
    re.I,
)
# What an article is never narrowed down to: one paragraph, one list, words inside a line.
_NARROWEST = frozenset("p h1 h2 h3 h4 h5 h6 ul ol li dl pre blockquote a b strong i em u span font sup sub".split())  # noqa: SIM905
_LONGEST_TITLE = 120
_SENTENCE = re.compile(r"[，。；：、！？]")
# 某某方案_某某市人民政府 | 中国某某 | 某某方案
_TITLE_SEAM = re.compile(r"\s*[_|—–－]+\s*|\s+-+\s+|-(?=[^-]{2,30}$)")


@dataclass(frozen=True, slots=True)
class Article:
    """The element that holds the article, and the page's title if it is outside of it."""

    body: Element
    title: str | None
    is_cut: bool = False
    """True if the parser gave up inside the page: elements in elements, deeper than it goes."""


def find_article(page: str, signs: PageSigns) -> Article | None:
    """The article of a page; None if the page has no element at all.

    Where no part of the page stands out, the body is the article: text is dropped only with a reason.
    """
    from lxml import etree, html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    source = re.sub(r"^\s*<\?xml[^>]*\?>", "", page.replace("\x00", ""))
    try:
        root = html.document_fromstring(source, parser=parser)
    except (etree.ParserError, ValueError):
        return None
    titles = _titles(root, signs)
    _remove_unseen(root)
    body = root.find("body")
    if body is None:
        return None
    weights = _weigh(body)
    article = _narrow(body, weights)
    _remove_furniture(article, weights)
    is_cut = any(entry.level >= etree.ErrorLevels.FATAL for entry in parser.error_log)
    return Article(article, _title_outside(body, article, titles), is_cut)


def _remove(element: Element) -> None:
    """Take `element` out of the tree; the text after it stays."""
    parent = element.getparent()
    if parent is not None:
        element.drop_tree()


def _remove_unseen(root: Element) -> None:
    for element in list(root.iter(*_DROPPED)):
        _remove(element)
    for element in list(root.iterfind(".//*[@style]")):
        if _HIDDEN.search(element.get("style")):
            _remove(element)
    for element in list(root.iterfind(".//*[@hidden]")):
        _remove(element)
    for element in list(root.iterfind(".//div[@title]")):
        if element.get("title") in ("header", "footer"):  # running head and foot, as LibreOffice saves them
            _remove(element)


def _weigh(body: Element) -> dict[Element, int]:
    """For each element, how many characters of sentences it holds that are not links."""
    from lxml import etree

    weights: dict[Element, int] = {}
    links = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            weights[element] = 0 if links else _sentence_length(element.text)
            links += element.tag == "a"
        else:
            links -= element.tag == "a"
            parent = element.getparent()
            if element is not body and parent is not None:
                weights[parent] += weights[element] + (0 if links else _sentence_length(element.tail))
    return weights


def _sentence_length(text: str | None) -> int:
    text = (text or "").strip()
    return len(text) if len(text) >= 12 or _SENTENCE.search(text) else 0


def _names(element: Element) -> str:
    """Its tag, id, classes and title; an office suite names a running head there (``title="footer"``)."""
    return f"{element.tag} {element.get('id') or ''} {element.get('class') or ''} {element.get('title') or ''}"


def _narrow(body: Element, weights: dict[Element, int]) -> Element:
    """The innermost element that still holds nearly all sentences, or a known container that holds most of them."""
    whole = weights[body]
    if not whole:
        return body
    known = [e for e in body.iter() if weights.get(e, 0) >= 0.5 * whole and _CONTAINER.search(_names(e))]
    if known:
        most = max(weights[e] for e in known)
        return [e for e in known if weights[e] >= 0.98 * most][-1]
    at = body
    while True:
        inner = max(at, key=lambda child: weights.get(child, 0), default=None)
        if inner is None or inner.tag in _NARROWEST or weights.get(inner, 0) < 0.9 * weights[at]:
            return at
        if inner.tag == "table" and not is_layout(inner):
            return at
        at = inner


def is_layout(table: Element) -> bool:
    """True if a table only arranges the page: one cell holds nearly all of it, and paragraphs or a table in it."""
    if table.get("role") == "presentation":
        return True
    cells = list(own_cells(table))
    if len(cells) <= 1:
        return True
    sizes = {cell: len("".join(cell.itertext()).strip()) for cell in cells}
    largest = max(cells, key=lambda cell: sizes[cell])
    total = sum(sizes.values())
    if sizes[largest] < 0.7 * total or sizes[largest] < 200:
        return False
    return largest.find(".//table") is not None or len(list(islice(largest.iter("p", "br", "div"), 5))) == 5


def own_cells(table: Element) -> Iterator[Element]:
    """Its own cells, in their order: those of tables inside it are not looked at."""
    waiting = list(table.iterchildren(reversed=True))
    while waiting:
        element = waiting.pop()
        if element.tag in ("td", "th"):
            yield element
        elif element.tag != "table":
            waiting += element.iterchildren(reversed=True)


def _remove_furniture(article: Element, weights: dict[Element, int]) -> None:
    whole = max(weights.get(article, 0), 1)
    for element in list(article.iterdescendants("div", "ul", "ol", "p", "span", "section", "dl", "header")):
        if element.getparent() is None or weights.get(element, 0) > 0.2 * whole:
            continue
        if _FURNITURE.search(_names(element)) or _is_menu(element):
            _remove(element)


def _is_menu(element: Element) -> bool:
    """A list of short links and nothing else, as menus and related articles are; lists of attachments stay."""
    if element.tag not in {"ul", "ol", "dl"}:
        return False
    text = "".join(element.itertext()).strip()
    links = ["".join(a.itertext()).strip() for a in element.iter("a")]
    if len(links) < 3 or "附件" in text or re.search(r"\.(?:docx?|pdf|xlsx?|wps|ofd|zip|rar)\b", text, re.I):
        return False
    return sum(map(len, links)) >= 0.8 * len(text.replace("\n", ""))


def _titles(root: Element, signs: PageSigns) -> list[str]:
    """What the page itself calls its title: ``<meta name="ArticleTitle">``, ``<title>`` without the site's name."""
    found = [
        meta.get("content") or "" for meta in root.iter("meta") if (meta.get("name") or "").lower() == "articletitle"
    ]
    if not any(found):
        title = (root.findtext(".//title") or "").strip()
        parts = [part for part in _TITLE_SEAM.split(title) if part]
        found = [title, *(part for part in parts if not signs.site_name.search(part))]
    return [squeezed for text in found if len(squeezed := _squeeze(text)) >= 6]


def _title_outside(body: Element, article: Element, titles: list[str]) -> str | None:
    """The heading before `article` that says what the page's title says; None if the article holds it already."""
    if not titles or article is body:
        return None
    inside = _squeeze("".join(article.itertext())[:2000])
    around = {article, *article.iterancestors()}
    for element in body.iter("h1", "h2", "h3", "div", "p", "td", "span", "strong", "font"):
        text = "" if element in around else _short_text(element)
        known = any(text == title or (len(text) >= 12 and title.startswith(text)) for title in titles)
        if len(text) >= 6 and known:
            return None if text in inside else " ".join("".join(element.itertext()).split())
    return None


def _short_text(element: Element) -> str:
    """The text of an element without white space; empty if it is longer than a title."""
    text = ""
    for part in element.itertext():
        text += _squeeze(part)
        if len(text) > _LONGEST_TITLE:
            return ""
    return text


def _squeeze(text: str) -> str:
    return "".join(text.split())
