"""OFD files, written by hand."""

import io
import zipfile
from pathlib import Path

import pytest
from ofd_writer import HEAD, SPACE, OfdPageWriter, ofd_of_pdf, write_ofd

from policy_parse.document import Document
from policy_parse.errors import ReadError
from policy_parse.readers.ofd import reader as ofd
from policy_parse.readers.ofd.content import deltas, numbers
from policy_parse.readers.pdf import reader as pdf
from policy_parse.readers.scan import reader as ocr

LINES = ["为进一步加强节约用水工作，提高用水效率，根据国家有关", "规定，结合本市实际，制定本方案。"]
BODY = "".join(LINES)


def read(pages: list[OfdPageWriter], template: OfdPageWriter | None = None, **extra: bytes) -> Document:
    return ofd.read(write_ofd(pages, template, extra), name="plan.ofd")


def grid(document: Document) -> list[tuple[int, int, int, str]]:
    return [(b.row, b.column, b.row_span, b.span.of(document.text)) for b in document.blocks if b.kind == "cell"]


def test_an_ofd_is_known_by_its_first_member() -> None:
    assert ofd.sniff(write_ofd([OfdPageWriter()]))
    assert not ofd.sniff(b"PK\x03\x04 word/document.xml")


def test_lines_are_joined_to_paragraphs() -> None:
    document = read([OfdPageWriter().paragraph(40, LINES).paragraph(60, LINES)])
    assert document.text == f"{BODY}\n{BODY}"
    assert document.page_count == 1


def test_a_block_has_its_page_and_its_box_in_points() -> None:
    block = read([OfdPageWriter(), OfdPageWriter().text(20, 30, "一、总体要求")]).blocks[0]
    assert block.page == 2
    assert block.bbox is not None
    assert block.bbox[0] == pytest.approx(20 * 72 / 25.4, abs=0.2)


def test_ruled_tables_keep_merged_cells() -> None:
    rows: list[list[str | None]] = [["任务", "内容", "单位"], ["绿化", "种树", "市林业局"], [None, "种草", "市园林局"]]
    assert grid(read([OfdPageWriter().table(50, [20, 60, 120, 190], rows)])) == [
        (0, 0, 1, "任务"), (0, 1, 1, "内容"), (0, 2, 1, "单位"),
        (1, 0, 2, "绿化"), (1, 1, 1, "种树"), (1, 2, 1, "市林业局"),
        (2, 1, 1, "种草"), (2, 2, 1, "市园林局"),
    ]  # fmt: skip


def test_a_template_lies_under_each_page() -> None:
    head = OfdPageWriter().text(20, 30, "某某市节约用水工作方案")
    assert read([OfdPageWriter().paragraph(60, LINES)], head).text.split("\n") == ["某某市节约用水工作方案", BODY]


def test_runs_of_advances_are_written_out() -> None:
    assert deltas("g 3 4.5 5 g 2 1") == [4.5, 4.5, 4.5, 5.0, 1.0, 1.0]


def test_a_run_without_end_is_cut_off() -> None:
    assert len(deltas("g 99999999999 1")) <= 200_000


def test_what_is_no_number_ends_the_list() -> None:
    assert numbers("1 2 x 3") == [1.0, 2.0]
    assert deltas("1 g 2") == [1.0]


def test_a_matrix_scales_and_moves_the_text() -> None:
    page = OfdPageWriter()
    page.text(10, 20, "一、总体要求", 2.5, CTM="2 0 0 2 10 0")
    block = read([page]).blocks[0]
    assert block.size == pytest.approx(5 * 72 / 25.4, abs=0.2)
    assert block.bbox is not None
    assert block.bbox[0] == pytest.approx(20 * 72 / 25.4, abs=0.2)


def test_a_slanted_watermark_and_invisible_text_are_left_out() -> None:
    page = OfdPageWriter().paragraph(40, LINES)
    page.text(50, 100, "内部资料", CTM="0.7 0.7 -0.7 0.7 0 0")
    page.text(50, 200, "不可见", Visible="false")
    assert read([page]).text == BODY


def test_entities_are_not_resolved() -> None:
    page = f'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY e SYSTEM "file:///etc/hostname">]><ofd:Page {SPACE}><ofd:Content><ofd:Layer><ofd:TextObject Boundary="20 20 100 9" Size="5"><ofd:TextCode X="0" Y="5">种树&e;</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>'
    data = write_ofd([OfdPageWriter()])
    patched = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(patched, "w") as new:
        for name in old.namelist():
            new.writestr(name, page if name.endswith("Page_0/Content.xml") else old.read(name))
    assert ofd.read(patched.getvalue(), name="plan.ofd").text == "种树"


