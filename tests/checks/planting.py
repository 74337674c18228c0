"""Puts a fault of a round (planted/01.toml, …) into the file it names, and tells which findings are new then."""

import io
import re
import tomllib
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from marked_documents import document_of, file_of, plan_of
from policy_parse import parse
from policy_parse.api import parse_document
from policy_parse.span import Span

_FILES = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in Path(__file__).parent.glob("planted/*.toml")}
ROUNDS = {number: _FILES[number]["plant"] for number in sorted(_FILES)}
"""The plantings of each round, by its number; each was written before any check was run on it."""
STANDING = _FILES["01"]["standing"]
"""What is true of the documents of the first round as they are."""
_SENTENCE = re.compile(r"[。\n\t]")


class Planted(NamedTuple):
    """What the checks say of one planting."""

    found: bool
    others: list
    """New findings of other codes than those of the fault and those that follow from it."""
    new: list
    """Every new finding."""


def as_published(document):
    return plan_of(file_of(document))


def plant(row):
    """Parse the document of `row` as it is and with its fault, and say what is new."""
    before, after = as_published(row["document"]), changed(row)
    new = new_findings(before, after)
    at_words = [f for f in new if f.code in row["codes"] and points_at(f, row["words"], after)]
    expected = {*row["codes"], *row.get("also", ())}
    return Planted(bool(at_words), [f for f in new if f.code not in expected], new)


def changed(row):
    """The document of `row`, parsed with the fault in it."""
    file = file_of(row["document"])
    if file.suffix == ".docx":
        return parse(_changed_docx(file, row), name=file.name)
    if file.suffix == ".pdf":
        return parse_document(_changed_as_read(document_of(file), row))
    find = r"\n?".join(map(re.escape, row["find"]))
    text, times = re.subn(find, lambda match: _broken(row["replace"], match[0]), file.read_text("utf-8"))
    assert times == 1
    return parse(text.encode(), name=file.name)


def _changed_as_read(document, row):
    """`document` with the fault in its text: a file whose words cannot be changed is changed after it was read."""
    at, longer = document.text.index(row["find"]), len(row["replace"]) - len(row["find"])
    end = at + len(row["find"])

    def moved(place):
        return place if place <= at else place + longer if place >= end else min(place, end + longer)

    blocks = tuple(
        replace(block, span=Span(moved(block.span.start), moved(block.span.end))) for block in document.blocks
    )
    return replace(document, text=document.text[:at] + row["replace"] + document.text[end:], blocks=blocks)


def _broken(words, as_it_was):
    """`words` with the line breaks that stood in the words before them."""
    for at in [match.start() for match in re.finditer("\n", as_it_was)]:
        words = words[:at] + "\n" + words[at:]
    return words


def _changed_docx(file, row):
    import docx

    document = docx.Document(str(file))
    qualified = docx.oxml.ns.qn
    for paragraph in document.element.body.iter(qualified("w:p")):
        pieces = list(paragraph.iter(qualified("w:t")))
        words = "".join(piece.text or "" for piece in pieces)
        if row["find"] not in words:
            continue
        if row.get("op") == "delete":
            rows = list(paragraph.iterancestors(qualified("w:tr")))
            taken = rows[0] if rows else paragraph
            taken.getparent().remove(taken)
        else:
            _put(pieces, words.index(row["find"]), len(row["find"]), row["replace"])
        break
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _put(pieces, start, length, words):
    """Put `words` in the place of so many characters of the pieces, which keep what else they hold."""
    end = start + length
    for piece in pieces:
        text = piece.text or ""
        held = text[max(0, start) : max(0, end)]
        if held:
            piece.text = text[: max(0, start)] + words + text[max(0, end) :]
            words = ""
        start, end = start - len(text), end - len(text)


def new_findings(before, after):
    """The findings of `after` that stand, in part, where none of their code and sentence stood in `before`."""
    start = 0
    while start < min(len(before.text), len(after.text)) and before.text[start] == after.text[start]:
        start += 1
    longer = len(after.text) - len(before.text)
    end = len(after.text)
    while end > start + max(0, longer) and after.text[end - 1] == before.text[end - 1 - longer]:
        end -= 1

    def as_before(at):
        return at if at <= start else at - longer if at >= end else start

    old = {(*_kind(f), span.start, span.end) for f in before.findings for span in f.spans}
    return [
        f
        for f in after.findings
        if any((*_kind(f), as_before(span.start), as_before(span.end)) not in old for span in f.spans)
    ]


def _kind(finding):
    return finding.code, finding.message.partition("：")[0] if finding.code == "target-mismatch" else ""


def points_at(finding, words, plan):
    """True if each of `words` stands in the message, or in a sentence that a span stands in."""
    said = [finding.message]
    for span in finding.spans:
        start = max((m.end() for m in _SENTENCE.finditer(plan.text, 0, span.start)), default=0)
        stop = _SENTENCE.search(plan.text, span.end)
        said.append(plan.text[start : stop.start() if stop else len(plan.text)])
    plain = [_plain(one) for one in said]
    return all(any(_plain(word) in one for one in plain) for word in words)


def _plain(words):
    return "".join(unicodedata.normalize("NFKC", words).split())
