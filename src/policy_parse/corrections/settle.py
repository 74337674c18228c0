"""What a person need not write: the full name of an office, a quantity in its standard unit."""

from __future__ import annotations

from collections.abc import Callable

from policy_parse.fields.targets.words import TargetWords
from policy_parse.fields.units.offices import Offices
from policy_parse.model import Target, Unit, Value
from policy_parse.text.fold import clean, fold


def settler(offices: Offices, targets: TargetWords) -> Callable[[Value], Value]:
    """A function that completes a value of a plan with these offices, as the parser does.

    A unit whose name is but its words gets its full name, level and whether it is a class; a target the quantity of its
    number and unit where the vocabulary knows the unit. Everything else stays as it was given.
    """

    def settle(value: Value) -> Value:
        if isinstance(value, Unit) and clean(value.name) == clean(value.text):
            _, office = offices.written(value.text)
            return value.model_copy(update=office._asdict())
        if isinstance(value, Target):
            unit = fold(value.unit).text if value.unit else None
            quantity = targets.measures.quantity(value.value, value.value_max, unit)
            return value.model_copy(update={"quantity": quantity}) if quantity.dimension else value
        return value

    return settle
