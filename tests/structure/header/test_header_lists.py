"""Lists round the text of a plan: recipients above it, attachments and copies below; the number; where the text ends."""

import datetime

import pytest
from test_header import document, front_matter

TITLE, TEXT = "江山市节水方案\n", "为推进节水，制定本方案。\n一、目标\n坚持节水优先。\n"
NOTICE = "江山市水利局关于做好节水工作的通知\n"
TOWNS = "各乡镇人民政府"


def read(text):
    """The header, and the first and the last line of the text."""
    made = document(text.rstrip("\n"))
    front = front_matter(made)
    body = [block.span.of(made.text) for block in made.blocks[front.body_start : front.body_end]]
    return front.header, body[0], body[-1]


@pytest.mark.parametrize(
    ("below", "attachments", "last"),
    [
        ("附件：1.任务表\n2.指标表", ["任务表", "指标表"], None),
        ("附件：任务表", ["任务表"], None),
        ("附件：任务表\n江山市水利局\n2024年5月6日", ["任务表"], None),
        ("附件：1.任务分解表2.指标表3.名单", ["任务分解表", "指标表", "名单"], None),
        ("附件：\n1.任务表\n2.指标表", ["任务表", "指标表"], None),
        ("附件：\n任务表", [], "任务表"),
        ("附件：1.江山市节水任务分解\n落实表\n2.指标表", ["江山市节水任务分解落实表", "指标表"], None),
        ("附件：江山市节水任务分解\n落实表", ["江山市节水任务分解"], "落实表"),
        ("附件：（1）任务表\n（2）指标表", ["任务表", "指标表"], None),
        ("附件：1.任务表；\n2.指标表；", ["任务表", "指标表"], None),
        ("附件：1.5万亩任务表\n2.指标表", ["1.5万亩任务表", "指标表"], None),
        ("附件：1.任务表\n2.指标表\n4.名单", ["任务表", "指标表", "名单"], None),
        ("附件：1.任务表\n3.名单", ["任务表", "名单"], None),
        ("附件：1.任务表\n4.名单", ["任务表"], "4.名单"),
        ("附件：1.任务表\n2.指标表\n5.名单", ["任务表", "指标表"], "5.名单"),
        ("附件：1.任务表\n2.这是一句话，到此为止。", ["任务表"], "2.这是一句话，到此为止。"),
        ("附件：1.任务表\n江山市水利局", ["任务表"], "江山市水利局"),
        ("附件：1.任务表\n" + "很长的一行" * 7, ["任务表"], "很长的一行" * 7),
        ("附件（略）", [], "附件（略）"),
        ("附件1\n江山市节水任务分解表\n一、任务\n附件2\n江山市节水指标表\n二、指标", ["江山市节水任务分解表", "江山市节水指标表"], "二、指标"),
        ("附件1", [], "附件1"),
    ],
)  # fmt: skip
def test_attachments(below, attachments, last):
    header, _, end = read(TITLE + TEXT + below)
    assert list(header.attachments) == attachments
    assert end == (last or "坚持节水优先。")


@pytest.mark.parametrize(
    ("below", "copied", "printed", "last"),
    [
        ("抄送：市委办公室，市法院。", ["市委办公室", "市法院"], None, None),
        ("抄送：市委办公室，市法院.", ["市委办公室", "市法院"], None, None),
        ("抄送：市委办公室，市法院；市检察院。市人大。", ["市委办公室", "市法院", "市检察院", "市人大"], None, None),
        ("抄送：市委办公室，市法\n院。", ["市委办公室", "市法院"], None, None),
        ("抄送：市委办公室，\n市法院，市检察院。\n江山市水利局 2024年1月2日印发", ["市委办公室", "市法院", "市检察院"], (2024, 1, 2), None),
        ("抄送：市委办公室，市法院\n江山市人民政府办公室\n2024年3月6日印发", ["市委办公室", "市法院"], (2024, 3, 6), None),
        ("抄送：市委办公室。\n市法院，市检察院。", ["市委办公室", "市法院", "市检察院"], None, None),
        ("抄送：市委办公室。\n这是别的话。", ["市委办公室"], None, "这是别的话。"),
        ("抄送：市委办公室，\n1.市法院", ["市委办公室"], None, "1.市法院"),
        ("抄送：各县（市、区，开发区）人民政府，市法院。", ["各县（市、区，开发区）人民政府", "市法院"], None, None),
        ("抄送：各县（市、区，开发区）人民政府）办，市法院。", ["各县（市、区，开发区）人民政府）办", "市法院"], None, None),
        ("主送：市委办公室。", [], None, None),
        ("抄送市委办公室", [], None, "抄送市委办公室"),
        ("江山市水利局 2024年1月2日起草，2024年1月5日印发", [], (2024, 1, 5), None),
    ],
)  # fmt: skip
def test_copies_and_the_record_of_printing(below, copied, printed, last):
    header, _, end = read(TITLE + TEXT + below)
    assert list(header.copied_to) == copied
    assert header.printed_on == (printed and datetime.date(*printed))
    assert end == (last or "坚持节水优先。")


