"""The signs of ``data/signs_target_forms.toml``."""

from __future__ import annotations

from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.signs import SignTable
from policy_parse.text.sign import Sign

_HOW_OFTEN_REACH = 16
"""How far before 一次 words of how often are looked for: 每半年 and the work between."""


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

    def says_how_often(self, sentence: str, at: int, unit: str | None) -> bool:
        """True if the numeral at `at` says how often: 每年召开两次座谈会, 至少一轮监测; not 每年召开一次座谈会."""
        if unit is None or not self.times_unit.fullmatch(unit):
            return False
        place = sentence, max(0, at - _HOW_OFTEN_REACH), at
        often = self.so_many_times.search(*place) or (sentence[at] != "一" and self.how_often.search(*place))
        return bool(often)

    # times
    time: Sign
    time_inside: Sign

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
    newly_built: Sign
    taken_in: Sign
    completing: Sign
    predicate: Sign

    # numbers that name or date
    after_a_length: Sign
    must_within: Sign
    in_a_month: Sign
    length_unit: Sign
    doubtful_unit: Sign

    # what is no commitment
    service: Sign
    population: Sign
    support: Sign
    cap: Sign
    raised: Sign

    # services and lengths of time
    times_unit: Sign
    how_often: Sign
    so_many_times: Sign
    sets: Sign
    named_behind: Sign
    whom: Sign
    school_hours: Sign
    no_service: Sign

    # measured
    by_share: Sign
    by_the_whole: Sign
    upholds: Sign
    clause_closes: Sign
    every_place: Sign

    # counted
    rules: Sign
    somewhere: Sign
    building_work: Sign
    origin: Sign
    among: Sign
    where: Sign
    work_named: Sign
    then_given: Sign
    a_person: Sign
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
    whole: Sign
