"""Word documents (.docx, .docm and their templates; transitional and strict) to pieces in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from policy_parse.document import Document, Notice, Paragraph, Piece, Table, build_document
from policy_parse.document.pieces import Note
from policy_parse.errors import ReadError
from policy_parse.readers.compound_file import is_compound_file
from policy_parse.readers.docx.names import ZIP, Element, W
from policy_parse.signs.reading import ReaderSigns, builtin_signs

if TYPE_CHECKING:
    from policy_parse.readers.docx.body import Walker
    from policy_parse.readers.docx.package import WordPackage

FORMAT = "docx"
SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")

_NOTES: tuple[tuple[Note, str], ...] = (("footnote", "footnotes"), ("endnote", "endnotes"))


def sniff(data: bytes) -> bool:
    """True if `data` is a Word document in a zip container (whole or cut off), or an encrypted OOXML container."""
    if not (data.startswith(ZIP) or is_compound_file(data)):
        return False
    from policy_parse.readers.docx.package import is_package

    return is_package(data)


def missing() -> str | None:
    """Nothing: what it needs is installed with the package."""
    return None


def read(data: bytes, *, name: str, password: str | None = None, signs: ReaderSigns | None = None) -> Document:
    """Read a Word document as it prints with every revision accepted.

    Inserted and moved-to text is in, deleted, moved-away and hidden text out; automatic numbers are computed; text
    boxes follow the paragraph they hang on, footnotes and endnotes follow the body in the order of their references;
    page headers and footers are left out. Nothing outside the file is fetched. Raises PasswordError for an encrypted
    file and ReadError for one that cannot be opened; damage that leaves something to read becomes a Notice.
    """
    parts = read_pieces(data, name=name, password=password, signs=signs)
    return build_document(parts.pieces, name=name, format=FORMAT, data=data, notices=parts.notices)


class Pieces(NamedTuple):
    """What a file holds, before it has offsets."""

    pieces: list[Piece]
    notices: list[Notice]
    root: Element
    """The root of the main part, as it was read."""


def read_pieces(
    data: bytes,
    *,
    name: str,
    password: str | None = None,
    signs: ReaderSigns | None = None,
    walker_of: type[Walker] | None = None,
) -> Pieces:
    """What a Word document holds, in reading order (see `read`); `walker_of` makes the walker, if it is another."""
    from policy_parse.readers.docx.body import Walker
    from policy_parse.readers.docx.numbering import Numbering
    from policy_parse.readers.docx.package import WordPackage
    from policy_parse.readers.docx.styles import Styles, without_table_styles

    notices: list[Notice] = []
    package = WordPackage(data, name, password, notices)
    root = package.root()
    seen: set[str] = set()

    def warn(code: str, message: str) -> None:
        if message not in seen:
            seen.add(message)
            notices.append(Notice(code, "warning", message))

    styles = Styles(package.related("styles", without_table_styles), (signs or builtin_signs()).styles)
    walker = (walker_of or Walker)(styles, Numbering(package.related("numbering"), styles, warn), warn)
    body = root.find(W + "body")
    if body is None:
        body = root
    try:
        pieces = list(walker.body(body))
        if walker.lines.contents_unfinished:
            pieces = [_unless_text(piece) for piece in pieces]
        pieces.extend(_notes(package, walker))
    except RecursionError as error:
        raise ReadError(name, "内容嵌套过深（nested too deeply）") from error
    _remark(walker, pieces, notices)
    return Pieces(pieces, notices, root)


def _remark(walker: Walker, pieces: list[Piece], notices: list[Notice]) -> None:
    """Add notices of what was seen on the way: pictures, tracked changes."""
    if walker.lines.images:
        empty = not any(map(_has_text, pieces))
        notices.append(
            Notice(
                "images-unread",
                "warning" if empty else "info",
                f"文档中有 {walker.lines.images} 处图片，图片里的文字没有读出",
            )
        )
    if walker.lines.revised:
        notices.append(Notice("tracked-changes", "info", "文档带有修订痕迹：按全部接受修订后的文字读取"))


def _notes(package: WordPackage, walker: Walker) -> Iterator[Piece]:
    """The footnotes and then the endnotes that the text refers to, each once, in the order of reference."""
    for kind, part in _NOTES:
        wanted = dict.fromkeys(key for noted, key in walker.lines.notes if noted == kind)
        root = package.related(part) if wanted else None
        elements: dict[str, Element] = {} if root is None else {e.get(W + "id"): e for e in root.iterchildren(W + kind)}
        for key in wanted:
            if key in elements:
                yield from walker.note(elements[key], kind)


def _unless_text(piece: Piece) -> Piece:
    """`piece`, no longer as a line of contents unless it ends in a page number: the list of contents never ended."""
    if isinstance(piece, Paragraph) and piece.contents and not piece.text[-1:].isdecimal():
        return replace(piece, contents=False)
    return piece


def _has_text(piece: Piece) -> bool:
    return any(cell.text for cell in piece.cells) if isinstance(piece, Table) else bool(piece.text)
