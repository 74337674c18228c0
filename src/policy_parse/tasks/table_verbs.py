"""The verb that the head of a column gives its cells: 建设内容 over 2座调节池 says that two are to be built."""

from __future__ import annotations

from policy_parse.signs.tables import TableSigns
from policy_parse.text.fold import Folded


def under_its_head(passage: Folded, heading: str, signs: TableSigns) -> Folded:
    """The words of a cell with the verb of its head before each clause that begins with a count.

    The verb stands at the place of the character after it, so that spans hold words of the document alone. A line that
    begins with a count is a clause of its own. The words as they are where the head has no verb or no clause begins so.
    """
    head = signs.making_head.match(heading)
    counts = [match.start() for match in signs.bare_count.finditer(passage.text)] if head is not None else []
    if head is None or not counts:
        return passage
    verb, text, offsets, done = head["verb"], "", list[int](), 0
    for at in (*counts, len(passage.text)):
        before = passage.text[done:at]
        text += f"{before[:-1]}；" if before.endswith("\n") and at < len(passage.text) else before
        offsets += passage.offsets[done:at]
        if at < len(passage.text):
            text += verb
            offsets += [passage.offsets[at]] * len(verb)
        done = at
    return Folded(text, tuple(offsets))
