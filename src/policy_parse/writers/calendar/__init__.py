"""The time limits of a plan as entries of a calendar.

`occasions` says what they are, `entries` how they are written, `renew` how those of an earlier file are known again.
"""
