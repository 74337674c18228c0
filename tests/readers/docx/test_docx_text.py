"""The words of a paragraph: what is in, what is out, what becomes one character."""

from __future__ import annotations

import pytest
from docx_builder import build, codes, p, r, read, tbl, tc, text, tr

from policy_parse.readers.docx import reader as docx

TRACKED = 'w:id="1" w:author="甲" w:date="2023-01-01T00:00:00Z"'


def field(instruction: str, result: str) -> str:
    separate = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'{separate}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(words: str) -> str:
    content = f"<w:txbxContent>{p(words)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_inserted_text_is_in():
    assert text(p(r("建成") + f"<w:ins {TRACKED}>{r('3')}</w:ins>" + r("万亩"))) == "建成3万亩"


def test_deleted_text_is_out():
    deleted = f"<w:del {TRACKED}><w:r><w:delText>4</w:delText></w:r></w:del>"
    assert text(p(r("建成") + deleted + r("3万亩"))) == "建成3万亩"


def test_moved_text_stands_once_where_it_was_moved_to():
    gone = p(f"<w:moveFrom {TRACKED}>{r('甲句。')}</w:moveFrom>" + r("乙句。"))
    here = p(r("丙句。") + f"<w:moveTo {TRACKED}>{r('甲句。')}</w:moveTo>")
    assert text(gone + here) == "乙句。\n丙句。甲句。"


def test_a_moved_paragraph_stands_once():
    gone = p(f"<w:moveFrom {TRACKED}>{r('甲段。')}</w:moveFrom>", f"<w:rPr><w:moveFrom {TRACKED}/></w:rPr>")
    here = p(f"<w:moveTo {TRACKED}>{r('甲段。')}</w:moveTo>", f"<w:rPr><w:moveTo {TRACKED}/></w:rPr>")
    assert text(gone + p("乙段。") + here) == "乙段。\n甲段。"


def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next():
    assert text(p("由市水利局", f"<w:rPr><w:del {TRACKED}/></w:rPr>") + p("牵头。")) == "由市水利局牵头。"


def test_a_paragraph_whose_mark_is_deleted_before_a_table_keeps_its_words():
    assert text(p("附表", f"<w:rPr><w:del {TRACKED}/></w:rPr>") + tbl(tr("甲"))) == "附表\n甲"


def test_a_document_with_revisions_says_so():
    assert codes(read(p(f"<w:ins {TRACKED}>{r('甲')}</w:ins>"))) == ["tracked-changes"]
    assert codes(read(p("甲"))) == []


def test_the_text_before_a_formatting_change_does_not_count():
    change = f'<w:pPrChange {TRACKED}><w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange>'
    block = read(p("甲", f'<w:jc w:val="right"/>{change}')).blocks[0]
    assert (block.alignment, block.heading) == ("right", None)


def test_a_text_box_is_read_once_after_its_paragraph():
    document = read(p(r("正文") + text_box("框内")) + p("后文"))
    assert document.text == "正文\n框内\n后文"
    assert [block.note for block in document.blocks] == [None, "textbox", None]


def test_a_vml_text_box_is_read():
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('框内')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert text(p(r("正文") + box)) == "正文\n框内"


def test_a_text_box_in_a_cell_follows_the_table():
    document = read(tbl(tr(tc(p(r("甲") + text_box("框内"))), "乙")))
    assert document.text == "甲\t乙\n框内"
    assert document.blocks[-1].note == "textbox"


def test_word_art_is_read():
    art = '<w:r><w:pict><v:shape><v:textpath string="某市人民政府文件"/></v:shape></w:pict></w:r>'
    assert text(p(art)) == "某市人民政府文件"


