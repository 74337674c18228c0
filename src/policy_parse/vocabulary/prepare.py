"""The vocabulary for a run: which one is meant, and whether all of it can be used."""

from __future__ import annotations

import os
from collections.abc import Sequence

from policy_parse.lexicon import Lexicon
from policy_parse.vocabulary.words import Words, words_of

Vocabulary = Lexicon | str | os.PathLike[str] | Sequence[str | os.PathLike[str]]
"""A Lexicon, or the directory or directories of one's own to lay over the package's."""


def prepared(vocabulary: Vocabulary | None = None) -> Words:
    """The words of `vocabulary`, those of the package if it is None.

    A user's vocabulary is built whole, so that its faults are found before the first document; of the package's own,
    which a test builds whole, each part is built when a document needs it. Raises LexiconError for a directory or an
    entry that cannot be used, TypeError for a value of another type.
    """
    words = words_of(_lexicon(vocabulary))
    if not words.lexicon.is_builtin:
        words.check()
    return words


def _lexicon(vocabulary: Vocabulary | None) -> Lexicon:
    if isinstance(vocabulary, Lexicon):
        return vocabulary
    if vocabulary is None:
        return Lexicon.load()
    one = isinstance(vocabulary, str | os.PathLike)
    if one or (isinstance(vocabulary, Sequence) and all(isinstance(each, str | os.PathLike) for each in vocabulary)):
        return Lexicon.load(vocabulary)
    raise TypeError("lexicon must be a Lexicon, a directory, or a sequence of directories")
