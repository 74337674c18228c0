"""Opening: what is recognised, what is refused with a clear reason, what is read in spite of damage."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx_builder import RELATIONSHIPS, archive, build, codes, document_parts, p, part, r, style, tbl, tr

from policy_parse.errors import PasswordError, ReadError
from policy_parse.readers.docx import reader as docx

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = OLE2 + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 512


def refused(data: bytes, password: str | None = None) -> ReadError:
    with pytest.raises(ReadError) as caught:
        docx.read(data, name="方案.docx", password=password)
    assert caught.value.name == "方案.docx"
    assert caught.value.reason
    return caught.value


def renamed(parts: dict[str, str | bytes], old: str, new: str) -> dict[str, str | bytes]:
    return {new if name == old else name: content for name, content in parts.items()}


def test_a_document_is_recognised_by_its_content():
    assert docx.sniff(build(p("甲")))


def test_other_files_are_not_taken_for_documents():
    assert not docx.sniff(b"%PDF-1.7")
    assert not docx.sniff(OLE2 + b"\x00" * 600)
    assert not docx.sniff(archive({"xl/workbook.xml": "<workbook/>"}))
    assert not docx.sniff(archive({"OFD.xml": "<OFD/>"}))
    assert not docx.sniff(b"PK\x03\x04 and nothing else")


def test_an_encrypted_document_needs_a_password():
    assert docx.sniff(ENCRYPTED)
    assert isinstance(refused(ENCRYPTED), PasswordError)


def test_a_document_cut_off_is_refused_with_its_name():
    data = build(p("甲" * 4000))
    for length in (len(data) // 3, len(data) - 30):
        assert docx.sniff(data[:length])
        refused(data[:length])


def test_a_package_without_its_main_part_is_refused():
    parts = document_parts(p("甲"))
    del parts["word/document.xml"]
    assert "document.xml" in refused(archive(parts)).reason


def test_a_main_part_that_is_no_xml_is_refused():
    assert "document.xml" in refused(archive(document_parts("") | {"word/document.xml": b"\x00\x01"})).reason


def test_a_main_part_in_another_language_of_markup_is_refused():
    assert "Word" in refused(archive(document_parts("") | {"word/document.xml": "<html><body>甲</body></html>"})).reason


def test_a_document_whose_body_mark_is_lost_is_read():
    xml = str(document_parts(p("甲"))["word/document.xml"]).replace("<w:body>", "")
    assert docx.read(archive(document_parts("") | {"word/document.xml": xml}), name="x").text == "甲"


def test_a_part_that_unpacks_beyond_measure_is_refused():
    bomb = part("document", "<w:body>" + " " * (101 * 2**20) + "</w:body>")
    assert "解压后过大" in refused(archive(document_parts("") | {"word/document.xml": bomb})).reason


def test_what_stands_before_the_damage_of_the_main_part_is_read():
    whole = str(document_parts(p("甲") + p("乙"))["word/document.xml"])
    broken = whole[: whole.index("乙")] + "乙</w:t><w:r>&"
    document = docx.read(archive(document_parts("") | {"word/document.xml": broken}), name="x")
    assert document.text == "甲\n乙"
    assert [(n.code, n.severity) for n in document.notices] == [("part-damaged", "error")]


def test_what_can_be_unpacked_of_a_spoilt_member_is_read():
    words = "".join(p(f"第{n}项任务由第{n * 7}处负责。") for n in range(3000))
    data = bytearray(build(words))
    with zipfile.ZipFile(BytesIO(bytes(data))) as source:
        info = source.getinfo("word/document.xml")
    spoilt = info.header_offset + 30 + len(info.filename) + info.compress_size * 2 // 3
    data[spoilt : spoilt + 8] = bytes(8 * [0xFF])
    document = docx.read(bytes(data), name="x")
    assert document.text.startswith("第0项任务由第0处负责。\n第1项任务由第7处负责。")
    assert codes(document) == ["part-damaged"]


@pytest.mark.parametrize("kind", ["styles", "numbering", "footnotes"])
def test_a_damaged_side_part_costs_a_notice_and_not_the_text(kind):
    parts = document_parts(p(r("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), **{kind: ""})
    parts[f"word/{kind}.xml"] = "<w:oops"
    document = docx.read(archive(parts), name="x")
    assert document.text == "甲"
    assert codes(document) == ["part-damaged"]
    assert kind in document.notices[0].message


@pytest.mark.parametrize("lost", ["_rels/.rels", "word/_rels/document.xml.rels", "[Content_Types].xml"])
def test_a_lost_index_is_made_up_for_by_the_usual_names(lost):
    parts = document_parts(p("甲", '<w:pStyle w:val="T"/>'), styles=style("T", name="Title"))
    del parts[lost]
    assert docx.read(archive(parts), name="x").blocks[0].heading == 0


def test_a_main_part_of_another_name_is_found():
    parts = renamed(document_parts(p("甲")), "word/document.xml", "word/document2.xml")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("document.xml", "document2.xml")
    assert docx.read(archive(parts), name="x").text == "甲"


def test_paths_with_backslashes_and_capitals_are_found():
    parts = renamed(document_parts(p("甲")), "word/document.xml", "Word\\Document.xml")
    data = archive(parts).replace(b"Word/Document.xml", b"Word\\Document.xml")
    assert docx.sniff(data)
    assert docx.read(data, name="x").text == "甲"


def test_a_strict_document_is_read():
    swaps = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        RELATIONSHIPS: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    strict = {}
    body = p("甲", '<w:pStyle w:val="T"/><w:jc w:val="end"/>') + tbl(tr("乙", "丙"))
    styles = style("T", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:sz w:val="16pt"/></w:rPr>')
    for name, content in document_parts(body, styles=styles).items():
        for transitional, uri in swaps.items():
            content = str(content).replace(transitional, uri)
        strict[name] = content
    document = docx.read(archive(strict), name="x")
    assert document.text == "甲\n乙\t丙"
    assert (document.blocks[0].heading, document.blocks[0].alignment, document.blocks[0].size) == (2, "right", 16.0)


def test_entities_are_not_expanded_and_nothing_outside_is_read(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", encoding="utf-8")
    doctype = f'<!DOCTYPE w:document [<!ENTITY a "甲甲甲"><!ENTITY f SYSTEM "{secret.as_uri()}">]>'
    xml = str(document_parts(p("乙&a;&f;丙"))["word/document.xml"]).replace("<w:document", doctype + "<w:document", 1)
    document = docx.read(archive(document_parts("") | {"word/document.xml": xml}), name="x")
    assert "秘密" not in document.text
    assert "甲" not in document.text


def test_deep_nesting_ends_in_a_clear_error_or_a_text():
    deep = p("<w:smartTag>" * 2000 + r("甲") + "</w:smartTag>" * 2000)
    try:
        assert isinstance(docx.read(build(deep), name="x").text, str)
    except ReadError as error:
        assert error.name == "x"  # noqa: PT017


def test_a_document_with_macros_is_read_like_any_other():
    parts = document_parts(p("甲"))
    parts["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    )
    parts["word/vbaProject.bin"] = b"\x00"
    assert docx.read(archive(parts), name="方案.docm").text == "甲"
    assert ".docm" in docx.SUFFIXES


def test_an_empty_body_is_an_empty_document():
    document = docx.read(build(""), name="x")
    assert (document.text, document.blocks) == ("", ())
    assert docx.missing() is None
