"""One year's plan against another's: pieces of work paired, and what changed in each (`compare.compare_plans`)."""
