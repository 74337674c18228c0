"""What a person need not write: the full name of an office, a quantity in its standard unit."""

from __future__ import annotations

from collections.abc import Callable

from policy_parse.fields.targets.words import TargetWords
from policy_parse.fields.units.offices import Offices
from policy_parse.fields.units.words import UnitWords
from policy_parse.model import Header, Target, Unit, Value
from policy_parse.text.fold import clean, fold


def settler(header: Header, units: UnitWords, targets: TargetWords) -> Callable[[Value], Value]:
    """A function that completes a value of the plan with that header, as the parser does.

    A unit whose name is but its words gets its full name, level and whether it is a class; a target the quantity of its
    number and unit where the vocabulary knows the unit. Everything else stays as it was given.
    """
    offices = Offices(units, header.region, issuers=header.issuers)

    def settle(value: Value) -> Value:
        if isinstance(value, Unit) and clean(value.name) == clean(value.text):
            office = offices.office(clean(value.text))
            return value.model_copy(update=office._asdict())
        if isinstance(value, Target):
            unit = fold(value.unit).text if value.unit else None
            quantity = targets.measures.quantity(value.value, value.value_max, unit)
            return value.model_copy(update={"quantity": quantity}) if quantity.dimension else value
        return value

    return settle
