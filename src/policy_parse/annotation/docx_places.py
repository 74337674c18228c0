"""Where a comment begins and ends in a Word document: runs, parted at the first and the last character concerned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import NamedTuple

from policy_parse.readers.docx.names import CONTAINERS, R_RUN, RPR, SDT, TC, Element, P, T, W
from policy_parse.readers.docx.origins import Origin, Origins
from policy_parse.span import Span

_BLANKS = " \t\r\n"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_INLINE = CONTAINERS | {SDT, *(W + name for name in ("hyperlink", "fldSimple", "dir", "bdo"))}
"""Elements of a paragraph that hold runs, and may hold the marks of a comment."""
_NOTES = {W + "footnote": W + "footnoteReference", W + "endnote": W + "endnoteReference"}


class Anchor(NamedTuple):
    """What a comment is hung on: an element of a paragraph, and the character in it where it is a plain run."""

    element: Element
    character: Origin | None
    """None if the element is not parted: a drawing, a formula, the reference to a note."""


class Anchors:
    """Finds, for words of the text, the elements of the main part that stand for them."""

    def __init__(self, root: Element, origins: Origins) -> None:
        self._root, self._origins = root, origins
        self._order = {element: i for i, element in enumerate(root.iter())}
        self._references = {
            (kind, element.get(W + "id")): element for kind in _NOTES.values() for element in root.iter(kind)
        }

    def ends(self, span: Span | None) -> tuple[Anchor, Anchor] | None:
        """The first and the last anchor of the words of `span`, both in one story (the body, a cell).

        Words without a place are replaced by the nearest that has one. None for a document without a word.
        """
        anchors = [anchor for origin in self._near(span) if (anchor := self._anchor(origin)) is not None]
        if not anchors:
            return None
        first = anchors[0]
        story = _story(first.element)
        last = max((a for a in anchors if _story(a.element) is story), key=self._place)
        return first, last if self._place(last) >= self._place(first) else first

    def _near(self, span: Span | None) -> Iterable[Origin]:
        start, end = (0, 0) if span is None else (span.start, span.end)
        found = [origin for origin in self._origins[start:end] if origin is not None]
        if found:
            return found
        after = (o for o in self._origins[end:] if o is not None)
        before = (o for o in reversed(self._origins[:start]) if o is not None)
        nearest = next(after, None) or next(before, None)
        return [] if nearest is None else [nearest]

    def _place(self, anchor: Anchor) -> tuple[int, int, int]:
        if anchor.character is None:
            return self._order[anchor.element], 0, 0
        return self._order[anchor.element], self._order[anchor.character.element], anchor.character.offset

    def _anchor(self, origin: Origin) -> Anchor | None:
        """The element that stands for a character: that below the outermost paragraph and what only wraps runs."""
        path = [origin.element, *origin.element.iterancestors()]
        note = next((element for element in path if element.tag in _NOTES), None)
        if note is not None:
            reference = self._references.get((_NOTES[note.tag], note.get(W + "id")))
            if reference is None:
                return None
            path = [reference, *reference.iterancestors()]
        if path[-1] is not self._root:
            return None
        path.reverse()
        paragraph = next((i for i, element in enumerate(path) if element.tag == P), None)
        if paragraph is None:
            return None
        element = next((e for e in path[paragraph + 1 :] if e.tag not in _INLINE), None)
        if element is None:
            return None
        plain = element.tag == R_RUN and origin.element.getparent() is element
        return Anchor(element, origin if plain and origin.element.tag == T else None)


def _story(element: Element) -> Element | None:
    """The cell that holds `element`, or None for the body."""
    return next((above for above in element.iterancestors() if above.tag == TC), None)


class Cuts:
    """Parts runs where comments begin or end, each run once; what they look like stays as it is."""

    def __init__(self, ends: Sequence[tuple[Anchor, Anchor]]) -> None:
        places: dict[Element, dict[Element, set[int]]] = defaultdict(lambda: defaultdict(set))
        for first, last in ends:
            if first.character is not None:
                places[first.element][first.character.element].add(first.character.offset)
            if last.character is not None:
                places[last.element][last.character.element].add(last.character.offset + 1)
        self._pieces: dict[Element, list[tuple[int, Element]]] = {}
        """For each text that was parted: where each of its pieces begins, and the run that holds it."""
        for run, cuts in places.items():
            self._part(run, cuts)

    def holding(self, anchor: Anchor) -> Element:
        """The element that stands for an anchor now: the run that begins, or ends, with its character."""
        if anchor.character is None:
            return anchor.element
        pieces = self._pieces[anchor.character.element]
        return next(run for start, run in reversed(pieces) if start <= anchor.character.offset)

    def _part(self, run: Element, cuts: dict[Element, set[int]]) -> None:
        """Leave in `run` what it holds before the first cut, and put the rest into runs after it."""
        groups: list[list[Element]] = [[]]
        begun: list[tuple[Element, int, int]] = []
        for child in run:
            if child.tag == RPR:
                continue
            if child not in cuts:
                groups[-1].append(child)
                continue
            text, lead = _shown(child)
            marks = {min(max(cut - lead, 0), len(text)) for cut in cuts[child]}
            for start, end in pairwise(sorted({0, len(text), *marks})):
                if start in marks and groups[-1]:
                    groups.append([])
                piece = child if start == 0 else deepcopy(child)
                piece.text, piece.tail = text[start:end], None
                piece.set(_SPACE, "preserve")
                groups[-1].append(piece)
                begun.append((child, start + lead, len(groups) - 1))
            if len(text) in marks:
                groups.append([])
        runs = _in_runs(run, [group for group in groups if group])
        for child, start, group in begun:
            self._pieces.setdefault(child, []).append((start, runs[group]))


def _shown(text: Element) -> tuple[str, int]:
    """The words of a ``w:t`` as Word shows them, and how many blanks before them it leaves out."""
    words = text.text or ""
    if text.get(_SPACE) == "preserve":
        return words, 0
    return words.strip(_BLANKS), len(words) - len(words.lstrip(_BLANKS))


def _in_runs(run: Element, groups: Sequence[Sequence[Element]]) -> list[Element]:
    """`run` with the first of `groups`, and a run like it for each of the others, one after the other."""
    properties = run.find(RPR)
    runs = [run]
    for group in groups[1:]:
        made = run.makeelement(run.tag, dict(run.attrib))
        if properties is not None:
            made.append(deepcopy(properties))
        made.extend(group)
        runs[-1].addnext(made)
        runs.append(made)
    for child in groups[0]:  # pieces that are copies are not in it yet
        run.append(child)
    return runs
