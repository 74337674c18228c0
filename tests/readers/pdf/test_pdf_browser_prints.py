"""What browsers and office programs print otherwise than official documents are set: raised digits, pale marks, gaps."""

import pytest
from pdf_writer import PdfPage, write_pdf

from policy_parse.readers.pdf import reader as pdf

FULL = "全县各乡镇要摸清底数，建立台账，逐项销号，定期通报，确保整治"
"""A line of 31 characters; with size 12 it fills 372 points."""


def texts(*pages):
    document = pdf.read(write_pdf(*pages), name="print.pdf")
    return [block.span.of(document.text) for block in document.blocks]


def raised(size, up, words="蓄水量达到20万", unit="m", digit="3", after="以上"):
    """A line of size 12 whose unit has a raised (or lowered) digit of that size."""
    page = PdfPage().text(80, 200, words + unit, 12)
    x = 80 + 12 * sum(0.5 if c.isascii() else 1.0 for c in words + unit)
    page.text(x, 200 - up, digit, size, alone=True) if len(digit) > 1 else page.text(x, 200 - up, digit + " ", size)
    return page.text(x + size * 0.5 * len(digit), 200, after, 12)


@pytest.mark.parametrize("size", [6, 7.5, 8, 9, 9.6, 10, 11, 12])
@pytest.mark.parametrize("up", [4, 5, 7])
def test_a_raised_digit_of_any_size_joins_its_word(size, up):
    assert texts(raised(size, up)) == ["蓄水量达到20万m³以上"]


@pytest.mark.parametrize("size", [7, 9, 10, 12])
def test_a_lowered_digit_stays_in_its_word(size):
    assert texts(raised(size, -3.5, "年减排", "CO", "2", "一万吨")) == ["年减排CO2一万吨"]


@pytest.mark.parametrize("size", [6, 8, 10, 12])
@pytest.mark.parametrize("down", [2.8, 3.5, 4.6])
def test_a_lowered_number_with_a_point_stays_in_its_word(size, down):
    assert texts(raised(size, -down, "使PM", "", "2.5", "降至30微克")) == ["使PM2.5降至30微克"]


def test_a_note_in_brackets_is_raised_with_its_digit():
    assert texts(raised(10, 4.7, "建成泵站三", "座", "[3]", "以上")) == ["建成泵站三座[³]以上"]


