import pytest

from policy_parse.text.numbering import RANKS, read_label


@pytest.mark.parametrize(
    ("text", "form", "number", "ordinal", "words"),
    [
        ("第二篇 空间布局", "part", "二", 2, " 空间布局"),
        ("第三部分：任务", "part", "三", 3, "任务"),
        ("第十二章总则", "chapter", "十二", 12, "总则"),
        ("第3章总则", "chapter", "3", 3, "总则"),
        ("第一节水质", "section", "一", 1, "水质"),
        ("第四条市财政局负责", "article", "四", 4, "市财政局负责"),
        ("一、总体要求", "han", "一", 1, "总体要求"),
        ("二十一、加强监测", "han", "二十一", 21, "加强监测"),
        ("一百零三、归档", "han", "一百零三", 103, "归档"),
        ("三.重点任务", "han", "三", 3, "重点任务"),
        ("（一）优化审批", "han_bracket", "一", 1, "优化审批"),
        ("〔十〕优化审批", "han_bracket", "十", 10, "优化审批"),
        ("（二）、优化审批", "han_bracket", "二", 2, "优化审批"),
        ("1.建设泵站", "arabic", "1", 1, "建设泵站"),
        ("12、建设泵站", "arabic", "12", 12, "建设泵站"),
        ("108.建设泵站", "arabic", "108", 108, "建设泵站"),
        ("2.3建设泵站", "dotted", "2.3", 3, "建设泵站"),
        ("1.2.4、建设泵站", "dotted", "1.2.4", 4, "建设泵站"),
        ("2.1公共服务", "dotted", "2.1", 1, "公共服务"),
        ("2.2个体经济", "dotted", "2.2", 2, "个体经济"),
        ("（3）建设泵站", "arabic_bracket", "3", 3, "建设泵站"),
        ("4）建设泵站", "arabic_bracket", "4", 4, "建设泵站"),
        ("③建设泵站", "circled", "③", 3, "建设泵站"),
        ("一是建设泵站", "first_is", "一", 1, "建设泵站"),
        ("三要建设泵站", "first_is", "三", 3, "建设泵站"),
    ],
)
def test_reads_form_number_value_and_where_the_words_begin(text, form, number, ordinal, words):
    label = read_label(text)
    assert label is not None
    assert (label.form, label.number, label.ordinal) == (form, number, ordinal)
    assert text[label.end :] == words


@pytest.mark.parametrize(
    "text",
    [
        "1.5倍以上",
        "3.14亿元",
        "12.5%的企业",
        "2.5万亩",
        "2.5公里以内",
        "1.2个标准台",
        "2031年底前",
        "2031.6.30前完成",
        "十五五期间",
        "十四五规划",
        "三要素齐全",
        "四要件",
        "一是否完成",
        "一是非分明",
        "五个一批",
        "三年行动",
        "一批项目",
        "（2031年）",
        "（市财政局）",
        "（一）".replace("一", "试行"),
        "第三方评估",
        "第一季度",
        "十五十、任务",
        "",
        "、任务",
    ],
)
def test_a_number_that_heads_no_item_is_no_label(text):
    assert read_label(text) is None


def test_a_rule_of_an_article_that_is_quoted_is_no_label():
    assert read_label("第五条规定的情形") is None


def test_reads_the_label_that_begins_at_a_given_place():
    label = read_label("建设。2.改造", 3)
    assert label is not None
    assert (label.number, label.start, label.end) == ("2", 3, 5)


def test_does_not_search_for_a_label_further_on():
    assert read_label("建设。2.改造") is None


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("一、甲", "（一）乙"), ("（一）甲", "1.乙"), ("1.甲", "（1）乙"), ("（1）甲", "①乙"), ("第一章甲", "一、乙")],
)
def test_the_forms_stand_above_one_another_as_the_standard_says(outer, inner):
    above, below = read_label(outer), read_label(inner)
    assert above is not None
    assert below is not None
    assert above.rank < below.rank


def test_no_two_forms_share_a_rank():
    assert len(set(RANKS.values())) == len(RANKS)
