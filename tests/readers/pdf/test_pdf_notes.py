"""Footnotes of a PDF page: under the short rule at its foot, out of the text that goes on over the page."""

from pdf_writer import PdfPage, write_pdf

from policy_parse.readers.pdf import reader as pdf

FULL = "推进城乡供水一体化建设完善水源水厂管网和服务体系健全"


def read(*pages):
    document = pdf.read(write_pdf(*pages), name="made-up.pdf")
    return [(b.note, b.span.of(document.text)) for b in document.blocks]


def page(rule=144.0, note="1本市标准高于国家标准。"):
    made = PdfPage().lines(100, [FULL[2:], *[FULL] * 4, FULL[:24]])
    made.line(80, 700, 80 + rule, 700)
    return made.text(80, 720, note, 12)


AFTER = PdfPage().lines(100, ["机制，保障供水安全。", FULL], indent=0)


def test_a_note_is_told_by_its_rule_and_mark_and_stands_after_the_text():
    blocks = read(page(), AFTER)
    assert blocks[-1] == ("footnote", "本市标准高于国家标准。")
    assert all("本市标准" not in words for note, words in blocks if note is None)


def test_a_numbered_item_under_a_short_line_is_no_note():
    assert all(note is None for note, _ in read(page(note="1.本市标准高于国家标准。"), AFTER))


def test_what_stands_under_a_line_as_wide_as_the_page_is_no_note():
    assert all(note is None for note, _ in read(page(rule=435.0), AFTER))


def test_the_record_at_the_end_is_two_paragraphs():
    record = ["抄送：市委办公室，市人大常委会办公室，市政协办公室。", "某某市人民政府办公室  2031年8月8日印发"]
    blocks = read(
        PdfPage().lines(100, [FULL[2:], *[FULL] * 9]).text(80, 500, record[0], 14).text(80, 521, record[1], 14)
    )
    assert [words.replace(" ", "") for _, words in blocks[-2:]] == [words.replace(" ", "") for words in record]
