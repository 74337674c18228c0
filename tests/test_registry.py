"""Readers get the caller's vocabulary if they ask for it; plug-ins that do not are called as before."""

from importlib.metadata import EntryPoint

import pytest

from policy_parse import ReadError, WriteError, plugins, registry, writers
from policy_parse.cli import main
from policy_parse.document import Paragraph, build_document
from policy_parse.errors import PluginWarning
from policy_parse.lexicon import Lexicon
from policy_parse.model import Header, Plan, Source
from policy_parse.registry import read_document
from policy_parse.review import rendered
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


# ------------------------------------------------------------------------------------------------- broken plug-ins


@pytest.fixture
def announce(monkeypatch):
    """Entry points of other packages, in place of those that are installed."""
    for loaded in (registry._plugins, registry.readers, writers._plugins, writers.writers):
        loaded.cache_clear()
        # what the test has loaded is forgotten, whatever it does
    given = {}
    monkeypatch.setattr(plugins, "entry_points", lambda group: given.get(group, []))
    yield lambda group, name, value: given.setdefault(group, []).append(EntryPoint(name, value, group))
    for loaded in (registry._plugins, registry.readers, writers._plugins, writers.writers):
        loaded.cache_clear()


BROKEN = ["no_such_package_anywhere.reader", "json:no_such_name", "this", "json"]
"""Not there; without that name; without what is needed."""


@pytest.mark.parametrize("value", BROKEN)
@pytest.mark.parametrize("kind", ["readers", "writers"])
def test_a_plug_in_that_cannot_be_loaded_is_a_warning_that_names_it(announce, kind, value):
    announce(f"policy_parse.{kind}", "special", value)
    with pytest.warns(PluginWarning, match="special"):
        found = registry.readers() if kind == "readers" else writers.writers()
    assert len(found) == len(registry.BUILTIN if kind == "readers" else writers.BUILTIN)


@pytest.mark.parametrize("arguments", [["formats"], ["parse", "PLAN"], ["parse", "PLAN", "-o", "out.csv"]])
def test_on_the_command_line_it_is_one_line_and_the_work_is_done(announce, tmp_path, monkeypatch, capsys, arguments):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_text("甲县2031年巡查工作方案\n一、重点任务\n1.抓好巡查。（县水利局负责）\n", "utf-8")
    announce("policy_parse.readers", "special", BROKEN[0])
    announce("policy_parse.writers", "ours", BROKEN[0])
    assert main([argument.replace("PLAN", "plan.txt") for argument in arguments]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said
    assert all(line.startswith("policy-parse: 插件（plug-in） ") for line in said)
    assert len(said) == len(set(said))


class Failing(Plain):
    """A plug-in that fails at whatever it is asked."""

    BINARY = False

    def sniff(self, data):
        raise KeyError("sniff")

    def read(self, data, *, name, password=None):
        raise KeyError("read")

    def missing(self):
        raise KeyError("missing")

    def render(self, plan):
        raise KeyError("render")


def test_a_plug_in_that_fails_to_look_is_passed_over(monkeypatch):
    use(monkeypatch, Failing())
    with pytest.warns(PluginWarning, match="plain.*KeyError"):
        assert read_document("一、任务".encode(), name="a.txt").format == "txt"
    assert "KeyError" in registry.missing_of(registry._plugins()[0])


def test_a_plug_in_that_fails_at_a_document_is_named(monkeypatch):
    class Claiming(Failing):
        sniff = Plain.sniff

    use(monkeypatch, Claiming())
    with pytest.raises(ReadError, match=r"a\.plain: 插件 plain .*KeyError"):
        read_document(b"PLAIN one", name="a.plain")


def test_a_writer_that_fails_is_named(monkeypatch):
    failing = Failing()
    monkeypatch.setattr(writers, "_plugins", lambda: (failing,))
    plan = Plan(source=Source(name="a", format="txt", sha256="0"), header=Header(), text="")
    with pytest.raises(WriteError, match=r"plain: 插件.*KeyError"):
        writers.render(plan, "plain")
    with pytest.raises(WriteError, match=r"plain: 插件.*KeyError"):
        writers.dumps(plan, "plain")
    with pytest.raises(WriteError, match=r"plain: 插件.*KeyError"):
        rendered(failing, plan, None)


def test_a_writer_that_fails_at_pages_is_named(monkeypatch):
    class Illustrated(Failing):
        def render_with_pages(self, plan, pages):
            raise KeyError("pages")

    failing = Illustrated()
    monkeypatch.setattr(writers, "_plugins", lambda: (failing,))
    plan = Plan(source=Source(name="a", format="txt", sha256="0"), header=Header(), text="")
    with pytest.raises(WriteError, match=r"plain: 插件.*KeyError: 'pages'"):
        rendered(failing, plan, b"not the document of the plan: no page is drawn")
