"""Which pieces of work of two plans are one: the best assignment of all, then what was merged or split."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from policy_parse.comparison.assignment import best_pairs
from policy_parse.comparison.evidence import Evidence, Judge
from policy_parse.comparison.pieces import Piece
from policy_parse.model.comparison import MatchKind, Reason

SAME = 0.2
"""From here on two pieces may be one; unrelated ones of two plans on one subject seldom reach it."""
_GRAIN = 100_000
_KEPT = 10
"""Candidates that are kept for each piece, the likest first: the fifteenth best is never the right one."""
_COVERED = 0.25
_OWN = 0.2
"""A piece stands in one that continues another if so much of its words is in it, and so much that the other lacks."""
_MEASURED = 0.15
"""So much of its words is enough where the one that continues another measures what only this piece measured."""


class Pairing(NamedTuple):
    """Old pieces and new pieces, by position, that are one piece of work; one side is empty for added and dropped."""

    kind: MatchKind | None
    """None for one old and one new: what changed decides between kept and changed."""
    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float
    reasons: tuple[Reason, ...]


def pair(old: Sequence[Piece], new: Sequence[Piece], judge: Judge) -> list[Pairing]:
    """Every piece of both plans in exactly one pairing, in the order of the new plan, what is dropped last.

    The order of the pieces, and which plan is called the old one, do not matter: equal gains are settled by content.
    """
    found = _candidates(judge)
    matched = _assigned(old, new, found)
    joined = _joined(matched, judge)
    return _in_order(matched, joined, found, len(old), len(new))


def _candidates(judge: Judge) -> dict[tuple[int, int], Evidence]:
    """The likest candidates of every piece on either side, at least as like as `SAME`."""
    found = {}
    by_old, by_new = defaultdict[int, list[float]](list), defaultdict[int, list[float]](list)
    for i, j in judge.candidates:
        evidence = judge.evidence(i, j)
        if evidence.score >= SAME:
            found[i, j] = evidence
            by_old[i].append(evidence.score)
            by_new[j].append(evidence.score)
    floor_old = {i: sorted(scores, reverse=True)[:_KEPT][-1] for i, scores in by_old.items()}
    floor_new = {j: sorted(scores, reverse=True)[:_KEPT][-1] for j, scores in by_new.items()}
    return {(i, j): e for (i, j), e in found.items() if e.score >= min(floor_old[i], floor_new[j])}


def _assigned(old: Sequence[Piece], new: Sequence[Piece], found: dict[tuple[int, int], Evidence]) -> dict[int, int]:
    """Old → new with the greatest sum of likeness above `SAME`; of equal ones those that say the very same."""
    contents, new_contents = [piece.content for piece in old], [piece.content for piece in new]
    gains = {
        (i, j): round((evidence.score - SAME) * _GRAIN) + 1 + (contents[i] == new_contents[j])
        for (i, j), evidence in found.items()
    }
    return best_pairs(gains, contents, new_contents)


class _Joined(NamedTuple):
    """Pieces that stand in one that continues another: by the pair that they join."""

    old: dict[int, list[int]]
    """New piece → old pieces that are merged into it besides the one that it continues."""
    new: dict[int, list[int]]
    """Old piece → new pieces that it was split into besides the one that continues it."""


def _joined(matched: dict[int, int], judge: Judge) -> _Joined:
    back = {j: i for i, j in matched.items()}
    to_new = _hosts([i for i in range(len(judge.old)) if i not in matched], back, judge, merged=True)
    free = [j for j in range(len(judge.new)) if j not in back]
    to_old = _hosts(free, matched, judge, merged=False)
    joined = _Joined(defaultdict(list), defaultdict(list))
    for i, j in sorted(to_new.items()):
        joined.old[j].append(i)
    for j, i in sorted(to_old.items()):
        if i in matched and matched[i] not in joined.old:  # merged and split at once is neither
            joined.new[i].append(j)
    return joined


def _hosts(alone: Sequence[int], hosts: dict[int, int], judge: Judge, *, merged: bool) -> dict[int, int]:
    """Unpaired piece → the piece of the other plan that holds it, though it continues another.

    It is the likest of all to it, or measures what only this piece measured: a long piece holds words of many.
    """
    mine, theirs = (judge.old, judge.new) if merged else (judge.new, judge.old)
    near = _likest(alone, judge, merged=merged)
    alone_in = Counter(value for piece in mine for value in piece.measured)
    measuring: dict[str, list[int]] = defaultdict(list)
    for place in hosts:
        for value in theirs[place].measured:
            measuring[value].append(place)
    found = {}
    for one in alone:
        words = mine[one].words
        values = [value for value in mine[one].measured if alone_in[value] == 1]
        for place in sorted({place for value in values for place in measuring.get(value, ())}):
            if judge.words.share(words, theirs[place].words) >= _MEASURED:
                found[one] = place
        host = near.get(one)
        if one in found or host is None or host not in hosts:
            continue
        covered = judge.words.share(words, theirs[host].words)
        own = judge.words.share(words, theirs[host].words - mine[hosts[host]].words)
        if covered >= _COVERED and own >= _OWN:
            found[one] = host
    return found


def _likest(alone: Sequence[int], judge: Judge, *, merged: bool) -> dict[int, int]:
    """The likest piece of the other plan for each of `alone` that has any that may be it."""
    best: dict[int, tuple[float, int]] = {}
    wanted = set(alone)
    for i, j in judge.candidates:
        one, other = (i, j) if merged else (j, i)
        if one in wanted:
            best[one] = max(best.get(one, (0.0, 0)), (judge.evidence(i, j).score, -other))
    return {one: -other for one, (_, other) in best.items()}


def _in_order(
    matched: dict[int, int],
    joined: _Joined,
    found: dict[tuple[int, int], Evidence],
    old_count: int,
    new_count: int,
) -> list[Pairing]:
    back = {j: i for i, j in matched.items()}
    inside_old = {i for group in joined.old.values() for i in group}
    inside_new = {j for group in joined.new.values() for j in group}
    out: list[tuple[int, Pairing]] = []
    for j in range(new_count):
        if j in back:
            i = back[j]
            olds = tuple(sorted((i, *joined.old.get(j, ()))))
            news = tuple(sorted((j, *joined.new.get(i, ()))))
            kind: MatchKind | None = "merged" if len(olds) > 1 else "split" if len(news) > 1 else None
            evidence = found[i, j]
            out.append((news[0], Pairing(kind, olds, news, evidence.score, evidence.reasons)))
        elif j not in inside_new:
            out.append((j, Pairing("added", (), (j,), 0.0, ())))
    dropped = [i for i in range(old_count) if i not in matched and i not in inside_old]
    return [p for _, p in sorted(out, key=lambda each: each[0])] + [
        Pairing("dropped", (i,), (), 0.0, ()) for i in dropped
    ]
