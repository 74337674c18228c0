"""Whatever is wrong inside a document, reading ends in a document or in a ReadError."""

from __future__ import annotations

import re

from docx_builder import archive, document_parts, num, number, p, r, style, tbl, tc, text, tr
from hypothesis import given, settings
from hypothesis import strategies as st
from test_docx_numbering import OUTLINE
from test_docx_text import TRACKED, field, text_box

from policy_parse.errors import ReadError
from policy_parse.readers.docx import reader as docx
from thoroughness import tried

BODY = (
    p("总体要求", '<w:pStyle w:val="1"/>')
    + p(r("正文") + text_box("框内") + field(" TOC ", r("目录 1")), number(1, 1))
    + tbl(
        tr(tc("甲", '<w:vMerge w:val="restart"/><w:gridSpan w:val="2"/>'), tc(tbl(tr("内", "嵌")))),
        tr(tc("", '<w:vMerge/><w:gridSpan w:val="2"/>'), tc(p("", number(1, 2)))),
    )
    + p(f"<w:ins {TRACKED}>{r('插')}</w:ins>" + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    + p(
        r("3", '<w:vertAlign w:val="superscript"/><w:sz w:val="21"/>')
        + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    )
)
PARTS = document_parts(
    BODY,
    styles=style("0") + style("1", f'<w:pPr>{number(1)}<w:outlineLvl w:val="0"/></w:pPr>', based_on="0"),
    numbering=OUTLINE + num(1, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>'),
    footnotes=f'<w:footnote w:id="2">{p("注")}</w:footnote>',
)
NAMES = [f"word/{name}.xml" for name in ("document", "styles", "numbering", "footnotes")]
TOKENS = re.compile(r'(?<==")[^"]*(?=")|</?w:\w+|/?>')
SPOILT = st.sampled_from(
    ("", "-1", "0", "99999999999999999999", "x", "①", "true", "restart", "<w:p", "</w:tc", "<w:tbl", "&", ">")
)


@settings(max_examples=tried(100, 1000))
@given(st.sampled_from(NAMES), st.lists(st.tuples(st.integers(0, 10_000), SPOILT), min_size=1, max_size=6))
def test_spoilt_markup_is_read_or_refused(name, changes):
    xml = str(PARTS[name])
    for where, spoilt in changes:
        tokens = list(TOKENS.finditer(xml))
        start, end = tokens[where % len(tokens)].span()
        xml = xml[:start] + spoilt + xml[end:]
    try:
        document = docx.read(archive(PARTS | {name: xml}), name="x")
    except ReadError:
        return
    assert all(block.span.end <= len(document.text) for block in document.blocks)


@settings(max_examples=tried(80, 800))
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_spoilt_bytes_are_read_or_refused(changes):
    data = bytearray(archive(PARTS))
    for where, value in changes:
        data[where % len(data)] = value
    docx.sniff(bytes(data))
    try:
        docx.read(bytes(data), name="x")
    except ReadError as error:
        assert error.reason  # noqa: PT017


def test_the_unspoilt_document_reads_as_written():
    assert text(BODY).startswith("总体要求\n正文目录 1\n框内\n甲\t内\t嵌")
