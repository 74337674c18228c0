"""Files made to harm: small ones that would take all memory or never end are one ReadError, or are read at once."""

import io
import struct
import sys
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from policy_parse import LimitError, Limits, PasswordError, ReadError, parse, read
from policy_parse.readers.office.convert import Conversion

sys.path[:0] = [str(Path(__file__).parent / "ofd"), str(Path(__file__).parent / "pdf")]
from ofd_writer import OfdPageWriter, write_ofd  # noqa: E402
from pdf_writer import PdfPage, write_pdf  # noqa: E402

ENCRYPTED = "EncryptedPackage"
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def container(*sectors: bytes, table_sectors: tuple[int, ...] = (0,), more: int = END, count_of_more: int = 0) -> bytes:
    """A compound file of sectors of 512 bytes: its directory is sector 1; `more` begins the list of its tables."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HH", header, 30, 9, 6)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<II", header, 56, 4096, END)
    struct.pack_into("<II", header, 68, more, count_of_more)
    struct.pack_into("<109I", header, 76, *table_sectors, *[FREE] * (109 - len(table_sectors)))
    return bytes(header) + b"".join(sector.ljust(512, b"\0") for sector in sectors)


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return raw.ljust(64, b"\0") + struct.pack("<HB", len(raw), kind) + bytes(49) + struct.pack("<IQ", start, size)


def numbers(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}I", *values).ljust(512, b"\xff")


def test_a_table_list_that_names_itself_ends() -> None:
    circle = struct.pack("<128I", *[FREE] * 127, 2)
    data = container(numbers(TABLE, END, END), entry(ENCRYPTED, 2, 0, 1), circle, more=2, count_of_more=2**32 - 1)
    with pytest.raises(ReadError):
        read(data, name="a.docx", password="x")


def test_a_table_sector_named_twice_is_damage() -> None:
    data = container(numbers(TABLE, END), entry(ENCRYPTED, 2, 0, 1), table_sectors=(0,) * 109)
    with pytest.raises(ReadError, match="damaged"):
        read(data, name="a.docx", password="x")


def test_of_a_thousand_streams_on_one_chain_only_two_are_read() -> None:
    """The directory has 1,000 entries, each over the same 2 MB: 2 GB if all were read."""
    directory, long = 250, 4000
    chain = [TABLE] * 40 + [*range(41, 40 + directory), END] + [*range(41 + directory, 40 + directory + long), END]
    table = b"".join(numbers(*chain[at : at + 128]) for at in range(0, len(chain), 128))
    names = ["Root Entry", "EncryptionInfo", ENCRYPTED, *map(str, range(997))]
    entries = b"".join(entry(name, 5 if i == 0 else 2, 40 + directory, long * 512) for i, name in enumerate(names))
    body = table.ljust(40 * 512, b"\0") + entries + bytes(long * 512)
    data = bytearray(container(body, table_sectors=tuple(range(34))))
    struct.pack_into("<I", data, 48, 40)
    tracemalloc.start()
    with pytest.raises(ReadError):
        read(bytes(data), name="a.docx", password="x")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000_000


def test_an_endless_list_of_parts_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b" " * 150_000_000)
    tracemalloc.start()
    with pytest.raises(ReadError):
        read(out.getvalue(), name="a.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def odt(*, flag: int = 0, method: int = 0, name: bytes = b"META-INF/manifest.xml", content: bytes = b"<a/>") -> bytes:
    """An OpenDocument package whose manifest has that flag, method, name and content, whatever they are worth."""
    kind = b"application/vnd.oasis.opendocument.text"
    out, listed = b"", b""
    for member, data, bits, how in ((b"mimetype", kind, 0, 0), (name, content, flag, method)):
        head = struct.pack("<HHHHHIIIHH", 20, bits, how, 0, 0, 0, len(data), len(data), len(member), 0)
        listed += b"PK\x01\x02\x14\0" + head + struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + member
        out += b"PK\x03\x04" + head + member + data
    return out + listed + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 2, 2, len(listed), len(out), 0)


@pytest.mark.parametrize(
    "data",
    [
        odt(method=8, content=b"\xff\xff\xff\xff"),
        odt(flag=0x800, name=b"META-INF/\xf5.xml"),
        odt(method=97),
        odt()[:-40],
    ],
    ids=["damaged deflate", "member name", "unknown method", "cut off"],
)
def test_a_damaged_manifest_is_no_traceback(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policy_parse.readers.office.reader.find_soffice", lambda: "soffice")
    monkeypatch.setattr("policy_parse.readers.office.reader.convert", lambda files: [Conversion(None) for _ in files])
    with pytest.raises(ReadError, match="LibreOffice"):
        read(data, name="a.odt")


def test_a_manifest_that_needs_a_password_says_so() -> None:
    with pytest.raises(PasswordError):
        read(odt(flag=1, content=bytes(20)), name="a.odt")


@pytest.mark.parametrize("far", ["1e300", "-1e300", "1e308", "9e99", "inf", "nan"])
def test_ofd_numbers_beyond_every_page_lose_only_what_they_place(far: str) -> None:
    page = OfdPageWriter().text(30, 30, "一、重点任务")
    page.objects += [
        f'<ofd:TextObject ID="9" Boundary="{far} {far} 20 9" Size="5"><ofd:TextCode X="0" Y="5">远</ofd:TextCode></ofd:TextObject>',
        f'<ofd:TextObject ID="9" Boundary="9 9 20 9" CTM="{far} 0 0 {far} {far} 0" Size="{far}">'
        f'<ofd:TextCode X="{far}" Y="{far}" DeltaX="g 2 {far}">远近高</ofd:TextCode></ofd:TextObject>',
        f'<ofd:PathObject ID="9" Boundary="0 0 9 9" LineWidth="1"><ofd:AbbreviatedData>M 0 0 L {far} {far}</ofd:AbbreviatedData></ofd:PathObject>',
    ]
    assert "一、重点任务" in read(write_ofd([page, OfdPageWriter()]), name="a.ofd").text


def test_an_ofd_page_that_is_named_without_end_is_read_once() -> None:
    page = OfdPageWriter().text(30, 30, "一、重点任务").xml()
    whole = zipfile.ZipFile(io.BytesIO(write_ofd([OfdPageWriter()])))
    document = whole.read("Doc_0/Document.xml").decode()
    named = '<ofd:Page ID="10" BaseLoc="Pages/Page_0/Content.xml"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("OFD.xml", whole.read("OFD.xml"))
        package.writestr("Doc_0/Document.xml", document.replace(named, named * 5000))
        package.writestr("Doc_0/Pages/Page_0/Content.xml", page)
    found = read(out.getvalue(), name="a.ofd")
    assert found.page_count == 1
    assert found.text == "一、重点任务"


def test_an_ofd_whose_template_is_read_over_and_over_is_refused() -> None:
    template = OfdPageWriter()
    for i in range(20):
        template.text(10, 10 + 10 * i, "水印")
    few = Limits(total_bytes=60_000)
    assert read(write_ofd([OfdPageWriter()] * 2, template), name="a.ofd", limits=few).page_count == 2
    with pytest.raises(LimitError, match="total_bytes"):
        read(write_ofd([OfdPageWriter()] * 60, template), name="a.ofd", limits=few)


def test_a_page_that_nests_deeper_than_the_parser_goes_says_so() -> None:
    page = "<html><body>" + "".join(f"<font><p>{i}.清淤第{i}段。（县水利局负责）" for i in range(2500))
    plan = parse(page.encode(), name="a.html")
    assert [finding.code for finding in plan.findings if finding.severity == "error"] == ["part-damaged"]
    whole = parse(page.replace("<font>", "").encode(), name="a.html")
    assert "part-damaged" not in {finding.code for finding in whole.findings}
    assert len(whole.tasks) == 2500


def test_a_password_of_half_characters_is_a_wrong_one() -> None:
    with pytest.raises(PasswordError):
        read(write_pdf(PdfPage().text(90, 700, "plan"), password="a"), name="a.pdf", password="\udce4\ud800")
    assert read(write_pdf(PdfPage().text(90, 700, "plan")), name="a.pdf", password="\udce4").text == "plan"


def pdf_of_forms(*draws: str) -> bytes:
    """A PDF whose page draws form 10; form 10 + i has that content, and may draw every form, as /X10, /X11 …"""
    named = " ".join(f"/X{10 + i} {10 + i} 0 R" for i in range(len(draws)))
    resources = f"/Resources << /XObject << {named} >> >>"
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {resources} /Contents 4 0 R >>",
        4: "<< /Length 7 >>\nstream\n/X10 Do\nendstream",
    }
    for i, content in enumerate(draws):
        head = f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources} /Length {len(content)} >>"
        objects[10 + i] = f"{head}\nstream\n{content}\nendstream"
    out, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(
        f"{places[n]:010} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(max(places) + 1)
    )
    trailer = f"trailer\n<< /Root 1 0 R /Size {max(places) + 1} >>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {max(places) + 1}\n{table}{trailer}".encode()


@pytest.mark.parametrize(
    "draws",
    [
        ["/X10 Do /X10 Do"],
        ["/X11 Do /X11 Do", "q /X10 Do Q /X10 Do"],
        [f"/X{11 + i} Do /X{11 + i} Do" for i in range(25)] + ["0 0 m"],
        [f"/X{11 + i} Do" for i in range(120)] + ["0 0 m"],
    ],
    ids=["itself", "each other", "the next twice", "too deep"],
)
@pytest.mark.parametrize("name", ["/Form", "/F#6frm"])
def test_forms_without_end_are_refused_before_pdfium_sees_them(draws: list[str], name: str) -> None:
    with pytest.raises(ReadError, match="forms"):
        read(pdf_of_forms(*draws).replace(b"/Form", name.encode()), name="a.pdf")


def test_forms_that_end_are_read() -> None:
    draws = ["/X11 Do /X11 Do /X12 Do", "/X12 Do /X12 Do", "0 0 m 9 9 l S"]
    assert read(pdf_of_forms(*draws), name="a.pdf").page_count == 1


def pdf_of_streams(contents: str, *streams: tuple[str, bytes]) -> bytes:
    """A PDF whose page has these contents; streams are objects 10, 11, …, each with its filter."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {contents} >>".encode(),
    }
    for i, (how, content) in enumerate(streams, 10):
        objects[i] = f"<< /Length {len(content)} /Filter {how} >>\nstream\n".encode() + content + b"\nendstream"
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in objects.items())
    return b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R >>\n%%EOF"


