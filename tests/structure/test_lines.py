import pytest
from made_up import body_lines, document, lines, table

from policy_parse.document.pieces import Paragraph


def texts(*pieces):
    return [line.folded.text for line in lines(*pieces)]


def test_a_paragraph_is_a_line():
    assert texts("一、总体要求", "坚持系统治理。") == ["一、总体要求", "坚持系统治理。"]


def test_a_line_knows_its_block_its_place_and_its_label():
    made = document("总述。", "2.建设泵站。")
    _, line = body_lines(made, 0, 2)
    assert line.block == 1
    assert line.span.of(made.text) == "2.建设泵站。"
    assert line.label is not None
    assert line.folded.text[line.words_start :] == "建设泵站。"


def test_lines_of_one_paragraph_are_of_its_block():
    made = document("一、任务", "1.分类整治：（1）拆除违建。", "（2）清理河道。")
    cut = body_lines(made, 0, 3)
    assert [(line.block, line.span.of(made.text)) for line in cut] == [
        (0, "一、任务"),
        (1, "1.分类整治："),
        (1, "（1）拆除违建。"),
        (2, "（2）清理河道。"),
    ]


def test_words_without_a_number_begin_at_once():
    assert lines("建设泵站。")[0].words_start == 0


def test_only_the_blocks_asked_for_are_read():
    made = document("标题", "一、任务", "附件")
    assert [line.folded.text for line in body_lines(made, 1, 2)] == ["一、任务"]


def test_tables_notes_and_contents_are_no_lines():
    assert texts(
        Paragraph("一、任务 …… 3", contents=True),
        "一、任务",
        table(["序号", "任务"], ["1", "建设"]),
        Paragraph("见附件。", note="footnote"),
    ) == ["一、任务"]


def test_a_text_box_is_part_of_the_text():
    assert texts(Paragraph("二、措施", note="textbox")) == ["二、措施"]


def test_marks_before_a_number_are_no_part_of_the_line():
    assert texts("●1.建设泵站。", "**二、措施**") == ["1.建设泵站。", "二、措施**"]


class TestItemsInsideAParagraph:
    def test_the_next_item_of_a_running_numbering_begins_a_line(self):
        assert texts("（一）建设泵站。（二）改造管网。") == ["（一）建设泵站。", "（二）改造管网。"]

    @pytest.mark.parametrize("number", ["一", "三"])
    def test_it_may_stand_right_behind_the_heading_of_its_section(self, number):
        before = ("一、建设泵站", "（一）选址。", "（二）施工。")
        line = f"二、健全节约用水工作机制（{number}）完善投入机制。安排专项资金。"
        assert texts(*before, line)[3:] == ["二、健全节约用水工作机制", f"（{number}）完善投入机制。安排专项资金。"]

    def test_a_heading_that_only_names_a_number_stays_whole(self):
        assert texts("一、建设泵站", "二、健全节约用水工作机制（三）") == [
            "一、建设泵站",
            "二、健全节约用水工作机制（三）",
        ]

    def test_the_first_item_behind_a_colon_is_found_over_a_broken_line(self):
        assert texts("1.湿地：（1）修复湿地面积不低", "于20公顷。", "（2）清理垃圾。")[:2] == [
            "1.湿地：",
            "（1）修复湿地面积不低",
        ]

    def test_so_it_does_after_a_statement(self):
        assert texts("1.建设泵站（市水务局负责）2.改造管网（市住建局负责）") == [
            "1.建设泵站（市水务局负责）",
            "2.改造管网（市住建局负责）",
        ]

    def test_the_numbering_runs_on_over_paragraphs(self):
        assert texts("（一）建设泵站。", "甲段。（二）改造管网。") == ["（一）建设泵站。", "甲段。", "（二）改造管网。"]

    def test_a_number_out_of_turn_stays_inside(self):
        assert texts("（一）建设泵站。（五）改造管网。") == ["（一）建设泵站。（五）改造管网。"]

    def test_a_first_item_needs_a_second_one(self):
        assert texts("（一）建设泵站。1.新建。") == ["（一）建设泵站。1.新建。"]
        assert texts("（一）建设泵站。1.新建。2.改建。") == ["（一）建设泵站。", "1.新建。", "2.改建。"]

    def test_clauses_of_one_sentence_stay_together(self):
        assert len(texts("（一）做好三项工作：1.新建；2.改建；3.扩建。")) == 1

    def test_an_outer_number_starts_the_inner_ones_anew(self):
        assert texts("（一）甲。1.乙。2.丙。（二）丁。1.戊。2.己。") == [
            "（一）甲。", "1.乙。", "2.丙。", "（二）丁。", "1.戊。", "2.己。",
        ]  # fmt: skip

    def test_an_enumeration_is_cut_only_after_a_statement(self):
        assert len(texts("一是新建泵站。二是改造管网。")) == 1
        assert texts("一是新建泵站（市水务局负责）。二是改造管网（市住建局负责）。") == [
            "一是新建泵站（市水务局负责）。",
            "二是改造管网（市住建局负责）。",
        ]


