"""``policy-parse search``: full text of an archive, the best first, the words that were sought lit."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from policy_parse.cli.drawn_table import draw_lines, is_drawn
from policy_parse.cli.messages import EXIT_OK, UsageError, complain, put, put_data
from policy_parse.cli.sources import lexicon_of

if TYPE_CHECKING:
    from policy_parse.archive.search import Hit

_AROUND = 36
"""Characters of a task that are shown before the first word that was sought, and twice as many behind it."""

_Lit = Sequence[tuple[int, int]]
_Parts = list[tuple[str, str]]


def search(args: argparse.Namespace) -> int:
    """Print the tasks that hold every term; a line on standard error if there is none."""
    from policy_parse.archive.search import lit, search
    from policy_parse.vocabulary.prepare import prepared

    words = prepared(lexicon_of(args))
    chosen = {"unit": args.unit, "year": args.year, "region": args.region}
    try:
        hits = search(args.archive, args.terms, words, limit=args.limit, **chosen)
    except ValueError as error:
        said = "要有字词，年份写作 2025 或 2022..2024（words are needed, and years as 2025 or 2022..2024）"
        raise UsageError(f"查不了 {error}：{said}") from error
    if not hits:
        complain("没有符合的任务（nothing found）")
    found = [(hit, lit(hit.text, args.terms, words)) for hit in hits]
    if args.format is not None:
        put_data(_as_lines(found) if args.format == "ndjson" else _as_json(found))
    elif is_drawn():
        draw_lines(line for i, one in enumerate(found, 1) for line in _lines(i, *one))
    else:
        put("".join(f"{_plain(line)}\n" for i, one in enumerate(found, 1) for line in _lines(i, *one)))
    return EXIT_OK


def _lines(number: int, hit: Hit, places: _Lit) -> Iterator[_Parts]:
    """A hit in three lines: its title and place, its words with those sought lit, its units."""
    whose = "，".join(str(each) for each in (hit.region, hit.year) if each)
    about = f"{hit.plan_title or hit.plan[:12]}{f'（{whose}）' if whose else ''} {hit.place}"
    yield [(f"{number}. ", "dim"), (hit.title or hit.task, "bold"), (f"  {about}", "dim")]
    yield [("   ", ""), *_snippet(hit.text, places)]
    if hit.units:
        yield [(f"   {hit.units.replace(',', '、')}", "cyan")]


def _snippet(text: str, places: _Lit) -> _Parts:
    """The words round the first place that is lit, on one line."""
    first = places[0][0] if places else 0
    start, end = max(0, first - _AROUND), min(len(text), first + 2 * _AROUND)
    parts: _Parts = [("…" if start else "", "")]
    at = start
    for begin, stop in places:
        if begin >= end:
            break
        if begin >= at:
            parts += [(text[at:begin], ""), (text[begin:stop], "bold yellow")]
            at = stop
    parts += [(text[at : max(at, end)], ""), ("…" if end < len(text) else "", "")]
    return [(" ".join(words.split("\n")), style) for words, style in parts]


def _plain(parts: _Parts) -> str:
    return "".join(words for words, _ in parts)


def _objects(found: Sequence[tuple[Hit, _Lit]]) -> Iterator[str]:
    for hit, places in found:
        yield json.dumps({**hit._asdict(), "lit": places}, ensure_ascii=False)


def _as_lines(found: Sequence[tuple[Hit, _Lit]]) -> str:
    return "".join(f"{line}\n" for line in _objects(found))


def _as_json(found: Sequence[tuple[Hit, _Lit]]) -> str:
    return "[\n" + ",\n".join(_objects(found)) + "\n]\n"
