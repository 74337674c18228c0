"""Text that lost its line breaks, and numbers alone on their lines (made-up plans)."""

from policy_parse.api import parse
from policy_parse.readers.txt import reader as txt

ONE_LINE = (
    "各镇人民政府: 为推进河道保洁,县水利局将开展专项督查。现将有关事宜通知如下: 一、重点督办事项 1.加快清运河道垃圾,完善收集转运模式,做到日产日清。"
    "(责任单位:县水利局、各镇) 2.全面整治沿河乱堆乱放、乱排污水等突出问题。(责任单位;县城管局、各镇) 3.修缮沿河护栏和步道,补种绿化。(责任单位:县住建局) "
    "二、几点要求 1.各镇要主动认领任务,尽快开展工作,将落实情况形成报告报县水利局。 2.报告内容要详实,简洁明了,数据准确。"
)


def paragraphs(text):
    document = txt.read(text.encode(), name="made-up.txt")
    return [block.span.of(document.text) for block in document.blocks]


def test_blanks_of_a_long_line_stand_for_its_breaks():
    plan = parse(f"甲县水利局关于河道保洁专项督查的通知\n{ONE_LINE}".encode(), name="plan.txt")
    found = [(t.number, [u.text for u in t.responsible]) for t in plan.tasks if t.section_role == "task"]
    assert found == [("1", ["县水利局", "各镇"]), ("2", ["县城管局", "各镇"]), ("3", ["县住建局"])]
    assert plan.header.recipients == ("各镇人民政府",)


def test_a_long_line_without_them_stays_whole():
    assert len(paragraphs(ONE_LINE.replace(" ", ""))) == 1


def test_blanks_round_figures_are_no_breaks():
    line = "在 12 月底前改造 50 个小区 、 3 条道路 , 新增 200 个车位 , 共 1 万平方米 。 再 建 3 座 泵站 。 " * 6
    assert len(paragraphs(line)) == 1


def test_a_number_on_a_line_of_its_own_heads_the_line_below():
    text = "甲区2031年民生实事项目\n\n01\n\n新建小学3所；\n\n02\n\n改造老旧小区20个；\n\n03\n\n新增车位800个。\n"
    plan = parse(text.encode(), name="plan.txt")
    assert [(t.number, t.targets[0].value) for t in plan.tasks] == [("1", 3), ("2", 20), ("3", 800)]


def test_bulleted_lines_below_a_heading_are_its_items():
    text = "甲区2031年民生实事\n一、交通\n▶新增车位800个。\n▶维修街巷80条。\n二、住房\n▶改造老旧小区20个。\n▶建成住房352套。\n"
    plan = parse(text.encode(), name="plan.txt")
    assert [str(t.targets[0].value) for t in plan.tasks] == ["800", "80", "20", "352"]


def test_numbers_that_do_not_count_up_stay_on_their_lines():
    assert paragraphs("甲区简报\n12\n会议召开\n07\n现场察看\n31\n总结讲话") == [
        "甲区简报",
        "12",
        "会议召开",
        "07",
        "现场察看",
        "31",
        "总结讲话",
    ]


def test_nothing_joins_a_note_or_a_button():
    text = "甲市简报\n信息来源:甲市政府 字体:【 \n各县人民政府:\n(此件公开发布)\n关于在全域振兴行动中\n进一步改善民生的实施方案\n"
    assert paragraphs(text)[2:] == ["各县人民政府:", "(此件公开发布)", "关于在全域振兴行动中进一步改善民生的实施方案"]


def test_page_numbers_are_no_numbers_of_items():
    page = "\n".join(f"各地要扎实推进第{i}项节水工作，确保取得实效。" for i in range(14))
    text = f"甲市简报\n1\n{page}\n2\n{page}\n3\n{page}\n"
    assert not any(p.startswith("1.") for p in paragraphs(text))
