from policy_parse.text.fold import fold
from policy_parse.text.radicals import IDEOGRAPHS, with_ideographs


def test_radical_signs_become_the_ideographs_they_look_like():
    assert with_ideographs("县⽔利局、⻓江办") == "县水利局、长江办"
    assert fold("⻓江⽔").text == "长江水"


def test_what_is_no_radical_stays():
    assert with_ideographs("面积5㎡（①）") == "面积5㎡（①）"


def test_each_sign_has_one_ideograph_that_is_no_sign_itself():
    assert all(len(sign) == len(plain) == 1 for sign, plain in IDEOGRAPHS.items())
    assert not set(IDEOGRAPHS) & set(IDEOGRAPHS.values())
