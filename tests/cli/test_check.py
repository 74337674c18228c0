"""``policy-parse check``: what is reported, in which form, and with which exit status."""

import json

import pytest

from policy_parse.cli import main

pytestmark = pytest.mark.usefixtures("read_once")

TWICE = "一、重点任务\n1.建设泵站。（县城乡住房建设局负责）\n2.改造管网。（县住房城乡建设局负责）\n"
ROLES = "一、重点任务\n1.建设泵站。（县水利局牵头，县水利局、县财政局配合）\n"
GOOD = "一、重点任务\n1.建设泵站。（县水利局牵头，县财政局配合）\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    for name, text in {"twice.txt": TWICE, "roles.txt": ROLES, "good.txt": GOOD}.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 word/ broken")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys, *arguments):
    status = main(["check", *map(str, arguments)])
    said = capsys.readouterr()
    return status, said.out, said.err


def codes(out):
    return [[finding["code"] for finding in file["findings"]] for file in json.loads(out)["files"]]


def test_findings_of_several_files_and_one_that_cannot_be_read(desk, capsys):
    status, out, err = run(capsys, "twice.txt", "broken.docx", "roles.txt", "--format", "json")
    assert status == 1
    assert codes(out) == [["unit-variant"], [], ["unit-two-roles"]]
    assert "broken.docx" in err
    assert json.loads(out)["files"][1]["error"]


def test_a_folder_is_every_document_in_it(desk, capsys):
    (desk / "broken.docx").unlink()
    status, out, _ = run(capsys, ".", "--format", "json")
    assert status == 0
    assert codes(out) == [[], ["unit-two-roles"], ["unit-variant"]]


def test_without_a_finding_it_says_so(desk, capsys):
    status, out, _ = run(capsys, "good.txt", "--fail-on", "info")
    assert status == 0
    assert "没有疑点" in out


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ([], 0),
        (["--fail-on", "error"], 0),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "info"], 1),
        (["--fail-on", "warning", "--ignore", "unit-two-roles"], 0),
        (["--fail-on", "info", "--select", "unit-variant,numbering-gap"], 1),
        (["--fail-on", "info", "--select", "numbering-gap"], 0),
    ],
)
def test_the_exit_status_says_whether_findings_are_grave(desk, capsys, options, status):
    assert run(capsys, "twice.txt", "roles.txt", *options)[0] == status


def test_codes_are_chosen_by_name(desk, capsys):
    both = ("twice.txt", "roles.txt", "--format", "json")
    assert codes(run(capsys, *both, "--select", "unit-variant")[1]) == [["unit-variant"], []]
    assert codes(run(capsys, *both, "--ignore", "unit-variant，numbering-gap")[1]) == [[], ["unit-two-roles"]]
    status, out, err = run(capsys, *both, "--select", "unit-varaint")
    assert (status, out) == (2, "")
    assert "unit-varaint" in err


@pytest.mark.parametrize(("name", "begins"), [("out.txt", "twice.txt："), ("out.json", "{"), ("out.sarif", "{")])
def test_the_ending_names_the_format(desk, capsys, name, begins):
    status, out, _ = run(capsys, "twice.txt", "-o", name)
    assert (status, out) == (0, "")
    written = (desk / name).read_text("utf-8")
    assert written.startswith(begins)
    assert ("2.1.0" in written) == name.endswith("sarif")


@pytest.mark.parametrize(
    "options",
    [
        ["twice.txt", "-o", "twice.txt"],
        ["twice.txt", "-o", "nowhere/out.json"],
        ["twice.txt", "roles.txt", "--annotate", "out.docx"],
        ["twice.txt", "--annotate", "-"],
        ["-", "--annotate", "out.docx"],
        ["twice.txt", "--annotate", "out.docx"],
        ["twice.txt", "--annotate", "same.docx", "-o", "same.docx"],
    ],
)
def test_what_cannot_be_written_is_refused(desk, capsys, options):
    before = sorted(file.name for file in desk.iterdir())
    status, out, err = run(capsys, *options)
    assert status in (1, 2)
    assert out == ""
    assert err.startswith("policy-parse: ")
    assert sorted(file.name for file in desk.iterdir()) == before


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_the_findings_as_notes_on_a_copy(beibei, tmp_path, capsys, ending):
    source, out = beibei / f"source.{ending}", tmp_path / f"noted.{ending}"
    before = source.read_bytes()
    status, text, _ = run(capsys, source, "--annotate", out, "--select", "unit-unknown-prefix")
    assert status == 0
    assert "商务委" in text
    assert source.read_bytes() == before
    assert out.read_bytes() != before
    assert run(capsys, source, "--annotate", source)[0] == 2
    assert source.read_bytes() == before


def test_rules_shows_the_codes(capsys):
    assert main(["rules", "--findings"]) == 0
    assert "unit-two-roles" in capsys.readouterr().out
    assert main(["rules", "--findings", "target-"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("target-mismatch")
    assert "unit-two-roles" not in shown
    assert main(["rules", "--findings", "nothing"]) == 2
