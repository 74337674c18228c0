"""Quantities in other units."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_parse.fields.quantities.measures import MAGNITUDES
from policy_parse.fields.quantities.words import QuantityWords
from policy_parse.lexicon import Lexicon
from policy_parse.model import Quantity


def quantity(value: str, unit: str | None, dimension: str | None = None) -> Quantity:
    return Quantity(value=Decimal(value), unit=unit, dimension=dimension)


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("15", "亩", "hectare", "1"), ("10000", "亩", "公顷", "666.666666666667"), ("3000", "ha", "亩", "45000"), ("302800000", "m³", "km**3", "0.3028"),
        ("1000", "tce", "GJ", "29307.6"), ("1", "tce", "kWh", "8141"), ("4000000", "kW", "GW", "4"), ("120000000", "元", "亿元", "1.2"),
        ("35", "µg/m³", "mg/m³", "0.035"), ("500", "m³/d", "m³/h", "20.8333333333333"), ("2", "个百分点", "%", "2"), ("120", "km", "米", "120000"),
    ],
)  # fmt: skip
def test_amounts_convert(value: str, unit: str, to: str, expected: str) -> None:
    assert quantity(value, unit).to(to).value == Decimal(expected)


def test_a_range_converts_at_both_ends_and_keeps_its_dimension() -> None:
    area = Quantity(value=Decimal(15), value_max=Decimal(30), unit="亩", dimension="area").to("hectare")
    assert (area.value, area.value_max, area.unit, area.dimension) == (1, 2, "hectare", "area")


@pytest.mark.parametrize(
    ("unit", "to"),
    [("家", "个"), ("亩", "kg"), ("元", "美元"), (None, "m"), ("km", "no such unit"), ("工作日", "h"), ("m³", "")],
)
def test_what_does_not_convert_is_a_value_error(unit: str | None, to: str) -> None:
    with pytest.raises(ValueError, match="convert"):
        quantity("1", unit).to(to)


def test_every_standard_spelling_of_a_physical_measure_is_a_unit_that_converts() -> None:
    for entry in Lexicon.load().table("measures"):
        if entry["kind"] in ("physical", "money", "ratio") and entry.get("standard") != "番":
            unit = entry["standard"]
            assert quantity("1", unit).to(unit).value == 1, unit


def test_pint_is_loaded_only_to_convert() -> None:
    code = "import sys, policy_parse; from policy_parse.model import Quantity; sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


CONVERTS = ("physical", "money")
UNSCALED = ("degC", "dB")
"""Scales with a zero of their own: they stay what they are."""
MEASURES = QuantityWords(Lexicon.load()).measures
ALIASES = sorted(
    {
        alias
        for entry in Lexicon.load().table("measures")
        if entry["kind"] in CONVERTS and entry["standard"] not in UNSCALED
        for alias in entry["aliases"]
    }
)
SAME_DIMENSION = [
    (one, other)
    for one in ALIASES
    for other in ALIASES
    if one < other and MEASURES.quantity(Decimal(1), None, one).dimension == MEASURES.quantity(Decimal(1), None, other).dimension
]  # fmt: skip


def test_a_dimension_holds_units_that_convert_into_each_other_and_back() -> None:
    for one, other in SAME_DIMENSION:
        first, second = (MEASURES.quantity(Decimal(1), None, unit) for unit in (one, other))
        if "money" in (first.dimension, second.dimension) and first.unit != second.unit:
            continue  # there is no rate of exchange
        back = first.to(second.unit or "").to(first.unit or "")
        assert abs(back.value - first.value) <= first.value * Decimal("1e-12"), (one, other)


@given(
    st.decimals("0.001", 99_999, places=3),
    st.sampled_from(["", *MAGNITUDES]),
    st.sampled_from(ALIASES),
    st.sampled_from(["", *ALIASES, "天", "年", "小时"]),
)
def test_a_measure_with_its_magnitude_or_a_rate_is_what_it_says(
    value: Decimal, magnitude: str, unit: str, per: str
) -> None:
    written = f"{magnitude}{unit}" + (f"/{per}" if per else "")
    read, one = MEASURES.parse(written), MEASURES.parse(unit)
    assert one is not None
    if read is None or read.dimension is None or (found := MEASURES.match(written, 0)) is None or found.unit != written:
        return  # 千 before 瓦时 is no magnitude, and 兆比特/秒 is a rate itself
    quantity = MEASURES.quantity(value, None, written)
    assert quantity.unit is not None
    assert quantity.value == value * read.factor
    assert quantity.to(quantity.unit).value == pytest.approx(quantity.value, rel=Decimal("1e-12"))
    if per:
        assert quantity.dimension is not None
        assert quantity.dimension.startswith(f"{one.dimension}/")
    else:
        assert quantity.dimension == one.dimension
