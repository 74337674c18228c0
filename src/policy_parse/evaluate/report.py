"""Runs and comparisons as a table for reading and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policy_parse.evaluate.compare import Comparison, Difference
from policy_parse.evaluate.corpus import DocumentScore, Run
from policy_parse.evaluate.score import FIELDS, Note, Score
from policy_parse.text.terminal_width import padded

_NAME_WIDTH = 46
_CHINESE = {
    "header": "文件头",
    "task": "任务",
    "boundary": "起止",
    "title": "名称",
    "unit": "单位",
    "role": "角色",
    "target": "指标",
    "indicator": "指标名称",
    "deadline": "时限",
    "gold": "标注",
}


def report(run: Run, comparison: Comparison | None = None, *, verbose: bool = False) -> str:
    """F1 of each document and field, the figures of all together, with `verbose` every note, then what changed."""
    lines = [
        padded("得分", _NAME_WIDTH) + "".join(padded(_CHINESE[f], 10, right=True) for f in FIELDS),
        f"{'F1':<{_NAME_WIDTH}}" + "".join(f"{field:>10}" for field in FIELDS),
    ]
    lines += [_row(document) for document in run.documents]
    lines += ["", *_figures(run.total)]
    faults = sum(len(d.score.notes) for d in run.documents if d.score)
    if verbose:
        for document in run.documents:
            lines += _notes(document)
    elif faults:
        lines += [
            "",
            f"共 {faults} 条漏读（-）、多读（+）、读得不同（~），加 -v 逐条列出",
            f"{faults} notes on what was missed (-), wrong (+) or read as something else (~): -v shows them",
        ]
    unsound = [d.name for d in run.documents if d.score and any(n.field == "gold" for n in d.score.notes)]
    if unsound:
        words = "标注里有原文没有的字句，--check 逐条列出（gold files quote what is not in the text: --check）"
        lines += ["", f"{words}: {', '.join(unsound)}"]
    if comparison is not None:
        lines += ["", *_changes(comparison)]
    return "\n".join(lines) + "\n"


def _row(document: DocumentScore) -> str:
    if document.score is None:
        return f"{padded(document.name, _NAME_WIDTH)}  读不了 cannot be read: {document.unread}"
    return padded(document.name, _NAME_WIDTH) + "".join(f"{_f1(document.score.f1(field)):>10}" for field in FIELDS)


def _f1(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _figures(score: Score) -> Iterator[str]:
    chinese = (("准确率", 9), ("召回率", 9), ("F1", 9), ("标注", 6), ("读对", 6), ("多读", 6), ("漏读", 6))
    yield f"{padded('合计', 20)} {' '.join(padded(words, width, right=True) for words, width in chinese)}"
    yield f"{'all':<20} {'precision':>9} {'recall':>9} {'F1':>9} {'gold':>6} {'right':>6} {'wrong':>6} {'missed':>6}"
    for field, c in score.counts.items():
        yield (
            f"{_named(field)} {c.precision:9.4f} {c.recall:9.4f} {c.f1:9.4f}"
            f" {c.gold:6d} {c.right:6d} {c.wrong:6d} {c.missed:6d}"
        )


def _named(field: str) -> str:
    return padded(f"{_CHINESE[field]} {field}", 20)


def _notes(document: DocumentScore) -> Iterator[str]:
    if document.score and document.score.notes:
        yield ""
        yield document.name
        yield from (f"  {_note(note)}" for note in document.score.notes)


def _note(note: Note) -> str:
    """``- unit  强化管理  市水利局 [lead]  (p3 block 12 @123:456)``; ``?`` marks a quote that is not in the text."""
    if note.field == "gold":
        sign, words = "?", f"原文没有 not in the text: {note.want}"
    elif note.want is None:
        sign, words = "+", note.got or ""
    elif note.got is None:
        sign, words = "-", note.want
    else:
        sign, words = "~", f"{note.want}  读成 read as  {note.got}"
    place = f"  ({note.place})" if note.place else ""
    return f"{sign} {_named(note.field)}{note.where}: {words}{place}".replace("\n", "⏎")


def _changes(comparison: Comparison) -> Iterator[str]:
    yield f"{padded('变化 changed', 20)} {padded('此前 before', 12, right=True)} {padded('现在 after', 12, right=True)}"
    for change in comparison.changes:
        if change.before == change.after:
            continue
        yield f"{_named(change.field)} {_f1(change.before):>12} {_f1(change.after):>12}"
    yield from _differences("改好的 gains: faults that went away", comparison.gains)
    yield from _differences("变差的 losses: faults that are new", comparison.losses)
    for words, names in (
        ("此前没有读的 not read before", comparison.only_after),
        ("现在没有读的 not read now", comparison.only_before),
    ):
        if names:
            yield f"{words}: {', '.join(names)}"


def _differences(words: str, differences: tuple[Difference, ...]) -> Iterator[str]:
    yield f"{words}: {len(differences)}"
    yield from (f"  {d.document}  {_note(d.note)}" for d in differences)


def report_faults(faults: Mapping[str, Sequence[str]]) -> str:
    """What is wrong with each document's gold file (`check_corpus`)."""
    lines: list[str] = []
    for name, found in faults.items():
        lines += [
            f"{name}: {f'{len(found)} 处差错 faults' if found else '无误 ok'}",
            *(f"  {fault}" for fault in found),
        ]
    return "\n".join(lines) + "\n"


def report_json(run: Run, comparison: Comparison | None = None) -> str:
    """The same as JSON: ``total`` and ``documents`` with figures and notes, ``comparison`` if there is one."""
    documents = [
        {"name": d.name, **_score_json(d.score)} if d.score else {"name": d.name, "unread": d.unread}
        for d in run.documents
    ]
    out: dict[str, Any] = {"total": _score_json(run.total)["fields"], "documents": documents}
    if comparison is not None:
        out["comparison"] = comparison.model_dump(mode="json", exclude_none=True)
    return json.dumps(out, ensure_ascii=False, indent=1) + "\n"


def _score_json(score: Score) -> dict[str, Any]:
    fields = {
        field: {
            "precision": round(c.precision, 4),
            "recall": round(c.recall, 4),
            "f1": round(c.f1, 4),
            "gold": c.gold,
            "right": c.right,
            "wrong": c.wrong,
            "missed": c.missed,
        }
        for field, c in score.counts.items()
    }
    return {"fields": fields, "notes": [n.model_dump(mode="json", exclude_none=True) for n in score.notes]}
