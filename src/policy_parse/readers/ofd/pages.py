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
    root = package.parse("OFD.xml")
    bodies = [text_of(child(body, "DocRoot")) for body in children(root, "DocBody")]
    documents = [(path, package.parse(locate("OFD.xml", path))) for path in bodies if path]
    found = False
    for path, document in documents:
        if document is not None:
            for page in _pages_of(package, locate("OFD.xml", path), document):
                found = True
                yield page
    if not found:
        raise ReadError(package.name, "OFD 文件里没有页面（no page in the package）")


def _pages_of(package: OfdPackage, path: str, document: Element) -> Iterator[OfdPage]:
    common = child(document, "CommonData")
    area = _size(child(common, "PageArea")) or _A4
    templates = {
        template.get("ID"): locate(path, template.get("BaseLoc") or "") for template in children(common, "TemplatePage")
    }
    pictures: dict[str, str] = {}
    for name in ("PublicRes", "DocumentRes"):
        for resource in children(common, name):
            pictures |= _pictures(package, locate(path, text_of(resource)))
    seen: set[str] = set()
    for page in children(child(document, "Pages"), "Page"):
        member = locate(path, page.get("BaseLoc") or "")
        if member in seen:  # a page stands in a document once; an endless document names one without end
            continue
        seen.add(member)
        root = package.parse(member)
        wide, high = _size(child(root, "Area")) or area
        own = dict(pictures)
        for resource in children(root, "PageRes"):
            own |= _pictures(package, locate(member, text_of(resource)))
        content = None if root is None else _read_page(package, root, templates)
        yield OfdPage(wide * POINTS, high * POINTS, content, own)


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
