"""The signs of ``data/signs_tasks.toml``."""

from __future__ import annotations

from policy_parse.lexicon.signs import SignTable
from policy_parse.text.sign import Sign


class TaskSigns(SignTable):
    """What tells a task, or the place of one, in the words of a plan."""

    table = "signs_tasks"

    duty_section: Sign
    duty_title: Sign
    duty_head: Sign
    goal_paragraph: Sign
    goal_sentence: Sign
    appeal: Sign
    remark: Sign
    describing_column: Sign
