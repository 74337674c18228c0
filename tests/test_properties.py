"""What holds for every input: any text parses, every span holds, the same input gives the same bytes."""

import os
import string
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chinese_numerals import to_chinese
from policy_parse import Plan, ReadError, Span, parse
from policy_parse.span import cover
from policy_parse.text.fold import clean, fold
from policy_parse.text.numbering import RANKS, read_label
from policy_parse.text.numerals import parse_integer, parse_number
from policy_parse.writers import formats, render
from thoroughness import tried

ROOT = Path(__file__).parents[1]

few = settings(max_examples=tried(15, 200))
many = settings(max_examples=tried(60, 1000))

# Words of every kind that the rules look for, so that mixtures of them come close to real lines and to their edges.
PIECES = (
    "一、", "（一）", "1.", "1、", "（1）", "①", "一是", "第一章", "第三条", "十一、", "一、一、", "2.3",
    "重点任务", "保障措施", "主要目标", "指导思想", "工作要求", "附件", "附件1：", "某某市2025年节水工作方案", "关于印发方案的通知",
    "某政办发〔2025〕12号", "各县（市、区）人民政府：", "抄送：市委办公室。", "2025年3月2日印发",
    "（", "）", "(", ")", "〔", "〕", "【", "】", "“", "”", "《", "》", "：", ":", "。", "；", "，", "、", "/", "—", "\t", "\t\t", "\n", "\r\n", "\u3000", " ", "\u200b",
    "责任单位：", "牵头单位：", "配合单位", "完成时限：", "责任领导：", "牵头", "配合", "负责", "按职责分工负责", "等单位", "等", "指导",
    "市水利局", "市发展改革委", "各相关单位", "各县（市、区）", "区 财政局", "张某某", "领导小组各成员单位",
    "到2025年", "2024年底前", "6月底前", "每季度末", "长期坚持", "汛期前", "2月30日", "“十四五”期间", "自印发之日起30日内", "年", "月", "底前",
    "用水总量", "漏损率", "不超过", "控制在", "以内", "以上", "较2020年下降", "分别达到", "≥", "＞", "至少", "力争", "年均", "左右",
    "3.028亿m3", "7%", "1,200个", "一百二十家", "1万亩", "3—5个", "90%和95%", "２０座", "百分之八", "十四五", "99999999999999999999", "0", "-1", "1e9",
    "序号", "工作任务", "责任单位", "完成时限", "备注", "指标", "2025年", "属性", "约束性", "排在第一位的为牵头单位，下同", "以下均需各市人民政府落实，不再列出",
)  # fmt: skip

pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)
lines = st.lists(pieces, min_size=1, max_size=12).map("\n".join)

# What typesetting puts between two characters, of a number and of a year too (较2020 年下降7%).
BLANKS = (" ", "\u3000", "\u00a0", "\u2009", "\u200b", "\n", "\r\n", "\t")


@st.composite
def broken_lines(draw):
    """Lines with blanks and line breaks between any two characters."""
    text = draw(lines)
    cuts = draw(st.lists(st.tuples(st.integers(0, len(text)), st.sampled_from(BLANKS)), max_size=12))
    for at, blank in sorted(cuts, reverse=True):
        text = text[:at] + blank + text[at:]
    return text


def parsed(text):
    """The Plan of a txt file that holds `text`; None where nothing can be read in it."""
    try:
        return parse(text.encode("utf-8", "surrogatepass"), name="any.txt")
    except ReadError:
        return None


