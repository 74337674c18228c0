from made_up import WORDS, outline

from policy_parse.structure.unnumbered_items import enumerated_sentences, headed_paragraphs

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
