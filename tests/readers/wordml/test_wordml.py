"""Word documents as one XML file, whatever they are named."""

from __future__ import annotations

import base64
import zipfile
from io import BytesIO

import pytest

from policy_parse import registry
from policy_parse.errors import ReadError
from policy_parse.readers.docx import reader as docx
from policy_parse.readers.wordml import reader as wordml

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.microsoft.com/office/word/2003/wordml",
        "wx": "http://schemas.microsoft.com/office/word/2003/auxHint",
        "aml": "http://schemas.microsoft.com/aml/2001/core",
        "st1": "urn:schemas-microsoft-com:office:smarttags",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
LISTS = (
    '<w:lists><w:listDef w:listDefId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="37"/>'
    '<w:suff w:val="Nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:listDef>'
    '<w:list w:ilfo="3"><w:ilst w:val="7"/></w:list></w:lists>'
)


def word_2003(body: str, before: str = "") -> bytes:
    return f"{HEAD}<w:wordDocument {NAMESPACES}>{before}<w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>".encode()


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text) if text else '<w:p/>'}</w:tc>"


def text(body: str, before: str = "") -> str:
    return wordml.read(word_2003(body, before), name="made-up.doc").text


def test_it_is_known_by_content():
    data = word_2003(p("甲"))
    assert registry.find_reader(data, "made-up.doc") is wordml
    assert registry.find_reader(data.decode().encode("utf-16"), "made-up.doc") is wordml
    assert wordml.read(data, name="x").format == "wordml"


@pytest.mark.parametrize(
    "data", [b"<html><p>x</p></html>", b"<?xml version='1.0'?><a/>", b"", b"wordDocument", b"PK\x03\x04"]
)
def test_other_files_are_none(data):
    assert not wordml.sniff(data)


def test_the_root_of_2003_round_the_namespace_of_docx():
    data = word_2003(p("甲")).replace(
        b"microsoft.com/office/word/2003/wordml", b"openxmlformats.org/wordprocessingml/2006/main"
    )
    assert registry.read_document(data, name="x").text == "甲"


def test_sections_and_smart_tags_stand_round_the_words():
    dated = '<w:p><st1:chsdate w:st="on"><w:r><w:t>2025年</w:t></w:r></st1:chsdate><w:r><w:t>完成</w:t></w:r></w:p>'
    assert text(f"<wx:sub-section>{p('一、任务')}{dated}</wx:sub-section>") == "一、任务\n2025年完成"


def test_numbers_are_computed():
    numbered = '<w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="3"/><wx:t wx:val="一、"/></w:listPr></w:pPr>'
    assert text(p("目标", numbered) + p("任务", numbered), LISTS) == "一、目标\n二、任务"


def test_headings_come_from_the_styles():
    styles = '<w:styles><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>'
    data = word_2003(p("目标", '<w:pPr><w:pStyle w:val="1"/></w:pPr>'), styles)
    assert wordml.read(data, name="x").blocks[0].heading == 1


def test_merged_cells():
    rows = [
        cell("责任分工", '<w:gridSpan w:val="2"/>'),
        cell("甲局", '<w:vmerge w:val="restart"/>') + cell("乙局"),
        cell("", "<w:vmerge/>") + cell("丙局"),
    ]
    data = word_2003(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    document = wordml.read(data, name="x")
    assert [(b.row, b.column, b.row_span, b.column_span, b.span.of(document.text)) for b in document.blocks] == [
        (0, 0, 1, 2, "责任分工"), (1, 0, 2, 1, "甲局"), (1, 1, 1, 1, "乙局"), (2, 1, 1, 1, "丙局"),
    ]  # fmt: skip


def annotation(kind: str, content: str) -> str:
    return f'<aml:annotation aml:id="0" w:type="Word.{kind}"><aml:content>{content}</aml:content></aml:annotation>'


def test_changes_are_read_as_accepted_and_comments_left_out():
    inserted = annotation("Insertion", "<w:r><w:t>新增</w:t></w:r>")
    deleted = annotation("Deletion", "<w:r><w:delText>删去</w:delText></w:r>")
    comment = f"<w:r>{annotation('Comment', p('批注'))}</w:r>"
    data = word_2003(f"<w:p><w:r><w:t>泵站</w:t></w:r>{inserted}{deleted}{comment}</w:p>")
    document = wordml.read(data, name="x")
    assert document.text == "泵站新增"
    assert [n.code for n in document.notices] == ["tracked-changes"]


def test_a_deleted_mark_joins_two_paragraphs():
    mark = '<w:pPr><w:rPr><aml:annotation aml:id="1" w:type="Word.Deletion"/></w:rPr></w:pPr>'
    assert text(p("新建", mark) + p("泵站")) == "新建泵站"


def test_notes_and_boxes_follow():
    note = f"<w:r><w:footnote>{p('注释')}</w:footnote></w:r>"
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('框内')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    data = word_2003(f"<w:p><w:r><w:t>甲</w:t></w:r>{note}</w:p><w:p><w:r><w:t>乙</w:t></w:r>{box}</w:p>")
    document = wordml.read(data, name="x")
    assert document.text == "甲\n乙\n框内\n注释"
    assert [b.note for b in document.blocks] == [None, None, "textbox", "footnote"]


def test_pictures_cost_nothing():
    picture = f"<w:r><w:pict><w:binData w:name='x'>{'A' * 11_000_000}</w:binData></w:pict></w:r>"
    assert text(f"<w:p>{picture}<w:r><w:t>甲</w:t></w:r></w:p>") == "甲"


def flat(data: bytes) -> bytes:
    """A docx as a flat package."""
    parts = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml":
                inner = content.decode().split("?>", 1)[-1] if content.startswith(b"<?xml") else content.decode()
                held = f"<pkg:xmlData>{inner}</pkg:xmlData>"
            else:
                held = f"<pkg:binaryData>{base64.b64encode(content).decode()}</pkg:binaryData>"
            parts.append(f'<pkg:part pkg:name="/{name}" pkg:contentType="application/xml">{held}</pkg:part>')
    return f'{HEAD}<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{"".join(parts)}</pkg:package>'.encode()


def test_a_flat_package_is_read_as_its_docx(beibei):
    data = (beibei / "source.docx").read_bytes()
    document, same = registry.read_document(flat(data), name="x.doc"), docx.read(data, name="x")
    assert document.text == same.text
    assert document.blocks == same.blocks
    assert document.format == "wordml"


def test_damage():
    cut = word_2003(p("甲") + p("乙"))[:-40]
    document = wordml.read(cut, name="x")
    assert document.text == "甲\n乙"
    assert [n.code for n in document.notices] == ["part-damaged"]
    with pytest.raises(ReadError, match=r"\Ax: "):
        wordml.read(word_2003("")[:420], name="x")


def test_nothing_is_fetched():
    entity = b'<!DOCTYPE w:wordDocument [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    data = word_2003(p("甲&x;")).replace(b"<w:wordDocument", entity + b"<w:wordDocument", 1)
    assert wordml.read(data, name="x").text == "甲"
