"""A Word document with comments: its package as it was, but for the comments and the marks of where they stand.

Every other part is copied byte for byte, so that what looks and works in a certain way goes on to. python-docx would
write the whole package anew, with the time of day in it, and refuses templates, documents with macros and strict ones.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Sequence
from typing import Any

from policy_parse.annotation.docx_places import Anchor, Anchors, Cuts
from policy_parse.annotation.notes import Note
from policy_parse.errors import ReadError, WriteError
from policy_parse.readers.compound_file import is_compound_file
from policy_parse.readers.docx.names import ID, OVERRIDE, R_RUN, RELATIONSHIP, Element, P, T, W, integer
from policy_parse.readers.docx.origins import read_traced
from policy_parse.readers.docx.package import main_part
from policy_parse.readers.docx.reader import read
from policy_parse.readers.opc import DAMAGE, is_strict, normal, parse_xml, to_strict
from policy_parse.writers.package import UNPRINTABLE

AUTHOR, INITIALS = "policy-parse", "PP"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[content_types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def commented(data: bytes, notes: Sequence[Note], *, name: str, password: str | None = None) -> bytes:
    """The bytes of a copy of a Word document with a comment for each note. Raises ReadError, ValueError.

    An encrypted document is refused: its copy would lie open. So is one of which a part is damaged.
    """
    if is_compound_file(data):
        raise ReadError(name, "文档已加密，批注后的副本将不再加密，请先解密（encrypted: its copy would lie open）")
    traced = read_traced(data, name=name, password=password)
    text = traced.document.text
    if any(notice.code == "part-damaged" for notice in traced.document.notices):
        raise ReadError(name, "文档已损坏，不能批注（a damaged document cannot carry comments）")
    if any(span is not None and span.end > len(text) for span, _ in notes):
        raise ValueError(f"a note is beyond the text of {name}")
    anchors = Anchors(traced.root, traced.origins)
    found = [(ends, words) for span, words in notes if (ends := anchors.ends(span)) is not None]
    if len(found) < len(notes):
        raise ReadError(name, "文档里没有可以批注的文字（no words that could carry a comment）")
    package = _Package(data, name)
    comments = package.comments()
    number = _next_number(comments)
    _mark([ends for ends, _ in found], number)
    for i, (_, words) in enumerate(found):
        comments.append(_comment(comments, number + i, words))
    copy = package.with_parts(traced.root, comments)
    if read(copy, name=name, password=password).text != text:
        raise WriteError(name, "批注后文字有变，没有写出，请报告（comments would change the text, please report）")
    return copy


def _next_number(comments: Element) -> int:
    taken = [integer(comment.get(ID)) for comment in comments.iterchildren(W + "comment")]
    return 1 + max((identity for identity in taken if identity is not None), default=-1)


def _mark(ends: Sequence[tuple[Anchor, Anchor]], number: int) -> None:
    """Put the marks of comments from `number` on round their words, and the reference to each behind them."""
    cuts = Cuts(ends)
    for identity, (first, last) in enumerate(ends, number):
        begins, stops = cuts.holding(first), cuts.holding(last)
        begins.addprevious(_element(begins, "commentRangeStart", identity))
        reference = begins.makeelement(R_RUN)
        reference.append(_element(begins, "commentReference", identity))
        stops.addnext(reference)
        stops.addnext(_element(begins, "commentRangeEnd", identity))


def _element(like: Element, tag: str, identity: int) -> Element:
    return like.makeelement(W + tag, {ID: str(identity)})


def _comment(like: Element, identity: int, words: str) -> Element:
    comment = like.makeelement(W + "comment", {ID: str(identity), W + "author": AUTHOR, W + "initials": INITIALS})
    for i, line in enumerate(UNPRINTABLE.sub("", words).split("\n")):
        paragraph = comment.makeelement(P)
        if i == 0:
            mark = paragraph.makeelement(R_RUN)
            mark.append(mark.makeelement(W + "annotationRef"))
            paragraph.append(mark)
        run, text = paragraph.makeelement(R_RUN), paragraph.makeelement(T)
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(text)
        paragraph.append(run)
        comment.append(paragraph)
    return comment


class _Package:
    """The zip archive of a Word document, and what must be changed in it for comments."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._names = {normal(info.filename): info.filename for info in self._archive.infolist()}
            self._main = main_part(data, name)
            self._strict = is_strict(self._read(self._main))
        except DAMAGE as error:
            raise ReadError(name, "文件不完整或已损坏（the zip container is damaged or cut off）") from error
        folder, base = posixpath.split(self._main)
        self._relations = posixpath.join(folder, "_rels", f"{base}.rels")
        self._changed: dict[str, bytes] = {}
        self._comments = ""

    def _read(self, path: str) -> bytes:
        return self._archive.read(self._names[path]) if path in self._names else b""

    def _root(self, path: str) -> Element:
        root, broken = parse_xml(self._read(path))
        if root is None or broken:
            raise ReadError(self._name, f"文档的 {path} 已损坏，不能批注（a damaged part: no comments can be added）")
        return root

    def comments(self) -> Element:
        """The root of the part that holds the comments, a new one if there is none."""
        folder = posixpath.dirname(self._main)
        relations = self._root(self._relations) if self._relations in self._names else _new_relations()
        for relation in relations.iter(RELATIONSHIP):
            if relation.get("Type", "").rpartition("/")[2] == "comments" and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                path = target if target.startswith("/") else posixpath.join(folder, target)
                self._comments = normal(posixpath.normpath(path))
                if self._comments in self._names:
                    return self._root(self._comments)
        taken = {relation.get("Id") for relation in relations.iter(RELATIONSHIP)}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdNotes{n}" not in taken)
        base = next(b for b in ("comments.xml", *(f"comments{n}.xml" for n in range(1, 99))) if self._free(folder, b))
        relation = relations.makeelement(RELATIONSHIP, {"Id": f"rIdNotes{number}", "Type": _KIND, "Target": base})
        relations.append(relation)
        self._comments = posixpath.join(folder, base)
        self._changed[self._relations] = self._dumped(relations)
        types = self._root(_TYPES)
        types.append(types.makeelement(OVERRIDE, {"PartName": f"/{self._comments}", "ContentType": _TYPE}))
        self._changed[_TYPES] = self._dumped(types)
        return _new_comments()

    def _free(self, folder: str, base: str) -> bool:
        return posixpath.join(folder, base) not in self._names

    def with_parts(self, main: Element, comments: Element) -> bytes:
        """The bytes of the package with these two parts, every other one as it was."""
        self._changed[self._main] = self._dumped(main)
        self._changed[self._comments] = self._dumped(comments)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for info in self._archive.infolist():
                changed = self._changed.pop(normal(info.filename), None)
                data = self._archive.read(info) if changed is None else changed
                kept = zipfile.ZipInfo(info.filename, info.date_time)
                kept.external_attr = info.external_attr
                new.writestr(kept, data, info.compress_type if changed is None else zipfile.ZIP_DEFLATED)
            for path, data in self._changed.items():
                new.writestr(zipfile.ZipInfo(path, _EPOCH), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def _dumped(self, root: Element) -> bytes:
        from lxml import etree

        data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return to_strict(data) if self._strict else data


def _new_comments() -> Element:
    from lxml import etree

    maker: Any = etree
    return maker.Element(W + "comments", nsmap={"w": W.strip("{}")})


def _new_relations() -> Element:
    from lxml import etree

    maker: Any = etree
    return maker.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
