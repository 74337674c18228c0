"""Which pieces of work of two plans are one: the best assignment of all, then what was merged or split."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from policy_parse.comparison.assignment import best_pairs
from policy_parse.comparison.evidence import SAME, Evidence, Judge
from policy_parse.comparison.merging import Hosts, Joined, joined_to
from policy_parse.comparison.pieces import Piece
from policy_parse.model.comparison import MatchKind, Reason

_GRAIN = 100_000
_KEPT = 10
"""Candidates that are kept for each piece, the likest first: the fifteenth best is never the right one."""
_FAR_LIKER = 1.5
"""So many times as like as the one that it was paired with is a piece that another one continues, that holds it."""


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
    matched = _without_makeshifts(_assigned(old, new, found), found, judge)
    joined = joined_to(matched, judge)
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


def _without_makeshifts(
    matched: dict[int, int], found: dict[tuple[int, int], Evidence], judge: Judge
) -> dict[int, int]:
    """The pairs but those in which a piece got what was left, for another one has the place where it belongs.

    Such a piece is far liker to that place, and stands in it: it is merged, or split off.
    """
    pairs = [(i, j) for i, j in matched.items() if found[i, j].score * _FAR_LIKER <= 1]
    if not pairs:
        return matched
    back = {j: i for i, j in matched.items()}
    of_old = Hosts(judge.old, judge.new, back, judge.words)
    of_new = Hosts(judge.new, judge.old, matched, judge.words)
    ones, others = {i for i, _ in pairs}, {j for _, j in pairs}
    makeshift = set[int]()
    for (i, j), evidence in found.items():
        if i in ones and j in back and _is_far_liker(evidence, found[i, matched[i]]) and of_old.holds(j, i):
            makeshift.add(i)
        if j in others and i in matched and _is_far_liker(evidence, found[back[j], j]) and of_new.holds(i, j):
            makeshift.add(back[j])
    return {i: j for i, j in matched.items() if i not in makeshift}


def _is_far_liker(one: Evidence, other: Evidence) -> bool:
    return one.score >= _FAR_LIKER * other.score


def _in_order(
    matched: dict[int, int],
    joined: Joined,
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