def without(data: bytes, member: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            if name != member:
                new.writestr(name, old.read(name))
    return kept.getvalue()


def test_a_missing_page_is_a_notice_and_the_others_are_read() -> None:
    data = write_ofd([OfdPageWriter().paragraph(40, LINES), OfdPageWriter().text(20, 20, "二、任务")])
    document = ofd.read(without(data, "Doc_0/Pages/Page_0/Content.xml"), name="plan.ofd")
    assert document.text == "二、任务"
    assert [(n.code, n.page) for n in document.notices] == [("page-damaged", 1)]


@pytest.mark.parametrize("member", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"])
def test_a_file_without_any_page_is_an_error(member: str) -> None:
    with pytest.raises(ReadError, match=r"plan\.ofd"):
        ofd.read(without(write_ofd([OfdPageWriter().text(20, 20, "一、总则")]), member), name="plan.ofd")


def test_a_damaged_package_is_an_error() -> None:
    with pytest.raises(ReadError):
        ofd.read(write_ofd([OfdPageWriter()])[:200], name="plan.ofd")


def test_what_unzips_to_too_much_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package, package.open("OFD.xml", "w") as member:
        for _ in range(100):
            member.write(bytes(1 << 20))
    with pytest.raises(ReadError, match="过大"):
        ofd.read(bomb.getvalue(), name="bomb.ofd")


OWN_DOCUMENT = Path(__file__).parents[3] / "corpus/beibei-2022-water/source.pdf"


def test_an_ofd_and_a_pdf_of_one_document_read_the_same() -> None:
    source = OWN_DOCUMENT.read_bytes()
    expected = pdf.read(source, name="source.pdf")
    found = ofd.read(ofd_of_pdf(source), name="source.ofd")
    assert found.text == expected.text
    assert [(b.kind, b.row, b.column, b.row_span) for b in found.blocks] == [
        (b.kind, b.row, b.column, b.row_span) for b in expected.blocks
    ]


PICTURED = {
    "Doc_0/DocumentRes.xml": (
        f'{HEAD}<ofd:Res {SPACE} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image">'
        "<ofd:MediaFile>page.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    ).encode()
}


def picture_of_page() -> bytes:
    from PIL import Image

    data = io.BytesIO()
    Image.new("L", (620, 877), 200).save(data, "PNG")
    return data.getvalue()


def test_a_page_of_pictures_is_a_notice_where_ocr_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    page = OfdPageWriter().picture("7", 0, 0, 210, 297)
    document = read([page, OfdPageWriter().text(20, 20, "二、任务")], None, **PICTURED)
    assert [(n.code, n.page) for n in document.notices] == [("page-not-read", 1)]


def test_a_page_of_pictures_goes_through_ocr_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy")
    seen = []

    def recognize(image, width, height, number, signs):  # type: ignore[no-untyped-def]
        seen.append((image.size, image.getpixel((800, 1000)), round(width), round(height), number))
        from policy_parse.readers.pages.page import PageContent
        from policy_parse.readers.scan.doubt import PageDoubt
        from policy_parse.readers.scan.page import ScannedPage

        return ScannedPage(PageContent(number, width, height, [], [], [], 1.0, 0), (), PageDoubt(number, "good"))

    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "scan_page", recognize)
    page = OfdPageWriter().picture("7", 0, 0, 210, 297)
    document = read([page], None, **PICTURED, **{"Doc_0/Res/page.png": picture_of_page()})
    assert [(n.code, n.page) for n in document.notices] == [("page-recognized", 1)]
    assert seen == [((1654, 2339), (200, 200, 200), 595, 842, 1)]


@pytest.mark.parametrize(
    "look", [{"Visible": "false"}, {"Fill": "false"}, {"Fill": "false", "Stroke": "false"}, {"Alpha": "0"}]
)
def test_what_nobody_sees_is_not_read(look: dict[str, str]) -> None:
    page = OfdPageWriter().paragraph(60, LINES).text(30, 120, "草稿：建成码头。", **look)
    assert read([page]).text == BODY


@pytest.mark.parametrize("look", [{"Visible": "true"}, {"Fill": "false", "Stroke": "true"}, {"Alpha": "200"}])
def test_what_can_be_seen_is_read(look: dict[str, str]) -> None:
    page = OfdPageWriter().paragraph(60, LINES).text(30, 120, "建成码头。", **look)
    assert read([page]).text == f"{BODY}\n建成码头。"
