"""The signs of data/signs_target_values.toml: amounts, baselines, due times, indicator tables, what an indicator is."""

from __future__ import annotations

from policy_parse.lexicon.signs import SignTable
from policy_parse.text.sign import Sign


class ValueSigns(SignTable):
    """Signs by which the value of a target is read, and the names that share it."""

    table = "signs_target_values"

    shared_head: Sign
    own_head: Sign
    whole_tail: Sign
    tail: Sign
    phrase: Sign
    relation: Sign
    no_measure: Sign
    and_word: Sign
    enumeration_comma: Sign
    separator: Sign
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
    at_least_afar: Sign
    year: Sign
    plan_end: Sign
    last_year: Sign
    baseline_afar: Sign
    no_due: Sign
    same_year: Sign
    whole_year: Sign
    sized_thing: Sign
    holding: Sign
    kilovolts: Sign
    inclusive: Sign
    per_many: Sign
    bare_magnitude: Sign
    unknown_rate: Sign
    rate_ends: Sign
    times: Sign
    open_measure: Sign
    doubtful_measure: Sign
    money_of: Sign
    for_each: Sign
    minus: Sign
    before_a_sign: Sign
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
    result: Sign
    places: Sign
    work_ending: Sign
    done_ending: Sign
    purpose: Sign
    promised: Sign
    bare_service: Sign
    bare_time: Sign
    said_of_service: Sign
    part: Sign
    improves: Sign
    completes: Sign
    level: Sign
    object_named: Sign
    said_already: Sign
    other_level: Sign
    bare_quantity: Sign
    rate_of_work: Sign
    together: Sign
