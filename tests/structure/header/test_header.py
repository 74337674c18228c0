import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_parse.document.build import build_document
from policy_parse.document.pieces import Cell, Paragraph, Table
from policy_parse.lexicon.load import Lexicon
from policy_parse.structure.header.front_matter import plan_year, read_front_matter
from policy_parse.text.fold import fold
from policy_parse.vocabulary.words import words_of

WORDS = words_of(Lexicon.load()).header

NOTICE = """江政办发〔2024〕15号
江山市人民政府办公室
关于印发江山市2024年节约用水
工作方案的通知
各乡镇人民政府、街道办事处，市级有关
部门，有关单位：
《江山市2024年节约用水工作方案》已经市政府同意，现印发给你们，请认真贯彻执行。
江山市人民政府办公室
2024年3月5日
（此件公开发布）
江山市2024年节约用水工作方案
为深入贯彻落实节水优先方针，制定本方案。
一、总体要求
（一）指导思想。坚持节水优先。
附件：1.江山市节水任务分解表
2.江山市节水指标表
抄送：市委办公室，市人大常委会办公室，
市法院。
江山市人民政府办公室 2024年3月6日印发"""


def document(text, **hints):
    pieces = [Paragraph(line, **hints) for line in text.split("\n")]
    return build_document(pieces, name="plan.txt", format="txt", data=b"")


def front_matter(document):
    return read_front_matter(document, fold(document.text), WORDS)


def header(text, **hints):
    return front_matter(document(text, **hints)).header


def words(doc, span):
    return "".join(span.of(doc.text).split())


def test_a_whole_notice_is_read():
    got = header(NOTICE)
    assert got.title == "江山市2024年节约用水工作方案"
    assert got.notice_title == "江山市人民政府办公室关于印发江山市2024年节约用水工作方案的通知"
    assert (got.document_number.text, got.document_number.code) == ("江政办发〔2024〕15号", "江政办发")
    assert (got.document_number.year, got.document_number.serial) == (2024, 15)
    assert got.issuers == ("江山市人民政府办公室",)
    assert got.recipients == ("各乡镇人民政府、街道办事处", "市级有关部门", "有关单位")
    assert got.issued_on == datetime.date(2024, 3, 5)
    assert got.printed_on == datetime.date(2024, 3, 6)
    assert got.copied_to == ("市委办公室", "市人大常委会办公室", "市法院")
    assert got.attachments == ("江山市节水任务分解表", "江山市节水指标表")
    assert (got.region.name, got.region.level, got.region.code) == ("江山市", "county", "330881")
    assert got.region.path == ("浙江省", "衢州市", "江山市")
    assert (got.plan_period.start_year, got.plan_period.end_year) == (2024, 2024)


def test_every_field_that_is_given_has_a_span_that_holds_its_words():
    doc = document(NOTICE)
    got = front_matter(doc).header
    assert words(doc, got.spans["title"]) == got.title
    assert words(doc, got.spans["notice_title"]) == got.notice_title
    assert words(doc, got.spans["document_number"]) == got.document_number.text
    for field in ("issuers", "recipients", "copied_to", "attachments"):
        assert tuple(words(doc, span) for span in got.spans[field]) == getattr(got, field)
    assert words(doc, got.spans["issued_on"]) == "2024年3月5日"
    assert words(doc, got.spans["region"]) == "江山市"
    assert words(doc, got.spans["plan_period"]) == "2024年"


def test_the_body_is_told_from_what_stands_before_and_after():
    doc = document(NOTICE)
    front = front_matter(doc)
    body = [block.span.of(doc.text) for block in doc.blocks[front.body_start : front.body_end]]
    assert body == ["为深入贯彻落实节水优先方针，制定本方案。", "一、总体要求", "（一）指导思想。坚持节水优先。"]


def test_a_plan_without_a_notice_has_only_a_title():
    got = header("某某市2023年水污染防治工作计划\n为改善水环境质量，制定本计划。\n一、目标")
    assert got.title == "某某市2023年水污染防治工作计划"
    assert got.notice_title is None
    assert got.issuers == ()
    assert got.issued_on is None


def test_a_notice_that_carries_nothing_is_the_plan():
    got = header("江山市水利局关于做好2024年防汛工作的通知\n各乡镇：\n为做好防汛工作，现通知如下。\n一、压实责任")
    assert got.title == "江山市水利局关于做好2024年防汛工作的通知"
    assert got.notice_title is None
    assert got.issuers == ("江山市水利局",)
    assert got.recipients == ("各乡镇",)


