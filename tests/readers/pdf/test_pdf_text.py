"""Lines and paragraphs of a PDF, from small files written here."""

import pytest
from pdf_writer import PdfPage, write_pdf

from policy_parse.readers.pdf import reader as pdf

FULL = "各有关部门要按照职责分工抓好各项任务的落实并且及时"  # 25 characters fill a line of 28 after its indent


def read(*pages):
    return pdf.read(write_pdf(*pages), name="plan.pdf")


def texts(document):
    return [block.span.of(document.text) for block in document.blocks]


def paragraph(length, start=""):
    """Lines of a paragraph as a 28-character measure breaks it."""
    text = (start + FULL * 8)[:length]
    lines = [text[:26]]
    lines += [text[i : i + 28] for i in range(26, length, 28)]
    return text, lines


def test_the_lines_of_a_paragraph_are_joined_without_blanks():
    text, lines = paragraph(90)
    assert texts(read(PdfPage().lines(100, lines))) == [text]


def test_an_indented_line_begins_a_paragraph_though_the_line_before_is_full():
    first, a = paragraph(82)  # ends at the very edge
    second, b = paragraph(60, "二是")
    page = PdfPage().lines(100, a).lines(100 + 28 * len(a), b)
    assert texts(read(page)) == [first, second]


def test_a_line_with_room_left_ends_its_paragraph_where_nothing_is_indented():
    page = PdfPage()
    wanted = []
    y = 100
    for length in (70, 65, 100, 50):
        text = (FULL * 8)[:length]
        wanted.append(text)
        for i in range(0, length, 28):
            page.text(80, y, text[i : i + 28])
            y += 28
    assert texts(read(page)) == wanted


def test_a_paragraph_goes_on_over_the_page():
    text, lines = paragraph(200)
    document = read(PdfPage().lines(600, lines[:5]), PdfPage().lines(100, lines[5:], indent=0))
    assert texts(document) == [text]
    assert document.blocks[0].page == 1


def test_a_paragraph_is_not_cut_inside_a_bracket():
    _, lines = paragraph(60)
    page = PdfPage().lines(100, lines)
    page.text(112, 184, "强化监测。（责任部门：气候处，").text(112, 212, "完成期限：9月底）")
    assert texts(read(page))[-1] == "强化监测。（责任部门：气候处，完成期限：9月底）"


def test_label_lines_are_paragraphs_of_their_own():
    text, lines = paragraph(82)
    page = PdfPage().lines(100, lines).text(112, 184, "牵头单位：市水务局").text(112, 212, "完成时限：2027年底前")
    assert texts(read(page)) == [text, "牵头单位：市水务局", "完成时限：2027年底前"]


def test_title_lines_centred_and_larger_are_one_paragraph():
    _, lines = paragraph(90)
    page = PdfPage().text(148, 80, "关于印发某市节水行动工作", 24).text(226, 112, "方案的通知", 24, spacing=0)
    page.lines(160, lines)
    document = read(page)
    assert texts(document)[0] == "关于印发某市节水行动工作方案的通知"
    assert document.blocks[0].alignment == "center"
    assert document.blocks[0].size == 24


def test_a_short_centred_line_is_no_title_of_the_full_line_below_it():
    text, lines = paragraph(84)
    page = PdfPage().text(208, 100, "发布时间：2031-03-24")
    page.lines(140, [(FULL + "合力推进")[:28], "有关单位："], indent=0).lines(196, lines)
    assert texts(read(page)) == ["发布时间：2031-03-24", (FULL + "合力推进")[:28] + "有关单位：", text]


def body_page():
    words = FULL * 20
    lines = [words[:37], *(words[i : i + 39] for i in range(37, 400, 39))]
    return PdfPage().lines(100, lines, size=12.0, pitch=16.0)


def notice_page():
    """Three full lines of 24 characters between margins of their own, which the pages of the body do not have."""
    page = PdfPage().text(110, 100, "各县区人民政府，市政府各部门，市各直属单位和各人").text(110, 128, "民团体：")
    page.text(142, 156, "现将全市节约用水工作方案印发给你们，请结合").text(478, 156, "实")
    page.text(110, 184, "际认真组织实施，并按时报送工作进展情况，真正做到").text(110, 212, "落实。")
    return page.text(300, 400, "某市人民政府办公室").text(320, 428, "2031年5月6日")


def test_a_notice_page_set_larger_than_the_plan_has_its_own_spacing_and_margins():
    first, second, *_ = texts(read(notice_page(), body_page(), body_page()))
    assert first == "各县区人民政府，市政府各部门，市各直属单位和各人民团体："
    assert second.endswith("真正做到落实。")


def test_equally_long_items_of_a_page_without_full_lines_stay_paragraphs():
    page = PdfPage()
    for i, office in enumerate(("市水务局", "市财政局", "市交通局", "市教育局")):
        page.text(112, 100 + 28 * i, f"由{office}负责具体的组织实施和日常监督检查")
    assert [len(text) for text in texts(read(page, body_page(), body_page()))[:4]] == [21] * 4


