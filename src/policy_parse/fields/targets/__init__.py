"""Numbers that a plan commits to."""