def check(plan):
    """Everything that a Plan promises of itself."""
    whole = Span(0, len(plan.text))
    for value in plan.values():
        assert value.span.of(plan.text) == value.text
        assert value.text
        assert value.rule
    for found in plan.header.spans.values():
        for span in found if isinstance(found, tuple) else (found,):
            assert whole.contains(span)
    for before, after in pairwise(plan.blocks):
        assert before.span.end <= after.span.start
    ids = {task.id for task in plan.tasks}
    assert len(ids) == len(plan.tasks)
    for task in plan.tasks:
        assert whole.contains(task.span)
        assert set(task.related) <= ids - {task.id}
        assert all(unit.role in ("lead", "responsible") for unit in task.responsible)
        assert all(unit.role in ("supporting", "guiding") for unit in task.supporting)
        assert all(deadline.kind != "date" or deadline.end for deadline in task.deadlines if deadline.start)
    assert [task.span.start for task in plan.tasks] == sorted(task.span.start for task in plan.tasks)
    sections = {section.id for section in plan.sections}
    assert len(sections) == len(plan.sections)
    for section in plan.sections:
        assert whole.contains(section.span)
        assert section.parent is None or section.parent in sections
    for finding in plan.findings:
        assert set(finding.tasks) <= ids
        assert all(whole.contains(span) for span in finding.spans)


def assert_read_or_refused(data):
    """`data` gives a Plan that keeps its promises, or a ReadError of one clear line; nothing else."""
    try:
        check(parse(data, name="any"))
        refused = None
    except ReadError as error:
        refused = error
    assert refused is None or (refused.reason and "\n" not in str(refused))


# ------------------------------------------------------------------------------------------------------- whole path


@many
@given(lines)
def test_any_mixture_of_headings_brackets_and_labels_parses(text):
    plan = parsed(text)
    if plan is not None:
        check(plan)


@many
@given(broken_lines())
def test_blanks_and_line_breaks_may_stand_between_any_two_characters(text):
    plan = parsed(text)
    if plan is not None:
        check(plan)


@few
@given(st.text(max_size=400))
def test_any_text_parses(text):
    plan = parsed(text)
    if plan is not None:
        check(plan)


@few
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_one_clear_line(data):
    assert_read_or_refused(data)


@st.composite
def damaged(draw, name):
    """The bytes of one of our own sources, cut short or with some of them changed."""
    data = bytearray((ROOT / "corpus" / "beibei-2022-water" / name).read_bytes())
    for _ in range(draw(st.integers(0, 12))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(1, len(data)))]) if draw(st.booleans()) else bytes(data)


@settings(max_examples=tried(20, 200))
@given(damaged("source.docx") | damaged("source.txt"))
def test_a_damaged_file_is_read_or_refused(data):
    assert_read_or_refused(data)


@settings(max_examples=tried(4, 40))
@given(damaged("source.pdf"))
def test_a_damaged_pdf_is_read_or_refused(data):
    assert_read_or_refused(data)


@few
@given(lines)
def test_json_of_a_plan_loads_back_equal(text):
    plan = parsed(text)
    if plan is not None:
        assert Plan.model_validate_json(render(plan, "json")) == plan


@few
@given(lines)
def test_the_same_input_gives_the_same_bytes(text):
    first, second = parsed(text), parsed(text)
    if first is not None:
        assert render(first, "json") == render(second, "json")


@few
@given(lines)
def test_every_writer_takes_every_plan(text):
    plan = parsed(text)
    if plan is not None:
        for name in formats():
            assert render(plan, name) or name in ("ndjson", "text")


@pytest.mark.parametrize("seed", tried(["4242"], ["0", "1", "4242"]))
def test_another_process_gives_the_same_bytes(seed, beibei):
    command = [sys.executable, "-m", "policy_parse", "parse", str(beibei / "source.txt")]
    run = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
    assert run.stdout == render(parse(beibei / "source.txt"), "json")


@few
@given(st.sampled_from(["\ufeff", "\n\n", "\u3000\n", "\t\n"]), st.sampled_from(["\n", "\n\n\u3000\n"]))
def test_blank_lines_round_a_document_change_no_task(before, after):
    text = "重点任务\n1.疏浚河道。疏浚河道30公里。（市水利局牵头，各县区配合）\n2.改造管网。2024年底前改造管网12公里。（市住建局负责）"
    plain, padded = parsed(text), parsed(before + text + after)
    assert [facts(task) for task in padded.tasks] == [facts(task) for task in plain.tasks] != []


