"""Brackets that nothing closes: what is sought for each is bounded, however many there are."""

from types import SimpleNamespace

from policy_parse.fields.units import find
from policy_parse.text.fold import fold


class Counted:
    """A sign that says how many characters it was given to search."""

    def __init__(self) -> None:
        self.given = 0

    def search(self, text: str, start: int, end: int | None = None) -> None:
        self.given += (len(text) if end is None else end) - start


def given(brackets: int) -> int:
    sign, folded = Counted(), fold("（" * brackets)
    reader = SimpleNamespace(words=SimpleNamespace(signs=SimpleNamespace(unclosed_end=sign)), refuse=lambda *said: None)
    for start in range(brackets - 1000):  # those that are followed by too much to be one
        assert find._in_bracket(folded, start, None, reader) is None
    return sign.given


def test_the_search_for_an_end_grows_in_step_with_the_brackets():
    assert given(9000) == 4 * given(3000)


def test_a_bracket_that_is_not_closed_is_read_up_to_the_end_of_its_sentence():
    from policy_parse import parse

    plan = parse("甲县2031年方案\n一、重点任务\n1.抓好巡查。（县水利局牵头，县财政局配合。\n".encode(), name="a.txt")
    assert [unit.text for unit in plan.tasks[0].responsible] == ["县水利局"]
