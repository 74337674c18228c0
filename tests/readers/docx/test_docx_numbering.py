"""Automatic numbers: what Word prints before a paragraph."""

from __future__ import annotations

import pytest
from docx_builder import abstract, codes, level, num, number, p, read, style, tbl, tc, text, tr

OUTLINE = abstract(
    1,
    level(0, "%1、", "chineseCountingThousand"),
    level(1, "（%2）", "chineseCountingThousand"),
    level(2, "%3."),
)


def lines(*numbers: tuple[int, int], numbering: str) -> list[str]:
    """The text of paragraphs 项, each numbered with ``(numId, level)``."""
    return text("".join(p("项", number(*one)) for one in numbers), numbering=numbering).split("\n")


def test_three_levels_count_and_restart_under_each_higher_one():
    got = lines((1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), numbering=OUTLINE + num(1, 1))
    assert got == ["一、项", "（一）项", "1.项", "2.项", "（二）项", "1.项", "二、项", "（一）项"]


def test_a_level_that_never_restarts_counts_on():
    levels = level(0, "%1、", "chineseCounting") + level(1, "%2.", more='<w:lvlRestart w:val="0"/>')
    got = lines((1, 0), (1, 1), (1, 0), (1, 1), numbering=abstract(1, levels) + num(1, 1))
    assert got == ["一、项", "1.项", "二、项", "2.项"]


def test_a_level_that_restarts_only_after_the_first_level():
    levels = level(0, "第%1章", "chineseCounting") + level(1, "第%2节", "chineseCounting")
    levels += level(2, "%3.", more='<w:lvlRestart w:val="1"/>')
    got = lines((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2), numbering=abstract(1, levels) + num(1, 1))
    assert got == ["第一章 项", "第一节 项", "1.项", "第二节 项", "2.项", "第二章 项", "1.项"]


def test_several_levels_in_one_label():
    levels = level(0, "%1") + level(1, "%1.%2") + level(2, "%1.%2.%3")
    got = lines((1, 0), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), numbering=abstract(1, levels) + num(1, 1))
    assert got == ["1 项", "1.1 项", "1.1.1 项", "1.1.2 项", "2 项", "2.1 项"]


def test_a_lower_level_that_comes_first_shows_the_start_of_the_higher_one():
    levels = level(0, "%1") + level(1, "%1.%2")
    assert lines((1, 1), (1, 0), (1, 1), numbering=abstract(1, levels) + num(1, 1)) == ["1.1 项", "1 项", "1.1 项"]


def test_legal_numbering_writes_every_level_in_digits():
    levels = level(0, "第%1章", "chineseCounting") + level(1, "%1.%2", "chineseCounting", more="<w:isLgl/>")
    assert lines((1, 0), (1, 1), numbering=abstract(1, levels) + num(1, 1)) == ["第一章 项", "1.1 项"]


def test_lists_that_share_a_definition_share_its_count():
    assert lines((1, 0), (2, 0), numbering=OUTLINE + num(1, 1) + num(2, 1)) == ["一、项", "二、项"]


def test_a_start_override_restarts_once():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    got = lines((1, 0), (1, 0), (2, 0), (2, 0), numbering=OUTLINE + num(1, 1) + num(2, 1, override))
    assert got == ["一、项", "二、项", "一、项", "二、项"]


def test_a_level_override_replaces_the_format():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）")}</w:lvlOverride>'
    assert lines((1, 0), (2, 0), numbering=OUTLINE + num(1, 1) + num(2, 1, override)) == ["一、项", "（2）项"]


def test_numbering_starts_where_the_level_says():
    assert lines((1, 0), numbering=abstract(1, level(0, "%1.", start=5)) + num(1, 1)) == ["5.项"]


def test_number_zero_switches_the_numbering_of_the_style_off():
    styles = style("S", f"<w:pPr>{number(1)}</w:pPr>")
    body = p("甲", '<w:pStyle w:val="S"/>') + p("乙", '<w:pStyle w:val="S"/>' + number(0))
    assert (
        text(body + p("丙", '<w:pStyle w:val="S"/>'), styles=styles, numbering=OUTLINE + num(1, 1))
        == "一、甲\n乙\n二、丙"
    )


def test_a_style_numbers_its_paragraphs_through_its_chain():
    styles = style("A", f"<w:pPr>{number(1)}</w:pPr>") + style("B", based_on="A") + style("C", based_on="B")
    assert text(p("甲", '<w:pStyle w:val="C"/>'), styles=styles, numbering=OUTLINE + num(1, 1)) == "一、甲"


def test_the_level_of_a_style_is_the_one_linked_to_it():
    numbering = abstract(
        1,
        level(0, "%1、", "chineseCounting", more='<w:pStyle w:val="A"/>'),
        level(1, "（%2）", "chineseCounting", more='<w:pStyle w:val="B"/>'),
    )
    only_number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("A", only_number) + style("B", only_number)
    body = p("甲", '<w:pStyle w:val="A"/>') + p("乙", '<w:pStyle w:val="B"/>')
    assert text(body, styles=styles, numbering=numbering + num(1, 1)) == "一、甲\n（一）乙"