ZEROS = zlib.compress(b"0 " * 60_000_000, 9)


@pytest.mark.parametrize(
    ("contents", "how", "content"),
    [
        ("10 0 R", "/FlateDecode", ZEROS),
        ("10 0 R", "/Fl#61teDecode", ZEROS),
        ("10 0 R", "[/FlateDecode /FlateDecode]", zlib.compress(ZEROS, 9)),
        ("10 0 R", "[/FlateDecode /FlateDecode /FlateDecode]", zlib.compress(zlib.compress(ZEROS, 9), 9)),
        ("10 0 R", "[/ASCIIHexDecode /FlateDecode]", ZEROS.hex().encode() + b">"),
        ("[" + "10 0 R " * 3000 + "]", "/FlateDecode", zlib.compress(b"0 " * 50_000, 9)),
    ],
    ids=["once", "in other letters", "twice", "three times", "in letters", "named over and over"],
)
def test_streams_that_unpack_beyond_measure_are_refused_before_pdfium_sees_them(contents, how, content) -> None:
    tracemalloc.start()
    with pytest.raises(LimitError, match="解压后过大"):
        read(pdf_of_streams(contents, (how, content)), name="a.pdf")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000


def test_streams_of_usual_size_are_read() -> None:
    content = zlib.compress(b"0 0 m 9 9 l S " * 1000)
    assert read(pdf_of_streams("[10 0 R 10 0 R]", ("/FlateDecode", content)), name="a.pdf").page_count == 1


