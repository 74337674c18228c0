"""``python -m policy_parse`` is the command ``policy-parse``."""

from policy_parse.cli import run

raise SystemExit(run())
