"""Words inside drawings: text boxes, each once, whether written as DrawingML, as VML, or as both."""

from __future__ import annotations

from collections.abc import Iterator

from policy_parse.readers.docx.names import ALTERNATE, TXBX_CONTENT, A, Element, V, alternative

Box = Element | str
"""The ``w:txbxContent`` of a text box, or the plain words of a shape that holds no paragraphs of the document."""

_SHAPE_PARAGRAPH = A + "p"
_SHAPE_WORDS = A + "t"
_WORD_ART = V + "textpath"


def boxes_in(element: Element) -> Iterator[Box]:
    """The outermost text boxes in `element`, in order; of an alternative only the branch that is read."""
    for child in element:
        tag = child.tag
        if tag == TXBX_CONTENT:
            yield child
        elif tag == ALTERNATE:
            chosen = alternative(child)
            if chosen is not None:
                yield from boxes_in(chosen)
        elif tag == _SHAPE_PARAGRAPH:
            yield "".join(word.text or "" for word in child.iter(_SHAPE_WORDS))
        elif tag == _WORD_ART:
            yield str(child.get("string", ""))
        elif len(child):
            yield from boxes_in(child)
