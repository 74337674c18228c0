"""OFD (GB/T 33190—2016), the national format for fixed layout: zip and XML read here, laid out as PDF pages are."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from policy_parse import limits
from policy_parse.document import Document, Notice, build_document
from policy_parse.errors import ReadError
from policy_parse.readers.ofd.content import Content
from policy_parse.readers.ofd.package import OfdPackage
from policy_parse.readers.ofd.pages import OfdPage, count_pages, read_pages
from policy_parse.readers.ofd.pictures import recognize_page
from policy_parse.readers.pages.layout import PageLayout, lay_out_page, lay_out_pages
from policy_parse.readers.pages.notices import left_out, recognized
from policy_parse.readers.pages.page import Glyph, PageContent
from policy_parse.signs.reading import ReaderSigns, builtin_signs

if TYPE_CHECKING:
    from policy_parse.readers.scan.page import ScannedPage

FORMAT = "ofd"
SUFFIXES = (".ofd",)

_WHY = "没有读取；安装 policy-parse[ocr] 后可识别（其图片格式须为 PNG、JPEG、TIFF 或 BMP）。"


def sniff(data: bytes) -> bool:
    """True if `data` is a zip package that names OFD.xml."""
    return data.startswith(b"PK") and b"OFD.xml" in data


def missing() -> str | None:
    """Nothing has to be installed."""
    return None


def read(data: bytes, *, name: str, password: str | None = None, signs: ReaderSigns | None = None) -> Document:
    """Read an OFD; every block has its page and box.

    Raises PasswordError for an encrypted package, ReadError for a damaged one or one without pages. Pages that
    cannot be read, and pages that are pictures where OCR is not installed, become notices (``page-damaged``,
    ``page-not-read``). `password` is ignored: the standard's own encryption is not supported.
    """
    signs = signs or builtin_signs()
    words = signs.pages
    package = OfdPackage(data, name)
    most = limits.current().pages
    pages = list(islice(read_pages(package), most))
    if all(page.content is None for page in pages):
        raise ReadError(name, "没有一页能读取，文件已损坏（no page of the file can be read）")
    layouts: list[PageLayout] = []
    scans: list[ScannedPage] = []
    notices: list[Notice] = []
    total = count_pages(package) if len(pages) == most else len(pages)
    if total > most:
        notices.append(left_out(total, most))
    for number, page in enumerate(pages, 1):
        if page.content is None:
            notices.append(Notice("page-damaged", "error", f"第{number}页已损坏，没有读取。", number))
            continue
        content = _drawn(page, page.content, number)
        if not page.content.glyphs and page.content.pictures:
            scan = recognize_page(page, package, number, words)
            if scan is None:
                notices.append(Notice("page-not-read", "warning", f"第{number}页是图片，{_WHY}", number))
            else:
                scans.append(scan)
                content = scan.content
        layouts.append(lay_out_page(content, signs))
    pieces = lay_out_pages(layouts, words)
    if scans:
        from policy_parse.readers.scan.doubt import scan_notices
        from policy_parse.readers.scan.page import with_confidence

        pieces = with_confidence(pieces, scans, words)
        notices += [recognized([s.content.number for s in scans]), *scan_notices([s.doubt for s in scans], pieces)]
    return build_document(pieces, name=name, format=FORMAT, data=data, page_count=total, notices=notices)


def _drawn(page: OfdPage, content: Content, number: int) -> PageContent:
    return PageContent(
        number=number,
        width=page.width,
        height=page.height,
        glyphs=[g for g in content.glyphs if _is_on(page, g)],
        turned=content.turned,
        edges=content.edges,
        picture_share=0.0,
        unusable=0,
    )


_BEYOND = 1.0
"""Pages around a page: what is drawn further off is nowhere, and nobody sees it."""


def _is_on(page: OfdPage, glyph: Glyph) -> bool:
    wide, high = _BEYOND * page.width, _BEYOND * page.height
    across, down = -wide <= glyph.x0 <= page.width + wide, -high <= glyph.y <= page.height + high
    return across and down and glyph.size <= page.height