def test_pages_beyond_the_limit_are_left_out_and_told() -> None:
    for data in (
        write_pdf(*[PdfPage().text(90, 700, "plan")] * 3),
        write_ofd([OfdPageWriter().text(30, 120, "plan")] * 3),
    ):
        found = read(data, name="a", limits=Limits(pages=2))
        assert found.page_count == 3
        assert found.text.count("plan") == 2
        assert [notice.code for notice in found.notices] == ["limit-passed"]


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/urandom"])
@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="devices of POSIX")
def test_a_file_without_end_is_left_at_the_limit(name) -> None:
    with pytest.raises(LimitError, match="file_bytes"):
        read(name, limits=Limits(file_bytes=40_000_000))
    with Path(name).open("rb") as file, pytest.raises(LimitError, match="file_bytes"):
        read(file, limits=Limits(file_bytes=40_000_000))


def test_a_page_of_spans_without_measure_is_refused_and_one_of_attributes() -> None:
    spans = "<tr><td rowspan=65534 colspan=1000>清淤" * 2000
    with pytest.raises(LimitError, match="cells"):
        read(f"<html><table>{spans}</table>".encode(), name="a.html")
    attributes = " ".join(f"a{i}=1" for i in range(20_000))
    with pytest.raises(LimitError, match="attributes"):
        read(f"<html><p {attributes}>清淤".encode(), name="a.html")
