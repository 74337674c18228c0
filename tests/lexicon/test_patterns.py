import re

import pytest

from policy_parse.errors import LexiconError
from policy_parse.fields.deadlines.rules import DeadlineRules
from policy_parse.lexicon import Lexicon


def own(tmp_path, pattern, name="headings.toml", more="role = 'task'"):
    (tmp_path / name).write_text(f"[[entry]]\nid = 'own'\n{more}\npatterns = ['{pattern}']\n", "utf-8")
    return Lexicon.load([tmp_path])


def test_a_sound_pattern_is_taken(tmp_path):
    assert any(entry["id"] == "own" for entry in own(tmp_path, "^攻坚行动$").table("headings"))


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [("(攻坚", "bad pattern"), ("攻?坚?", "empty"), ("(年|年年)+期", "too slow")],
)
def test_a_pattern_that_cannot_serve_is_named(pattern, reason, tmp_path):
    with pytest.raises(LexiconError, match=reason) as caught:
        own(tmp_path, pattern)
    assert caught.value.entry == "own"


def test_a_rule_with_slots_is_tried_when_it_is_filled(tmp_path):
    entry = "[[entry]]\nid = 'own'\npattern = '(年|年年)+期${month}'\nmakes = 'month'\nneeds = ['月']\nexamples = []\n"
    (tmp_path / "deadlines.toml").write_text(entry, "utf-8")
    with pytest.raises(LexiconError, match="own"):
        DeadlineRules(Lexicon.load([tmp_path]))


@pytest.mark.parametrize(
    ("words", "reason"),
    [('[[entry]]\nid = "x"\n', "kind, role, words"), ("entry = 5\n", "[[entry]]"), ('entry = ["a"]\n', "[[entry]]")],
)
def test_an_entry_without_its_fields_is_refused_by_file_and_id(tmp_path, words, reason):
    (tmp_path / "roles.toml").write_text(words, "utf-8")
    with pytest.raises(LexiconError, match=re.escape(reason)):
        Lexicon.load([tmp_path])
