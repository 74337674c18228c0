"""What the checks know of words."""

from __future__ import annotations

from typing import NamedTuple

from policy_parse.fields.quantities.words import QuantityWords
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon.signs import SignTable
from policy_parse.signs.lines import LineSigns
from policy_parse.signs.tables import TableWords
from policy_parse.text.sign import Sign


class CheckSigns(SignTable):
    """The signs of ``data/signs_checks.toml``."""

    table = "signs_checks"

    deadline_label: Sign
    not_shortened: Sign
    indicator_frame: Sign
    unit_label: Sign
    unit_label_hint: Sign
    unit_column: Sign
    after_names: Sign
    not_work: Sign
    sum_hint: Sign
    parts_follow: Sign
    summed_up: Sign
    sum_over: Sign
    and_others: Sign
    new_clause: Sign
    each_of: Sign
    to_level: Sign
    changed_by: Sign
    from_base: Sign
    than_base: Sign
    on_base: Sign
    for_each_one: Sign
    over_all: Sign
    full_score: Sign
    in_turn: Sign
    shared: Sign
    shared_so: Sign
    structure: Sign
    points_of_a_score: Sign
    total_name: Sign
    subtotal_name: Sign
    all_places: Sign
    total_column: Sign
    no_amount: Sign
    not_added: Sign
    from_to: Sign
    years_from_to: Sign
    days_from_to: Sign
    quarters_from_to: Sign
    hours_from_to: Sign
    amounts_from_to: Sign
    numerals_from_to: Sign
    turned_on_purpose: Sign
    to_amount: Sign
    amount_changed: Sign
    goes_from: Sign
    goes_further: Sign
    year_of_amount: Sign
    rank: Sign
    days_of_month: Sign
    level_name: Sign
    share_name: Sign
    dropped_of: Sign
    quoted_title: Sign
    issued_here: Sign
    years_at_end: Sign
    made_here: Sign
    other_number: Sign
    listed_names: Sign
    carried_document: Sign
    carried_alone: Sign
    year_of_title: Sign
    statement_over: Sign
    parts_units: Sign
    list_of_units_over: Sign
    count_before_heading: Sign
    count_behind_heading: Sign
    bare_year: Sign
    named_part: Sign
    few_things: Sign
    count_of_things: Sign
    heading_number: Sign
    parts_of_plan: Sign
    this_plan_has: Sign
    listed_below: Sign
    parts_in_title: Sign
    this_text: Sign
    this_text_has: Sign
    parts_in_all: Sign
    to_the_end: Sign
    joined_pair: Sign
    until_year: Sign
    valid_until: Sign
    limit_before: Sign
    limit_urged: Sign
    limit_without_year: Sign
    presses_for: Sign
    limit_of_work: Sign
    overall_aims: Sign
    another_year: Sign
    year_of_goals: Sign
    told_as_done: Sign
    level_piece: Sign
    levels_in_one: Sign
    issuing_offices: Sign
    named_count: Sign
    named_list: Sign
    run_of_ones: Sign
    announces_parts: Sign
    called_together: Sign
    counted_offices: Sign
    count_of_quoted: Sign
    count_of_shape: Sign
    count_of_titles: Sign
    years_of_plan: Sign
    counts_by_endings: Sign
    told_apart: Sign
    values_in_turn: Sign
    no_things: Sign
    count_by_its_word: Sign
    list_follows: Sign
    series_follows: Sign
    no_name: Sign
    open_list: Sign
    may_join: Sign
    counted_piece: Sign
    verb_inside: Sign
    verb_last: Sign
    announced: Sign
    tells_apart: Sign
    explained_by: Sign
    reached: Sign
    new_things: Sign
    making: Sign
    short_opening: Sign
    counted_clause: Sign
    counted_step: Sign
    counted_in_brackets: Sign
    caption_number: Sign
    attachments_begin: Sign
    attachment_line: Sign
    group_of_members: Sign
    clause_before: Sign
    whole_region: Sign


class CheckWords(NamedTuple):
    """The words that checks use: signs of their own, and what offices, lines, cells of tables and amounts look like."""

    signs: CheckSigns
    units: UnitWords
    lines: LineSigns
    tables: TableWords
    quantities: QuantityWords
