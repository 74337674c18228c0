"""On the review page of every document of the corpus (of some, in the usual run) the lit words are the value's text, and the words lead back to it."""

import pytest

from marked_documents import ROOT, SHARED
from policy_parse import Plan, parse
from policy_parse.model import wording
from thoroughness import sample

SOURCES = [source for corpus in (ROOT / "corpus", SHARED) for source in sorted(corpus.glob("*/source.*"))]

WALK = """
Element.prototype.scrollIntoView = () => {}; // what takes the time
const found = {};
for (const chip of document.querySelectorAll('.chip[data-k]')) {
  chip.click();
  const bold = chip.querySelector('.means b');
  const lit = Array.from(document.querySelectorAll('#text .lit'));
  const words = lit.map((node) => [Number(node.dataset.o), node.textContent]);
  lit[0].click();
  const back = document.querySelector('.chip.current');
  found[chip.dataset.k] = { words, amount: bold && bold.textContent, back: Number(back.dataset.k) };
}
return found;
"""


def in_order(plan):
    """The values as the page numbers them."""
    yield from plan.targets
    for task in plan.tasks:
        yield from (*task.responsible, *task.supporting, *task.targets, *task.deadlines)


def read_at(plan, pieces):
    """What the lit pieces say, with the breaks between blocks that are between them; and where they begin."""
    end = start = min(at for at, _ in pieces)
    said = ""
    for at, words in sorted(pieces):
        between = plan.text[end:at]
        assert not between.strip(), "a gap in the lit words"
        said += between + words
        end = at + len(words)
    return start, said


@pytest.mark.parametrize("source", sample(SOURCES, 8), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_lit_words_are_the_values_text(source, open_page):
    plan = parse(source)
    shown = Plan.model_validate_json(plan.model_dump_json())  # numbers as JSON has them
    found = open_page(plan).run(WALK)
    values = list(in_order(plan))
    assert len(found) == len(values)
    for key, (value, same) in enumerate(zip(values, in_order(shown), strict=True)):
        lit = found[str(key)]
        assert read_at(plan, lit["words"]) == (value.span.start, value.text)
        assert values[lit["back"]].span.overlaps(value.span)
        if hasattr(value, "comparator"):
            assert lit["amount"] == wording.amount(same)
