"""Headers as copies of web pages have them (made up): labels run together, letters without a heading, quoted titles."""

from policy_parse.api import parse

BODY = "为推进节水,制定本方案。\n一、重点任务\n(一)建设泵站。新建泵站3座。(牵头单位:区水务局,配合单位:区财政局)\n"


def header(*lines):
    return parse("\n".join([*lines, BODY]).encode(), name="plan.txt").header


def test_a_number_behind_its_label_amid_what_a_page_says():
    page = (
        "甲区节水工作方案",
        "索引号 113325/2031-12226 文号 甲政办发〔2031〕 120号",
        "组配分类 政府文件 发布机构 甲区人民政府",
    )
    assert header(*page).document_number.text == "甲政办发〔2031〕120号"
    page = "甲区节水工作方案", "发布机构 甲区人民政府办公室 文    号 甲政办〔2031〕1号"
    assert header(*page).document_number.text == "甲政办〔2031〕1号"


def test_a_letter_without_a_heading_above_the_notice():
    found = header(
        "甲政办发〔2031〕4号",
        "各街道办事处、区政府各委、办、局,各人民团体:",
        "现将《甲区节水工作方案》印发给你们,请结合实际,认真贯彻执行",
        "2031年3月25日",
        "关于印发《甲区节水",
        "工作方案》的通知",
    )
    assert found.recipients == ("各街道办事处、区政府各委、办、局", "各人民团体")
    assert str(found.issued_on) == "2031-03-25"
    assert found.title == "甲区节水工作方案"


def test_a_title_goes_on_as_the_letter_above_quotes_it():
    found = header(
        "各区县人民政府,市政府各部门:",
        "《甲市构建分类节水机制促进节水高质量发展实施方案》已经市政府同意,现印发给你们,请认真贯彻执行。",
        "甲市人民政府办公厅",
        "2031年9月30日",
        "甲市构建分类节水机制",
        "促进节水高质量发展实施方案",
    )
    assert found.title == "甲市构建分类节水机制促进节水高质量发展实施方案"


def test_a_place_and_the_title_in_marks_make_a_notice():
    found = header("甲县《关于加强节水管理的实施方案》的通知", "甲政发〔2031〕3号", "各乡镇人民政府:")
    assert found.title == "关于加强节水管理的实施方案"
    assert found.notice_title == "甲县《关于加强节水管理的实施方案》的通知"


def test_a_number_before_the_title_in_marks_is_no_part_of_it():
    assert (
        header("甲政发〔2031〕20号《甲省人民政府关于深化节水的实施意见》").title == "甲省人民政府关于深化节水的实施意见"
    )


def test_a_remark_and_a_date_on_one_line_come_apart():
    found = header(
        "关于印发《甲市节水工作方案》的通知",
        "甲办发〔2031〕19号",
        "各乡党委:",
        "中共甲市委办公室",
        "(此件发至乡)          2031年6月13日",
        "甲市节水工作方案",
    )
    assert (found.title, str(found.issued_on)) == ("甲市节水工作方案", "2031-06-13")


def test_a_first_sentence_glued_to_the_name_of_its_section():
    text = (
        "甲区整治实施方案\n为优化环境,制定方案。一、工作目标按照“整改一批、拆除一批”的要求,逐步消除违建。二、组织领导(一)建立体系。成立领导小组。"
        "三、工作任务(一)全面摸排。2031年6月底前完成摸排。(责任单位:区城管局)(二)分类处置。拆除违建。(责任单位:区城管局)\n"
    )
    plan = parse(text.encode(), name="plan.txt")
    assert [(t.title, t.section_role) for t in plan.tasks if t.responsible] == [
        ("全面摸排", "task"),
        ("分类处置", "task"),
    ]
    assert not any("工作目标" in (t.title or "") for t in plan.tasks)
