"""What a careful reader would query: one function for each finding code, and the table of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from policy_parse.checks.deadlines import deadline_before_issue, deadline_missing, deadline_outside_period
from policy_parse.checks.linked_names import unit_variant
from policy_parse.checks.name_lists import list_variant
from policy_parse.checks.numbering import numbering_gap
from policy_parse.checks.pairs import deadline_mismatch, units_mismatch, unmatched_task
from policy_parse.checks.ranges import range_reversed
from policy_parse.checks.tables import table_inferred, table_unread
from policy_parse.checks.targets import indicator_variant, target_mismatch, target_uncertain
from policy_parse.checks.titles import title_variant
from policy_parse.checks.totals import total_mismatch
from policy_parse.checks.two_values import indicator_two_values
from policy_parse.checks.units import responsible_missing, unit_two_roles, unit_unknown_prefix
from policy_parse.checks.unread import label_unknown, no_tasks
from policy_parse.checks.words import CheckWords
from policy_parse.model import Finding, Plan

__all__ = ["CHECKS", "check_plan"]

Check = Callable[[Plan, CheckWords], Iterator[Finding]]

CHECKS: Mapping[str, Check] = {
    "no-tasks": no_tasks,
    "label-unknown": label_unknown,
    "table-unread": table_unread,
    "table-inferred": table_inferred,
    "title-variant": title_variant,
    "unit-variant": unit_variant,
    "unit-unknown-prefix": unit_unknown_prefix,
    "unit-two-roles": unit_two_roles,
    "target-mismatch": target_mismatch,
    "indicator-two-values": indicator_two_values,
    "indicator-variant": indicator_variant,
    "target-uncertain": target_uncertain,
    "list-variant": list_variant,
    "total-mismatch": total_mismatch,
    "range-reversed": range_reversed,
    "units-mismatch": units_mismatch,
    "deadline-mismatch": deadline_mismatch,
    "deadline-missing": deadline_missing,
    "responsible-missing": responsible_missing,
    "unmatched-task": unmatched_task,
    "numbering-gap": numbering_gap,
    "deadline-before-issue": deadline_before_issue,
    "deadline-outside-period": deadline_outside_period,
}
"""Every check by the code of its findings, in the order in which they are reported."""


def check_plan(plan: Plan, words: CheckWords) -> tuple[Finding, ...]:
    """Return every finding about `plan`, check by check, each in document order.

    A finding gathers all places of one question: a wrong date in forty rows is one finding with forty spans.
    """
    return tuple(finding for check in CHECKS.values() for finding in check(plan, words))
