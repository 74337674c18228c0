"""The signs of ``data/signs_header.toml``."""

from __future__ import annotations

from policy_parse.lexicon.signs import SignTable
from policy_parse.text.sign import Sign


class HeaderSigns(SignTable):
    """What the parts of a document's front and back matter look like."""

    table = "signs_header"

    title_end: Sign
    body_start: Sign
    noise: Sign
    remark: Sign
    number: Sign
    number_labels: Sign
    number_line: Sign
    title_before_number: Sign
    printed: Sign
    copied: Sign
    annex_line: Sign
    annex_list: Sign
    annex_again: Sign
    month_line: Sign
    letterhead: Sign
    labelled_number: Sign
    recipients: Sign
    named_plans: Sign
    reported_plan: Sign
    headline: Sign
    name_line: Sign
    notice: Sign
    open_notice: Sign
    goes_on: Sign
    begins: Sign
    weak_ending: Sign
    strong_start: Sign
    leads_on: Sign
    hands_out: Sign
    consulted: Sign
    open_ended: Sign
    strong_end: Sign
    title_run_on: Sign
    list_of_fields: Sign
    date_tail: Sign
    open_date_tail: Sign
    number_tail: Sign
    digits_line: Sign
    month_of_date: Sign
    annex_before_title: Sign
    no_letter: Sign
    opens_annex: Sign
    cut_notice: Sign
    plan_of_notice: Sign
    handed_out: Sign
    handed_to_you: Sign
    issuer_of_heading: Sign
    level_only: Sign
    made_public: Sign
    sealed_for: Sign
    seal: Sign
    page_label: Sign
    and_others: Sign
    seam: Sign
    begins_local_name: Sign
    years: Sign
    year: Sign
    five_years: Sign
    plan_number: Sign
    five_years_in_full: Sign
    one_year: Sign
    time_of_action: Sign
    span_of_years: Sign
    review: Sign
    township: Sign
    goes_on_as_a_name: Sign
    before_region: Sign
    province_unnamed: Sign
