"""What a paragraph's look says: heading, alignment, bold, size, lines of contents."""

from __future__ import annotations

from docx_builder import p, r, read, style

from policy_parse.document import DocumentBlock

CENTRE = '<w:pPr><w:jc w:val="center"/></w:pPr>'


def first(body: str, **related: str) -> DocumentBlock:
    return read(body, **related).blocks[0]


def styled(key: str) -> str:
    return f'<w:pStyle w:val="{key}"/>'


def test_heading_styles_give_their_level_through_the_chain():
    styles = style("1", name="heading 1") + style("H", based_on="1") + style("2", name="标题 2")
    assert [first(p("甲", styled(key)), styles=styles).heading for key in ("1", "H", "2")] == [1, 1, 2]


def test_an_outline_level_is_a_heading_and_body_level_is_none():
    assert first(p("甲", '<w:outlineLvl w:val="2"/>')).heading == 3
    assert first(p("甲", '<w:outlineLvl w:val="9"/>')).heading is None
    styles = style("1", name="heading 1")
    assert first(p("甲", styled("1") + '<w:outlineLvl w:val="9"/>'), styles=styles).heading is None


def test_the_title_style_is_level_zero_whatever_its_outline_level():
    styles = style("a3", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', name="Title")
    assert first(p("甲", styled("a3")), styles=styles).heading == 0


def test_alignment_is_direct_or_from_the_style():
    styles = style("C", CENTRE)
    assert first(p("甲", styled("C")), styles=styles).alignment == "center"
    assert first(p("甲", styled("C") + '<w:jc w:val="right"/>'), styles=styles).alignment == "right"
    assert first(p("甲", '<w:jc w:val="both"/>')).alignment == "left"
    assert first(p("甲")).alignment is None


def test_size_is_that_of_most_characters():
    small, large = '<w:sz w:val="32"/>', '<w:sz w:val="44"/>'
    assert first(p(r("一", large) + r("二三四", small))).size == 16.0


def test_size_comes_from_run_style_and_defaults_in_this_order():
    defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
    styles = defaults + style("S", '<w:rPr><w:sz w:val="28"/></w:rPr>') + style("T", based_on="S")
    assert first(p("甲"), styles=styles).size == 10.5
    assert first(p("甲", styled("T")), styles=styles).size == 14.0
    assert first(p(r("甲", '<w:sz w:val="36"/>'), styled("T")), styles=styles).size == 18.0
    assert first(p("甲")).size is None


def test_the_default_paragraph_style_holds_where_none_is_named():
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:sz w:val="30"/></w:rPr></w:style>'
    assert first(p("甲"), styles=normal).size == 15.0


def test_bold_is_that_of_most_characters():
    styles = style("B", "<w:rPr><w:b/></w:rPr>")
    assert first(p(r("一二三", "<w:b/>") + r("四"))).bold
    assert not first(p(r("一", "<w:b/>") + r("二三四"))).bold
    assert first(p("甲", styled("B")), styles=styles).bold
    assert not first(p(r("甲", '<w:b w:val="0"/>'), styled("B")), styles=styles).bold


def test_paragraphs_are_counted_outside_tables_with_the_empty_ones():
    assert [block.paragraph for block in read(p("甲") + p() + p("乙")).blocks] == [0, 2]


def test_lines_in_a_contents_style_are_contents():
    styles = style("x1", name="toc 1")
    block = first(p("一、总体要求\t1", styled("x1")), styles=styles)
    assert (block.contents, block.heading) == (True, None)


def test_lines_of_a_contents_field_are_contents_and_no_others():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
    separate, end = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = p("目录") + p(begin + separate + r("一、甲 1")) + p("二、乙 2") + p(end + r("一、甲")) + p("正文")
    assert [block.contents for block in read(body).blocks] == [False, True, True, False, False]


def test_a_contents_field_that_never_ends_does_not_swallow_the_text():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body = p(begin + separate + r("一、甲 1")) + p("二、乙 2") + p("一、甲") + p("由市水利局牵头。")
    assert [block.contents for block in read(body).blocks] == [True, True, False, False]


def test_a_control_that_holds_the_contents_makes_them_contents():
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = f"<w:sdt>{gallery}<w:sdtContent>{p('目录')}{p('一、甲 1')}</w:sdtContent></w:sdt>" + p("正文")
    assert [block.contents for block in read(body).blocks] == [True, True, False]