def test_a_plan_without_its_own_title_takes_the_one_the_notice_gives():
    got = header("江山市水利局关于印发《江山市河湖管理行动方案》的通知\n各乡镇：\n一、总体要求\n坚持系统治理。")
    assert got.title == "江山市河湖管理行动方案"
    assert got.notice_title == "江山市水利局关于印发《江山市河湖管理行动方案》的通知"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["12. 江山市深化改革", "工作方案（2024年4月2日）"], "江山市深化改革工作方案"),
        (
            ["江山市加快建设节水型社会三年行动", "计划（2023—2025年）"],
            "江山市加快建设节水型社会三年行动计划（2023—2025年）",
        ),
        (["江山市关于稳增长的若干措", "施"], "江山市关于稳增长的若干措施"),
        (["江山市节水工作方案", "（试行）"], "江山市节水工作方案（试行）"),
        (["附件1", "江山市节水任务清单"], "江山市节水任务清单"),
    ],
)
def test_a_title_is_joined_over_its_lines(lines, title):
    assert header("\n".join([*lines, "为推进节水，制定本方案。", "一、目标"])).title == title


def test_menus_of_a_web_page_are_no_title():
    got = header(
        "首页\n政务公开\n当前位置：首页>文件\n江山市节水行动方案\n来源：市水利局 字号：大 中 小\n为推进节水，制定本方案。"
    )
    assert got.title == "江山市节水行动方案"


def test_the_table_above_a_web_page_is_no_title():
    text = "索 引 号：11330/2024-001\n标　　题：江山市节水方案的通知\n成文日期：2024年3月2日\n江山市节水方案的通知\n各乡镇：\n做好节水。"
    made = document(text)
    got = front_matter(made).header
    assert got.title == "江山市节水方案的通知"
    assert got.spans["title"] == made.blocks[3].span


def test_text_without_a_title_has_none():
    assert header("和企业通过调整结构、提升能力，推动行业转型，\n不断增强竞争力。\n二、任务").title is None


def test_a_sentence_that_ends_like_a_title_is_none():
    assert header("加强组织领导，压实各方责任，扎实做好各项工作\n二、任务\n推进节水。").title is None


def test_the_headline_over_a_printed_plan_names_it():
    got = header("江山市委市政府出台《关于推进节约用水的实施意见》\n全文如下。\n一、总体要求")
    assert (got.title, got.notice_title) == ("关于推进节约用水的实施意见", None)
    assert got.region.name == "江山市"


def test_a_title_in_other_words_is_taken_where_it_stands_out():
    doc = build_document(
        [
            Paragraph("江山水韵", alignment="center", size=22),
            Paragraph("为推进节水，现提出如下意见。", size=16),
            Paragraph("一、目标", size=16),
        ],
        name="a",
        format="docx",
        data=b"",
    )
    assert front_matter(doc).header.title == "江山水韵"


def test_a_plan_of_notice_without_a_word_of_issuing_is_the_plan():
    assert (
        header("滨江市节约用水工作方案的通知\n为做好节水工作，制定本方案。\n一、任务\n").title
        == "滨江市节约用水工作方案"
    )


@pytest.mark.parametrize(
    "title", ["关于推进节水若干措施的通知", "滨江市人民政府关于加强节水规划的通知", "关于做好用水计划的通知"]
)
def test_a_notice_about_something_keeps_its_words(title):
    assert header(f"{title}\n为做好节水工作，现通知如下。\n一、任务\n").title == title


def test_the_letter_that_hands_out_a_plan_gives_way_to_the_plans_own_title():
    found = header(
        "滨江市深化节水改革十条措施\n滨水办发〔2031〕8号\n各县区人民政府，市直各部门：\n"
        "现将《深化节水改革十条措施》印发给你们，请认真贯彻落实。\n滨江市节约用水办公室\n2031年6月25日\n"
        "深化节水改革十条措施\n为做好节水工作，制定以下措施。\n一、加强管理。落实责任。"
    )
    assert (found.title, found.notice_title) == ("深化节水改革十条措施", None)
    assert found.issuers == ("滨江市节约用水办公室",)
    assert found.recipients == ("各县区人民政府", "市直各部门")
    assert found.issued_on == datetime.date(2031, 6, 25)


def test_the_name_of_a_file_gives_way_to_the_title_below_it():
    found = header(
        "深化改革创新_加快节水发展的实施意见\n深化改革创新 加快节水发展的实施意见\n为做好节水工作，提出本意见。"
    )
    assert found.title == "深化改革创新加快节水发展的实施意见"