def test_every_character_but_marks_and_spaces_is_in_one_line():
    made = document("一、任务", "（一） 建设泵站。（二）改造管网。", "1.新建（市水务局负责）2.改建（市住建局负责）")
    found = "".join(line.span.of(made.text) for line in body_lines(made, 0, 3))
    assert found == made.text.replace("\n", "")

    def test_the_next_item_glued_to_what_is_left_of_a_sentence_begins_a_line(self):
        before = ("（一）补齐设施短板", "1.建设泵站。选址施工。", "2.改造管网。分段推进。", "（二）健全服务体系")
        line = "（三）打造样3.培育服务队伍。面向全部镇村组织分批的运行维护培训，培养骨干人才。"
        assert texts(*before, line)[4:] == ["（三）打造样", line.removeprefix("（三）打造样")]

    @pytest.mark.parametrize(
        "line",
        [
            "2.改造管网。提升供水4.培育服务队伍。面向全部镇村组织分批的运行维护培训，培养骨干人才。",
            "2.改造管网。落实附件3.重点改造项目清单。面向全部镇村组织分批的运行维护培训，培养骨干。",
            "2.改造管网。漏损率降到3.5个百分点以下，面向全部镇村组织分批的运行维护培训，培养骨干。",
        ],
        ids=["not the next number", "the number of an attachment", "a decimal"],
    )
    def test_another_number_in_a_sentence_begins_none(self, line):
        assert texts("1.建设泵站。选址施工。", line)[1:] == [line]

    def test_a_run_of_items_after_a_gap_is_cut(self):
        first = "1.建设泵站。选址施工，同步实施配套的管网与电力工程。"
        third = "3.培育服务队伍。面向全部镇村组织分批的运行维护培训，培养骨干人才。"
        fourth = "4.健全收费机制。按照补偿成本和合理收益的原则制定水价并动态调整。"
        assert texts(first + third + fourth) == [first, third, fourth]

    def test_one_number_after_a_gap_is_no_item(self):
        line = (
            "1.建设泵站。选址施工，同步实施配套的管网与电力工程。3.培育服务队伍。面向全部镇村组织分批的运行维护培训。"
        )
        assert texts(line) == [line]


