"""Readers get the caller's vocabulary if they ask for it; plug-ins that do not are called as before."""

import pytest

from policy_parse import registry
from policy_parse.document import Paragraph, build_document
from policy_parse.lexicon import Lexicon
from policy_parse.registry import read_document
from policy_parse.signs.reading import ReaderSigns


class Plain:
    """A plug-in from before there were signs."""

    FORMAT = "plain"
    SUFFIXES = (".plain",)

    def sniff(self, data):
        return data.startswith(b"PLAIN")

    def missing(self):
        return None

    def read(self, data, *, name, password=None):
        return build_document([Paragraph(data.decode())], name=name, format=self.FORMAT, data=data)


class Worded(Plain):
    """A plug-in that asks for signs."""

    def read(self, data, *, name, password=None, signs=None):
        self.signs = signs
        return super().read(data, name=name)


@pytest.fixture
def signs():
    return ReaderSigns(Lexicon.load())


def use(monkeypatch, reader):
    monkeypatch.setattr(registry, "_plugins", lambda: (reader,))
    return reader


def test_a_plug_in_without_the_parameter_is_called_as_before(monkeypatch, signs):
    use(monkeypatch, Plain())
    assert read_document(b"PLAIN one", name="a.plain", signs=signs).format == "plain"


def test_a_plug_in_with_the_parameter_gets_the_callers_signs(monkeypatch, signs):
    reader = use(monkeypatch, Worded())
    read_document(b"PLAIN one", name="a.plain", signs=signs)
    assert reader.signs is signs


@pytest.mark.parametrize("name", [name for name in registry.BUILTIN if name != "xlsx"])  # cells need no words
def test_every_reader_of_ours_takes_signs(name):
    from importlib import import_module
    from inspect import signature

    assert "signs" in signature(import_module(f"policy_parse.readers.{name}.reader").read).parameters