def facts(task):
    units = [(unit.text, unit.role) for unit in (*task.responsible, *task.supporting)]
    targets = [(t.text, t.indicator, t.value, t.unit) for t in task.targets]
    return task.number, task.title, task.text, units, targets, [d.end for d in task.deadlines]


# -------------------------------------------------------------------------------------------------------------- fold


@many
@given(st.text(max_size=200), st.integers(0, 20), st.integers(0, 20))
def test_fold_keeps_order_and_offsets(text, cut_left, cut_right):
    start, end = min(cut_left, len(text)), max(min(cut_left, len(text)), len(text) - cut_right)
    folded = fold(text, start, end)
    assert len(folded.text) == len(folded.offsets)
    assert all(a < b for a, b in pairwise(folded.offsets))
    assert all(start <= offset < end for offset in folded.offsets)
    for plain in string.digits + string.ascii_letters:
        for at, ch in enumerate(folded.text):
            if text[folded.offsets[at]] == plain:
                assert ch == plain


@many
@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text):
    once = fold(text).text
    assert fold(once).text == once


@many
@given(st.text(max_size=60), st.data())
def test_a_folded_range_maps_back_to_its_own_characters(text, data):
    folded = fold(text)
    if folded.text:
        start = data.draw(st.integers(0, len(folded.text) - 1))
        end = data.draw(st.integers(start + 1, len(folded.text)))
        assert fold(folded.span(start, end).of(text)).text.replace("，", ",").replace("：", ":") == folded.text[
            start:end
        ].replace("，", ",").replace("：", ":")


@many
@given(st.text(max_size=60))
def test_clean_leaves_no_white_space(text):
    assert clean(clean(text)) == clean(text)
    assert not any(ch.isspace() for ch in clean(text))


# ---------------------------------------------------------------------------------------------- numerals, numbering


@many
@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_round_trip(number):
    assert parse_integer(to_chinese(number)) == number


@many
@given(st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False))
def test_arabic_numerals_round_trip(number):
    assert parse_number(f"{number:,f}") == parse_number(f"{number:f}") == number


@many
@given(st.text(alphabet="〇零一二三四五六七八九十百千万亿两点廿卅.,0123456789", max_size=12))
def test_any_numeral_is_a_number_or_none(text):
    value = parse_number(text)
    assert value is None or (isinstance(value, Decimal) and value >= 0)


FORMS = {
    "part": "第{han}篇", "chapter": "第{han}章", "section": "第{han}节", "article": "第{han}条", "han": "{han}、",
    "han_bracket": "（{han}）", "arabic": "{n}.", "arabic_bracket": "（{n}）", "circled": "{circled}", "first_is": "{han}是",
    "dotted": "1.{n}",
}  # fmt: skip


def test_every_form_of_number_has_a_round_trip():
    assert set(FORMS) == set(RANKS)


@many
@given(st.sampled_from(sorted(FORMS)), st.integers(1, 20))
def test_numbering_round_trips(form, number):
    written = FORMS[form].format(han=to_chinese(number), n=number, circled=chr(0x245F + number))
    label = read_label(fold(f"{written}加强用水管理").text)
    assert label is not None
    assert (label.form, label.ordinal) == (form, number)
    assert label.end == len(written)


# -------------------------------------------------------------------------------------------------------------- span

spans = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda ends: Span(min(ends), max(ends)))


@many
@given(st.lists(spans, min_size=1, max_size=6))
def test_cover_contains_all_it_covers(some):
    whole = cover(some)
    assert all(whole.contains(span) for span in some)
    assert whole.start in {span.start for span in some}
    assert whole.end in {span.end for span in some}


@many
@given(spans, spans)
def test_spans_overlap_where_they_share_a_character(one, other):
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one)
    assert not shared or one.overlaps(other)
    assert not (len(one) and len(other)) or one.overlaps(other) == bool(shared)