def test_footnotes_follow_the_body_marked_and_in_the_order_of_reference():
    body = p(r("甲") + '<w:r><w:footnoteReference w:id="3"/></w:r>' + r("乙")) + p(
        r("丙") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + '<w:r><w:endnoteReference w:id="2"/></w:r>'
    )
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{p("线")}</w:footnote><w:footnote w:id="2">{p("注二")}</w:footnote>'
    )
    document = read(
        body,
        footnotes=notes + f'<w:footnote w:id="3">{p("注三")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p("尾注")}</w:endnote>',
    )
    assert document.text == "甲乙\n丙\n注三\n注二\n尾注"
    assert [block.note for block in document.blocks] == [None, None, "footnote", "footnote", "endnote"]


def test_a_footnote_nobody_refers_to_is_left_out():
    assert text(p("甲"), footnotes=f'<w:footnote w:id="2">{p("注")}</w:footnote>') == "甲"


@pytest.mark.parametrize(
    "wrapped",
    [
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('内容')}</w:sdtContent></w:sdt>",
        f"<w:smartTag>{r('内容')}</w:smartTag>",
        f"<w:customXml>{r('内容')}</w:customXml>",
        f'<w:hyperlink r:id="rId9">{r("内容")}</w:hyperlink>',
        f'<w:fldSimple w:instr=" DATE ">{r("内容")}</w:fldSimple>',
        field(" REF x ", r("内容")),
        f"<w:smartTag><w:ins {TRACKED}><w:hyperlink>{r('内容')}</w:hyperlink></w:ins></w:smartTag>",
    ],
    ids=["content control", "smart tag", "custom XML", "hyperlink", "simple field", "complex field", "several"],
)
def test_what_stands_round_runs_does_not_hide_them(wrapped):
    assert text(p(r("前") + wrapped + r("后"))) == "前内容后"


def test_a_content_control_round_blocks_does_not_hide_them():
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('甲')}{tbl(tr('乙'))}</w:sdtContent></w:sdt>"
    assert text(block + p("丙")) == "甲\n乙\n丙"


