"""The signs of ``data/signs_target_values.toml``."""

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
    relation: Sign
    no_measure: Sign
    and_word: Sign
    enumeration_comma: Sign
    separator: Sign
    at_least_afar: Sign
    each_place: Sign
    baseline_afar: Sign
    no_due: Sign
    same_year: Sign
    whole_year: Sign
    result: Sign
    places: Sign
    work_ending: Sign
    done_ending: Sign
    purpose: Sign
    promised: Sign
    bare_service: Sign
    bare_time: Sign
    dealt_with_after: Sign
    said_of_service: Sign
    part: Sign
    improves: Sign
    bare_rate: Sign
    has_the_property: Sign
    share_of: Sign
    names_a_share: Sign
    raises_a_share: Sign
    shared_work: Sign
    further: Sign
    completes: Sign
    said_already: Sign
    object_named: Sign
    level: Sign
    bare_quantity: Sign
    rate_of_work: Sign
    other_level: Sign
