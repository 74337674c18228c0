"""One unit for all values of a series: the one that most of them are written in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from policy_parse.comparison.targets import plain_number
from policy_parse.model import Quantity, Target


def common_unit(targets: Sequence[Target]) -> tuple[str | None, list[tuple[Decimal, Decimal | None]]]:
    """The unit as it is written most often (later ones before earlier ones), and each target's numbers in it.

    The targets are of one dimension, whose units convert. Raises ValueError if they do not.
    """
    sizes = {target.unit: size for target in targets if (size := _size(target)) is not None}
    counts = Counter(target.unit for target in targets)
    newest = {target.unit: place for place, target in enumerate(targets)}
    chosen = max(counts, key=lambda unit: (unit in sizes, counts[unit], newest[unit]))
    standard = next(target.quantity.unit for target in targets if target.unit == chosen)
    size = sizes.get(chosen, Decimal(1))
    return chosen, [_numbers(target.quantity, standard, size) for target in targets]


def _size(target: Target) -> Decimal | None:
    """How many of the standard unit one of the written unit is: 100000000 for 亿m³; None if the number is 0."""
    return target.quantity.value / target.value if target.value else None


def _numbers(quantity: Quantity, standard: str | None, size: Decimal) -> tuple[Decimal, Decimal | None]:
    same = quantity if standard is None or quantity.unit == standard else quantity.to(standard)
    top = same.value_max
    return plain_number(same.value / size), None if top is None else plain_number(top / size)
