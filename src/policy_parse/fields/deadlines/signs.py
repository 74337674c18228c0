"""The signs of ``data/signs_deadlines.toml``."""

from __future__ import annotations

from policy_parse.lexicon.signs import SignTable
from policy_parse.text.sign import Sign


class DeadlineSigns(SignTable):
    """What shows whether a time limits the work, and what else a deadline cell may hold."""

    table = "signs_deadlines"

    opens_clause: Sign
    item_number: Sign
    not_when: Sign
    no_limit: Sign
    duration: Sign
    stage: Sign
    cut_off: Sign
    before_break: Sign
    after_break: Sign