def test_a_list_style_lends_its_definition():
    numbering = OUTLINE + '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum>'
    styles = style("L", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    assert text(p("甲", number(2)), styles=styles, numbering=numbering + num(1, 1) + num(2, 2)) == "一、甲"


def test_numbered_cells_count_row_by_row():
    body = tbl(tr(tc(p("", number(1, 2))), "甲"), tr(tc(p("", number(1, 2))), "乙"))
    assert text(body, numbering=OUTLINE + num(1, 1)) == "1.\t甲\n2.\t乙"


def test_a_deleted_paragraph_is_not_counted():
    gone = '<w:del w:id="1" w:author="x"><w:r><w:delText>乙</w:delText></w:r></w:del>'
    body = (
        p("甲", number(1)) + p(gone, number(1) + '<w:rPr><w:del w:id="2" w:author="x"/></w:rPr>') + p("丙", number(1))
    )
    assert text(body, numbering=OUTLINE + num(1, 1)) == "一、甲\n二、丙"


@pytest.mark.parametrize(
    ("suffix", "expected"), [("tab", "第一条 项"), ("space", "第一条 项"), ("nothing", "第一条项")]
)
def test_what_stands_between_the_number_and_the_text(suffix, expected):
    one = level(0, "第%1条", "chineseCounting", more=f'<w:suff w:val="{suffix}"/>')
    assert lines((1, 0), numbering=abstract(1, one) + num(1, 1)) == [expected]


def test_a_number_never_grows_into_the_text():
    assert text(p("5项任务", number(1, 2)), numbering=OUTLINE + num(1, 1)) == "1. 5项任务"


def test_an_unknown_format_is_reported_and_gives_no_numeral():
    document = read(
        p("甲", number(1)) + p("乙", number(1)), numbering=abstract(1, level(0, "%1、", "klingon")) + num(1, 1)
    )
    assert document.text == "甲\n乙"
    assert codes(document) == ["numbering-unknown"]
    assert "klingon" in document.notices[0].message


def test_a_custom_format_with_leading_zeros():
    one = (
        '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert lines((1, 0), numbering=abstract(1, one) + num(1, 1)) == ["007 项"]


def test_bullets_become_characters():
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    marks = [level(0, "\uf06c", "bullet") + level(1, "●", "bullet")]
    marks[0] = marks[0].replace("</w:lvl>", f"{fonts}</w:lvl>", 1)
    assert lines((1, 0), (1, 1), numbering=abstract(1, *marks) + num(1, 1)) == ["●项", "●项"]


def test_an_empty_bulleted_paragraph_is_nothing():
    assert text(p("甲") + p("", number(1)), numbering=abstract(1, level(0, "●", "bullet")) + num(1, 1)) == "甲"


def test_a_number_that_is_hidden_still_counts():
    one = level(0, "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    levels = one + level(1, "%1.%2")
    assert lines((1, 0), (1, 0), (1, 1), numbering=abstract(1, levels) + num(1, 1)) == ["项", "项", "2.1 项"]


def test_a_number_of_a_list_that_does_not_exist_is_nothing():
    assert text(p("甲", number(9)), numbering=OUTLINE + num(1, 1)) == "甲"
    assert text(p("甲", number(9))) == "甲"


def test_style_chains_that_run_in_a_circle_end():
    styles = style("A", f"<w:pPr>{number(1)}</w:pPr>", based_on="B") + style("B", based_on="A")
    assert text(p("甲", '<w:pStyle w:val="B"/>'), styles=styles, numbering=OUTLINE + num(1, 1)) == "一、甲"


def test_the_level_that_a_style_names_itself_comes_before_that_of_its_base():
    numbering = abstract(1, level(0, "%1、", "chineseCounting", more='<w:pStyle w:val="A"/>'), level(1, "（%2）"))
    styles = style("A", f"<w:pPr>{number(1)}</w:pPr>")
    styles += style("B", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', based_on="A") + style(
        "C", based_on="B"
    )
    assert text(p("甲", '<w:pStyle w:val="C"/>'), styles=styles, numbering=numbering + num(1, 1)) == "（1）甲"


def test_a_bulleted_level_has_no_number_in_a_label_below_it():
    levels = level(0, "%1.") + level(1, "●", "bullet") + level(2, "%1.%2%3.")
    assert lines((1, 0), (1, 2), numbering=abstract(1, levels) + num(1, 1)) == ["1.项", "1.1.项"]


def test_a_label_that_refers_to_a_deeper_level_is_not_shown():
    assert lines((1, 0), numbering=abstract(1, level(0, "%1.%2")) + num(1, 1)) == ["项"]


def test_a_skipped_level_is_not_counted():
    levels = level(0, "%1") + level(1, "%1.%2") + level(2, "%1.%2.%3")
    got = lines((1, 0), (1, 2), (1, 1), numbering=abstract(1, levels) + num(1, 1))
    assert got == ["1 项", "1.1.1 项", "1.1 项"]


def test_paragraphs_of_cells_merged_away_are_not_counted():
    rows = [
        tr(tc(p("", number(1, 2)), f"<w:vMerge{at}/>"), "项") for at in (' w:val="restart"', "", ' w:val="restart"')
    ]
    assert text(tbl(*rows), numbering=OUTLINE + num(1, 1)) == "1.\t项\n项\n2.\t项"
