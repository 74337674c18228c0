"""The signs of ``data/signs_target_forms.toml``."""

from __future__ import annotations

from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.signs import SignTable
from policy_parse.text.sign import Sign


class FormSigns(SignTable):
    """What tells whether a number is a commitment, in which form, and where its words begin.

    `straight_verbs` are the work verbs that govern a number straight after them: those that are no nouns there.
    """

    table = "signs_target_forms"

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        words = {kind: set[str]() for kind in ("work_verb", "verb_or_noun")}
        for entry in lexicon.table("indicators"):
            if entry["kind"] in words:
                words[entry["kind"]].update(entry["words"])
        self.straight_verbs = frozenset(words["work_verb"] - words["verb_or_noun"])

    # times
    dated: Sign
    time_end: Sign
    time: Sign
    time_inside: Sign
    each_year: Sign

    # straight before a number
    adverb_before: Sign
    alike: Sign
    period_before: Sign
    any_period: Sign
    inner_bound: Sign
    baseline: Sign

    # the left edge
    lead_in: Sign
    scope: Sign
    scope_inside: Sign
    effort: Sign
    any_effort: Sign
    work: Sign
    manner: Sign
    manner_before: Sign
    preposition: Sign
    result: Sign
    between: Sign
    doer: Sign
    each_of: Sign
    causes: Sign
    no_verb_there: Sign
    made_verb: Sign
    joint: Sign

    # the situation of a number
    no_thing: Sign
    no_thing_of_a_share: Sign
    likeness: Sign
    number_joint: Sign
    opening_verb: Sign
    said_of_a_thing: Sign
    name_goes_on: Sign
    described_too: Sign
    described: Sign
    done_later: Sign
    how_done: Sign
    after_an_event: Sign
    up_to: Sign
    above_the_norm: Sign
    earlier_value: Sign
    brings_up: Sign
    size: Sign
    predicate: Sign

    # numbers that name or date
    name_before: Sign
    name_after: Sign
    name_after_bare: Sign
    written_out: Sign
    ordinal_unit: Sign
    times_unit: Sign
    how_often: Sign
    after_a_length: Sign
    must_within: Sign
    in_a_month: Sign
    calendar_unit: Sign
    up_to_age: Sign
    length_unit: Sign
    doubtful_unit: Sign
    age_unit: Sign
    energy_standard: Sign

    # what is no commitment
    subsidy: Sign
    past: Sign
    service: Sign
    population: Sign
    on_that_basis: Sign
    part_of_it: Sign
    law: Sign
    support: Sign
    cap: Sign
    raised: Sign
    for_one: Sign
    also_describes: Sign
    from_there: Sign
    for_each_piece: Sign
    entitles: Sign
    by_rule: Sign
    every_one: Sign
    changed_to: Sign

    # services and lengths of time
    school_hours: Sign
    day_of_issue: Sign
    promise: Sign
    done_at_once: Sign
    time_spent: Sign
    no_service: Sign

    # measured
    by_share: Sign
    comes_about: Sign
    index_ending: Sign
    counted_already: Sign
    beside: Sign
    described_by: Sign
    describes: Sign
    consists: Sign
    upholds: Sign
    those: Sign
    relies: Sign
    when: Sign
    ideas: Sign
    own_parts: Sign
    sets_out: Sign
    those_who: Sign
    forbids: Sign
    whose: Sign
    upon: Sign
    in_place: Sign
    clause_closes: Sign
    strives: Sign
    every_place: Sign

    # counted
    only_field: Sign
    rules: Sign
    thing_done: Sign
    origin: Sign
    keeps_up: Sign
    brings_true: Sign
    on_paper: Sign
    among: Sign
    where: Sign
    work_named: Sign
    pushes: Sign
    building_work: Sign
    served: Sign
    one_served: Sign
    one_worked_upon: Sign
    then_given: Sign
    a_person: Sign
    is_done: Sign
    joint_of_counts: Sign

    # the sentence
    has_number: Sign
    in_turn: Sign
    one_by_one: Sign
    year_named: Sign
    no_year_of_the_value: Sign
    compared_year: Sign
    opens_a_clause: Sign
    same_year: Sign
    until_now: Sign
    binds: Sign
    gives: Sign
    gives_one: Sign
    rate: Sign
    pays: Sign
    whole: Sign