def test_a_field_in_an_instruction_belongs_to_the_instruction():
    inner = field(" PAGE ", r("7"))
    outer = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>{inner}'
    outer += (
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("结果") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert text(p(outer)) == "结果"


def test_a_field_that_never_ends_loses_no_words():
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> X </w:instrText></w:r>'
    assert text(p(r("甲") + begun + r("乙")) + p("丙")) == "甲乙\n丙"


def test_circled_characters_made_by_a_field_are_read():
    assert text(p(field(r"eq \o\ac(○,3)", "") + r("其他"))) == "③其他"
    assert text(p(field(r"eq \o\ac(○,\s\up3(12))", "") + r("其他"))) == "⑫其他"


def test_a_form_shows_its_check_boxes_and_choices():
    box = '<w:ffData><w:checkBox><w:sizeAuto/><w:default w:val="{}"/></w:checkBox></w:ffData>'
    listed = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList></w:ffData>'
    form = '<w:r><w:fldChar w:fldCharType="begin">{}</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    shown = "".join(form.format(one) for one in (box.format(1), box.format(0), listed))
    assert text(p(shown)) == "☑☐乙"


def test_hidden_text_is_out():
    assert text(p(r("显") + r("隐", "<w:vanish/>") + r("现", '<w:vanish w:val="0"/>'))) == "显现"


def test_text_hidden_by_a_style_is_out():
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:name w:val="H"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="G"><w:name w:val="G"/><w:basedOn w:val="H"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = p(r("显") + r("隐", '<w:rStyle w:val="G"/>')) + p("全隐", '<w:pStyle w:val="P"/>')
    assert text(body, styles=styles) == "显"


def test_a_style_separator_joins_the_heading_to_its_text():
    hidden_mark = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    assert text(p("加强领导。", hidden_mark) + p("各单位要重视。")) == "加强领导。各单位要重视。"


def test_soft_line_breaks_and_page_breaks_become_line_breaks():
    assert (
        text(p(r("甲") + "<w:r><w:br/></w:r>" + r("乙") + '<w:r><w:br w:type="page"/></w:r>' + r("丙"))) == "甲\n乙\n丙"
    )


def test_a_page_break_at_the_end_leaves_nothing():
    assert text(p(r("甲") + '<w:r><w:br w:type="page"/></w:r>') + p("乙")) == "甲\n乙"


def test_a_tab_stays_a_tab_in_a_paragraph_and_becomes_a_space_in_a_cell():
    words = p(r("甲") + "<w:r><w:tab/></w:r>" + r("乙"))
    assert text(words) == "甲\t乙"
    assert text(tbl(tr(tc(words), "丙"))) == "甲 乙\t丙"


def test_blanks_round_a_paragraph_are_layout():
    assert text(p("　　各县（市、区）：  ")) == "各县（市、区）："


def test_blanks_inside_the_markup_count_only_where_they_are_preserved():
    assert text("<w:p><w:r><w:t>\n 甲 \n</w:t></w:r><w:r><w:t xml:space='preserve'> 乙</w:t></w:r></w:p>") == "甲 乙"


@pytest.mark.parametrize(
    ("words", "position", "expected"),
    [
        ("3", "superscript", "m³"),
        ("-2", "superscript", "m⁻²"),
        ("2", "subscript", "m₂"),
        ("注", "superscript", "m注"),
        ("3", "baseline", "m3"),
    ],
)
def test_raised_and_lowered_digits_are_written_in_unicode(words, position, expected):
    assert text(p(r("m") + r(words, f'<w:vertAlign w:val="{position}"/>'))) == expected


def test_a_character_style_raises_too():
    styles = '<w:style w:type="character" w:styleId="S"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    assert text(p(r("亿m") + r("3", '<w:rStyle w:val="S"/>')), styles=styles) == "亿m³"


@pytest.mark.parametrize(
    ("font", "code", "expected"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F0A8", "□"),
        ("Wingdings 2", "0052", "☑"),
        ("Wingdings 2", "F06A", "①"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F0A3", "≤"),
        ("Symbol", "F0B4", "×"),
        ("Symbol", "F06D", "μ"),
        ("宋体", "2160", "Ⅰ"),
        ("宋体", "F0B3", "≥"),
    ],
)
def test_symbols_become_characters(font, code, expected):
    assert text(p(r("值") + f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>')) == "值" + expected


def test_letters_drawn_in_a_symbol_font_become_symbols():
    fonts = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    assert text(p(r("\uf0b3", fonts) + r("90%"))) == "≥90%"
    assert text(p(r("m", fonts) + r("g"))) == "μg"


def test_an_unknown_symbol_is_reported_and_never_guessed():
    document = read(p(r("甲") + '<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>'))
    assert document.text == "甲□"
    assert codes(document) == ["symbol-unknown"]


def test_hyphens():
    run = "<w:r><w:t>PM</w:t><w:noBreakHyphen/><w:t>10</w:t><w:softHyphen/><w:t>浓度</w:t></w:r>"
    assert text(p(run)) == "PM-10浓度"


def test_ruby_keeps_the_base_once():
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('bèi')}</w:rt><w:rubyBase>{r('碚')}</w:rubyBase></w:ruby></w:r>"
    assert text(p(r("北") + ruby + r("区"))) == "北碚区"


def test_formulas_are_read_as_text():
    fraction = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    power = "<m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup>"
    assert text(p(r("约") + f"<m:oMath>{fraction}{power}</m:oMath>" + r("以内"))) == "约1/2m³以内"


def test_an_embedded_document_is_reported():
    assert "part-unread" in codes(read(p("甲") + '<w:altChunk r:id="rId9"/>'))


def test_pictures_are_reported():
    picture = '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:blip r:embed="rId9"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    with_words, without = read(p(r("甲") + picture)), read(p(picture))
    assert [(n.code, n.severity) for n in with_words.notices] == [("images-unread", "info")]
    assert [(n.code, n.severity) for n in without.notices] == [("images-unread", "warning")]


def test_headers_and_footers_are_out():
    assert (
        docx.read(
            build(p("甲", '<w:sectPr><w:headerReference r:id="rId9" w:type="default"/></w:sectPr>')), name="x"
        ).text
        == "甲"
    )
