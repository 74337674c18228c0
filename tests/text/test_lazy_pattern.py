import pytest

from policy_parse.text.lazy_pattern import Rare


def test_it_is_used_like_a_compiled_pattern():
    form = Rare(r"第(\d+)批")
    assert form.search("公布第3批名单")[1] == "3"
    assert form.match("第3批")
    assert not form.match("公布第3批")
    assert form.fullmatch("第3批")
    assert not form.fullmatch("第3批名单")
    assert [found[1] for found in form.finditer("第3批、第4批")] == ["3", "4"]
    assert form.sub("首批", "公布第3批名单") == "公布首批名单"


def test_it_is_compiled_when_it_is_first_tried():
    broken = Rare("(")
    with pytest.raises(Exception, match="unterminated"):
        broken.search("")


def test_it_has_no_other_methods():
    assert not hasattr(Rare("a"), "groups")