def test_borders_whose_ends_are_mitred_are_lines():
    """As a browser prints <table border=1>: each cell has borders of its own, those at its sides cut aslant."""
    page = PdfPage()
    corners = [(xs[0], xs[1], 100 + 24 * r, 122 + 24 * r) for r in range(3) for xs in ((80, 200), (202, 330))]
    for x0, x1, top, bottom in corners:
        page.fill(x0, top, x1, top + 0.8, 0.3).fill(x0, bottom - 0.8, x1, bottom, 0.6)
        for a, b in ((x0, x0 + 0.8), (x1, x1 - 0.8)):
            points = [(a, top), (a, bottom), (b, bottom - 0.8), (b, top + 0.8)]
            path = " l ".join(f"{x} {842 - y}" for x, y in points).replace(" l ", " m ", 1)
            page.operators.append(f"0.3 g {path} l h f 0 g")
    words = ["工作任务", "责任单位", "新建泵站", "市水务局", "更换水表", "市住建局"]
    for (x0, _, top, _), text in zip(corners, words, strict=True):
        page.text(x0 + 4, top + 16, text, 12)
    document = pdf.read(write_pdf(page), name="print.pdf")
    assert [(b.kind, b.row, b.column, b.span.of(document.text)) for b in document.blocks] == [
        ("cell", i // 2, i % 2, text) for i, text in enumerate(words)
    ]


def test_digits_of_a_line_of_their_own_are_not_raised():
    page = PdfPage().text(80, 200, "蓄水量达到二十万", 12).text(300, 195, "35 ", 12).text(80, 206, "12 ", 12)
    assert "³" not in "".join(texts(page))
    assert "²" not in "".join(texts(page))


def body(page, left=80):
    for i in range(6):
        page.text(left, 200 + 24 * i, FULL[i:] + FULL[:i], 12)
    return page


@pytest.mark.parametrize("grey", [0.65, 0.8, 0.91])
def test_a_pale_watermark_is_left_out_though_it_runs_level(grey):
    page = PdfPage()
    page.operators.append(f"{grey} g")
    page.text(150, 262, "内部资料", 40)
    page.operators.append("0 g")
    assert texts(body(page)) == texts(body(PdfPage()))


def test_large_dark_words_pale_small_words_and_a_page_of_nothing_else_stay():
    assert texts(body(PdfPage().text(150, 120, "内部资料", 40)))[0] == "内部资料"
    page = PdfPage()
    page.operators.append("0.7 g")
    page.text(80, 120, "来源：县水利局", 12)
    page.operators.append("0 g")
    assert texts(body(page))[0] == "来源：县水利局"
    alone = PdfPage()
    alone.operators.append("0.7 g")
    assert texts(alone.text(150, 120, "内部资料", 40)) == ["内部资料"]


def test_white_words_on_a_dark_bar_stay():
    page = PdfPage().fill(80, 90, 460, 130, 0.2)
    page.operators.append("1 g")
    page.text(150, 120, "治水方案", 24)
    page.operators.append("0 g")
    assert "治水方案" in texts(body(page))[0]


def test_paragraphs_of_one_line_are_told_by_the_pitch_inside_the_few_longer_ones():
    """No indents; 22 points from line to line, 31 from paragraph to paragraph, and these are the more."""
    page = PdfPage()
    items = [
        [f"（{n}）" + FULL[:-3], "到位。"] if n in "一五" else [f"（{n}）" + FULL[:-5] + "到位。"]
        for n in "一二三四五六七"
    ]
    y, expected = 120, []
    for lines in [["某县三年治水方案" * 4], *items]:
        for line in lines:
            page.text(80, y, line, 12)
            y += 22
        y += 9
        expected.append("".join(lines))
    assert texts(page) == expected


def printed(*last):
    """Paragraphs of one line as a browser prints them, 31 points apart, then `last`, 21 points from line to line."""
    page = PdfPage()
    for i in range(5):
        page.text(80, 120 + 31 * i, f"（{i}）" + FULL[: 31 - 3 * i] + "。", 12)
    for i, line in enumerate(last):
        page.text(80, 275 + 21 * i, line, 12)
    return texts(page)


@pytest.mark.parametrize(("first", "second"), [("改造管网35", "公里，建成泵站。"), ("下降至8", "个百分点以内。")])
def test_a_sentence_that_stops_at_a_digit_goes_on(first, second):
    lead = FULL[:25]
    assert printed(lead + first, second)[-1] == lead + first + second


@pytest.mark.parametrize(
    "lines",
    [("附件1", "治水任务清单"), (FULL[:24] + "改造管网35", "2.建站。"), (FULL[:24] + "改造管网35", "2031年建站。")],
)
def test_a_short_line_that_ends_in_a_digit_and_a_number_below_one_stay_apart(lines):
    assert printed(*lines)[-2:] == list(lines)


def table(page, rows, xs=(73, 109, 318, 436), y=140, pitch=22):
    for i, row in enumerate(rows):
        for x, text in zip(xs, row, strict=True):
            page.text(x, y + pitch * i, text + (" " if len(text) == 1 else ""), 12)
    return page


ROWS = [
    ["序号", "重点任务", "责任单位", "完成时限"],
    ["1", "清淤河道", "县水利局", "2031年6月"],
    ["2", "改造泵站", "县住建局", "2031年9月"],
    ["3", "修建水闸", "县水利局", "2031年10月"],
]


@pytest.mark.parametrize("ruled", [False, True])
def test_heads_closer_than_their_columns_are_parted_as_the_rows_show(ruled):
    page = table(PdfPage(), ROWS)
    for y in (122, 146, 214) if ruled else ():
        page.line(70, y, 500, y)
    assert texts(page) == [text for row in ROWS for text in row]


def test_a_blank_inside_a_cell_parts_nothing():
    rows = [[*ROWS[0]], *([a, b, "水利 住建", d] for a, b, _, d in ROWS[1:2]), *ROWS[2:]]
    rows[2] = ["2", "改造泵站", "县城市管理局", "2031年9月"]
    assert "水利 住建" in texts(table(PdfPage(), rows))
