"""Why a number is no commitment."""

from __future__ import annotations

from typing import NamedTuple


class Refused(NamedTuple):
    """A number is no commitment; `by` is the id of the sign or rule that says so.

    Signs are those of ``data/signs_target_forms.toml`` (``target_forms.subsidy``), rules the entries of
    ``data/forms.toml`` that refuse (``target.a_date``).
    """

    by: str
