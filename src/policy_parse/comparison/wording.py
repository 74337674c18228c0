"""Titles and texts in two plans: whether the words are others once numbers, times and moved years are put aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from policy_parse.comparison.pieces import CLAUSE_ENDS, Piece, plain_indicator
from policy_parse.comparison.years import same_but_for_years
from policy_parse.model import Origin, Target, Task
from policy_parse.model.comparison import WordChange
from policy_parse.text.fold import clean, fold
from policy_parse.text.numerals import ARABIC, MAGNITUDES, parse_number
from policy_parse.text.segmentation import pairs_of_characters, runs

_AMOUNT = re.compile(f"(?:{ARABIC})(?:{'|'.join(sorted(filter(None, MAGNITUDES), key=len, reverse=True))})?")
_POINT = "点"
_ORIGINS: tuple[Origin, ...] = ("narrative", "table")


def title_changes(old: Piece, new: Piece, years: int, paired: Collection[Target]) -> Iterator[WordChange]:
    """The short name that is another, told once; of several tasks on a side the names together.

    Targets and times in it are left out as in a text: a number that changed is no other name.
    """
    for before, after in _stated_alike(old, new):
        one, other = (_lines(task.title for task in tasks if task.title) for tasks in (before, after))
        rests = [_lines(_without_values(t.title, t, paired) for t in tasks if t.title) for tasks in (before, after)]
        if one and other and not same_but_for_years(_bare(rests[0]), _bare(rests[1]), years):
            yield WordChange(field="title", old=one, new=other, likeness=likeness(one, other))
            return


def text_changes(old: Piece, new: Piece, years: int, paired: Collection[Target]) -> Iterator[WordChange]:
    """What is to be done in other words, told once: where the text says so, else where the table does.

    Titles, targets and times are left out, as they have changes of their own: also where a row begins with the title
    of the text. Of the targets in `paired`, which both plans state, the indicator stays, so that a new name is told.
    """
    titles = [sorted(filter(None, piece.title.split("\n")), key=len, reverse=True) for piece in (old, new)]
    for sides in _stated_alike(old, new):
        is_joined = len(sides[0]) != len(sides[1])
        one, other = (
            "".join(sorted(_rests(tasks, named, paired, is_joined=is_joined)))
            for tasks, named in zip(sides, titles, strict=True)
        )
        if same_but_for_years(one, other, years):
            continue
        words, new_words = (_lines(task.text for task in tasks) for tasks in sides)
        yield WordChange(field="text", old=words, new=new_words, likeness=likeness(one, other))
        return


def likeness(one: str, other: str) -> float:
    """The share of the pairs of characters that both have, 0 to 1, to three places."""
    bags = [Counter(p for run in runs(fold(words).text) for p in pairs_of_characters(run)) for words in (one, other)]
    total = bags[0].total() + bags[1].total()
    return round(2 * (bags[0] & bags[1]).total() / total, 3) if total else 1.0


def _stated_alike(old: Piece, new: Piece) -> Iterator[tuple[Sequence[Task], Sequence[Task]]]:
    """The tasks of both sides that stand in the text, then those in tables; all of both if they share neither."""
    found = False
    for origin in _ORIGINS:
        one, other = ([task for task in piece.tasks if task.origin == origin] for piece in (old, new))
        if one and other:
            found = True
            yield one, other
    if not found:
        yield old.tasks, new.tasks


def _lines(words: Iterator[str]) -> str:
    return "\n".join(dict.fromkeys(words))


def _rests(
    tasks: Sequence[Task], titles: Sequence[str], paired: Collection[Target], *, is_joined: bool
) -> Iterator[str]:
    """What is compared of each task; each clause by itself where several tasks and one are compared."""
    for task in tasks:
        title = next((title for title in titles if task.text.startswith(title)), "")
        rest = _without_values(task.text.removeprefix(title), task, paired)
        yield from map(_bare, CLAUSE_ENDS.split(rest) if is_joined else (rest,))


def _without_values(words: str, task: Task, paired: Collection[Target]) -> str:
    """Words of a task without targets and times."""
    for target in sorted(task.targets, key=lambda t: -len(t.text)):
        words = words.replace(target.text, plain_indicator(target) if target in paired else "", 1)
    times = [*task.deadlines, *(target.due for target in task.targets if target.due)]
    stated = Counter({time.span: time.text for time in times}.values())
    for time in sorted(stated, key=lambda time: (-len(time), time)):
        words = words.replace(time, "", stated[time])
    return words


def _bare(words: str) -> str:
    """Letters, ideographs and numbers alone, numbers written out: 1.2万 is 12,000, and 1.2 is not 12."""
    folded = _AMOUNT.sub(lambda amount: _written_out(amount[0]), fold(clean(words)).text)
    return "".join(ch for ch in folded if ch.isalnum() or ch == "%")


def _written_out(amount: str) -> str:
    number = parse_number(amount)
    return (amount if number is None else f"{number.normalize():f}").replace(".", _POINT)
