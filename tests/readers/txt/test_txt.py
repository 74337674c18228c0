"""Plain text files: encodings, broken lines, tables."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_parse.document import Document
from policy_parse.errors import ReadError
from policy_parse.readers.txt import reader as txt

OWN_DOCUMENT = Path(__file__).parents[3] / "../shared/corpus/beibei-2022-water/source.txt"
SENTENCE = "各单位要按照职责分工，抓好工作落实，确保完成全年目标任务。"


def read(text: str, encoding: str = "utf-8") -> Document:
    return txt.read(text.encode(encoding), name="plan.txt")


def paragraphs(document: Document) -> list[str]:
    return [b.span.of(document.text) for b in document.blocks if b.kind == "paragraph"]


def grid(document: Document) -> list[tuple[int, int, int, int, str]]:
    return [
        (b.row, b.column, b.row_span, b.column_span, b.span.of(document.text))
        for b in document.blocks
        if b.kind == "cell"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_every_usual_encoding_gives_the_same_text(encoding: str) -> None:
    assert read(SENTENCE, encoding).text == SENTENCE


def test_big5_is_known_by_its_frequent_characters() -> None:
    text = "各單位應依照分工加強推進各項工作，確保完成年度目標，並於每季提出報告。"
    assert read(text, "big5").text == text


def test_utf8_cut_in_the_middle_of_a_character_is_read_with_a_notice() -> None:
    document = txt.read(SENTENCE.encode()[:-1], name="cut.txt")
    assert document.text == SENTENCE[:-1]
    assert [notice.code for notice in document.notices] == ["text-damaged"]


def test_binary_rubbish_is_not_text() -> None:
    assert not txt.sniff(bytes(range(256)) * 20)
    assert not txt.sniff(b"\x89PNG\r\n\x1a\n\x00\x00" + SENTENCE.encode())


def test_text_is_text() -> None:
    assert txt.sniff(SENTENCE.encode("gb18030"))
    assert txt.sniff(SENTENCE.encode("utf-16"))


def test_a_file_of_blanks_only_is_an_error() -> None:
    with pytest.raises(ReadError):
        read(" \n\u3000\n")


def test_indents_are_not_part_of_a_paragraph() -> None:
    assert paragraphs(read(f"\u3000\u3000{SENTENCE}\n\u3000\u3000一、总体要求\n")) == [SENTENCE, "一、总体要求"]


def test_a_notice_title_over_two_lines_is_one_paragraph() -> None:
    text = "某某市人民政府办公室\n\n关于印发某某市2024年城市绿化\n\n工作方案的通知\n\n各区人民政府：\n"
    assert paragraphs(read(text)) == [
        "某某市人民政府办公室关于印发某某市2024年城市绿化工作方案的通知",
        "各区人民政府：",
    ]


def test_a_signature_and_its_date_stay_apart() -> None:
    assert paragraphs(read("请遵照执行。\n\n某某市人民政府\n\n2024年3月5日\n")) == [
        "请遵照执行。",
        "某某市人民政府",
        "2024年3月5日",
    ]


def test_a_copied_to_line_broken_inside_a_name_is_joined() -> None:
    text = "抄送：市委办公室，市人大办公室，市纪委\n\n监委机关，市法院，市检察院。\n"
    assert paragraphs(read(text)) == ["抄送：市委办公室，市人大办公室，市纪委监委机关，市法院，市检察院。"]


def test_tab_led_cells_make_rows_and_empty_ones_continue_the_cell_above() -> None:
    text = "\t重点任务\n\t工作内容\n\t责任单位\n\n\t绿化\n\t种树100亩\n\t市林业局\n\n\t\n\t种草20亩\n\t/\n"
    assert grid(read(text)) == [
        (0, 0, 1, 1, "重点任务"), (0, 1, 1, 1, "工作内容"), (0, 2, 1, 1, "责任单位"),
        (1, 0, 2, 1, "绿化"), (1, 1, 1, 1, "种树100亩"), (1, 2, 1, 1, "市林业局"),
        (2, 1, 1, 1, "种草20亩"), (2, 2, 1, 1, "/"),
    ]  # fmt: skip


def test_a_cell_with_a_blank_line_in_it_does_not_cut_its_row() -> None:
    text = "\t任务\n\t内容\n\t单位\n\n\t绿化\n绿化\n\n\t种树\n\t市林业局\n\n\t\n\t种草\n\t市园林局\n"
    assert [cell[:2] + cell[4:] for cell in grid(read(text))][3:] == [
        (1, 0, "绿化\n绿化"), (1, 1, "种树"), (1, 2, "市林业局"), (2, 1, "种草"), (2, 2, "市园林局"),
    ]  # fmt: skip


def test_an_empty_cell_for_supporting_units_is_really_empty() -> None:
    text = "任务\t责任单位\t配合单位\n种树\t市林业局\t市园林局\n种草\t\t\n"
    assert grid(read(text))[3:] == [
        (1, 0, 1, 1, "种树"), (1, 1, 2, 1, "市林业局"), (1, 2, 1, 1, "市园林局"),
        (2, 0, 1, 1, "种草"), (2, 2, 1, 1, ""),
    ]  # fmt: skip


def test_a_markdown_table_is_a_table() -> None:
    text = "工作分工如下：\n\n| 任务 | 单位 |\n|---|:--:|\n| 种树 | 市林业局 |\n| 种草 | 市园林局 |\n"
    assert [cell[4] for cell in grid(read(text))] == ["任务", "单位", "种树", "市林业局", "种草", "市园林局"]


@pytest.mark.skipif(not OWN_DOCUMENT.exists(), reason="shared corpus absent")
def test_the_own_document_gives_its_whole_table() -> None:
    document = txt.read(OWN_DOCUMENT.read_bytes(), name="source.txt")
    covered = {(b.row + i, b.column) for b in document.blocks if b.kind == "cell" for i in range(b.row_span or 1)}
    assert covered == {(row, column) for row in range(26) for column in range(7)}


def wrapped(text: str, width: int = 30, indent: int = 2, cut: bool = False) -> list[str]:
    """The lines that a page of `width` gives a paragraph; with `cut`, every other one is cut after its commas, as PDF text is."""
    padded = "\u3000" * indent + text
    lines = [padded[i : i + width] for i in range(0, len(padded), width)]
    if cut:
        pieces = [line.replace("，", "，\0") if i % 2 else line for i, line in enumerate(lines)]
        lines = [part for line in pieces for part in line.split("\0") if part]
    return [line.strip("\u3000") for line in lines]


LONG = [
    "各级各部门要把节约用水摆在更加突出的位置，按照统一部署加强统筹协调，细化工作举措，层层压实责任，定期调度工作进展，及时研究解决推进中的困难和问题。",
    "（一）加快城市管网改造。全面排查老旧供水管网，编制年度改造计划，到2025年完成改造180公里，公共供水管网漏损率控制在9%以内，同步推进分区计量管理。（市住房城乡建设局牵头，市水利局配合）",
    "市有关部门要结合职责制定具体落实方案，明确时间表和路线图，每季度末报送工作进展情况，年底前报送全年工作总结，重要情况随时报告，确保各项任务按期完成。",
    "二、保障措施",
    "加强组织领导，健全工作机制，强化要素保障，加大宣传引导力度，营造全社会共同参与的良好氛围，推动形成节约用水的生产方式和生活方式，不断提高用水效率。",
]


@pytest.mark.parametrize("cut", [False, True])
def test_hard_wrapped_paragraphs_become_whole_again(cut: bool) -> None:
    text = "\n".join(line for paragraph in LONG for line in wrapped(paragraph, cut=cut))
    assert paragraphs(read(text)) == LONG


def test_a_blank_line_of_a_page_end_does_not_end_a_paragraph() -> None:
    lines = [line for paragraph in LONG for line in wrapped(paragraph)]
    lines.insert(2, "")
    assert paragraphs(read("\n".join(lines))) == LONG


def test_a_number_alone_on_its_line_begins_the_paragraph_after_it() -> None:
    lines = ["12."] + [line for paragraph in LONG for line in wrapped(paragraph)]
    assert paragraphs(read("\n".join(lines)))[0] == "12." + LONG[0]


def test_a_title_over_two_lines_in_a_collection_is_one_paragraph() -> None:
    head = ["3. 某某市人民政府办公室关于印发某某市节约用水工", "作方案的通知（2023年1月9日）", "某政办发〔2023〕7号"]
    text = "\n".join(head + [line for paragraph in LONG for line in wrapped(paragraph)])
    assert paragraphs(read(text))[:2] == [head[0] + head[1], head[2]]


def test_whole_paragraphs_are_left_as_they_are() -> None:
    text = "\n".join([*LONG, "附件", "某某市人民政府", "2024年3月5日"])
    assert paragraphs(read(text)) == [*LONG, "附件", "某某市人民政府", "2024年3月5日"]


def test_page_numbers_are_left_out() -> None:
    assert paragraphs(read("一、目标\n— 3 —\n第 3 页 共 9 页\n二、任务")) == ["一、目标", "二、任务"]


def test_buttons_of_a_web_page_are_left_out_but_a_single_word_stays() -> None:
    assert paragraphs(read("某市工作报告\n下载\n打印\n【字号：\n加大\n】\n各位代表：\n分享\n")) == [
        "某市工作报告",
        "各位代表：",
        "分享",
    ]


def test_marks_of_markdown_are_taken_off() -> None:
    document = read("# 某某市工作方案\n\n**一、目标**\n\n见[附件](http://example.com/a_(1).pdf)。\n\n---\n\n- 种树\n")
    assert paragraphs(document) == ["某某市工作方案", "一、目标", "见附件。", "种树"]
    assert [(b.heading, b.bold) for b in document.blocks][:2] == [(1, False), (None, True)]


def test_frames_drawn_with_lines_are_tables() -> None:
    text = "┌──┬────┐\n│任务│单位│\n├──┼────┤\n│种树│市林│\n│    │业局│\n├──┼────┤\n│种草│市水利局│\n└──┴────┘\n"
    assert [cell[4] for cell in grid(read(text))] == ["任务", "单位", "种树", "市林业局", "种草", "市水利局"]


@given(st.text(alphabet="各市县，。；、：（）《》“”一二1.①\u3000\n\r第章年月日ab", max_size=400))
def test_no_visible_character_is_lost_whatever_the_lines(text: str) -> None:
    visible = sorted("".join(text.split()))
    if visible:
        assert sorted("".join(read(text).text.split())) == visible


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = txt.read(data, name="any.txt")
    except ReadError:
        return
    assert all(block.span.end <= len(document.text) for block in document.blocks)


@given(st.text(alphabet="任务单位\t\n|-市。 ", max_size=200))
def test_cells_never_cover_one_place_twice(text: str) -> None:
    if not text.strip():
        return
    try:
        document = read(text)
    except ReadError:
        return
    cells = [b for b in document.blocks if b.kind == "cell"]
    places = [
        (b.table, b.row + i, b.column + j) for b in cells for i in range(b.row_span) for j in range(b.column_span)
    ]
    assert len(places) == len(set(places))


HEAD = "序号\t重点任务\t工作内容\t责任分工\t\t完成时限\n\t\t\t牵头单位\t配合单位\t"
ROWS = "一、水源\n1\t水源建设\t新建水库\t市水利局\t/\t2024年底前\n2\t\t加固水库\t\t市财政局\t\n二、管网\n3\t管网更新\t更新管网\t市住建局\t/\t2025年底前"


def test_a_name_of_rows_alone_on_its_line_is_a_cell_as_wide_as_the_table() -> None:
    found = grid(read(f"{HEAD}\n{ROWS}\n"))
    assert [(row, columns, words) for row, _, _, columns, words in found if columns > 1] == [
        (2, 6, "一、水源"),
        (5, 6, "二、管网"),
    ]


def test_grouping_cells_after_a_row_number_continue_the_cell_above() -> None:
    found = grid(read(f"{HEAD}\n{ROWS}\n"))
    assert (3, 1, 2, 1, "水源建设") in found
    assert (3, 3, 2, 1, "市水利局") in found


def test_a_line_between_two_tables_is_no_cell_of_them() -> None:
    document = read("任务\t单位\t时限\n种树\t市林业局\t2024年\n附件2\n任务\t单位\t时限\n治水\t市水利局\t2025年\n")
    assert paragraphs(document) == ["附件2"]


def test_a_dotted_number_begins_a_paragraph_behind_a_line_without_a_mark():
    document = read("2.1 工程合格率提高。完成时限：2023—2025年\n2.2 绿色建筑占比提高。责任单位：市住建局。\n")
    assert len(document.blocks) == 2


WIDE_TEXT = "滨江市节水工作方案\n一、主要任务\n1.推进管网改造。（市水务局负责）\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["unmarked", "marked"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_are_read_with_and_without_a_byte_order_mark(encoding, mark):
    data = (mark + WIDE_TEXT).encode(encoding)
    assert txt.sniff(data)
    assert txt.read(data, name="plan.txt").text.split("\n")[0] == "滨江市节水工作方案"


def test_stray_nuls_are_left_out_and_said():
    data = WIDE_TEXT.replace("。", "。\x00").encode()
    assert txt.sniff(data)
    read = txt.read(data, name="plan.txt")
    assert "\x00" not in read.text
    assert [n.code for n in read.notices] == ["text-damaged"]
    assert "1个空字节" in read.notices[0].message


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 40, b"\x7fELF\x02\x01\x01" + bytes(64) + b"abc" * 9])
def test_bytes_of_a_program_are_no_text(data):
    assert not txt.sniff(data)


PROSE = "清理枯死松木，组织护林员开展巡查，把防控责任落实到每个山头地块。责任单位：森防站"


def test_a_labelled_list_at_the_end_of_a_paragraph_is_whole_before_a_sentence():
    below = "落实林长制度。各级林长定期巡林，及时发现问题并督促整改。"
    assert read(f"{PROSE}\n{below}").text == f"{PROSE}\n{below}"


def test_a_labelled_list_goes_on_where_more_offices_follow():
    assert read(f"{PROSE}、县林业局、县财\n政局、县公安局").text == f"{PROSE}、县林业局、县财政局、县公安局"


@pytest.mark.parametrize("brackets", ["（）", "〔〕", "【】", "［］", "[]"])
def test_a_statement_broken_inside_its_brackets_is_one_paragraph(brackets):
    opening, closing = brackets
    text = f"推进泵站改造。\n\n{opening}牵头单\n\n位：市水利局{closing}\n\n推进河道整治。\n"
    assert paragraphs(read(text)) == ["推进泵站改造。", f"{opening}牵头单位：市水利局{closing}", "推进河道整治。"]
