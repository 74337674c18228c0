"""What holds no tasks, and rules said once that hold for later tasks."""

from made_up_plan import names, tasks, who

GUIDE = (
    "1.事项名称：水气联办。",
    "2.实施机构：供水企业。",
    "3.受理条件：",
    "（1）有用水需求。",
    "4.申请材料：",
    "（1）申请表。",
    "（2）身份证明。",
    "5.办理流程：提交、审核、办结。",
    "6.咨询电话：5550123",
)
WORK = ("一、工作措施", "（一）公开流程。公开报装流程。", "（二）畅通渠道。设立意见箱。")


def test_a_section_that_is_a_guide_for_applicants_holds_no_task():
    assert names(*WORK, "二、工作内容", *GUIDE) == ["公开流程", "畅通渠道"]


def test_nor_does_an_annex_whose_numbers_begin_anew():
    guide = [f"{n}、{line[2:]}" for n, line in zip("一二三四五", [GUIDE[i] for i in (0, 1, 2, 4, 7)], strict=True)]
    assert names(*WORK, "附件", "水气联办指南", *guide) == ["公开流程", "畅通渠道"]


def test_work_on_such_fields_is_work():
    work = ["1.公布事项名称。", "2.优化办理流程。", "3.精简申请材料。", "4.压缩受理时限。", "5.统一申报标准。"]
    assert len(tasks("一、工作措施", *work)) == 5


def test_classes_named_with_the_same_below_hold_for_later_tasks():
    first, second, last = tasks(
        "一、重点任务",
        "1.培育专利。推进导航。（促进处，张某，5550123）（括号中为牵头负责部门、人员、电话，各市局、其他相关部门按职责分工负责。下同）",
        "2.加强保护。推进维权。（保护处，李某，5550124）",
        "3.优化服务。（信息中心牵头，王某，5550125）",
    )
    assert who(first) == ["促进处 L", "各市局 R", "其他相关部门 R"]
    assert who(second) == ["保护处 L", "各市局 R*", "其他相关部门 R*"]
    assert who(last) == ["信息中心 L", "各市局 R*", "其他相关部门 R*"]


def test_offices_named_with_the_same_below_stay_with_their_task():
    first, second = tasks(
        "一、重点任务",
        "1.建设泵站。（市水利局牵头，市财政局、市审计局按职责分工负责，下同）",
        "2.修复湿地。（市林业局负责）",
    )
    assert who(second) == ["市林业局 R"]
    assert len(who(first)) == 3


def test_a_rule_said_of_all_tasks():
    first, second = tasks(
        "一、重点任务",
        "1.建设市场。推进准入。〔责任单位：省商务厅、省大数据中心按职责分工负责。具体任务均涉及相关市（州）人民政府，不再做分工，下同。〕",
        "2.优化环境。推进改革。〔责任单位：省市场监管局〕",
    )
    assert who(first) == ["省商务厅 R", "省大数据中心 R", "相关市（州）人民政府 R*"]
    assert who(second) == ["省市场监管局 R", "相关市（州）人民政府 R*"]


def test_who_leads_said_in_a_bracket_behind_the_last_name():
    first, second = tasks(
        "一、重点任务",
        "（一）建设泵站。新建泵站。",
        "责任单位：市发改委、市财政局（第一责任单位为牵头单位，下同）",
        "（二）改造管网。更新管网。",
        "责任单位：市建设局",
    )
    assert who(first) == ["市发改委 L", "市财政局 R"]
    assert who(second) == ["市建设局 L"]


def test_what_a_word_means_is_no_statement_among_goals():
    assert names(
        "一、主要目标",
        "到2033年，一半的社区建成完备的服务综合体（社区服务中心）。",
        "二、任务",
        "（一）建设泵站。新建泵站。",
    ) == ["建设泵站"]


def test_classes_of_two_levels_are_two_units():
    [only] = tasks("一、重点任务", "1.固定资产投资增长15%。", "责任单位：甲开发区，各街道、区直各部门")
    assert [u.text for u in only.responsible] == ["甲开发区", "各街道", "区直各部门"]


def test_leading_and_guiding_is_leading():
    [only] = tasks("一、重点任务", "1.整治企业。排查企业。（市环境局、市工信局牵头督导，市公安局参与）")
    assert who(only) == ["市环境局 L", "市工信局 L", "市公安局 S"]
