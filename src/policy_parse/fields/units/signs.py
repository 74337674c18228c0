"""The signs of ``data/signs_units.toml`` that tell units, lists of them and statements of responsibility."""

from __future__ import annotations

from policy_parse.lexicon.signs import SignTable
from policy_parse.text.sign import Sign


class UnitSigns(SignTable):
    """Signs by meaning; what the name of an office or a region looks like is in `OfficeSigns` and `RegionSigns`."""

    table = "signs_units"

    # the level and place of a name
    level_word: Sign
    no_level_word: Sign
    youth_league: Sign
    provincial_class: Sign
    township_class: Sign
    county_class: Sign
    municipal_class: Sign
    central: Sign
    banking_branch: Sign
    finance_branch: Sign
    exchange_branch: Sign
    securities_branch: Sign
    customs_branch: Sign
    survey_branch: Sign
    bank_branch: Sign
    unsettled: Sign
    fillers: Sign
    # statements and their labels
    label: Sign
    role_at_end: Sign
    closing_role: Sign
    unknown_label: Sign
    unread_label: Sign
    only_explains: Sign
    unclosed_end: Sign
    division_end: Sign
    bare_divisions: Sign
    division_of_an_office: Sign
    runs_on_name: Sign
    runs_on_time: Sign
    # rules for the whole document
    unlisted: Sign
    first_unit_leads: Sign
    units_before_comma_lead: Sign
    for_later_tasks: Sign
    for_all_tasks: Sign
    here_and_for_later_tasks: Sign
    classes_for_later_tasks: Sign
    said_of_all_tasks: Sign
    brackets_name_lead: Sign
    carrying_out: Sign
    rule_not_unit: Sign
    # lists and their items
    up_to_a_level: Sign
    class_word: Sign
    shared_ending: Sign
    bare_levels: Sign
    two_class_words: Sign
    level_and_office: Sign
    party_end: Sign
    government: Sign
    party_and_government: Sign
    own_role: Sign
    others_of_a_kind: Sign
    time_limit: Sign
    phone: Sign
    name_shaped: Sign
    doer_and_work: Sign
    class_by_clause: Sign
    work_and_doer: Sign
    person: Sign
    post: Sign
    may_be_person: Sign
    remark_behind_name: Sign
    and_so_on: Sign
    before_a_name: Sign
    region_alone: Sign
    class_alone: Sign
    lost_break: Sign
    joins_names: Sign
    named_members: Sign
    # words that several names share
    said_level: Sign
    government_of_a_place: Sign
    whole_place: Sign
    government_ending: Sign
