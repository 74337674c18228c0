"""What a time means: the functions that compute it from the groups of a matched rule, by the names that rules give.

A builder gets the named groups of its rule and the frame (the plan's year, the date of issue, the years that the text
has named) and returns a TimeReading, or None if the words are no time after all.
"""

from __future__ import annotations

from collections.abc import Mapping

from policy_parse.fields.deadlines import calendar, recurring
from policy_parse.fields.deadlines.reading import Builder

BUILDERS: Mapping[str, Builder] = {
    builder.__name__: builder
    for builder in (
        calendar.day,
        calendar.decade,
        calendar.month,
        calendar.month_of_issue,
        calendar.quarter_of_issue,
        calendar.quarter,
        calendar.half_year,
        calendar.year_end,
        calendar.within_year,
        calendar.year_part,
        calendar.year,
        calendar.numeric,
        calendar.plan_period,
        calendar.plan_end,
        calendar.years,
        calendar.consecutive_years,
        calendar.year_to_month,
        calendar.decades,
        calendar.this_and_next,
        calendar.months,
        calendar.days,
        calendar.numeric_range,
        calendar.quarters,
        calendar.first_quarters,
        calendar.first_months,
        calendar.counted_months,
        calendar.from_now,
        calendar.start,
        calendar.last_year,
        calendar.after_issue,
        recurring.yearly_dates,
        recurring.yearly_months,
        recurring.yearly,
        recurring.every_years,
        recurring.half_yearly,
        recurring.quarterly,
        recurring.monthly,
        recurring.every_months,
        recurring.weekly,
        recurring.daily,
        recurring.every_days,
        recurring.workdays,
        recurring.times,
        recurring.by_measure,
        recurring.regular,
        recurring.event,
        recurring.ongoing,
        recurring.all_year,
    )
}
"""Every builder by the name that `makes` gives it in data/deadlines.toml."""
