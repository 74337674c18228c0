"""The signs that are written in code, not in data: each finds its examples, and each alternative is in one."""

import re
from importlib import import_module
from pathlib import Path

import pytest

import policy_parse
from alternatives import without_each
from policy_parse.text.sign import Sign


def constants():
    """Every Sign that is a constant of a module, by its id; modules that do not name it are not imported for it."""
    found, package = {}, Path(policy_parse.__file__).parent
    for file in sorted(package.rglob("*.py")):
        if "Sign(" in file.read_text("utf-8"):
            name = ".".join(file.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")
            found |= {value.id: value for value in vars(import_module(name)).values() if isinstance(value, Sign)}
    return found


SIGNS = constants()


@pytest.mark.parametrize("identity", sorted(SIGNS))
def test_it_finds_its_examples(identity):
    sign = SIGNS[identity]
    assert sign.says
    assert sign.examples
    assert list(sign.failures()) == []


@pytest.mark.parametrize("identity", sorted(SIGNS))
def test_each_alternative_is_in_an_example(identity):
    sign, unseen = SIGNS[identity], []
    for alternative, rest in without_each(sign.pattern):
        try:
            missed = list(Sign(identity, rest, examples=sign.examples, never=sign.never).failures())
        except re.error:  # a group that is referred to
            continue
        if not missed:
            unseen.append(alternative)
    assert unseen == []
