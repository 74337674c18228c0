"""Front matters marked before their reading was looked at: every field with its place, and where the body begins."""

import datetime
import tomllib
from pathlib import Path

import pytest
from test_header import document, front_matter, words

FIELDS = (
    *("title", "notice_title", "document_number", "issuers", "issued_on", "recipients", "printed_on", "copied_to"),
    "attachments",
)
CASES = tomllib.loads((Path(__file__).parent / "front_matters.toml").read_text("utf-8"))["case"]


def said(header, field):
    value = getattr(header, field)
    if field == "document_number":
        return value and value.text
    return list(value) or None if isinstance(value, tuple) else value and str(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_fields_of_a_front_matter(case):
    made = document(case["text"].strip("\n"))
    front = front_matter(made)
    for field in (field for field in FIELDS if field not in case.get("open", ())):
        value = said(front.header, field)
        assert value == case.get(field), field
        span = front.header.spans.get(field)
        assert (span is None) == (value is None)
        if isinstance(span, tuple):
            assert [words(made, one) for one in span] == value
        elif span is not None and not isinstance(getattr(front.header, field), datetime.date):
            assert words(made, span) == value
    body = made.blocks[front.body_start : front.body_end]
    if "begins" not in case.get("open", ()):
        assert body[0].span.of(made.text) == case.get("begins", "为做好相关工作，制定本方案。")
    assert body[-1].span.of(made.text) == case.get("ends", "加强组织领导，压实工作责任。")
