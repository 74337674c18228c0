"""Packages and archives packed in ways that no writer of documents uses, and lists that grow as they are read."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from policy_parse import LimitError, ReadError, read
from policy_parse.cli import main

SEEDS = Path(__file__).parents[2] / "fuzz" / "seeds"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PLAN = "甲县2031年巡查工作方案\n一、重点任务\n1.抓好巡查。（县水利局牵头）\n"


def packed_anew(name: str, method: int, changed: dict[str, bytes] | None = None) -> bytes:
    """The seed of that name with all its parts but its kind packed by `method`, some of them replaced."""
    out, parts = io.BytesIO(), dict(changed or {})
    with zipfile.ZipFile(SEEDS / name) as old, zipfile.ZipFile(out, "w", method) as new:
        for part in old.namelist():
            how = zipfile.ZIP_STORED if part == "mimetype" else method
            new.writestr(part, parts.pop(part, None) or old.read(part), how)
        for part, content in parts.items():
            new.writestr(part, content)
    return out.getvalue()


def with_dictionaries_of_4_gb(data: bytes) -> bytes:
    """The same with the largest dictionary in the head of every part that LZMA has packed."""
    parts = data.split(_LZMA)
    assert len(parts) > 1
    return parts[0] + b"".join(_LZMA + b"\xff\xff\xff\xff" + part[4:] for part in parts[1:])


_LZMA = b"\x09\x04\x05\x00\x5d"
"""What Python packs by LZMA begins so; the size of the dictionary follows."""
METHODS = {"LZMA": zipfile.ZIP_LZMA, "bzip2": zipfile.ZIP_BZIP2}


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx", "plan.ofd"])
@pytest.mark.parametrize("method", METHODS)
def test_parts_that_are_neither_stored_nor_deflated_are_damage(name: str, method: str) -> None:
    data = packed_anew(name, METHODS[method])
    for packed in (data, with_dictionaries_of_4_gb(data)) if method == "LZMA" else (data,):
        with pytest.raises(ReadError) as refused:
            read(packed, name=name)
        assert type(refused.value) is ReadError


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx", "plan.ofd"])
def test_parts_that_are_stored_are_read(name: str) -> None:
    assert read(packed_anew(name, zipfile.ZIP_STORED), name=name).text == read(SEEDS / name).text


def test_a_manifest_of_another_method_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy_parse.readers.office.reader.find_soffice", lambda: None)
    with pytest.raises(ReadError, match="LibreOffice"):
        read(with_dictionaries_of_4_gb(packed_anew("plan.odt", zipfile.ZIP_LZMA)), name="plan.odt")


def numbered(text: str, times: int) -> bytes:
    """The seed with so many paragraphs of one list whose labels have that text."""
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="77"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    paragraph = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    )
    body = f"<w:document {W}><w:body>{paragraph * times}</w:body></w:document>"
    with zipfile.ZipFile(SEEDS / "plan.docx") as package:
        relations = package.read("word/_rels/document.xml.rels")
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    if b"/numbering" not in relations:
        one = b'<Relationship Id="rIdN" Type="%s" Target="numbering.xml"/></Relationships>' % kind
        relations = relations.replace(b"</Relationships>", one)
    changed = {
        "word/document.xml": body.encode(),
        "word/numbering.xml": numbering.encode(),
        "word/_rels/document.xml.rels": relations,
    }
    return packed_anew("plan.docx", zipfile.ZIP_DEFLATED, changed)


def test_the_text_of_a_label_is_not_written_out_without_measure() -> None:
    """44 kB whose labels are 12,000 times 50,000 numbers: minutes, before the text is found to be too long."""
    assert read(numbered("第%1项 ", 3), name="a.docx").text.splitlines()[-1] == "第3项 甲"
    assert len(read(numbered("%1" * 50_000, 9), name="a.docx").text) < 9 * 300
    with pytest.raises(LimitError):
        read(numbered("%1" * 50_000, 12_000), name="a.docx")


def archive(**members: tuple[bytes, int]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, (content, method) in members.items():
            new.writestr(f"{name}.txt", content, method)
    return out.getvalue()


def test_members_of_an_archive_that_cannot_be_had_are_a_line_each(tmp_path, capsys) -> None:
    good = PLAN.encode()
    data = archive(
        a=(good, zipfile.ZIP_DEFLATED), b=(good, zipfile.ZIP_LZMA), c=(good, zipfile.ZIP_BZIP2), d=(good, zipfile.ZIP_STORED)
    )  # fmt: skip
    at = data.index(b"b.txt") + 9
    broken = data[:at] + b"\xff\xff\xff\xff\xff" + data[at + 5 :]  # the head of what LZMA has packed
    packed = tmp_path / "plans.zip"
    packed.write_bytes(broken)
    assert main(["parse", str(packed), "-o", f"{tmp_path}/out/", "-q"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "b.txt" in said[0]
    assert "unforeseen" not in said[0]
    assert sorted(file.name for file in (tmp_path / "out").glob("*.json")) == ["a.json", "c.json", "d.json"]


def test_what_is_said_of_a_damaged_archive_is_short(tmp_path, capsys) -> None:
    """A name that is longer in the member's own head: zipfile quotes all of it, which may be 64 kB."""
    data = archive(a=(PLAN.encode(), zipfile.ZIP_DEFLATED))
    packed = tmp_path / "plans.zip"
    packed.write_bytes(data[:26] + b"\x50\x00" + data[28:])
    assert main(["parse", str(packed), "-o", f"{tmp_path}/out/", "-q"]) == 1
    [said] = capsys.readouterr().err.splitlines()
    assert "a.txt" in said
    assert len(said) < 300


def test_a_member_of_an_archive_beyond_the_limit_is_not_unpacked(tmp_path, capsys) -> None:
    packed = tmp_path / "plans.zip"
    packed.write_bytes(archive(a=(PLAN.encode(), zipfile.ZIP_DEFLATED), b=(bytes(3_000_000), zipfile.ZIP_BZIP2)))
    assert main(["parse", str(packed), "-o", f"{tmp_path}/out/", "-q", "--limit", "file_bytes=1000000"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "b.txt: 文件过大" in said[0]


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_an_archive_whose_member_asks_for_4_gb_of_memory(tmp_path) -> None:
    packed = tmp_path / "plans.zip"
    data = archive(a=(PLAN.encode(), zipfile.ZIP_DEFLATED), b=(PLAN.encode(), zipfile.ZIP_LZMA))
    packed.write_bytes(with_dictionaries_of_4_gb(data))
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "from policy_parse.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    run = subprocess.run(
        [sys.executable, "-c", script, "parse", packed, "-o", f"{tmp_path}/out/", "-q"],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert run.returncode == 1
    assert len(run.stderr.splitlines()) == 1, run.stderr
    assert "b.txt" in run.stderr
    assert "Traceback" not in run.stderr
    assert (tmp_path / "out" / "a.json").exists()


@pytest.mark.parametrize("size", [(1, 60_000), (60_000, 1), (3, 30_000)])
def test_a_picture_of_a_line_of_pixels_holds_no_text(size: tuple[int, int]) -> None:
    pytest.importorskip("rapidocr")
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, (255, 255, 255)).save(out, "PNG")
    with pytest.raises(ReadError, match="no text"):
        read(out.getvalue(), name="a.png")
