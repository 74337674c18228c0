"""HTML: both plans in two columns, the changed words struck out in the old and underlined in the new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from policy_parse.model import Plan, Target, wording
from policy_parse.model.comparison import AnyChange, ComparedPlan, Comparison
from policy_parse.writers.as_written import GENERATOR
from policy_parse.writers.as_written import is_page as is_as_written
from policy_parse.writers.comparisons.html_style import STYLE
from policy_parse.writers.comparisons.rows import note_of
from policy_parse.writers.comparisons.text_file import heading, summary
from policy_parse.writers.comparisons.word_marks import Stretch, WordMarks
from policy_parse.writers.comparisons.works import Part, Side, Work, beside, words_of, works_of
from policy_parse.writers.ledger import UNIT_HEADS
from policy_parse.writers.package import UNPRINTABLE

__all__ = ["BINARY", "FORMAT", "NEW", "OLD", "SUFFIXES", "is_as_written", "render"]

FORMAT = "html"
SUFFIXES = (".html", ".htm")
BINARY = False

OLD, NEW = "原方案", "新方案"
_NOT_THERE = {"old": "原方案没有这一项", "new": "新方案没有这一项"}
_LEGEND = (
    "<del>划线</del>：原方案有、新方案没有的词句；<ins>底线</ins>：新方案新写的词句。年份随方案顺延的不标。"
    "没有变化的，点开可看。"
)


def render(comparison: Comparison, old: Plan, new: Plan) -> bytes:
    """One page that needs nothing else: no script, no link out; every character of the documents is escaped."""
    works = works_of(comparison, old, new)
    years = [plan.year for plan in (comparison.old, comparison.new)]
    between = years[1] - years[0] if years[0] is not None and years[1] is not None else 0
    marks = WordMarks(works, old, new, between)
    parts = [
        f"<h1>{_escaped(heading(comparison))}</h1>\n<p>{_escaped(summary(comparison))}</p>\n",
        f'<p class="legend">{_LEGEND}</p>\n',
        _contents(works),
        f'<div class="pair plans">{_plan(comparison.old, OLD, "old")}{_plan(comparison.new, NEW, "new")}</div>\n',
        *(_work(work, number, marks) for number, work in enumerate(works, 1)),
    ]
    page = (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"{GENERATOR}<title>{_escaped(heading(comparison))}</title><style>{STYLE}</style></head>\n"
        f"<body>\n<main>\n{''.join(parts)}</main>\n</body></html>\n"
    )
    return page.encode("utf-8", "replace")


def _escaped(words: str) -> str:
    return escape(UNPRINTABLE.sub("", words))


def _contents(works: Sequence[Work]) -> str:
    """Links to all that changed, by the kind of the match."""
    lines = []
    for kind, label in wording.MATCH_KINDS.items():
        links = [
            f'<a href="#w{number}">{_escaped(work.name)}</a>'
            for number, work in enumerate(works, 1)
            if work.kind == kind != "kept"
        ]
        if links:
            lines.append(f'<dt><span class="kind {kind}">{label}</span></dt><dd>{"".join(links)}</dd>\n')
    return f"<nav><dl>\n{''.join(lines)}</dl></nav>\n" if lines else ""


def _plan(plan: ComparedPlan, label: str, css: str) -> str:
    name = f"{plan.title}（{plan.name}）" if plan.title else plan.name
    return f'<div class="side {css}"><b>{label}</b> {_escaped(name)}</div>'


def _work(work: Work, number: int, marks: WordMarks) -> str:
    what = f"{wording.OWN_TARGETS}：" if work.is_target else ""
    head = f'<span class="kind {work.kind}">{wording.MATCH_KINDS[work.kind]}</span> {what}{_escaped(work.name)}'
    changes = "".join(f"<li>{_change(change)}</li>\n" for change in work.changes)
    body = (f'<ul class="changes">\n{changes}</ul>\n' if changes else "") + _pair(work, marks)
    if work.kind == "kept":
        return f'<details class="work" id="w{number}"><summary>{head}</summary>\n{body}</details>\n'
    return f'<section class="work" id="w{number}"><h2>{head}</h2>\n{body}</section>\n'


def _change(change: AnyChange) -> str:
    """The field, the words of both sides and how they differ; of texts that stand below no more than that."""
    field = f"<b>{wording.CHANGE_FIELDS[change.field]}</b> "
    if change.field == "text":
        return f"{field}{_escaped(note_of(change))}"
    indicator = getattr(change, "indicator", None)
    if indicator and not any(isinstance(v, Target) and indicator in v.text for v in (change.old, change.new)):
        field += f"{_escaped(indicator)}："
    sides = (("del", words_of(change.old)), ("ins", words_of(change.new)))
    words = " → ".join(f"<{tag}>{_escaped(said)}</{tag}>" for tag, said in sides if said)
    return f'{field}{words} <span class="note">{_escaped(note_of(change))}</span>'


def _pair(work: Work, marks: WordMarks) -> str:
    """Both sides, a row of the grid for what is to be done and for each fact, so that like stands beside like."""
    sides = [_place(work.old, "old"), _place(work.new, "new")]
    old, new = work.old, work.new
    if old is None or new is None:
        side = old or new
        parts = (*side.parts, *side.facts) if side else ()
        whole = "".join(_line(part.label, [Stretch(part.words, True)], "ins" if new else "del") for part in parts)
        sides[0 if new is None else 1] += whole
        return _grid([(sides[0], sides[1])])
    rows = [(sides[0], sides[1])]
    rows += [_row(label, one, other, marks) for label, one, other in beside(old.parts, new.parts)]
    rows += [_row(label, one, other, marks) for label, one, other in _facts(old.facts, new.facts)]
    return _grid(rows)


def _facts(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[str, str | None, str | None]]:
    words = [dict(side) for side in (old, new)]
    for label in dict.fromkeys((*words[1], *words[0])):
        yield label, words[0].get(label, ""), words[1].get(label, "")


def _grid(rows: Iterable[tuple[str, str]]) -> str:
    cells = "".join(
        f'<div class="side old">{old}</div><div class="side new">{new}</div>\n' for old, new in rows if old or new
    )
    return f'<div class="pair">\n{cells}</div>\n'


def _place(side: Side | None, css: str) -> str:
    label = OLD if css == "old" else NEW
    if side is None:
        return f'<p class="place">{_NOT_THERE[css]}</p>'
    number = "、".join(side.number.split("\n"))
    where = "；".join(side.place.split("\n"))
    name = "；".join(side.name.split("\n"))
    return f'<p class="place">{label} {_escaped(f"{number} {name}")}（{_escaped(where)}）</p>'


def _row(label: str, old: str | None, new: str | None, marks: WordMarks) -> tuple[str, str]:
    """Words of both sides under one label; those that one side alone has under it are not marked."""
    if old is None or new is None:
        words = [Stretch(old or new or "", False)]
        return (_line(label, words, "del"), "") if new is None else ("", _line(label, words, "ins"))
    compare = marks.of_names if label in UNIT_HEADS.values() else marks.of_texts
    left, right = compare(old, new)
    return _line(label, left, "del"), _line(label, right, "ins")


def _line(label: str, words: Iterable[Stretch], tag: str) -> str:
    shown = "".join(
        f"<{tag}>{_escaped(part.words)}</{tag}>" if part.differs else _escaped(part.words)
        for part in words
        if part.words
    )
    return f'<p class="words"><b>{_escaped(label)}</b> {shown}</p>' if shown else ""