@pytest.mark.parametrize(
    ("above", "recipients"),
    [
        (f"{TOWNS}，市级各部门：", [TOWNS, "市级各部门"]),
        (f"{TOWNS}；市级各部门：", [TOWNS, "市级各部门"]),
        ("各县（市、区）人民政府，各部门：", ["各县（市、区）人民政府", "各部门"]),
        ("市水利局和市财政局：", ["市水利局和市财政局"]),
        (f"江水发〔2024〕3号\n{TOWNS}：", [TOWNS]),
        (f"2024年5月6日\n{TOWNS}：", [TOWNS]),
        (f"分享到\n{TOWNS}：", [TOWNS]),
        (f"填报单位：市政府办\n{TOWNS}：", [TOWNS]),
        (f"附件：任务表.doc\n江水发〔2024〕3号\n{TOWNS}：", [TOWNS]),
        (f"附件：任务表\n{TOWNS}：", []),
        (f"做好节水。\n{TOWNS}：", []),
        (f"一、总则\n{TOWNS}：", []),
        (f"{TOWNS}，市水利局，甲乙丙：", [TOWNS, "市水利局", "甲乙丙"]),
        (f"{TOWNS}，甲乙丙：", []),
        (f"{TOWNS}，关于印发方案：", []),
        (f"{TOWNS}，\n" * 11 + "市水利局：", [TOWNS] * 11 + ["市水利局"]),
        (f"{TOWNS}，\n" * 13 + "市水利局：", []),
        ("，".join([TOWNS] * 40) + "：", [TOWNS] * 40),
        ("，".join([TOWNS] * 41) + "：", []),
    ],
)
def test_recipients(above, recipients):
    header, begins, _ = read(f"{NOTICE}{above}\n现通知如下。")
    assert list(header.recipients) == recipients
    assert not recipients or begins == "填报单位：市政府办" or begins == "现通知如下。"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (TITLE + "第一句话。\n" * 4 + "江水发〔2024〕3号", "江水发〔2024〕3号"),
        (TITLE + "第一句话。\n" * 5 + "江水发〔2024〕3号", None),
        ("文号：江水发〔2024〕1号 主题：水\n" + TITLE + TEXT, "江水发〔2024〕1号"),
        ("文号：江水发〔2024〕1号 主题：水\n江水发〔2024〕3号\n" + TITLE + TEXT, "江水发〔2024〕3号"),
        ("文号：江水发〔2024〕1号 主题：水\n文号：江水发〔2024〕2号 主题：水\n" + TITLE + TEXT, "江水发〔2024〕1号"),
        ("（文号：江水发〔2024〕1号）\n" + TITLE + TEXT, "江水发〔2024〕1号"),
    ],
)
def test_the_number_above_the_text(text, number):
    found = read(text)[0].document_number
    assert (found and found.text) == number
    assert number is None or (found.code, found.year) == ("江水发", 2024)


SIGNED = "江山市节水方案的通知\n各单位：\n为推进节水，现通知如下。\n"


@pytest.mark.parametrize(
    ("text", "issuers", "issued_on"),
    [
        (SIGNED + "江山市水利局\n2024年5月6日", ["江山市水利局"], (2024, 5, 6)),
        (SIGNED + "江山市水利局 江山市财政局\n2024年5月6日", ["江山市水利局", "江山市财政局"], (2024, 5, 6)),
        (SIGNED + "江山市水利局\n江山市财政局\n2024年5月6日", ["江山市水利局", "江山市财政局"], (2024, 5, 6)),
        (SIGNED + "江山市水利局 2024年5月6日", ["江山市水利局"], (2024, 5, 6)),
        (SIGNED + "江山市水利局2024年5月6日发布。", ["江山市水利局"], (2024, 5, 6)),
        (SIGNED + "江山市水利局2024年5月6日作出的决定", [], None),
        (SIGNED + "今天是2024年5月6日", [], None),
        (SIGNED + "江山市人民政府办公\n室\n2024年5月6日", ["江山市人民政府办公室"], (2024, 5, 6)),
        (SIGNED + "江山市水利局\n（江山市财政局代章）\n2024年5月6日", ["江山市水利局"], (2024, 5, 6)),
        (SIGNED + "江山市水利局\n（2024年5月6日）", [], (2024, 5, 6)),
        (SIGNED + "2024年5月6日", [], (2024, 5, 6)),
        ("江山市节水方案\n（2024年5月6日）\n" + TEXT, [], (2024, 5, 6)),
        ("江山市节水方案（2024年5月6日）\n" + TEXT, [], (2024, 5, 6)),
        ("江山市节水方案\n2024年5月6日\n" + TEXT, [], (2024, 5, 6)),
        ("江山市节水方案\n（江政发〔2024〕2号 2024年3月1日）\n" + TEXT, [], (2024, 3, 1)),
        ("江山市水利局文件\n节水方案\n" + TEXT, ["江山市水利局"], None),
        ("节水方案\n江山市水利局\n" + TEXT, ["江山市水利局"], None),
        ("节水方案\n" + TEXT + "江山市水利局 2024年1月2日印发", ["江山市水利局"], None),
        ("成文日期：2024-03-05\n节水方案\n" + TEXT, [], (2024, 3, 5)),
        ("发文机关：江山市水利局\n节水方案\n" + TEXT, ["江山市水利局"], None),
        ("江山市水利局关于印发节水方案的通知\n各单位：\n现印发给你们。\n节水方案\n" + TEXT, ["江山市水利局"], None),
    ],
)
def test_who_issued_it_and_when(text, issuers, issued_on):
    header = read(text)[0]
    assert list(header.issuers) == issuers
    assert header.issued_on == (issued_on and datetime.date(*issued_on))
