"""The signs of ``data/signs_quantities.toml``."""

from __future__ import annotations

from policy_parse.lexicon.signs import SignTable
from policy_parse.text.sign import Sign


class QuantitySigns(SignTable):
    """Signs by which an amount, its bound and what it is compared with are read."""

    table = "signs_quantities"

    negation: Sign
    forbidden_clause: Sign
    or_equal: Sign
    equal_or: Sign
    unread_negation: Sign
    change_to: Sign
    from_to: Sign
    plain_number: Sign
    from_value: Sign
    then_changed: Sign
    adverb_before: Sign
    alike: Sign
    period_before: Sign
    any_period: Sign
    inner_bound: Sign
    baseline: Sign
    plan_end: Sign
    year: Sign
    last_year: Sign
    sized_thing: Sign
    holding: Sign
    kilovolts: Sign
    inclusive: Sign
    per_many: Sign
    bare_magnitude: Sign
    rate_ends: Sign
    times: Sign
    open_measure: Sign
    doubtful_measure: Sign
    money_of: Sign
    for_each: Sign
    minus: Sign
    before_a_sign: Sign
    unknown_rate: Sign
    included: Sign
    left_out: Sign
    range_without: Sign
    open_range: Sign
    some_tens: Sign
    mixed_number: Sign
    cut_after: Sign
    no_half: Sign
    half_ends: Sign
    begins_with_half: Sign
    other_measure: Sign
