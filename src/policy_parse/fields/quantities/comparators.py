"""How a number binds: its comparator and its change, decided here for running text and for tables alike."""

from __future__ import annotations

from typing import NamedTuple

from policy_parse.fields.quantities.amounts import Amount
from policy_parse.fields.quantities.bounds import Before
from policy_parse.fields.quantities.measures import ABOUT, Measure
from policy_parse.fields.quantities.words import Bound
from policy_parse.model import Change, Comparator

_INCLUSIVE: dict[Comparator, Comparator] = {"gt": "ge", "lt": "le"}


class Binding(NamedTuple):
    """A comparator, and the rule that gave it: a bound's id in data/bounds.toml, or the name of a form."""

    comparator: Comparator
    rule: str


def binding(amount: Amount, before: Before, *, after: Bound | None, form: str, at_least_afar: bool = False) -> Binding:
    """The comparator of `amount`, by the first of these that holds.

    A range (3~5个); the bound `after` it (以上); a bound before it (不低于), which includes the number where brackets
    say so (低于5万元（含）); 至少 before the verb (`at_least_afar`); 余, 多 or 几 in it (500余家), or 来 (三十来家); a
    level to be reached (达到); the form, where a service time is a limit (1分钟响应). Else it is equal, by the first
    word beside it.
    """
    if amount.value_max is not None:
        return Binding("between", "target.range")
    if after is not None and after.comparator is not None:
        return Binding(after.comparator, after.id)
    if (bound := _first(before, "bound")) is not None:
        return (
            bound._replace(comparator=_INCLUSIVE.get(bound.comparator, bound.comparator)) if amount.included else bound
        )
    if at_least_afar:
        return Binding("ge", "bound.at_least")
    if amount.more:
        return Binding("approx" if amount.more == ABOUT else "gt", "target.more")
    if (level := _first(before, "level")) is not None:
        return level
    if form == "target.service":
        return Binding("le", form)
    return Binding("eq", next((bound.id for bound in before.bounds), form))


def _first(before: Before, strength: str) -> Binding | None:
    """What the first word of `strength` says; None if there is none."""
    found = (b for b in before.bounds if b.strength == strength and b.comparator is not None)
    return next((Binding(bound.comparator, bound.id) for bound in found if bound.comparator is not None), None)


def change(before: Before, measure: Measure | None) -> Change | None:
    """The direction in which the number is a difference; None if it is a value or an amount of work.

    A rate that the indicator names (贷款增速不低于10%) is a value unless what it is measured from is given. Some verbs
    make a difference of shares, times and sums only: 压减20%, 存款新增1万亿元, but 压减产能200万吨 is work.
    """
    for bound in before.bounds:
        if bound.strength != "change" or (bound.noun and before.baseline is None):
            continue
        if bound.absolute or (measure is not None and (measure.is_ratio or measure.kind in ("time", "money"))):
            return bound.change
    return None
