"""Amounts as the words give them: a numeral with its measure, and what stands straight beside it and binds it.

A row of numeral signs is taken whole and its measure behind it (`numbers`, `measures`); two of them may be a range, and
a bound may follow (`amounts`). The words before give the bound, the period and what a change is measured from
(`bounds`), and all together the comparator (`comparators`). Nothing here knows what a plan commits to.
"""