def broken_line(below):
    _, lines = paragraph(90)
    page = PdfPage().lines(100, lines).text(112, 212, "（六）强化组织领导。把节水贯穿城镇建设")
    return texts(read(page.lines(252, [below, *paragraph(90)[1][1:]])))[1:]


def test_a_sentence_goes_on_over_a_hard_line_end():
    (whole,) = broken_line("和管理的各方面，建立市级统筹、县区落实的工作机制")
    assert whole.startswith("（六）强化组织领导。把节水贯穿城镇建设和管理的各方面")


@pytest.mark.parametrize(
    "below", ["（七）强化经费保障。把节水改造项目列入年度预算和", "责任单位：市水务局、市财政局、市住房城乡建设局、"]
)
def test_an_item_or_a_label_below_a_sentence_without_its_end_begins_a_paragraph(below):
    broken, *_ = broken_line(below)
    assert broken == "（六）强化组织领导。把节水贯穿城镇建设"


def test_signature_and_date_stand_alone_at_the_right():
    _, lines = paragraph(120)
    page = PdfPage().lines(100, lines).text(400, 240, "某市水务局").text(392, 268, "2027年3月5日")
    document = read(page)
    assert texts(document)[-2:] == ["某市水务局", "2027年3月5日"]
    assert [b.alignment for b in document.blocks[-2:]] == ["right", "right"]


def test_raised_digits_after_a_unit_are_superscripts():
    page = PdfPage().text(80, 100, "不超过3.5亿m").text(80 + 16 * 5.5 + 8, 94, "3", 8).text(192, 100, "以内")
    assert texts(read(page)) == ["不超过3.5亿m³以内"]


def test_a_raised_digit_after_words_is_no_digit_of_the_number():
    page = PdfPage().text(80, 100, "达到95%").text(80 + 16 * 3.5, 93, "1", 8).text(148, 100, "以上")
    assert "951" not in read(page).text
    assert read(page).text == "达到95%¹以上"


def test_a_lowered_digit_stays_a_digit():
    page = PdfPage().text(80, 100, "减少CO").text(128, 104, "2", 9).text(133, 100, "排放")
    assert read(page).text == "减少CO2排放"


def test_blanks_between_characters_and_digits_are_dropped():
    assert read(PdfPage().text(80, 100, "到 2027 年底前完成 30 公里")).text == "到2027年底前完成30公里"


def test_blanks_between_names_and_between_words_are_kept():
    page = PdfPage().text(80, 100, "市水务局　市财政局").text(80, 128, "New Energy Plan")
    assert texts(read(page)) == ["市水务局 市财政局", "New Energy Plan"]


def test_letters_drawn_out_over_the_line_are_not_parted():
    assert read(PdfPage().text(150, 100, "工作方案", 22, spacing=12)).text == "工作方案"


def test_full_width_signs_and_circled_numbers_are_left_as_they_are():
    assert read(PdfPage().text(80, 100, "①（一）：㎡，２.５")).text == "①（一）：㎡，２.５"


@pytest.mark.parametrize(("drawn", "read_as"), [("\u2f54利", "水利"), ("\uf9ca域", "流域"), ("\u2f00是", "一是")])
def test_radicals_and_compatibility_ideographs_become_characters(drawn, read_as):
    assert read(PdfPage().text(80, 100, drawn)).text == read_as


def test_a_character_drawn_twice_for_boldness_is_one():
    page = PdfPage().text(80, 100, "总体要求").text(80.4, 100, "总体要求")
    assert read(page).text == "总体要求"


def test_latin_words_are_joined_with_a_blank_and_hyphens_mended():
    page = PdfPage().text(80, 100, "the plan for carbon neutrality and the full develop-")
    page.text(80, 128, "ment of green energy policies in all of the counties").text(80, 156, "and cities")
    wanted = "the plan for carbon neutrality and the full development of green energy policies in all of the counties"
    assert read(page).text == wanted + " and cities"


def test_two_columns_are_read_one_after_the_other():
    page = PdfPage()
    text = FULL * 14
    left = [text[i : i + 12] for i in range(0, 240, 12)]
    right = [text[i : i + 12] for i in range(240, 348, 12)]
    for i, line in enumerate(left):
        page.text(80, 100 + 24 * i, line)
    for i, line in enumerate(right):
        page.text(320, 100 + 24 * i, line)
    assert texts(read(page)) == [text[:348]]


def test_lines_of_contents_are_marked_and_kept_apart():
    page = PdfPage().text(260, 80, "目　录", 22)
    page.text(80, 130, "一、总体要求" + "." * 40 + "1").text(112, 158, "（一）指导思想" + "…" * 16 + "2")
    document = read(page)
    assert [b.contents for b in document.blocks] == [False, True, True]


