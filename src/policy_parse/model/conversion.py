"""Amounts in other units: pint's registry with data/units.txt over it, loaded on first use (it takes 0.3 s)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

_DEFINITIONS = Path(__file__).resolve().parents[1] / "data" / "units.txt"
_DIGITS = 15
"""Significant digits that are kept: a third of a hectare has no end."""


def convert(value: Decimal, unit: str, to: str) -> Decimal:
    """`value` of `unit` in the unit `to`; exact to 15 digits.

    Raises ``ValueError`` if one of them does not convert (家, 工作日) or they measure different things.
    """
    registry, errors = _registry()
    try:
        found = registry.Quantity(value, unit).to(to).magnitude
    except errors as error:
        raise ValueError(f"{unit} does not convert to {to}: {error}") from None
    return _round(Decimal(found))


def _round(value: Decimal) -> Decimal:
    digits = f"{value:.{_DIGITS - 1}e}"
    plain = Decimal(digits).normalize()
    return plain.quantize(Decimal(1)) if plain == plain.to_integral_value() else plain


@cache
def _registry() -> tuple[Any, tuple[type[Exception], ...]]:
    import pint

    registry: Callable[..., Any] = pint.UnitRegistry
    units = registry(non_int_type=Decimal, preprocessors=[lambda text: text.replace("‱", "per_ten_thousand")])
    units.load_definitions(str(_DEFINITIONS))
    # An unknown unit, one of another dimension, a spelling that cannot be parsed, a scale that cannot be multiplied.
    return units, (pint.PintError, AttributeError, SyntaxError, TypeError, ValueError, AssertionError)
