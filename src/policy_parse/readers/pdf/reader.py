"""PDF → Document: characters and ruling lines through pdfium, lines, tables, paragraphs, over pages.

Scans: a page whose text layer is missing or useless goes through ``policy_parse.readers.scan`` where its libraries
are installed (extra ``policy-parse[ocr]``), and from there on the same way as the others.
pdfium is not thread-safe, not even with two documents: one thread reads at a time. To use more cores, use processes.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from policy_parse import limits
from policy_parse.document import Document, Notice, build_document
from policy_parse.errors import PasswordError, ReadError
from policy_parse.readers.pages.layout import PageLayout, lay_out_page, lay_out_pages
from policy_parse.readers.pages.notices import left_out, named, recognized
from policy_parse.readers.pdf.nested_forms import has_endless_forms
from policy_parse.readers.pdf.streams import refuse_endless_streams
from policy_parse.signs.pages import PageSigns
from policy_parse.signs.reading import ReaderSigns, builtin_signs

if TYPE_CHECKING:
    from policy_parse.readers.pages.grid import RuledEdge
    from policy_parse.readers.pages.page import PageContent
    from policy_parse.readers.scan.page import ScannedPage

FORMAT = "pdf"
SUFFIXES = (".pdf",)

PDFIUM = threading.Lock()
"""Held from the opening of a document to its closing: pdfium has state that all documents of a process share."""
_HEAD = 1024
"""The mark may stand behind other bytes at the head of the file (PDF 32000-1, annex H)."""


def sniff(data: bytes) -> bool:
    """True if the bytes hold a PDF's mark near their beginning."""
    return b"%PDF-" in data[:_HEAD]


def missing() -> str | None:
    """What must be installed first; None if nothing is."""
    try:
        import pypdfium2  # noqa: F401
    except ImportError:
        return "pip install pypdfium2"
    return None


def read(data: bytes, *, name: str, password: str | None = None, signs: ReaderSigns | None = None) -> Document:
    """Read a PDF; every block has its page and box.

    Raises PasswordError if a password is missing or wrong, ReadError if no page can be read. Pages that cannot
    be read, and pages that are pictures while OCR is not installed, become notices (``page-damaged``,
    ``page-not-read``).
    """
    signs = signs or builtin_signs()
    words = signs.pages
    refuse_endless_streams(data, name, password)
    if has_endless_forms(data, password):
        raise ReadError(name, "页面图形层层嵌套，没有尽头，拒绝读取（forms that draw each other without end）")
    with PDFIUM:
        document = open_document(data, name, password)
        try:
            pages = _read_pages(document, data, name, password, signs)
        finally:
            document.close()
    if pages.damaged and not pages.layouts:
        raise ReadError(name, "没有一页能读取，文件已损坏（no page of the file can be read）")
    pieces = lay_out_pages(pages.layouts, words)
    notices = pages.notices()
    if pages.scans:
        from policy_parse.readers.scan.doubt import scan_notices
        from policy_parse.readers.scan.page import with_confidence

        pieces = with_confidence(pieces, pages.scans, words)
        notices += scan_notices([scan.doubt for scan in pages.scans], pieces)
    return build_document(
        pieces,
        name=name,
        format=FORMAT,
        data=data,
        page_count=pages.total,
        notices=notices,
    )


def open_document(data: bytes, name: str, password: str | None) -> Any:
    """The document as pdfium has it, to be opened and closed while PDFIUM is held. Raises PasswordError, ReadError."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        return pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            reason = "密码不对（wrong password）" if password else "文件已加密，需要密码（a password is needed）"
            raise PasswordError(name, reason) from error
        raise ReadError(name, "PDF已损坏，无法打开（the PDF is damaged and cannot be opened）") from error


@dataclass(slots=True)
class _Pages:
    """What became of each page; the layouts are all that is kept of them."""

    layouts: list[PageLayout] = field(default_factory=list)
    scans: list[ScannedPage] = field(default_factory=list)
    total: int = 0
    """Of the file; those beyond the limit are left out."""
    damaged: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)

    def notices(self) -> list[Notice]:
        found = []
        if self.total > (most := limits.current().pages):
            found.append(left_out(self.total, most))
        if self.damaged:
            message = f"{named(self.damaged)}已损坏，没有读取。"
            found.append(Notice("page-damaged", "error", message, self.damaged[0]))
        if self.unread:
            message = (
                f"{named(self.unread)}没有可用的文字层（扫描件或字体编码损坏），没有读取；"
                "安装 policy-parse[ocr] 后可以识别（pip install 'policy-parse[ocr]' 或 pip install '.[ocr]'）。"
            )
            found.append(Notice("page-not-read", "warning", message, self.unread[0]))
        if self.scans:
            numbers = [scan.content.number for scan in self.scans]
            found.append(recognized(numbers))
        return found


def _read_pages(document: Any, data: bytes, name: str, password: str | None, signs: ReaderSigns) -> _Pages:
    from pypdfium2 import PdfiumError

    from policy_parse.readers.pdf.page import read_page
    from policy_parse.readers.pdf.unseen_text import UnseenText

    pages = _Pages(total=len(document))
    unseen = UnseenText(data, password)
    characters = 0
    for index in range(min(pages.total, limits.current().pages)):
        try:
            content = read_page(document, index)
        except PdfiumError:
            pages.damaged.append(index + 1)
            continue
        characters += len(content.glyphs) + content.unusable
        limits.refuse("characters", characters, name)
        if content.unseen:
            content = unseen.added_to(content)
        if _is_scan(content):
            scan = ocr_page(document, index, signs.pages)
            if scan is None:
                pages.unread.append(index + 1)
            else:
                pages.scans.append(scan)
                content = scan.content
        elif content.picture_share > _PICTURE and not content.edges and not content.turn:
            content = replace(content, edges=ocr_edges(document, index))
        pages.layouts.append(lay_out_page(content, signs))
    return pages


_USELESS = 0.5
"""A text layer with more than this share of characters without meaning is useless."""
_PICTURE = 0.5
"""A page covered to this share by pictures, with hardly any text, is a scan."""
_HARDLY = 20
"""Characters: a stamp or a page number over a scan."""


def _is_scan(content: PageContent) -> bool:
    visible = len(content.glyphs) - [glyph.text for glyph in content.glyphs].count(" ")
    useless = content.unusable > _USELESS * (visible + content.unusable)
    return useless or (visible < _HARDLY and content.picture_share > _PICTURE)


def ocr_page(document: Any, index: int, signs: PageSigns) -> ScannedPage | None:
    """Page `index` (0-based) as text recognition reads it; None if that is not installed."""
    from policy_parse.readers.scan import reader as ocr

    if ocr.missing() is not None:
        return None
    image, width, height = _render(document, index)
    return ocr.scan_page(image, width, height, index + 1, signs)


def ocr_edges(document: Any, index: int) -> list[RuledEdge]:
    """The ruling lines in the picture of a scan that has a text layer of its own; none if OCR is not installed."""
    from policy_parse.readers.scan import reader as ocr

    if ocr.missing() is not None:
        return []
    image, width, _ = _render(document, index)
    return ocr.page_edges(image, width)


def _render(document: Any, index: int) -> tuple[Any, float, float]:
    """A page as a PIL image, and its width and height in points."""
    from policy_parse.readers.scan.page import DPI

    page = document[index]
    try:
        width, height = page.get_size()
        bitmap = page.render(scale=DPI / 72)
        try:
            return bitmap.to_pil(), width, height
        finally:
            bitmap.close()
    finally:
        page.close()
