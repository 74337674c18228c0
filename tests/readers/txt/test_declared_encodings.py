"""What a page says of its own encoding, where that is none or not the one of its bytes."""

import pytest

from policy_parse.readers.html import reader as html
from policy_parse.readers.txt.decode import decode

WORDS = "一、重点任务。全县管网改造工作由县水利局负责，年内完成，各乡镇配合。"


@pytest.mark.parametrize(
    "declared",
    ["base64", "rot13", "zlib", "hex", "bz2", "uu", "undefined", "punycode", "idna", "unicode_escape", "raw_unicode_escape", "utf-16", "utf-32", "utf-16-le", "no-such-thing", "iso-8859-1", "windows-1252", "koi8-r", "gbk", "big5"],
)  # fmt: skip
@pytest.mark.parametrize("real", ["utf-8", "gb18030"])
def test_a_declared_encoding_that_does_not_fit_is_passed_over(declared: str, real: str) -> None:
    page = f"<html><head><meta charset={declared}></head><body><p>{WORDS}</p></body></html>"
    assert html.read(page.encode(real), name="a.html").text == WORDS


def test_a_declared_encoding_that_fits_is_believed() -> None:
    traditional = "本市應於年內完成機場聯外道路與門禁設備的更新"
    assert decode(traditional.encode("big5"), "big5").text == traditional
    assert decode("Größe über Maß".encode("latin-1"), "iso-8859-1").text == "Größe über Maß"
    assert decode(WORDS.encode("gbk"), "gb2312").encoding == "gb18030"
