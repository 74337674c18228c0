"""What the command says and returns where something is wrong: one clear line, 1 for the document, 2 for the usage."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest

from policy_parse.cli import main

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_DOCX = OLE2 + b"\x00" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 512


def encrypted_pdf():
    """A smallest PDF whose user password is not the empty one (PDF 32000-1, 7.6.3)."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"ab" * 32 + b">/U<" + b"cd" * 32 + b">>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00112233><00112233>]>>"
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + trailer + b"\nstartxref\n%d\n%%%%EOF" % len(out)


def png():
    """The beginning of a picture."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)


def fails(capsys, *arguments):
    """The one line that a run with `arguments` puts on standard error, with its exit status."""
    status = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1, said.err
    assert said.err.startswith("policy-parse: ")
    return status, said.err


BAD = {
    "empty.docx": (b"", "空"),
    "blank.txt": (b"  \n\n \n", "空"),
    "nulls.doc": (b"\x00" * 4096, "空"),
    "cut.png": (png() + bytes(range(256)) * 8, "图"),
    "sound.wav": (b"RIFF\x24\x08\x00\x00WAVEfmt \x10\x00\x00\x00" + bytes(range(256)) * 8, "格式"),
    "cut.docx": (None, "damaged"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<</Type/Cata", "pdf"),
    "encrypted.docx": (ENCRYPTED_DOCX, "密"),
    "encrypted.pdf": (encrypted_pdf(), "密"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_one_line_and_status_1(name, tmp_path, capsys, beibei):
    data, reason = BAD[name]
    file = tmp_path / name
    file.write_bytes(data if data is not None else (beibei / "source.docx").read_bytes()[:20000])
    status, said = fails(capsys, "parse", file)
    assert status == 1
    assert name in said
    assert reason in said.lower() or name.startswith("cut"), said


def test_a_missing_file_is_named(tmp_path, capsys):
    status, said = fails(capsys, "parse", tmp_path / "没有.docx")
    assert (status, "没有这个文件" in said) == (1, True)
    assert "没有.docx" in said


def test_a_directory_is_not_a_file(tmp_path, capsys):
    status, said = fails(capsys, "parse", tmp_path)
    assert (status, "目录" in said) == (1, True)


@pytest.mark.parametrize("command", ["blocks", "outline"])
def test_other_commands_refuse_in_the_same_way(command, tmp_path, capsys):
    assert fails(capsys, command, tmp_path / "none.pdf")[0] == 1


def test_a_vocabulary_directory_that_is_not_there_is_named(beibei, tmp_path, capsys):
    status, said = fails(capsys, "parse", beibei / "source.txt", "--lexicon", tmp_path / "mine")
    assert (status, "mine" in said) == (1, True)


def test_a_vocabulary_with_a_fault_is_named_with_file_and_entry(beibei, tmp_path, capsys):
    (tmp_path / "roles.toml").write_text("[[entry]]\nkind = 'label'\n", "utf-8")
    status, said = fails(capsys, "parse", beibei / "source.txt", "--lexicon", tmp_path)
    assert (status, "roles.toml" in said, "entry 1" in said) == (1, True, True)


def test_an_unknown_output_format_is_named(beibei, capsys):
    status, said = fails(capsys, "parse", beibei / "source.txt", "--format", "docbook")
    assert (status, "docbook" in said) == (2, True)


def test_an_output_without_a_known_ending_says_which_are_known(beibei, tmp_path, capsys):
    status, said = fails(capsys, "parse", beibei / "source.txt", "-o", tmp_path / "out.odf")
    assert (status, ".json" in said) == (2, True)
    assert list(tmp_path.iterdir()) == []


USAGE = {
    "no command": [],
    "unknown command": ["frobnicate"],
    "no file": ["parse"],
    "unknown option": ["parse", "plan.docx", "--colour"],
    "year that is a word": ["parse", "plan.docx", "--year", "next"],
    "year out of reach": ["parse", "plan.docx", "--year", "22"],
}


@pytest.mark.parametrize("arguments", USAGE.values(), ids=USAGE.keys())
def test_wrong_usage_is_status_2(arguments, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("usage: policy-parse")
    assert "\npolicy-parse" in said


def test_a_task_that_is_not_there_is_status_2_and_names_those_that_are(beibei, capsys):
    status, said = fails(capsys, "explain", beibei / "source.txt", "--task", "900")
    assert (status, "n.3.1.1" in said) == (2, True)


def test_a_rule_that_is_not_there_is_status_2(capsys):
    status, said = fails(capsys, "rules", "deadline.of_no_such_name")
    assert (status, "deadline.of_no_such_name" in said) == (2, True)


def test_the_process_exits_with_that_status_and_no_traceback(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "policy_parse", "parse", str(tmp_path / "none.docx")], capture_output=True, text=True
    )
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    assert run.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
def test_a_reader_that_goes_away_is_no_error(beibei):
    run = subprocess.Popen(
        [sys.executable, "-m", "policy_parse", "parse", str(beibei / "source.txt")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    run.stdout.close()  # as `| head` does, before the first byte
    said = run.stderr.read()
    assert run.wait(timeout=60) == 0
    assert said == b""


@pytest.mark.parametrize("task", ["²", "0", "-1"])
def test_a_task_that_is_no_position_is_wrong_usage(task, beibei, capsys):
    assert main(["explain", str(beibei / "source.txt"), f"--task={task}"]) == 2
    assert "no such task" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_output_that_finds_no_room_is_one_line(beibei):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "policy_parse", "parse", beibei / "source.txt"], stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 1
    assert len(done.stderr.decode().splitlines()) == 1


def test_an_unbuffered_standard_output_gets_all_of_a_long_result(monkeypatch):
    from types import SimpleNamespace

    from policy_parse.cli.messages import put_result

    class Narrow:
        """Takes a part of what it is given, as a pipe or a full disk does."""

        def __init__(self):
            self.taken = b""

        def write(self, data):
            self.taken += bytes(data[:1000])
            return min(len(data), 1000)

    narrow = Narrow()
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=narrow, flush=lambda: None, isatty=lambda: False))
    whole = "县水利局负责清淤。".encode() * 5000
    put_result(whole, binary=False)
    assert narrow.taken == whole


def test_a_name_of_several_lines_is_complained_about_in_one(capsys):
    assert main(["parse", "no\nsuch.txt"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
