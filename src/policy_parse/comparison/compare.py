"""Two plans to one Comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policy_parse.comparison import targets as target_pairs
from policy_parse.comparison.deadlines import deadline_changes
from policy_parse.comparison.evidence import Judge, features_of
from policy_parse.comparison.likeness import Bags
from policy_parse.comparison.pairing import Pairing, pair
from policy_parse.comparison.pieces import Piece, limit_of, pieces_of, together
from policy_parse.comparison.units import Offices, unit_changes
from policy_parse.comparison.wording import text_changes, title_changes
from policy_parse.comparison.words import ComparisonWords
from policy_parse.model import Deadline, Plan, Target
from policy_parse.model.comparison import AnyChange, ComparedPlan, Comparison, TargetChange, TargetMatch, TaskMatch
from policy_parse.structure.header.front_matter import plan_year
from policy_parse.text.fold import fold
from policy_parse.text.segmentation import Segmenter, segmenter_for


class _Between:
    """What holds for the two plans as wholes: the years between them, their offices."""

    def __init__(self, old: Plan, new: Plan, words: ComparisonWords) -> None:
        self.words = words
        before, after = plan_year(old.header), plan_year(new.header)
        self.years = after - before if before is not None and after is not None else 0
        self.own_years = _own_years(new if self.years < 0 else old)
        self.offices = Offices(words, new.header.region or old.header.region, self.years)


def _own_years(plan: Plan) -> range | None:
    """The years that a plan is for; None if it does not say."""
    period, year = plan.header.plan_period, plan_year(plan.header)
    if period is not None:
        return range(period.start_year, period.end_year + 1)
    return None if year is None else range(year, year + 1)


def compare_plans(old: Plan, new: Plan, words: ComparisonWords, *, segmenter: Segmenter | None = None) -> Comparison:
    """What goes on from `old` to `new`, what is added, dropped, merged and split, and what changed.

    Every task of both plans is in exactly one match, and every target of the plans' own. The same plans give the same
    Comparison; with the plans exchanged it is the mirror of it. `segmenter` cuts texts into words instead of jieba.
    """
    between = _Between(old, new, words)
    return Comparison(
        old=_compared(old),
        new=_compared(new),
        matches=tuple(_task_matches(old, new, between, segmenter)),
        targets=tuple(_target_matches(old.targets, new.targets, between)),
    )


def _compared(plan: Plan) -> ComparedPlan:
    header = plan.header
    return ComparedPlan(name=plan.source.name, title=header.title, year=plan_year(header), sha256=plan.source.sha256)


def _task_matches(old: Plan, new: Plan, between: _Between, segmenter: Segmenter | None) -> list[TaskMatch]:
    before, after = pieces_of(old), pieces_of(new)
    if segmenter is None:
        texts = [fold(f"{piece.text}\n{piece.path}").text.lower() for piece in (*before, *after)]
        segmenter = segmenter_for(texts, between.words.vocabulary)
    bags = Bags(segmenter)
    key = between.offices.key
    judge = Judge([features_of(p, bags, key) for p in before], [features_of(p, bags, key) for p in after])
    return [_task_match(pairing, before, after, between) for pairing in pair(before, after, judge)]


def _task_match(pairing: Pairing, before: Sequence[Piece], after: Sequence[Piece], between: _Between) -> TaskMatch:
    old, new = together(before[i] for i in pairing.old), together(after[j] for j in pairing.new)
    changes = tuple(_changes(old, new, between)) if old.tasks and new.tasks else ()
    return TaskMatch(
        kind=pairing.kind or ("changed" if changes else "kept"),
        old=old.ids,
        new=new.ids,
        score=round(pairing.score, 3),
        reasons=pairing.reasons,
        changes=changes,
    )


def _changes(old: Piece, new: Piece, between: _Between) -> list[AnyChange]:
    """All changes of one piece of work: words, targets, time limits, units."""
    years = between.years
    found = target_pairs.pair_targets(old.targets, new.targets, years).pairs
    paired = [target for i, j in found for target in (old.targets[i], new.targets[j])]
    changes: list[AnyChange] = [*title_changes(old, new, years, paired), *text_changes(old, new, years, paired)]
    changes += _target_changes(old.targets, new.targets, found, between)
    limits = [_limits(piece, {t for t in paired if t in piece.targets}) for piece in (old, new)]
    changes += deadline_changes(limits[0], limits[1], years, own_years=between.own_years)
    changes += unit_changes(old.units, new.units, between.offices)
    return changes


def _limits(piece: Piece, paired: set[Target]) -> list[Deadline]:
    """The time limits of a piece and those that govern its targets that both plans state.

    Each as often as a task states it, once for the text and the rows that restate it.
    """
    found: dict[tuple[object, ...], Deadline] = {}
    for task in piece.tasks:
        dues = (target.due for target in task.targets if target in paired and target.due)
        times = Counter[tuple[object, ...]]()
        for limit in {each.span: each for each in (*task.deadlines, *dues)}.values():
            asked = limit_of(limit)
            times[asked] += 1
            found.setdefault((asked, times[asked]), limit)
    return list(found.values())


def _target_changes(
    old: Sequence[Target], new: Sequence[Target], pairs: Sequence[tuple[int, int]], between: _Between
) -> list[TargetChange]:
    """What changed of the targets, in the order of the new ones, what is dropped last."""
    of_new = {j: i for i, j in pairs}
    changes = []
    for j, target in enumerate(new):
        if j not in of_new:
            changes.append(target_pairs.added(target))
        elif (change := _target_change(old[of_new[j]], target, between)) is not None:
            changes.append(change)
    gone = set(range(len(old))) - set(of_new.values())
    return target_pairs.told_once([*changes, *(target_pairs.dropped(old[i]) for i in sorted(gone))])


def _target_change(old: Target, new: Target, between: _Between) -> TargetChange | None:
    return target_pairs.target_change(old, new, between.years, between.words.directions)


def _target_matches(old: Sequence[Target], new: Sequence[Target], between: _Between) -> list[TargetMatch]:
    """The plans' own targets, one to one, in the order of the new plan, what is dropped last."""
    found = target_pairs.pair_targets(old, new, between.years)
    of_new = {j: (i, score) for (i, j), score in zip(found.pairs, found.scores, strict=True)}
    matches = []
    for j, target in enumerate(new):
        if j not in of_new:
            matches.append(TargetMatch(kind="added", new=(j,), score=0.0))
            continue
        i, score = of_new[j]
        change = _target_change(old[i], target, between)
        dues = [[t.due] if t.due else [] for t in (old[i], target)]
        changes = (
            *((change,) if change else ()),
            *deadline_changes(dues[0], dues[1], between.years, own_years=between.own_years),
        )
        matches.append(
            TargetMatch(
                kind="changed" if changes else "kept",
                old=(i,),
                new=(j,),
                score=round(score, 3),
                reasons=target_pairs.reasons_of(old[i], target),
                changes=changes,
            )
        )
    gone = sorted(set(range(len(old))) - {i for i, _ in found.pairs})
    return [*matches, *(TargetMatch(kind="dropped", old=(i,), score=0.0) for i in gone)]
