"""Parts that do not add up to their total, in a sentence and in a table with a row or column of totals."""

from __future__ import annotations

from collections.abc import Iterator

from policy_parse.checks.counts import counts_that_differ
from policy_parse.checks.named_counts import named_counts_that_differ, offices_that_differ
from policy_parse.checks.outline_counts import counts_announced_by_name, counts_of_the_plan, headings_that_miscount
from policy_parse.checks.places import TaskFinder
from policy_parse.checks.sums import sums_that_differ
from policy_parse.checks.table_sums import table_sums_that_differ
from policy_parse.checks.values_in_turn import values_that_differ
from policy_parse.checks.words import CheckWords
from policy_parse.model import Finding, Plan
from policy_parse.span import Span
from policy_parse.text.fold import folded_text


def total_mismatch(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """建设泵站10座，其中甲镇4座、乙镇5座: parts and total of one measure that do not agree.

    After 其中 the parts may be fewer than all: they are questioned where they are more than the total, or nearly all
    of it. Parts with a bound (4座以上) are not added up.
    """
    text = folded_text(plan.text)
    tasks = TaskFinder(plan)
    sums = (*sums_that_differ(text, words), *table_sums_that_differ(plan, text, words))
    said = [(span, f"各分项相加为{added}，与总数{total}不符") for span, added, total in sums]
    said += [
        (span, f"写作“{count}”，列出的有{listed}")
        for differ in (counts_that_differ, named_counts_that_differ, offices_that_differ)
        for span, count, listed in differ(plan, text, words)
    ]
    said += [
        (span, f"“分别”之后有“{values}”，之前列出的有{things}")
        for span, values, things in values_that_differ(plan, text, words)
    ]
    said += [(span, f"写作“{count}”，分为{parts}") for span, count, parts in counts_of_the_plan(plan, text, words)]
    said += [(span, f"写作“{count}”，分为{parts}") for span, count, parts in counts_announced_by_name(plan, words)]
    said += [(span, f"标题写作“{count}”，其下有{parts}") for span, count, parts in headings_that_miscount(plan, words)]
    last: Span | None = None
    for span, message in sorted(said):
        if last is not None and last.overlaps(span):
            continue  # one question of two kinds
        last = span
        task = tasks.holding(span)
        yield Finding(
            code="total-mismatch",
            severity="warning",
            message=message,
            tasks=() if task is None else (task.id,),
            spans=(span,),
        )