class TestNumbersWithNothingButABlank:
    def numbers(self, *pieces):
        return [line.label.number if line.label else None for line in lines(*pieces)]

    def test_head_items_where_they_follow_one_another(self):
        assert self.numbers("1 建设泵站。", "选址施工。", "2 改造管网。", "３　培育队伍。") == ["1", None, "2", "3"]

    def test_may_follow_one_with_a_mark(self):
        assert self.numbers("1.建设泵站。", "2 改造管网。", "3.培育队伍。") == ["1", "2", "3"]

    def test_in_words_head_sections(self):
        assert self.numbers("一　总体要求", "坚持节水。", "二　主要任务") == ["一", None, "二"]

    def test_a_single_one_is_none(self):
        assert self.numbers("建设泵站。", "2 改造管网。", "4 培育队伍。") == [None, None, None]

    def test_amounts_and_times_are_none(self):
        assert self.numbers("1 个泵站", "2 个水库", "3 月启动", "4 月完成") == [None] * 4

    def test_the_words_begin_behind_it(self):
        line = lines("1 建设泵站。", "2 改造管网。")[1]
        assert line.folded.text[line.words_start :] == "改造管网。"


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (["一、任务。（一）甲乙。做好。（二）丙丁。做好。"], ["一、|任务。", "（一）|甲乙。做好。", "（二）|丙丁。做好。"]),
        (["一、甲。1.乙丙。做好。2.丁戊。做好。"], ["一、|甲。", "1.|乙丙。做好。", "2.|丁戊。做好。"]),
        (["一、甲。1.乙丙。做好。3.丁戊。做好。"], ["一、|甲。1.乙丙。做好。3.丁戊。做好。"]),
        # glued to the heading before it
        (["一、健全机制（一）完善投入机制。"], ["一、|健全机制", "（一）|完善投入机制。"]),
        (["一、健全机制（三）完善投入机制。"], ["一、|健全机制（三）完善投入机制。"]),
        (["（二）甲", "一、健全机制（三）完善投入机制。"], ["（二）|甲", "一、|健全机制", "（三）|完善投入机制。"]),
        (["1.改造电网（1）扩容台区。"], ["1.|改造电网（1）扩容台区。"]),
        (["1.改造电网（1）扩容台区。（2）换线。"], ["1.|改造电网", "（1）|扩容台区。", "（2）|换线。"]),
        # a number that runs into digits
        (["6.甲", "7.815工程"], ["6.|甲", "7.|815工程"]),
        (["5.甲", "7.815工程"], ["5.|甲", "|7.815工程"]),
        (["7.815工程"], ["|7.815工程"]),
        # a list behind a colon
        (["1.分类整治：（1）拆除违建。（2）清理河道。"], ["1.|分类整治：", "（1）|拆除违建。", "（2）|清理河道。"]),
        (["1.分类整治：（1）拆除违建。", "好", "（2）清理河道。"], ["1.|分类整治：", "（1）|拆除违建。", "|好", "（2）|清理河道。"]),
        (["1.分类整治：（1）拆除违建。", "好", "好", "好", "（2）清理河道。"], ["1.|分类整治：（1）拆除违建。", "|好", "|好", "|好", "（2）|清理河道。"]),
        (["1.分类整治：（1）拆除违建。", "（3）清理河道。"], ["1.|分类整治：（1）拆除违建。", "（3）|清理河道。"]),
        # the next one inside a paragraph
        (["（一）甲。", "乙丙。（二）丁戊。做好。"], ["（一）|甲。", "|乙丙。", "（二）|丁戊。做好。"]),
        (["（一）甲。", "乙丙；（二）丁戊。做好。"], ["（一）|甲。", "|乙丙；（二）丁戊。做好。"]),
        (["（1）甲。", "乙丙；（2）丁戊。做好。"], ["（1）|甲。", "|乙丙；", "（2）|丁戊。做好。"]),
        (["（一）甲。", "乙丙。（三）丁戊工作。做好。"], ["（一）|甲。", "|乙丙。（三）丁戊工作。做好。"]),
        (["（一）甲。", "见第（二）项。"], ["（一）|甲。", "|见第（二）项。"]),
        (["（一）甲。", "乙丙（二）"], ["（一）|甲。", "|乙丙（二）"]),
        (["（一）甲。", "乙丙。（二）。丁"], ["（一）|甲。", "|乙丙。（二）。丁"]),
        (["一是甲。（市水务局牵头）二是乙。（市财政局牵头）"], ["一是|甲。（市水务局牵头）", "二是|乙。（市财政局牵头）"]),
        (["一是甲。二是乙。"], ["一是|甲。二是乙。"]),
        # what stands before a number
        (["●1.甲。", "*二、乙", "●"], ["1.|甲。", "二、|乙"]),
    ],
)  # fmt: skip
def test_where_paragraphs_are_cut_and_what_their_numbers_are(pieces, expected):
    found = lines(*pieces)
    assert [f"{x.folded.text[: x.words_start]}|{x.folded.text[x.words_start :]}" for x in found] == expected
    text = document(*pieces).text
    assert [x.span.of(text) for x in found] == [words.replace("|", "") for words in expected]
