"""What a careful reader would query."""

from policy_parse.lexicon import Lexicon
from policy_parse.model import Finding, Plan


def check_plan(plan: Plan, lexicon: Lexicon) -> tuple[Finding, ...]:
    """Every finding about `plan`."""
    return ()
