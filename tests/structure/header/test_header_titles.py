"""Which lines are the title of a plan, which that of the notice that carries it, and where the text begins below."""

import pytest
from test_header import document, front_matter

from policy_parse.document.build import build_document
from policy_parse.document.pieces import Paragraph

FIRST = "为推进节水，制定本方案。"
TEXT = f"\n{FIRST}\n一、目标\n坚持节水优先。"
NOTICE = "江山市水利局关于印发江山市节水方案的通知"
LETTER = "\n各县：\n现印发给你们。\n江山市水利局\n2024年5月6日\n"
PLAN = "江山市节水方案"


def read(made):
    front = front_matter(made)
    body = [block.span.of(made.text) for block in made.blocks[front.body_start : front.body_end]]
    return front.header.title, front.header.notice_title, body[0]


@pytest.mark.parametrize(
    ("text", "title", "notice", "begins"),
    [
        # one title, over one or more lines
        (PLAN + TEXT, PLAN, None, FIRST),
        ("江山市节水\n方案" + TEXT, PLAN, None, FIRST),
        ("江山市\n节水方案" + TEXT, PLAN, None, FIRST),
        ("江山市水利局\n节水方案" + TEXT, "江山市水利局节水方案", None, FIRST),
        ("江山市节水行动\n计划（2023—2025年）" + TEXT, "江山市节水行动计划（2023—2025年）", None, FIRST),
        ("江山市节水方案\n和任务清单" + TEXT, "江山市节水方案和任务清单", None, FIRST),
        ("江山市节水方案\n（试行）" + TEXT, "江山市节水方案（试行）", None, FIRST),
        ("江山市节水方案\n江山市水利局" + TEXT, PLAN, None, "江山市水利局"),
        ("附件1\n江山市节水任务清单" + TEXT, "江山市节水任务清单", None, FIRST),
        # how far down
        ("第一句。\n" * 3 + PLAN + TEXT, PLAN, None, FIRST),
        ("第一句。\n" * 4 + PLAN + TEXT, None, None, "第一句。"),
        ("首页\n" * 79 + PLAN + TEXT, PLAN, None, FIRST),
        ("首页\n" * 80 + PLAN + TEXT, None, None, PLAN),
        # below the title of a web page
        ("节水方案\n来源：网\n江山市水利局\n节水方案" + TEXT, "江山市水利局节水方案", None, FIRST),
        ("节水方案\n来源：网\n江山市节水方案\n2024年5月6日" + TEXT, PLAN, None, FIRST),
        # run on, reported, put out for opinions
        ("江山市节水方案为推进节水，制定本方案。\n一、目标", PLAN, None, "江山市节水方案为推进节水，制定本方案。"),
        ("第一句。\n第二句。\n第三句。\n我市印发《江山市节约用水三年方案》。\n一、目标", "江山市节约用水三年方案", None, "我市印发《江山市节约用水三年方案》。"),
        ("第一句。\n第二句。\n第三句。\n第四句。\n我市印发《江山市节约用水三年方案》。\n一、目标", None, None, "第一句。"),
        ("江山市委市政府出台《关于推进节约用水的实施意见》\n全文如下。\n一、目标", "关于推进节约用水的实施意见", None, "全文如下。"),
        ("关于公开征求《江山市节水方案（征求意见稿）》意见的公告\n现公开征求意见。\n江山市节水方案" + TEXT, PLAN, "关于公开征求《江山市节水方案（征求意见稿）》意见的公告", FIRST),
        ("关于公开征求《江山市节水方案》意见的公告\n现公开征求意见。\n一、目标", PLAN, "关于公开征求《江山市节水方案》意见的公告", "现公开征求意见。"),
        # a notice and what it carries
        (NOTICE + LETTER + PLAN + TEXT, PLAN, NOTICE, FIRST),
        (NOTICE + LETTER + "江山市节约用水工作方案" + TEXT, "江山市节约用水工作方案", NOTICE, FIRST),
        (NOTICE + LETTER + "节水工作手册汇编方案" + TEXT, "节水工作手册汇编方案", NOTICE, FIRST),
        (NOTICE + LETTER + "甲\n" * 7 + "供电工作手册汇编方案" + TEXT, PLAN, NOTICE, "甲"),
        (NOTICE + "\n各县：\n现印发给你们。\n一、目标\n坚持节水。\n江山市节水任务清单\n第一项", PLAN, NOTICE, "现印发给你们。"),
        (NOTICE + "\n各县：\n现印发给你们。\n一、目标\n坚持节水。\n江山市节水方案\n第一项", PLAN, NOTICE, "第一项"),
        (f"{PLAN}\n{NOTICE}{LETTER}{PLAN}{TEXT}", PLAN, NOTICE, FIRST),
        (f"{PLAN}\n江山市水利局关于印发江山市供水方案的通知\n各县：\n现印发给你们。{TEXT}", PLAN, None, "江山市水利局关于印发江山市供水方案的通知"),
        # a letter under the name of the plan
        ("江山市节水十条措施\n各县：\n现将《江山市节水十条措施》印发给你们。\n江山市水利局\n2024年5月6日\n江山市节水十条措施" + TEXT, "江山市节水十条措施", None, FIRST),
    ],
)  # fmt: skip
def test_the_title_the_notice_and_where_the_text_begins(text, title, notice, begins):
    assert read(document(text)) == (title, notice, begins)


BIG, MIDDLE, PLAIN = {"alignment": "center", "size": 22}, {"alignment": "center", "size": 16}, {"size": 16}
OPENING = ("为推进节水，现提出如下意见。", PLAIN)


@pytest.mark.parametrize(
    ("paragraphs", "title"),
    [
        ([("江山水韵", BIG), OPENING], "江山水韵"),
        ([("江山水韵", BIG), ("节水优先", BIG), OPENING], "江山水韵节水优先"),
        ([("江山水韵", BIG), ("节水优先", MIDDLE), OPENING], "江山水韵"),
        ([("江山水韵", MIDDLE), ("节水优先", BIG), OPENING], "节水优先"),
        ([("江山水韵", BIG), ("节水优先", {"size": 22}), OPENING], "江山水韵"),
        ([("江山水韵", PLAIN), OPENING], "江山水韵"),
        ([("说明", PLAIN), ("江山水韵", BIG), OPENING], "江山水韵"),
        ([("江山水韵", PLAIN), ("节水优先", PLAIN), OPENING], None),
        ([("江山水韵", PLAIN)], None),
        ([("江山水韵", BIG)], "江山水韵"),
        ([OPENING, ("江山水韵", PLAIN)], None),
    ],
)
def test_a_title_without_the_ending_of_one_stands_out(paragraphs, title):
    made = build_document([Paragraph(words, **look) for words, look in paragraphs], name="a", format="docx", data=b"")
    assert front_matter(made).header.title == title
