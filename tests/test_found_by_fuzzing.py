"""What mutation of documents and strings has found (`fuzz/`), each made small; all are made up."""

import pytest

from policy_parse import ReadError, parse

HEAD = "某县2031年巡查工作方案\n一、重点任务\n（一）"


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("新增蓄水能力十万多立方米。", 10, "万立方米"),
        ("漏损率十万多吨/天", 10, "万吨/天"),
        ("推动数十万数四六个百分点", None, None),
    ],
)
def test_a_number_that_is_a_magnitude_alone(words, value, unit):
    (task,) = parse((HEAD + words).encode(), name="a.txt").tasks
    assert [(target.value, target.unit) for target in task.targets] == ([(value, unit)] if value else [])


@pytest.mark.parametrize("name", ["", "/", "//", "x" * 70_000])
def test_a_flat_package_whose_part_has_no_name_that_a_zip_can_hold(name):
    package = 'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"'
    words = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    part = f'<pkg:part pkg:name="{name}"><pkg:xmlData><w:a/></pkg:xmlData></pkg:part>'
    with pytest.raises(ReadError, match="document"):
        parse(f'<?xml version="1.0"?><pkg:package {package} {words}>{part}</pkg:package>'.encode(), name="a.doc")


@pytest.mark.parametrize("number", ["²", "½", "٣", "①", "-1", "9" * 30, "1e3", ""])
def test_a_span_or_a_number_of_a_page_that_is_no_figure(number):
    page = f"<table><tr><td rowspan='{number}' colspan='{number}'>清淤<td>巡查</table><ol start='{number}'><li value='{number}'>抓好清淤</ol>"
    assert "清淤" in parse(f"<html><body>{page}</body></html>".encode(), name="a.html").text


def test_parts_in_parts_of_a_web_archive():
    head = "".join(f"Content-Type: multipart/related; boundary=x{i}\r\n\r\n--x{i}\r\n" for i in range(2000))
    with pytest.raises(ReadError):
        parse(b"MIME-Version: 1.0\r\n" + head.encode(), name="a.mht")


@pytest.mark.parametrize("depth", [3, 30, 300])
def test_the_words_of_tables_in_tables_are_read_once(depth):
    page = "<table><tr><td>清淤<td>" * depth + "巡查"
    plan = parse(f"<html><body>{page}</body></html>".encode(), name="a.html")
    assert plan.text.count("清淤") == depth
    assert plan.text.count("巡查") == 1


def test_a_page_that_is_cut_before_its_first_words_says_why():
    with pytest.raises(ReadError, match="嵌套过深"):
        parse(b"<html><body>" + b"<div>" * 5000 + "一、抓好清淤。".encode(), name="a.html")
