"""The page for review with the document's own pages on it, where the file is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policy_parse.errors import ReadError
from policy_parse.model import Plan
from policy_parse.sources import Source, load

if TYPE_CHECKING:
    from policy_parse.writers import Writer
    from policy_parse.writers.review_page import Desk, PagePicture

__all__ = ["rendered", "review_page", "served_page"]


def review_page(plan: Plan, source: Source | None = None, *, password: str | None = None) -> bytes:
    """The page on which people check and correct `plan`, as one HTML file.

    `source` is the document that the plan was read from: of a PDF or a picture the page shows the pages themselves,
    with the words of each value boxed. Raises ReadError if it is another document, or cannot be opened.
    """
    from policy_parse.writers.html_file import render, render_with_pages

    if source is None:
        return render(plan)
    from policy_parse.review.pictures import pictures_of

    data, name = load(source)
    return render_with_pages(plan, pictures_of(plan, data, name=name, password=password))


def rendered(writer: Writer, plan: Plan, data: bytes | None, *, password: str | None = None) -> bytes:
    """The file of `plan` in any format; one that shows pages gets those of the document's `data`, if it is known.

    Raises WriteError.
    """
    from policy_parse.writers import render, render_with_pages, shows_pages

    if data is None or not shows_pages(writer):
        return render(plan, writer.FORMAT)
    return render_with_pages(plan, _pages(plan, data, password), writer.FORMAT)


def served_page(plan: Plan, data: bytes | None, desk: Desk, *, password: str | None = None) -> bytes:
    """The page for `plan`, which saves what is corrected at `desk` instead of in a file; it shows the pages of the
    document's `data`, none if that is None.
    """
    from policy_parse.writers.review_page import render_page

    return render_page(plan, () if data is None else _pages(plan, data, password), desk)


def _pages(plan: Plan, data: bytes, password: str | None) -> tuple[PagePicture, ...]:
    from policy_parse.review.pictures import pictures_of

    try:
        return pictures_of(plan, data, name=plan.source.name, password=password)
    except ReadError:  # it was read, but a second time it is not: the text is there all the same
        return ()