def test_the_notice_is_not_read_again_as_its_plan():
    text = "江山市人民政府关于印发节水方案的通知\n江山市人民政府关于印发节水方案的通知\n江政发〔2024〕2号\n各乡镇：\n现印发给你们。\n节水方案\n一、目标"
    assert header(text).title == "节水方案"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("江政办发〔2024〕15号", "江政办发〔2024〕15号"),
        ("江政办发[2024]15号", "江政办发[2024]15号"),
        ("江政办发【2024】15 号", "江政办发【2024】15号"),
        ("（江政办发〔2024〕15号）", "江政办发〔2024〕15号"),
        ("江政办发（2024）15号", "江政办发（2024）15号"),
        ("发文字号：江政办发〔2024〕15号", "江政办发〔2024〕15号"),
        ("（江政办发〔2024〕15号 2024年3月1日）", "江政办发〔2024〕15号"),
        ("江政办发〔2024〕15号    签发人：张三", "江政办发〔2024〕15号"),
    ],
)
def test_a_document_number_in_any_brackets(line, number):
    got = header(f"{line}\n江山市节水工作方案\n为推进节水，制定本方案。").document_number
    assert got.text == number
    assert (got.code, got.year, got.serial) == ("江政办发", 2024, 15)


def test_a_number_in_the_text_is_not_the_documents():
    assert header("江山市节水工作方案\n根据《省方案》（浙政发〔2020〕3号）精神，制定本方案。").document_number is None


def test_several_issuers_sign():
    text = "关于印发节水方案的通知\n各单位：\n现印发给你们。\n江山市水利局 江山市财政局\n江山市税务局\n2024年5月6日\n节水方案\n一、目标"
    assert header(text).issuers == ("江山市水利局", "江山市财政局", "江山市税务局")


def test_a_branch_of_a_national_office_is_one_issuer():
    text = "关于印发节水方案的通知\n各单位：\n现印发给你们。\n国家税务总局天津市税务局\n人民银行天津分行天津银保监局\n2024年5月6日\n节水方案\n一、目标"
    assert header(text).issuers == ("国家税务总局天津市税务局", "人民银行天津分行", "天津银保监局")


def test_issuers_run_together_in_the_heading_are_parted():
    got = header("中共江山市委江山市人民政府关于加强节水工作的意见\n为加强节水，提出如下意见。")
    assert got.issuers == ("中共江山市委", "江山市人民政府")


def test_an_issuer_spaced_out_for_looks_is_one():
    text = "关于印发节水方案的通知\n各单位：\n现印发给你们。\n江 山 市 水 利 局\n2024年5月6日\n节水方案\n一、目标"
    assert header(text).issuers == ("江山市水利局",)


def test_a_signature_may_stand_on_one_line():
    got = header("江山市节水方案的通知\n各单位：\n为推进节水，现通知如下。\n江山市水利局 2024年5月6日")
    assert got.issuers == ("江山市水利局",)
    assert got.issued_on == datetime.date(2024, 5, 6)


def test_the_table_of_a_web_page_says_what_the_text_does_not():
    cells = (Cell("成文日期", 0, 0), Cell("2024年5月6日", 0, 1), Cell("发文机关", 1, 0), Cell("江山市水利局", 1, 1))
    pieces = [Table(cells), Paragraph("江山市节水方案"), Paragraph("为推进节水，制定本方案。")]
    got = front_matter(build_document(pieces, name="a", format="html", data=b"")).header
    assert (got.issuers, got.issued_on) == (("江山市水利局",), datetime.date(2024, 5, 6))


def test_a_title_over_the_columns_of_a_table():
    cells = (Cell("江山市2024年节水任务分解表", 0, 0, column_span=2), Cell("任务", 1, 0), Cell("责任单位", 1, 1))
    got = front_matter(build_document([Table(cells)], name="a", format="docx", data=b"")).header
    assert got.title == "江山市2024年节水任务分解表"


@pytest.mark.parametrize(
    "carried", ["《江山市节水方案》和《江山市节水清单》", "《江山市节水方案》等3个文件", "省水利厅《江山市节水方案》"]
)
def test_a_notice_that_carries_several_is_of_the_first(carried):
    assert header(f"江山市水利局关于印发{carried}的通知\n各单位：\n一、目标").title == "江山市节水方案"


def test_a_short_signature_yields_to_the_heading():
    text = "浙江省人民政府办公厅关于印发节水方案的通知\n各市人民政府：\n现印发给你们。\n省政府办公厅\n2024年5月6日\n节水方案\n一、目标"
    assert header(text).issuers == ("浙江省人民政府办公厅",)


