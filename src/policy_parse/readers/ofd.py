"""OFD (GB/T 33190—2016), the national format for fixed layout: zip and XML read here, laid out as PDF pages are."""

from __future__ import annotations

from collections.abc import Iterator

from policy_parse.document import Document, Notice, build_document
from policy_parse.errors import ReadError
from policy_parse.readers.ofd_package import Package
from policy_parse.readers.ofd_pages import OfdPage, read_pages
from policy_parse.readers.pdf_layout import PageLayout, lay_out_page, lay_out_pages
from policy_parse.readers.pdf_page import PageContent

FORMAT = "ofd"
SUFFIXES = (".ofd",)


def sniff(data: bytes) -> bool:
    """Whether `data` is a zip package that names OFD.xml."""
    return data.startswith(b"PK") and b"OFD.xml" in data


def missing() -> str | None:
    """Nothing has to be installed."""
    return None


def read(data: bytes, *, name: str, password: str | None = None) -> Document:
    """Read an OFD; every block has its page and box.

    Raises PasswordError for an encrypted package, ReadError for a damaged one or one without pages. Pages that
    cannot be read, and pages that are pictures, become notices (``page-damaged``, ``page-not-read``). `password` is
    ignored: the standard's own encryption is not supported.
    """
    package = Package(data, name)
    pages = list(read_pages(package))
    if all(page.content is None for page in pages):
        raise ReadError(name, "没有一页能读取，文件已损坏（no page of the file can be read）")
    pieces = lay_out_pages(list(_layouts(pages)))
    notices = list(_notices(pages))
    return build_document(pieces, name=name, format=FORMAT, data=data, page_count=len(pages), notices=notices)


def _layouts(pages: list[OfdPage]) -> Iterator[PageLayout]:
    for number, page in enumerate(pages, 1):
        if page.content is not None:
            yield lay_out_page(
                PageContent(
                    number=number,
                    width=page.width,
                    height=page.height,
                    glyphs=page.content.glyphs,
                    turned=page.content.turned,
                    edges=page.content.edges,
                    picture_share=0.0,
                    unusable=0,
                )
            )


def _notices(pages: list[OfdPage]) -> Iterator[Notice]:
    for number, page in enumerate(pages, 1):
        if page.content is None:
            yield Notice("page-damaged", "error", f"第{number}页已损坏，没有读取。", number)
        elif not page.content.glyphs and page.content.pictures:
            yield Notice("page-not-read", "warning", f"第{number}页是图片，没有文字，没有读取。", number)
