"""A user's role words are checked when they are first used."""

import pytest

from policy_parse.errors import LexiconError
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon import Lexicon


def lexicon_with(tmp_path, lines):
    (tmp_path / "roles.toml").write_text(f'[[entry]]\nid = "label.mine"\n{lines}\n', encoding="utf-8")
    return Lexicon.load([tmp_path])


def test_a_users_word_gives_its_role(tmp_path):
    lexicon = lexicon_with(tmp_path, 'kind = "label"\nrole = "lead"\nwords = ["总抓单位"]')
    assert UnitWords(lexicon).roles.labels["总抓单位"] == ("lead", "label.mine")


@pytest.mark.parametrize(
    "lines",
    [
        'kind = "label"\nrole = "boss"\nwords = ["总抓单位"]',
        'kind = "heading"\nrole = "lead"\nwords = ["总抓单位"]',
        'kind = "label"\nrole = "lead"\nwords = "总抓单位"',
        'kind = "label"\nrole = "lead"\nwords = [""]',
    ],
)
def test_an_entry_of_no_known_kind_or_role_is_refused_by_its_file_and_id(tmp_path, lines):
    with pytest.raises(LexiconError, match=r"roles\.toml.*label\.mine"):
        UnitWords(lexicon_with(tmp_path, lines)).roles  # noqa: B018