def test_the_date_may_stand_in_brackets_under_the_title():
    got = header("江山市节水工作方案\n（2022年6月17日）\n为推进节水，制定本方案。")
    assert got.issued_on == datetime.date(2022, 6, 17)


def test_a_date_in_the_text_is_not_the_date_of_issue():
    assert header("江山市节水工作方案\n为推进节水，制定本方案。\n2022年6月17日前完成。\n一、目标").issued_on is None


def test_recipients_over_several_lines_keep_their_groups():
    text = "江山市节水方案的通知\n各县（市、区）人民政府，市政府各\n委、办、局，各有关单位：\n为推进节水，现通知如下。"
    assert header(text).recipients == ("各县（市、区）人民政府", "市政府各委、办、局", "各有关单位")


def test_a_sentence_before_a_colon_is_no_recipient():
    assert header("江山市节水方案\n现将有关事项通知如下：\n一、目标").recipients == ()


def test_copied_to_in_a_table_cell():
    cells = (Cell("抄送：市委办公室，市法院。", 0, 0), Cell("江山市水利局 2024年1月2日印发", 1, 0))
    doc = build_document(
        [Paragraph("江山市节水方案"), Paragraph("为推进节水，制定本方案。"), Table(cells)],
        name="a",
        format="docx",
        data=b"",
    )
    got = front_matter(doc).header
    assert got.copied_to == ("市委办公室", "市法院")
    assert got.printed_on == datetime.date(2024, 1, 2)


def test_attachments_end_where_their_numbers_end():
    text = "江山市节水方案\n为推进节水，制定本方案。\n附件：1.任务表\n2.指标表\n24.另一份文件的题目"
    assert header(text).attachments == ("任务表", "指标表")


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("江山市节水行动计划（2021—2023年）", (2021, 2023)),
        ("江山市节水行动计划（2021-2023）", (2021, 2023)),
        ("江山市2021年至2023年节水计划", (2021, 2023)),
        ("江山市“十四五”节水规划", (2021, 2025)),
        ("江山市“十五五”节水规划", (2026, 2030)),
        ("江山市十三五节水规划", (2016, 2020)),
        ("江山市2022年度节水计划", (2022, 2022)),
        ("江山市2022年节水三年行动方案", (2022, 2024)),
        ("江山市2022年工作总结和2023年工作要点", (2023, 2023)),
        ("江山市2030年前碳达峰行动方案", None),
        ("江山市节水工作方案", None),
        ("江山市产业目录（2022年版）", None),
    ],
)
def test_the_period_is_read_from_the_title(title, period):
    got = header(f"{title}\n为推进节水，制定本方案。\n一、目标").plan_period
    assert (got and (got.start_year, got.end_year)) == period


def test_the_plans_year_is_that_of_its_period_then_of_its_issue():
    assert plan_year(header("江山市2025年节水方案\n（2024年12月2日）\n为推进节水，制定本方案。")) == 2025
    assert plan_year(header("江山市节水方案\n（2024年12月2日）\n为推进节水，制定本方案。")) == 2024
    assert plan_year(header("江山市节水方案\n为推进节水，制定本方案。")) is None


@pytest.mark.parametrize(
    ("issuer", "name", "code"),
    [
        ("重庆市北碚区水利局", "重庆市北碚区", "500109"),
        ("内蒙古自治区水利厅", "内蒙古自治区", "150000"),
        ("恩施州水利和湖泊局", "恩施土家族苗族自治州", "422800"),
        ("仙桃市水利局", "仙桃市", "429004"),
        ("彭水苗族土家族自治县水利局", "重庆市彭水苗族土家族自治县", "500243"),
    ],
)
def test_the_region_of_the_issuer(issuer, name, code):
    got = header(f"{issuer}关于印发节水方案的通知\n各单位：\n现印发给你们。\n节水方案\n一、目标").region
    assert (got.name, got.code) == (name, code)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("松原岭市节水工作方案", None),  # 松原 is only a part of it
        ("江苏沛县节水工作方案", "沛县"),
        ("天津滨海新区节水工作方案", "天津市滨海新区"),
        ("河南某县节水工作方案", "河南省"),
        ("苏州工业园区节水工作方案", None),
    ],
)
def test_a_short_name_is_a_region_where_no_longer_name_begins_with_it(title, name):
    got = header(f"{title}\n一、目标").region
    assert (got and got.name) == name


def test_a_name_of_several_counties_is_settled_by_the_text():
    opening = "鼓楼区水利局关于做好节水工作的通知\n各街道：\n"
    assert header(opening + "按照福州市统一部署，贯彻福建省要求，做好工作。\n一、目标").region.code == "350102"
    unsettled = header(opening + "做好节水工作。\n一、目标").region
    assert (unsettled.name, unsettled.level, unsettled.code) == ("鼓楼区", "county", None)


