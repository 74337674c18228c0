"""Every number that is no target says what refused it: the first cue that speaks for what it is."""

import pytest

from policy_parse.fields.targets.find import find_targets, weigh_numbers
from policy_parse.lexicon import Lexicon
from policy_parse.text.fold import fold
from policy_parse.vocabulary.words import words_of

LEXICON = Lexicon.load()
WORDS = words_of(LEXICON).targets


def refused(text, year=2031):
    found = weigh_numbers(fold(text), source=text, year=year, words=WORDS)
    return [(one.span.of(text), one.weighing.by) for one in found if not one.weighing.is_commitment]


@pytest.mark.parametrize(
    ("text", "number", "by"),
    [
        ("排名前10强", "10", "target_cue.name_before"),
        ("建设3号泵站", "3", "target_cue.name_after"),
        ("创建4A级景区", "4", "target_cue.name_after_bare"),
        ("电话3077696", "3077696", "target_cue.written_out"),
        ("推进四类工程，新增5座泵站", "四类", "target_cue.ordinal_unit"),
        ("45周岁以内的村民", "45周岁", "target_cue.full_age"),
        ("2031年6月30日", "2031年", "target_cue.calendar_unit"),
        ("落实75%节能标准", "75%", "target_cue.energy_standard"),
        ("达标企业奖励补助标准达到20万元", "20万元", "target_cue.subsidy_near_money"),
        ("截至目前，已建成泵站12座", "12座", "target_cue.past"),
        ("在建成泵站12座的基础上扩容", "12座", "target_cue.on_that_basis"),
        ("共有企业900家，其中大型企业30家", "30家", "target_cue.part_of_it"),
        ("实施1%的失业保险费率", "1%", "target_cue.law"),
        ("给予支持，按照不超过投资额的20%", "20%", "target_cue.support"),
        ("资金最高30万元", "30万元", "target_cue.cap"),
        ("单笔贷款不超过50万元", "50万元", "target_cue.for_one"),
        ("距离居民区不少于200米", "200米", "target_cue.from_there"),
        ("登记费每件80元", "80元", "target_cue.for_each_piece"),
        ("用电负荷达到30%以上，符合规定的，可办理", "30%", "target_cue.entitles"),
        ("排放限值执行12mg/L", "12mg/L", "target_cue.by_rule"),
        ("最低比例调整为30%", "30%", "target_cue.changed_to"),
        ("自印发之日起30日内办结", "30日", "target_cue.day_of_issue"),
        ("道路两侧40米", "40米", "target_cue.beside"),
        ("涉及企业20家", "20家", "target_cue.described_by"),
        ("巩固26条河道治理成效", "26条", "target_cue.keeps_up"),
        ("推进15条举措落地见效", "15条", "target_cue.on_paper"),
        ("推进公路、水路、海事5个领域改革", "5个", "target_cue.only_field"),
        ("实施二十条措施", "二十条", "target_cue.rules"),
        ("在全市12个街道试点", "12个", "target_cue.no_verb"),
    ],
)
def test_the_sign_that_refuses_a_number_is_named(text, number, by):
    assert (number, by) in refused(text)


def test_what_is_a_target_is_not_refused():
    assert refused("建成泵站12座，漏损率控制在9%以内") == []


def test_every_number_is_a_target_or_refused():
    text = "截至目前，已建成泵站12座。2031年建成泵站5座，培育10家年交易额超1亿元的企业，涉及企业20家。"
    targets = find_targets(fold(text), source=text, year=2031, words=WORDS)
    assert [target.value for target in targets] == [5, 10]
    assert [number for number, _ in refused(text)] == ["12座", "2031年", "1亿元", "20家"]


def test_each_reason_is_the_id_of_a_cue():
    cues = {f"target_cue.{entry['id']}" for entry in LEXICON.table("target_cues")}
    text = "电话3077696，资金最高30万元，涉及企业20家，改造泵站（11座），12个村的泵站"
    assert {by for _, by in refused(text)} <= cues
