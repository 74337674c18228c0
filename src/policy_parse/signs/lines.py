"""What a line of a plan looks like: label, number, date, title, signature, caption, box (``data/signs_lines.toml``)."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache

from policy_parse.lexicon.signs import SignTable
from policy_parse.text.fold import fold
from policy_parse.text.numbering import Form, Label, read_label
from policy_parse.text.sign import Sign

_STOPS = "。！？；：…!?;:"
_CLOSERS = "”’）)》〉】〕］]』」"
_PAIRS = {"（": "）", "(": "）", "《": "》", "〈": "〉", "“": "”", "〔": "〕", "【": "】", "［": "］", "[": "］"}
_CLOSING = {"）": "）", ")": "）", "》": "》", "〉": "〉", "”": "”", "〕": "〕", "】": "】", "］": "］", "]": "］"}
_HAS_BRACKET = re.compile(r"[（()）《》〈〉“”〔〕【】［］\[\]]")


class LineSigns(SignTable):
    """The signs of lines, and questions that readers ask of a line of raw text."""

    table = "signs_lines"

    paragraph_mark: Sign
    field: Sign
    short_label: Sign
    publication_note: Sign
    date_line: Sign
    number_line: Sign
    title_closing: Sign
    dated_title_end: Sign
    annex: Sign
    item_inside: Sign
    heading_run_on: Sign
    number_run_in: Sign
    measures_label: Sign
    whole_sentence: Sign
    item_in_sentence: Sign
    titled_sentence: Sign
    statement_end: Sign
    closing_words: Sign
    glued_heading: Sign
    phase_heading: Sign
    numbered_phase: Sign
    numbered_work: Sign
    first_annex: Sign
    annex_list_head: Sign
    catalogue_title: Sign
    form_field: Sign
    applicants_field: Sign
    box_title: Sign
    table_caption: Sign
    support_theme: Sign
    statement_bracket: Sign
    annex_mark: Sign
    plan_title: Sign
    labelled_line: Sign
    any_label: Sign
    signed_name: Sign
    closing_address: Sign
    plan_title_word: Sign
    notice_that_sets_work: Sign
    other_title: Sign
    plan_ending: Sign
    order: Sign
    bare_heading: Sign
    no_heading: Sign
    named_heading: Sign
    heading_sentence: Sign
    paragraph_heading: Sign
    titled_paragraph: Sign
    next_part: Sign
    first_part: Sign
    contents_lead: Sign

    def number(self, text: str) -> Label | None:
        """The number of the outline that a line of raw text begins with."""
        return _number(text[:_LONGEST_NUMBER]) if _may_begin_number(text) else None

    def is_label(self, text: str) -> bool:
        """True if a line begins with a number or a mark that opens a paragraph."""
        return self.paragraph_mark.match(text) is not None or self.number(text) is not None

    def is_bare_label(self, text: str) -> bool:
        """True if a line is a number and nothing else, its paragraph on the next line: 16. or （一）."""
        label = self.number(text) if len(text) < _LONGEST_NUMBER else None
        return label is not None and label.form in _BARE and not text[label.end :].strip()

    def is_field(self, text: str) -> bool:
        """True if a line begins with one of the usual labels: 责任单位：, 完成时限：, 抄送：."""
        return self.field.match(text) is not None

    def ends_in_field(self, text: str) -> bool:
        """True if a line ends in a labelled list, which is whole without a mark: …完成改造。责任单位：市水务局."""
        return ("：" in text or ":" in text) and self.is_field(_SENTENCE_END.split(text)[-1].lstrip())

    def is_named(self, text: str) -> bool:
        """True if a line begins with any short label and a colon."""
        return self.short_label.match(text) is not None

    def is_note(self, text: str) -> bool:
        """True if a line is a note in brackets on how a document is published: （此件公开发布）."""
        return self.publication_note.fullmatch(text) is not None

    def is_date(self, text: str) -> bool:
        """True if a line is a calendar date and nothing else."""
        return self.date_line.fullmatch(text.strip()) is not None

    def is_document_number(self, text: str) -> bool:
        """True if a line is a document number and nothing else: 某政办发〔2023〕4号."""
        return self.number_line.fullmatch(text.strip()) is not None

    def closes_title(self, text: str) -> bool:
        """True if a line ends as titles end: …的通知, …工作方案（2021—2023年）."""
        return self.title_closing.search(text) is not None

    def spread_titles(self, texts: Sequence[str]) -> frozenset[int]:
        """The boundaries inside titles over several lines, each by the number of the line before it.

        A title is known by 关于, an ending such as 的通知, no mark between, and what follows it: a document number, a
        date, a line of recipients; or by a date in brackets at its end (as in collections of documents).
        """
        inside: set[int] = set()
        at = 0
        while at < len(texts) - 1:
            end = self._title_from(texts, at)
            if end is None:
                at += 1
            else:
                inside.update(range(at, end))
                at = end + 1
        return frozenset(inside)

    def _title_from(self, texts: Sequence[str], at: int) -> int | None:
        """The last line of the title that begins on line `at`; None if none does."""
        title = ""
        for end in range(at, min(at + 6, len(texts))):
            text = texts[end]
            if _MARK.search(text) or self._is_no_title(text) or (end > at and self.is_label(text)):
                return None
            title += text
            if len(title) > 160 or (end == at + 1 and "关于" not in title and "印发" not in title):
                return None
            if end > at and self.closes_title(title) and "《" not in title[title.rfind("》") + 1 :]:
                after = texts[end + 1] if end + 1 < len(texts) else ""
                begun = at == 0 or ends_sentence(texts[at - 1]) or self.is_document_number(texts[at - 1])
                if begun and (self.dated_title_end.search(title) or self._follows_title(after)):
                    return end
        return None

    def _is_no_title(self, text: str) -> bool:
        return self.is_date(text) or self.is_document_number(text)

    def _follows_title(self, text: str) -> bool:
        return self._is_no_title(text) or text.endswith(("：", ":"))


_SENTENCE_END = re.compile("[。；]")
_MARK = re.compile("[。；！？：，]")
_LONGEST_NUMBER = 16
"""Characters of a number, and of what must follow it."""
_BARE: frozenset[Form] = frozenset(("han", "han_bracket", "arabic", "arabic_bracket"))


_BEGINS_NUMBER = "第一二三四五六七八九十百零"


def _may_begin_number(text: str) -> bool:
    """False for text that begins with an ideograph with which no number does, as most lines do."""
    return not "\u4e00" <= text[:1] <= "\u9fff" or text[0] in _BEGINS_NUMBER


@lru_cache(maxsize=4096)
def _number(beginning: str) -> Label | None:
    """The number of the outline that raw text with this beginning has; remembered, as each line is asked many times."""
    return read_label(fold(beginning).text)


def ends_sentence(text: str) -> bool:
    """True if the last visible character closes a sentence; closing brackets and quotes after it do not count.

    （某某局牵头） and 〔某某局负责〕 end an item, 《…方案》 ends none.
    """
    bare = text.rstrip(_CLOSERS)
    return (bool(bare) and bare[-1] in _STOPS) or (text[-1:] in "）)〕］】]" and len(bare) > 12)


def open_bracket(text: str) -> bool:
    """True if a bracket or book-title mark opened in `text` is still open at its end."""
    return bool(_unclosed(text, ()))


def open_brackets(texts: Sequence[str], anew: Container[int] = frozenset()) -> list[bool]:
    """For each text, True if a bracket is open after it; one not closed within 200 characters is forgotten.

    So is what is open before the texts whose positions are in `anew`.
    """
    found: list[bool] = []
    waiting: tuple[str, ...] = ()
    since = 0
    for at, text in enumerate(texts):
        if at in anew:
            waiting, since = (), 0
            if found:
                found[-1] = False
        if waiting or _HAS_BRACKET.search(text):
            waiting = _unclosed(text, waiting)
        since = since + len(text) if waiting else 0
        if since > 200:
            waiting, since = (), 0
        found.append(bool(waiting))
    return found


def _unclosed(text: str, waiting: tuple[str, ...]) -> tuple[str, ...]:
    stack = list(waiting)
    for mark in _HAS_BRACKET.findall(text):
        if mark in _PAIRS:
            stack.append(_PAIRS[mark])
        elif _CLOSING[mark] in stack:
            del stack[len(stack) - 1 - stack[::-1].index(_CLOSING[mark]) :]
    return tuple(stack)