def test_a_township_stands_below_its_county():
    got = header("重庆市北碚区歇马街道办事处关于做好节水工作的通知\n各村：\n做好工作。\n一、目标").region
    assert (got.name, got.level, got.code) == ("重庆市北碚区歇马街道", "township", None)
    assert got.path == ("重庆市", "北碚区", "歇马街道")


def test_an_office_of_the_state_has_no_region():
    assert header("国家发展改革委关于做好节水工作的通知\n各省：\n做好工作。\n一、目标").region is None


@settings(max_examples=60)
@given(st.lists(st.text("市区关于印发方案的通知2024年月日一、（）：。附件抄送 \t", max_size=30), max_size=12))
def test_any_lines_give_a_header_whose_spans_hold(lines):
    doc = document("\n".join(lines))
    front = front_matter(doc)
    assert 0 <= front.body_start <= len(doc.blocks)
    assert front.body_end <= len(doc.blocks)
    for span in front.header.spans.values():
        for one in span if isinstance(span, tuple) else (span,):
            assert one.of(doc.text).strip()


def test_a_number_with_its_year_in_words_is_a_document_number():
    found = header(
        "某部关于印发《关于促进家政服务发展的若干措施》的通知\n商贸函2031年第12号\n各省商务主管部门：\n现印发给你们。"
    )
    assert found.document_number.code == "商贸函"
    assert (found.document_number.year, found.document_number.serial) == (2031, 12)


def test_a_closing_line_of_publication_signs():
    found = header(
        "某某区支持创业的若干措施\n一、支持对象\n1.完善服务。提供场地。\n杭州市上城区人民政府办公室2031年3月17日发布。"
    )
    assert found.issuers == ("杭州市上城区人民政府办公室",)
    assert str(found.issued_on) == "2031-03-17"


def test_items_above_the_name_of_a_table_are_no_front_matter():
    item = "（1）推广节水器具。支持生产企业完善管理体系，提升设计和供货能力，面向全部镇村分批推广节水型器具和设备。"
    made = document(f"{item}\n滨江市节水重点任务分解表\n（二）加强计量管理")
    front = front_matter(made)
    assert (front.header.title, front.body_start) == (None, 0)


def test_a_heading_with_a_number_and_a_blank_is_no_title():
    assert header("1 总则\n说明编制的目的。\n2 重点工作\n新建泵站。").title is None
    assert header("30条节水措施\n为做好节水工作，制定以下措施。\n一、任务").title == "30条节水措施"


@pytest.mark.parametrize("mark", ["附件", "附件2", "附件："])
def test_an_attachment_that_stands_alone_has_no_attachments(mark):
    found = header(f"{mark}\n滨江市节水工作要点\n一、思路\n坚持节水。")
    assert (found.title, found.attachments) == ("滨江市节水工作要点", ())


PAGE_TITLE = "关于加快推进云山县节水型社会建设的意见"


@pytest.mark.parametrize(
    "masthead",
    [
        f"中共云山县委 云山县人民政府\n{PAGE_TITLE}",
        f"中共云山县委\n云山县人民政府\n{PAGE_TITLE}",
        f"中共云山县委 云山县人民政府{PAGE_TITLE}",
    ],
)
@pytest.mark.parametrize("above", ["", f"# {PAGE_TITLE}\n", "**发布日期**: 2031-01-10\n---\n## 政策全文\n"])
def test_the_title_of_a_web_page_stands_above_the_document_s_own(above, masthead):
    text = (
        f"{PAGE_TITLE}\n{above}{masthead}\n（2031年1月4日）\n为推进节水，提出如下意见。\n一、总体要求\n坚持节水优先。"
    )
    found = front_matter(document(text))
    assert found.header.title.replace(" ", "") == f"中共云山县委云山县人民政府{PAGE_TITLE}"
    assert found.header.issuers == ("中共云山县委", "云山县人民政府")
    assert found.header.issued_on == datetime.date(2031, 1, 4)
    assert text.split("\n")[found.body_start].startswith("为推进节水")


def test_a_title_that_stands_again_below_a_cover_keeps_what_the_cover_says():
    text = f"{PAGE_TITLE}\n云山县人民政府\n2031年1月\n{PAGE_TITLE}\n为推进节水，提出如下意见。\n一、总体要求\n坚持节水优先。"
    assert header(text).title == PAGE_TITLE
    assert header(text).issuers == ("云山县人民政府",)
