"""The words of data/indicator_columns.toml and data/signs_indicator_tables.toml."""

from __future__ import annotations

from policy_parse.fields.quantities.words import QuantityWords
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.signs import SignTable
from policy_parse.text.sign import Sign


class IndicatorSigns(SignTable):
    """Signs by which a table of indicators is read."""

    table = "signs_indicator_tables"

    indicator_head: Sign
    head_year: Sign
    head_plan: Sign
    result_head: Sign
    compared_head: Sign
    growth_head: Sign
    yearly_head: Sign
    no_value: Sign
    row_label: Sign
    decreasing_name: Sign
    increasing_name: Sign
    binding_attribute: Sign
    expected_attribute: Sign


class IndicatorWords:
    """What tables of indicators are read with: signs, heads of columns and what they mean, the words of amounts."""

    def __init__(self, lexicon: Lexicon, amounts: QuantityWords) -> None:
        self.amounts = amounts
        self.signs = IndicatorSigns(lexicon)
        entries = lexicon.table("indicator_columns")
        self.exact: dict[str, str] = {head: e["meaning"] for e in entries for head in e.get("exact", ())}
        self.contained: tuple[tuple[str, str], ...] = tuple(
            (part, e["meaning"]) for e in entries for part in e.get("contains", ())
        )
