"""One year's plan against another's: pieces of work paired, and what changed in each."""

from policy_parse.comparison.compare import compare_plans
from policy_parse.comparison.words import ComparisonWords

__all__ = ["ComparisonWords", "compare_plans"]
