"""PDF → Document: characters and ruling lines through pdfium, lines, tables, paragraphs, over pages.

Scans: a page whose text layer is missing or useless is handed to ``policy_parse.readers.ocr`` where that module and
its libraries are installed (extra ``policy_parse[ocr]``), and laid out like any other.
pdfium is not thread-safe, not even with two documents: read PDFs in processes, never in threads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from policy_parse.document import Document, Notice, build_document
from policy_parse.errors import PasswordError, ReadError
from policy_parse.readers.pdf_layout import PageLayout, lay_out_page, lay_out_pages

if TYPE_CHECKING:
    from policy_parse.readers.ocr_page import ScannedPage

FORMAT = "pdf"
SUFFIXES = (".pdf",)

_HEAD = 1024
"""The mark may stand behind other bytes at the head of the file (PDF 32000-1, annex H)."""


def sniff(data: bytes) -> bool:
    """Whether the bytes hold a PDF's mark near their beginning."""
    return b"%PDF-" in data[:_HEAD]


def missing() -> str | None:
    """What must be installed first; None where nothing is."""
    try:
        import pypdfium2  # noqa: F401
    except ImportError:
        return "pip install pypdfium2"
    return None


def read(data: bytes, *, name: str, password: str | None = None) -> Document:
    """Read a PDF; every block has its page and box.

    Raises PasswordError where a password is missing or wrong, ReadError where no page can be read. Pages that cannot
    be read, and pages that are pictures while OCR is not installed, become notices (``page-damaged``,
    ``page-not-read``).
    """
    document = _open(data, name, password)
    try:
        count = len(document)
        notices: list[Notice] = []
        scans: list[ScannedPage] = []
        layouts = list(_layouts(document, count, notices, scans))
    finally:
        document.close()
    if count and not layouts:
        raise ReadError(name, "没有一页能读取，文件已损坏（no page of the file can be read）")
    pieces = lay_out_pages(layouts)
    if scans:
        from policy_parse.readers.ocr_page import with_confidence

        pieces = with_confidence(pieces, scans)
    return build_document(pieces, name=name, format=FORMAT, data=data, page_count=count, notices=notices)


def _open(data: bytes, name: str, password: str | None) -> Any:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        return pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            reason = "密码不对（wrong password）" if password else "文件已加密，需要密码（a password is needed）"
            raise PasswordError(name, reason) from error
        raise ReadError(name, "PDF已损坏，无法打开（the PDF is damaged and cannot be opened）") from error


_FEWEST = 0.5
"""A text layer with more than this share of characters that stand for nothing is useless."""
_PICTURE = 0.5
"""A page covered to this share by pictures, with hardly any text, is a scan."""
_HARDLY = 20


def _layouts(document: Any, count: int, notices: list[Notice], scans: list[ScannedPage]) -> Iterator[PageLayout]:
    from pypdfium2 import PdfiumError

    from policy_parse.readers.pdf_page import read_page

    damaged: list[int] = []
    unread: list[int] = []
    for index in range(count):
        try:
            content = read_page(document, index)
        except PdfiumError:
            damaged.append(index + 1)
            continue
        visible = sum(1 for g in content.glyphs if g.text != " ")
        useless = content.unusable > _FEWEST * (visible + content.unusable)
        if useless or (visible < _HARDLY and content.picture_share > _PICTURE):
            scan = ocr_page(document, index)
            if scan is not None:
                scans.append(scan)
                yield lay_out_page(scan.content)
                continue
            unread.append(index + 1)
        yield lay_out_page(content)
    if damaged:
        notices.append(Notice("page-damaged", "error", f"{_pages(damaged)}已损坏，没有读取。", damaged[0]))
    if unread:
        message = (
            f"{_pages(unread)}没有可用的文字层（扫描件或字体编码损坏），没有读取；安装 policy_parse[ocr] 后可识别。"
        )
        notices.append(Notice("page-not-read", "warning", message, unread[0]))


def _pages(numbers: Sequence[int]) -> str:
    """第3页, 第1—4、7页."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "第" + "、".join(f"{a}" if a == b else f"{a}—{b}" for a, b in runs) + "页"


_SCAN_DPI = 200


def ocr_page(document: Any, index: int) -> ScannedPage | None:
    """What OCR recognises on page `index`, laid out like any other page; None where OCR is not installed."""
    try:
        from policy_parse.readers import ocr
    except ImportError:
        return None
    if ocr.missing() is not None:
        return None
    page = document[index]
    try:
        width, height = page.get_size()
        bitmap = page.render(scale=_SCAN_DPI / 72)
        try:
            image = bitmap.to_pil().convert("RGB")
        finally:
            bitmap.close()
    finally:
        page.close()
    return ocr.scan_page(image, width, height, index + 1)
