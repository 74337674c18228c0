"""A vocabulary for a run: loaded, checked and compiled once, so that no document is the first to find a fault."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache

from policy_parse.lexicon import Lexicon

Vocabulary = Lexicon | str | os.PathLike[str] | Sequence[str | os.PathLike[str]]
"""A Lexicon, or the directory or directories of one's own to lay over the package's."""


def prepared(vocabulary: Vocabulary | None = None) -> Lexicon:
    """The Lexicon that is meant, made ready; the package's own where that is None.

    Raises LexiconError for a directory or an entry that cannot be used, TypeError for a value of another type.
    """
    lexicon = _lexicon(vocabulary)
    if not lexicon.is_builtin:
        _compile(lexicon)  # the package's own is compiled piece by piece, where a document needs it: a test tries all
    return lexicon


def _lexicon(vocabulary: Vocabulary | None) -> Lexicon:
    if isinstance(vocabulary, Lexicon):
        return vocabulary
    if vocabulary is None:
        return Lexicon.load()
    one = isinstance(vocabulary, str | os.PathLike)
    if one or (isinstance(vocabulary, Sequence) and all(isinstance(each, str | os.PathLike) for each in vocabulary)):
        return Lexicon.load(vocabulary)
    raise TypeError("lexicon must be a Lexicon, a directory, or a sequence of directories")


@cache
def _compile(lexicon: Lexicon) -> None:
    """Build what modules make of the tables. Raises LexiconError for words that cannot stand beside the others."""
    from policy_parse.fields.targets import indicator_table
    from policy_parse.fields.targets.find import find_targets
    from policy_parse.text.fold import fold
    from policy_parse.vocabulary.words import words_of

    units = words_of(lexicon).units
    for part in ("signs", "roles", "offices", "agencies", "regions"):
        getattr(units, part)
    words = words_of(lexicon)
    for part in ("deadlines", "tasks", "checks"):
        getattr(words, part)
    words.reading.build()
    words.header, words.outline  # noqa: B018
    indicator_table.column_meaning("单位", None, words.targets)
    sentence = "确保漏损率较2030年下降2%以上，年均新建泵站12座。"
    find_targets(fold(sentence), source=sentence, year=2031, words=words_of(lexicon).targets)
