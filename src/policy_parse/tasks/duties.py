"""Sections that say what each office does: 三、职责分工, then 市教育局：负责…, （一）市公安局。依法…, 综合处负责…."""

from __future__ import annotations

from policy_parse.fields.units.statements import Statement, UnitReader
from policy_parse.model import Role
from policy_parse.structure.node import Node
from policy_parse.structure.unnumbered_items import part_of
from policy_parse.tasks.context import Context
from policy_parse.tasks.signs import TaskSigns
from policy_parse.text.fold import Folded, clean
from policy_parse.text.traditional import simplified


def duty(node: Node, words: Folded, reader: UnitReader, signs: TaskSigns) -> Statement | None:
    """The office whose duties `words`, the words of an item below a heading such as 职责分工, begin to list.

    None outside such sections, and if the words begin with anything but names of organisations.
    """
    return _at_head(words, 0, reader, signs) if node.parent is not None and _is_section(node.parent, signs) else None


def duty_paragraphs(node: Node, context: Context) -> list[Node]:
    """The paragraphs below such a heading that each begin with an office, as items; none unless all but one do."""
    if len(node.lines) < 3 or not _is_section(node, context.signs):
        return []
    paragraphs = [line for line in node.lines[1:] if line.folded.text.strip()]
    heads = [
        i
        for i, line in enumerate(paragraphs)
        if _at_head(line.folded, line.words_start, context.units, context.signs) is not None
    ]
    if len(heads) < 2 or len(heads) < len(paragraphs) - 1:
        return []
    ends = [*heads[1:], len(paragraphs)]
    return [part_of(node, paragraphs[i:j], context.source, context.lines) for i, j in zip(heads, ends, strict=True)]


def _is_section(node: Node, signs: TaskSigns) -> bool:
    return (signs.duty_section if node.level > 0 else signs.duty_title).search(simplified(node.heading)) is not None


def _at_head(words: Folded, start: int, reader: UnitReader, signs: TaskSigns) -> Statement | None:
    match = signs.duty_head.match(words.text, start)
    if match is None:
        return None
    certain = match["mark"] != "："  # a colon vouches for 供水企业：
    if not all(reader.offices.is_unit(name, strict=certain) for name in clean(match["names"]).split("、") if name):
        return None
    role: Role = "lead" if match["lead"] else "supporting" if match["supporting"] else "responsible"
    return reader.parse(words, match.start("names"), match.end("names"), default=role)
