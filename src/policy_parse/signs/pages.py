"""Signs that readers of files go by: page numbers, labels, cells cut by a page, furniture of web pages, misreadings."""

from __future__ import annotations

from policy_parse.lexicon.load import Lexicon
from policy_parse.lexicon.signs import SignTable
from policy_parse.text.sign import Sign


class PageSigns(SignTable):
    """The signs of ``data/signs_pages.toml``, by name."""

    table = "signs_pages"

    page_of_pages: Sign
    page_number: Sign
    marked_page_number: Sign
    page_number_line: Sign
    recognized_page_number: Sign
    recognized_dashed_number: Sign
    footnote_mark: Sign
    item_label: Sign
    chapter: Sign
    numbered: Sign
    field_label: Sign
    closing_record: Sign
    document_number_part: Sign
    part_title: Sign
    distribution_list: Sign
    title_about: Sign
    continued_table: Sign
    row_label: Sign
    unfinished_cell: Sign
    continued_cell: Sign
    index_head: Sign
    band: Sign
    filled_column: Sign
    optional_column: Sign
    office_start: Sign
    office_tail: Sign
    party_committee: Sign
    and_so_on: Sign
    long_office: Sign
    button_line: Sign
    page_furniture: Sign
    site_name: Sign
    misread_mark: Sign
    misread_full_stop: Sign
    misread_opening_of_year: Sign
    misread_closing_of_year: Sign
    misread_ten: Sign
    misread_dash: Sign
    misread_power: Sign
    misread_zero: Sign
    misread_one: Sign
    misread_last_dash: Sign
    misread_first: Sign
    volume_as_area: Sign
    lost_mark: Sign
    split_date: Sign
    misread_statement: Sign
    unclosed_statement: Sign
    speck: Sign
    stray_point: Sign
    misread_thousand: Sign
    label_like: Sign
    misread_semicolon: Sign
    misread_comma: Sign
    lost_mark_of_governments: Sign
    lost_colon: Sign

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self.labels = frozenset(word for entry in lexicon.named("roles", ["label"]) for word in entry["words"])
        """The words that stand before the units of a task: 责任单位, 牵头单位."""
