"""A sentence that is too long to be one is cut, never in a number."""

import pytest

from policy_parse import parse
from policy_parse.fields.sentences import cut_behind_commas

HEAD = "某县2031年造林工作方案\n一、主要任务\n（一）抓好造林。"


def parts(text):
    ends = list(cut_behind_commas(text, 0, len(text)))
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize("text", ["", "造林。", "完成造林5万亩，" * 100])
def test_a_sentence_stays_whole(text):
    assert parts(text) == ([text] if text else [])


@pytest.mark.parametrize(
    ("piece", "ending"),
    [("完成造林5万亩，", "，"), ("新建泵站10座、", "、"), ("完成造林12500.5万亩", ""), ("造林", ""), ("1", "")],
)
def test_a_longer_one_is_cut_behind_its_commas_or_outside_its_numbers(piece, ending):
    text = piece * (5000 // len(piece))
    found = parts(text)
    assert "".join(found) == text
    assert len(found) > 4
    assert max(map(len, found)) <= 1000
    assert all(part.endswith(ending) for part in found)
    if piece != "1":
        assert not any(part[0] in "0123456789.万" for part in found)


@pytest.mark.parametrize("piece", ["完成造林5万亩，", "完成造林5万亩、"])
def test_every_target_of_a_list_without_stops_is_read(piece):
    (task,) = parse(f"{HEAD}{piece * 400}。（县林业局负责）\n".encode(), name="plan.txt").tasks
    assert [(target.value, target.unit) for target in task.targets] == [(5, "万亩")] * 400
