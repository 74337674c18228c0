import pytest

from policy_parse.text.sign import LazyPattern, Sign


def test_it_is_used_like_a_compiled_pattern():
    form = LazyPattern(r"第(\d+)批")
    assert form.search("公布第3批名单")[1] == "3"
    assert form.match("第3批")
    assert not form.match("公布第3批")
    assert form.fullmatch("第3批")
    assert not form.fullmatch("第3批名单")
    assert [found[1] for found in form.finditer("第3批、第4批")] == ["3", "4"]
    assert form.sub("首批", "公布第3批名单") == "公布首批名单"


def test_it_is_compiled_when_it_is_first_tried():
    broken = LazyPattern("(")
    with pytest.raises(Exception, match="unterminated"):
        broken.search("")


def test_it_has_no_other_methods():
    assert not hasattr(LazyPattern("a"), "groups")


def test_a_sign_tries_its_own_examples():
    sign = Sign(
        "x",
        "较 (?:去年|2020年)  # a baseline",
        examples=["较去年", "比较2020年", "|较去年|下降", "较|去年|"],
        never=["较前年"],
    )
    assert list(sign.failures()) == ["较|去年|"]
    assert list(Sign("x", "较", never=["比较"]).failures()) == ["比较"]


def test_a_word_that_is_needed_may_stand_before_the_place_where_it_is_tried():
    text = "各区党委、政府"
    for _ in range(3):
        assert LazyPattern("(?<=党委)、", needs=("党",)).match(text, 4)
    assert LazyPattern("(?<=党委)、", needs=("党",)).match("各区政府、", 4) is None
