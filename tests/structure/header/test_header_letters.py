"""Letters that hand a plan out without a heading of their own, and what the page round a document says of it."""

import datetime

import pytest
from test_header import header

LETTER = """{number}各县（区）人民政府，市级有关部门：
《江山市节约用水三年行动计划》已经市政府同意，现印发给你们，请认真贯彻执行。
江山市人民政府办公室
2031年3月5日
江山市节约用水三年行动计划
为深入贯彻落实节水优先方针，制定本计划。
一、总体要求
坚持节水优先。"""


@pytest.mark.parametrize("number", ["", "江政办发〔2031〕15号\n", "索引号：000014349/2031-00012\n"])
def test_a_letter_above_the_title_gives_recipients_issuer_and_date(number):
    got = header(LETTER.format(number=number))
    assert got.title == "江山市节约用水三年行动计划"
    assert got.notice_title is None
    assert got.recipients == ("各县（区）人民政府", "市级有关部门")
    assert got.issuers == ("江山市人民政府办公室",)
    assert got.issued_on == datetime.date(2031, 3, 5)


def test_words_above_a_title_that_hand_nothing_out_are_no_letter():
    got = header(LETTER.format(number="").replace("现印发给你们，", ""))
    assert got.issuers == ()


def test_a_letter_without_a_title_gives_its_recipients():
    got = header(
        "江政发〔2031〕9号\n各县（区）人民政府，市级各部门：\n现将有关事项通知如下。\n一、统一思想。各地要细化措施。"
    )
    assert got.title is None
    assert got.recipients == ("各县（区）人民政府", "市级各部门")


def test_the_title_of_a_notice_run_into_the_recipients_is_none_of_them():
    got = header(LETTER.format(number="江山市水利局关于印发《江山市节约用水三年行动计划》的通知"))
    assert got.recipients == ()


def test_recipients_may_be_told_as_the_units_in_a_place():
    got = header("江山市人民政府关于分解节约用水任务的通知\n市政府各部门，市属及以上驻江有关单位：\n现通知如下。")
    assert got.recipients == ("市政府各部门", "市属及以上驻江有关单位")


def test_the_notice_below_the_title_of_its_web_page_is_found():
    got = header(
        "节水江山2031年工作要点\n来源：市政府网\n江山市人民政府办公室关于印发节水江山2031年工作要点的通知\n"
        "各县（区）人民政府：\n现印发给你们。\n江山市人民政府办公室\n2031年3月5日\n节水江山2031年工作要点\n一、主要任务"
    )
    assert got.title == "节水江山2031年工作要点"
    assert got.notice_title == "江山市人民政府办公室关于印发节水江山2031年工作要点的通知"


def test_a_page_title_cut_off_before_the_name_of_the_plan_is_a_notice():
    got = header("《江山市节约用水三年行动计划》的通知\n" + LETTER.format(number=""))
    assert got.title == "江山市节约用水三年行动计划"
    assert got.notice_title == "《江山市节约用水三年行动计划》的通知"


@pytest.mark.parametrize(
    "line",
    [
        "江政办发〔2031〕15号 2031-03-05",
        "索引号：000014349/2031-00012 文号：江政办发〔2031〕15号",
        "主题分类：水利 发文字号：江政办发〔2031〕15号 有效性：有效",
    ],
)
def test_a_number_is_read_beside_what_a_web_page_says(line):
    got = header(f"江山市人民政府办公室关于做好节约用水工作的通知\n{line}\n各县（区）人民政府：\n现通知如下。")
    assert got.document_number.text == "江政办发〔2031〕15号"
    assert got.recipients == ("各县（区）人民政府",)


def test_a_label_of_a_web_page_joins_no_title():
    got = header(
        "文号：null 所属主题：水利\n江山市人民政府办公室关于印发《江山市节约用水方案》的通知\n各县（区）人民政府："
    )
    assert got.notice_title == "江山市人民政府办公室关于印发《江山市节约用水方案》的通知"


def test_the_years_of_a_plan_for_five_years_written_out_are_its_period():
    period = header(
        "江山市国民经济和社会发展第十四个五年规划和2035年远景目标纲要任务分工方案\n一、主要任务"
    ).plan_period
    assert (period.start_year, period.end_year) == (2021, 2025)


def test_a_remark_on_whose_seal_it_is_stands_between_signature_and_date():
    got = header(
        "江山市节水工作联席会议办公室关于印发江山市节约用水方案的通知\n各县（区）人民政府：\n现印发给你们。\n"
        "江山市节水工作联席会议办公室\n（江山市水利局代章）\n2031年3月5日\n江山市节约用水方案\n一、主要任务"
    )
    assert got.issuers == ("江山市节水工作联席会议办公室",)
    assert got.issued_on == datetime.date(2031, 3, 5)


def test_a_long_list_of_offices_is_one_group_of_recipients():
    offices = "、".join(
        f"{name}局" for name in ("市教育", "市科技", "市公安", "市民政", "市司法", "市财政", "市审计") * 3
    )
    assert header(f"江山市节约用水方案\n{offices}：\n现通知如下。").recipients == (offices,)
