"""The pages of an OFD file in order, each with its templates under and over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policy_parse.errors import ReadError
from policy_parse.readers.ofd.content import POINTS, Content, numbers, read_content
from policy_parse.readers.ofd.package import Element, OfdPackage, child, children, locate, text_of

_A4 = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class OfdPage:
    """One page: its size in points and what stands on it; `content` is None if the page cannot be read."""

    width: float
    height: float
    content: Content | None
    pictures: dict[str, str]
    """Resource number → member of the package, of the pictures that the page may show."""


def read_pages(package: OfdPackage) -> Iterator[OfdPage]:
    """Every page of every document in the package. Raises ReadError if none is named."""
    found = False
    for path, document in _documents(package):
        common = child(document, "CommonData")
        area = _size(child(common, "PageArea")) or _A4
        templates = {
            template.get("ID"): locate(path, template.get("BaseLoc") or "")
            for template in children(common, "TemplatePage")
        }
        pictures: dict[str, str] = {}
        for name in ("PublicRes", "DocumentRes"):
            for resource in children(common, name):
                pictures |= _pictures(package, locate(path, text_of(resource)))
        for member in _members_of(path, document):
            found = True
            yield _page(package, member, area, templates, pictures)
    if not found:
        raise ReadError(package.name, "OFD 文件里没有页面（no page in the package）")


def count_pages(package: OfdPackage) -> int:
    """How many pages `read_pages` gives."""
    return sum(len(_members_of(path, document)) for path, document in _documents(package))


def _documents(package: OfdPackage) -> Iterator[tuple[str, Element]]:
    """The members that hold documents, and their roots."""
    for body in children(package.parse("OFD.xml"), "DocBody"):
        path = locate("OFD.xml", text_of(child(body, "DocRoot")))
        document = package.parse(path) if text_of(child(body, "DocRoot")) else None
        if document is not None:
            yield path, document


def _members_of(path: str, document: Element) -> dict[str, None]:
    """The members that hold the pages: a page stands in a document once; an endless one names one without end."""
    pages = children(child(document, "Pages"), "Page")
    return dict.fromkeys(locate(path, page.get("BaseLoc") or "") for page in pages)


def _page(
    package: OfdPackage,
    member: str,
    area: tuple[float, float],
    templates: dict[str | None, str],
    pictures: dict[str, str],
) -> OfdPage:
    root = package.parse(member)
    wide, high = _size(child(root, "Area")) or area
    own = dict(pictures)
    for resource in children(root, "PageRes"):
        own |= _pictures(package, locate(member, text_of(resource)))
    content = None if root is None else _read_page(package, root, templates)
    return OfdPage(wide * POINTS, high * POINTS, content, own)


def _read_page(package: OfdPackage, root: Element, templates: dict[str | None, str]) -> Content:
    """A page's own content between the templates under it (Background, the default) and those over it."""
    content = Content()
    used = [(t.get("ZOrder") or "Background", templates.get(t.get("TemplateID"))) for t in children(root, "Template")]
    for order, member in used:
        if member and order == "Background":
            read_content(package.parse(member), content)
    read_content(root, content)
    for order, member in used:
        if member and order != "Background":
            read_content(package.parse(member), content)
    return content


def _size(area: Element | None) -> tuple[float, float] | None:
    """Width and height of a page in millimetres, from its physical box."""
    for name in ("PhysicalBox", "ApplicationBox", "ContentBox"):
        box = numbers(text_of(child(area, name)))
        if len(box) == 4 and box[2] > 0 and box[3] > 0:
            return box[2], box[3]
    return None


def _pictures(package: OfdPackage, member: str) -> dict[str, str]:
    """The pictures that a resource file names."""
    root = package.parse(member)
    if root is None:
        return {}
    base = locate(member, (root.get("BaseLoc") or ".") + "/x")
    return {
        media.get("ID") or "": locate(base, text_of(child(media, "MediaFile")))
        for media in children(child(root, "MultiMedias"), "MultiMedia")
        if media.get("Type") == "Image"
    }
