import pytest
from made_up import WORDS, document, outline

from policy_parse.structure.unnumbered_items import (
    bulleted_paragraphs,
    enumerated_sentences,
    headed_paragraphs,
    paragraph_headings,
)

BODY = "围绕全年任务加强统筹协调，完善工作机制，压实各方责任，推动各项工作落地见效，及时总结推广经验做法。"


def parts(find, *paragraphs):
    """Number and heading of the items that the first numbered item holds."""
    item = outline(*paragraphs).children[0]
    return [(p.label.number if p.label else None, p.heading) for p in find(item, "\n".join(paragraphs), WORDS.lines)]


def test_an_enumeration_inside_a_paragraph_has_its_parts():
    assert parts(enumerated_sentences, "（一）强化监管。一是开展巡查。二是严格执法。三是定期通报。") == [
        ("一", "开展巡查"),
        ("二", "严格执法"),
        ("三", "定期通报"),
    ]


def test_an_enumeration_may_run_over_paragraphs():
    found = parts(enumerated_sentences, "（一）强化监管。一是开展巡查。", "逐户登记。二是严格执法。")
    assert found == [("一", "开展巡查"), ("二", "严格执法")]


def test_what_must_be_done_is_an_enumeration_too():
    assert len(parts(enumerated_sentences, "（一）强化监管。一要开展巡查。二要严格执法。")) == 2


def test_one_that_does_not_count_up_from_one_has_no_parts():
    assert parts(enumerated_sentences, "（一）强化监管。一是开展巡查。三是定期通报。") == []


def test_whether_is_no_number():
    assert parts(enumerated_sentences, "（一）强化监管。检查一是否到位。二是整改。") == []


def test_the_second_part_begins_where_the_first_ends():
    item = outline("（一）强化监管。一是开展巡查。二是严格执法。").children[0]
    first, second = enumerated_sentences(item, "（一）强化监管。一是开展巡查。二是严格执法。", WORDS.lines)
    assert first.lines[0].folded.text == "一是开展巡查。"
    assert second.lines[0].folded.text == "二是严格执法。"


def test_paragraphs_that_each_open_with_a_short_sentence_are_items_of_their_heading():
    found = parts(headed_paragraphs, "（一）强化监管", f"开展日常巡查。{BODY}", f"严格执法办案。{BODY}")
    assert found == [(None, "开展日常巡查"), (None, "严格执法办案")]


def test_a_paragraph_without_such_a_sentence_belongs_to_the_one_before_it():
    paragraphs = ("（一）强化监管", f"开展日常巡查。{BODY}", f"到2031年，{BODY}", f"严格执法办案。{BODY}")
    item = outline(*paragraphs).children[0]
    first, _ = headed_paragraphs(item, "\n".join(paragraphs), WORDS.lines)
    assert len(first.lines) == 2


def test_a_single_headed_paragraph_is_the_item_itself():
    assert parts(headed_paragraphs, "（一）强化监管", f"开展日常巡查。{BODY}", f"到2031年，{BODY}") == []


def test_a_heading_whose_line_goes_on_holds_no_headed_paragraphs():
    found = parts(headed_paragraphs, f"（一）强化监管。{BODY}", f"开展日常巡查。{BODY}", f"严格执法办案。{BODY}")
    assert found == []


HEAD = "（一）强化监管"
PATROL, STRICT, PLAIN = f"开展日常巡查。{BODY}", f"严格执法办案。{BODY}", f"到2031年，{BODY}"
LONG = f"统筹开展全市范围内各类建设工程施工现场日常巡查和专项检查以及回头看工作。{BODY}"


def sizes(find, *paragraphs):
    """Heading and number of lines of each item that the first numbered item holds."""
    found = find(outline(*paragraphs).children[0], document(*paragraphs).text, WORDS.lines)
    return [(part.heading, len(part.lines)) for part in found]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([PATROL, STRICT], [("开展日常巡查", 1), ("严格执法办案", 1)]),
        ([PATROL], []),
        ([PLAIN, PATROL, STRICT], [("开展日常巡查", 1), ("严格执法办案", 1)]),
        ([PLAIN, PATROL, PLAIN, STRICT], []),
        ([PLAIN, PLAIN, PATROL, STRICT], []),
        ([PATROL, PLAIN, PLAIN, STRICT], [("开展日常巡查", 3), ("严格执法办案", 1)]),
        ([PATROL, PLAIN, PLAIN, PLAIN, STRICT], []),
        (["整治阶段：9月", BODY, "总结阶段：10月", BODY], [("整治阶段", 2), ("总结阶段", 2)]),
    ],
)
def test_which_paragraphs_below_a_heading_are_items(paragraphs, expected):
    assert sizes(headed_paragraphs, HEAD, *paragraphs) == expected
    assert sizes(headed_paragraphs, f"{HEAD}（牵头单位：市水务局）", *paragraphs) == expected
    assert sizes(headed_paragraphs, f"{HEAD}。", *paragraphs) == expected


@pytest.mark.parametrize(
    ("paragraphs", "headings"),
    [
        ([HEAD, "●开展巡查", "●严格执法"], ["开展巡查", "严格执法"]),
        ([HEAD, "■ 开展巡查", "■严格执法", "■\u3000通报"], ["开展巡查", "严格执法", "通报"]),
        ([HEAD, "●开展巡查", "■严格执法"], []),
        ([HEAD, "●开展巡查", "严格执法"], []),
        ([HEAD, "开展巡查", "严格执法"], []),
        ([HEAD, "●开展巡查"], []),
        ([f"{HEAD}。做好工作。", "●开展巡查", "●严格执法"], []),
    ],
)
def test_paragraphs_with_one_bullet_are_items(paragraphs, headings):
    assert sizes(bulleted_paragraphs, *paragraphs) == [(heading, 1) for heading in headings]


@pytest.mark.parametrize(
    ("paragraphs", "headings"),
    [
        ([f"{HEAD}。{BODY}", PATROL, STRICT], ["开展日常巡查", "严格执法办案"]),
        ([f"{HEAD}。{BODY}", PATROL], ["开展日常巡查"]),
        ([f"{HEAD}。{BODY}", PATROL, PLAIN], []),
        ([f"{HEAD}。{BODY}", PATROL, LONG], ["开展日常巡查", LONG.split("。")[0]]),
        ([f"{HEAD}。{BODY}", PATROL, LONG, LONG], []),
        ([f"{HEAD}。{BODY}"], []),
        ([HEAD, PATROL, STRICT], []),
    ],
)
def test_the_headings_of_the_further_paragraphs_of_an_item(paragraphs, headings):
    text = document(*paragraphs).text
    found = paragraph_headings(outline(*paragraphs).children[0], WORDS.lines)
    assert [span.of(text) for span in found.values()] == headings
    assert [text[start:].startswith(heading) for start, heading in zip(found, headings, strict=True)] == [True] * len(
        headings
    )
