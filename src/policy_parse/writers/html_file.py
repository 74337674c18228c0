"""HTML: the page for review, the document beside its tasks; where the file is at hand, with pictures of its pages."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.model import Plan
from policy_parse.writers.as_written import is_page as is_as_written
from policy_parse.writers.review_page import PagePicture, render_page

__all__ = ["BINARY", "FORMAT", "SUFFIXES", "is_as_written", "render", "render_with_pages"]

FORMAT = "html"
SUFFIXES = (".html", ".htm")
BINARY = False


def render(plan: Plan) -> bytes:
    """One page that needs nothing else and loads nothing; every character of the document is escaped."""
    return render_page(plan)


def render_with_pages(plan: Plan, pages: Sequence[PagePicture]) -> bytes:
    """The same with pictures of the document's pages."""
    return render_page(plan, pages)
