"""Pages of a PDF: page numbers and running heads, scans, damage, passwords."""

import pytest
from pdf_writer import PdfPage, write_pdf

from policy_parse.errors import PasswordError, ReadError
from policy_parse.readers.pdf import reader as pdf

BODY = ["各县区要结合实际制定方案，明确目标任务、责任单位和", "完成时限，确保各项工作落到实处、取得实效。"]


def read(*pages):
    return pdf.read(write_pdf(*pages), name="plan.pdf")


def body(page=None):
    return (page or PdfPage()).lines(140, BODY).lines(220, BODY)


@pytest.mark.parametrize("number", ["— {} —", "- {} -", "－{}－", "第{}页", "第{}页 共3页", "{}/3", "{}", "·{}·"])
def test_page_numbers_are_left_out(number):
    pages = [body().text(280, 800, number.format(n), 12) for n in (1, 2, 3)]
    assert read(*pages).text == "\n".join(["".join(BODY)] * 6)


def test_a_repeated_head_is_left_out():
    pages = [body().text(80, 60, "某市某局文件汇编", 10) for _ in range(4)]
    assert "汇编" not in read(*pages).text


def test_marks_above_the_first_title_are_kept():
    pages = [body().text(230, 60, "某政办发〔2027〕5号"), body(), body()]
    assert read(*pages).text.startswith("某政办发〔2027〕5号\n")


def test_a_number_in_the_body_is_kept():
    page = body().text(80, 320, "2027").text(280, 800, "— 1 —", 12)
    assert "2027" in read(page).text


def test_a_page_that_is_a_picture_is_named_where_recognition_is_missing(monkeypatch):
    monkeypatch.setattr(pdf, "ocr_page", lambda document, index, signs: None)
    document = read(body(), PdfPage().image(0, 0, 595, 842), PdfPage().image(0, 0, 595, 842))
    (notice,) = document.notices
    assert (notice.code, notice.page) == ("page-not-read", 2)
    assert "第2—3页" in notice.message
    assert "policy-parse[ocr]" in notice.message


def test_a_page_of_characters_that_stand_for_nothing_counts_as_a_scan(monkeypatch):
    monkeypatch.setattr(pdf, "ocr_page", lambda document, index, signs: None)
    document = read(PdfPage().text(80, 100, "\ue001\ue002\ue003\ufffd" * 10))
    assert [n.code for n in document.notices] == ["page-not-read"]


def test_a_file_without_a_password_that_needs_one():
    data = write_pdf(body(), password="secret")
    with pytest.raises(PasswordError, match="密码"):
        pdf.read(data, name="plan.pdf")


def test_a_wrong_password():
    data = write_pdf(body(), password="secret")
    with pytest.raises(PasswordError, match="wrong password"):
        pdf.read(data, name="plan.pdf", password="other")


def test_the_right_password_opens_it():
    document = pdf.read(write_pdf(body(), password="secret"), name="plan.pdf", password="secret")
    assert BODY[0] in document.text


def test_bytes_that_are_no_pdf_inside_are_a_read_error():
    with pytest.raises(ReadError, match=r"plan\.pdf"):
        pdf.read(b"%PDF-1.4\nnothing here", name="plan.pdf")


def test_a_file_cut_short_is_read_as_far_as_it_goes():
    data = write_pdf(body(), body())
    try:
        text = pdf.read(data[: int(len(data) * 0.9)], name="plan.pdf").text
    except ReadError:
        return
    assert "各县区" in text or not text


def test_a_damaged_page_is_named_and_the_others_are_read(monkeypatch):
    import pypdfium2

    from policy_parse.readers.pdf import page as pdf_page

    real = pdf_page.read_page

    def broken(document, index):
        if index == 1:
            raise pypdfium2.PdfiumError("page")
        return real(document, index)

    monkeypatch.setattr(pdf_page, "read_page", broken)
    document = read(body(), body(), body())
    (notice,) = document.notices
    assert (notice.code, notice.severity, notice.page) == ("page-damaged", "error", 2)
    assert document.page_count == 3
    assert [b.page for b in document.blocks] == [1, 1, 3, 3]


def test_no_page_that_can_be_read_is_a_read_error(monkeypatch):
    import pypdfium2

    from policy_parse.readers.pdf import page as pdf_page

    def broken(document, index):
        raise pypdfium2.PdfiumError("page")

    monkeypatch.setattr(pdf_page, "read_page", broken)
    with pytest.raises(ReadError, match="没有一页"):
        read(body())


@pytest.mark.parametrize(
    ("data", "is_pdf"), [(b"%PDF-1.7", True), (b"\xef\xbb\xbf%PDF-1.4", True), (b"PK\x03\x04", False)]
)
def test_a_pdf_is_known_by_its_mark(data, is_pdf):
    assert pdf.sniff(data) is is_pdf


def test_nothing_is_missing_here():
    assert pdf.missing() is None