def test_every_block_has_its_page_and_box():
    _, lines = paragraph(90)
    block = read(PdfPage().lines(100, lines)).blocks[0]
    assert block.page == 1
    x0, top, x1, bottom = block.bbox
    assert x0 == pytest.approx(80, abs=1)
    assert top == pytest.approx(86, abs=2)
    assert x1 == pytest.approx(528, abs=2)
    assert bottom == pytest.approx(100 + 28 * (len(lines) - 1) + 2, abs=2)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_turned_by_its_own_entry_is_read_upright(rotate):
    page = PdfPage(rotate=rotate)
    position = {0: (80, 100), 90: (100, 500), 180: (500, 700), 270: (500, 200)}[rotate]
    for i in range(3):
        dx, dy = [(0, 28), (28, 0), (0, -28), (-28, 0)][rotate // 90]
        page.text(position[0] + i * dx, position[1] + i * dy, f"第{i}行文字", quarter=rotate // 90)
    assert texts(read(page)) == ["第0行文字", "第1行文字", "第2行文字"]


def test_text_turned_on_an_upright_page_has_its_box_in_the_page_as_displayed():
    page = PdfPage()
    for i in range(3):
        page.text(100 + 28 * i, 600, f"第{i}行横排文字", quarter=1)
    document = read(page)
    assert texts(document)[0] == "第0行横排文字"
    x0, top, x1, bottom = document.blocks[0].bbox
    assert x1 - x0 < 30 < bottom - top
    assert bottom == pytest.approx(600, abs=2)
    assert x0 == pytest.approx(86, abs=2)


def test_words_inside_a_frame_are_paragraphs_of_their_own():
    text, lines = paragraph(90)
    page = PdfPage().lines(100, lines).grid([80, 530], [200, 300])
    page.text(90, 222, "专栏1　重点工程").text(90, 250, "完成两处水库除险加固。")
    document = read(page)
    assert texts(document) == [text, "专栏1 重点工程", "完成两处水库除险加固。"]
    assert {b.kind for b in document.blocks} == {"paragraph"}


def test_a_frame_goes_on_over_the_page_in_the_middle_of_a_sentence():
    first = PdfPage().text(80, 600, "各项工作要落到实处。").grid([80, 530], [640, 740])
    first.text(122, 670, "完成两处水库的除险加固并且治理河道三十公里以上，")
    second = PdfPage().grid([80, 530], [70, 120]).text(90, 95, "新建取水口四处。").text(112, 160, "二、保障措施")
    document = read(first, second)
    wanted = "完成两处水库的除险加固并且治理河道三十公里以上，新建取水口四处。"
    assert texts(document) == ["各项工作要落到实处。", wanted, "二、保障措施"]
    assert [b.frame for b in document.blocks] == [None, 1, None]


def test_entries_of_contents_without_leaders_are_marked():
    page = PdfPage().text(260, 80, "目　录", 22)
    for i, entry in enumerate(["一、总体要求", "二、重点任务", "三、保障措施"]):
        page.text(80, 130 + 28 * i, entry).text(500, 130 + 28 * i, str(i + 1) + "0")
    page.lines(260, paragraph(60)[1])
    document = read(page)
    assert [b.contents for b in document.blocks] == [False, True, True, True, False]


def test_scraps_that_a_wider_font_pushed_off_their_lines_go_back():
    page = PdfPage()
    wanted = []
    y = 100
    for start in ("一是", "二是", "三是", "四是"):
        text = (start + FULL * 4)[:88]
        wanted.append(text)
        for x, line in ((112, text[:26]), (80, text[26:28]), (80, text[28:55]), (80, text[55:57]), (80, text[57:84])):
            page.text(x, y, line)
            y += 22
        page.text(80, y, text[84:])
        y += 22
    assert texts(read(page)) == wanted


def test_characters_set_one_by_one_in_a_font_that_is_nowhere_are_read():
    page = PdfPage().text(80, 60, "总体")
    for i, character in enumerate("加强节约用水工作"):
        page.text(112 + 16 * i, 100, character, alone=True)
    assert "加强节约用水工作" in read(page).text


def test_one_character_on_its_line_is_no_paragraph_and_the_sentence_goes_on_below_it():
    _, lines = paragraph(82)
    page = PdfPage().lines(100, lines)
    page.text(112, 184, FULL + "比").text(112, 212, "重").text(80, 240, "13%以上；森林覆盖率达到36.5%。")
    assert texts(read(page))[1:] == [FULL + "比重13%以上；森林覆盖率达到36.5%。"]


def test_a_title_may_end_in_a_line_of_one_character():
    text, lines = paragraph(110)
    page = (
        PdfPage().text(94, 60, "关于促进节水行业高质量发展的若干政策措", 22).text(286, 90, "施", 22).lines(140, lines)
    )
    assert texts(read(page)) == ["关于促进节水行业高质量发展的若干政策措施", text]
