"""Signs in the names of styles of office documents."""

from __future__ import annotations

from policy_parse.lexicon.signs import SignTable
from policy_parse.text.sign import Sign


class StyleSigns(SignTable):
    """The signs of ``data/signs_styles.toml``, by name."""

    table = "signs_styles"

    heading_style: Sign
    contents_style: Sign
    title_style: Sign
