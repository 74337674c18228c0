"""Pieces to blocks: what a reader says of a piece is not lost on the way."""

from dataclasses import fields

from policy_parse.document import Cell, Paragraph, Table, build_document
from policy_parse.document.pieces import Look, Origin

HINTS = {
    "page": 3,
    "bbox": (1.0, 2.0, 3.0, 4.0),
    "confidence": 0.5,
    "heading": 2,
    "alignment": "center",
    "bold": True,
    "size": 16.0,
    "note": "textbox",
    "contents": True,
    "frame": 7,
}


def built(piece):
    return build_document([piece], name="a.txt", format="txt", data=b"").blocks


def test_every_hint_of_a_paragraph_reaches_its_block():
    assert {f.name for f in fields(Look)} == set(HINTS)
    (block,) = built(Paragraph("建设泵站。", index=4, **HINTS))
    assert {name: getattr(block, name) for name in HINTS} == HINTS
    assert block.paragraph == 4


def test_the_origin_of_a_cell_reaches_its_block():
    origin = {f.name: HINTS[f.name] for f in fields(Origin)}
    (block,) = built(Table((Cell("建设泵站。", 0, 0, **origin),)))
    assert {name: getattr(block, name) for name in origin} == origin
