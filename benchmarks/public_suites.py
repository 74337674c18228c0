"""How many times and amounts of public test suites are read as what a plan means by them; beside JioNLP if installed.

    python benchmarks/public_suites.py [-v]

The forms and their values are in public_suites.toml, with where they are from; families that begin with `own_` are in
no suite, and of the words of `own_none` nothing may be read. Times are read as the cell of a
deadline column, amounts behind the words of an indicator (项目规模达到…). A form counts where its value is the one
expected: the last day, and for a range the first too; the number multiplied out and its unit. Prints a line a family;
with -v each form that is read otherwise. JioNLP is asked for the same days and sums; what it has no notion of
(recurrence rules, measures that are no money) is left out of its total.
"""

from __future__ import annotations

import argparse
import importlib
import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from policy_parse.fields.deadlines.find import find_deadlines
from policy_parse.fields.deadlines.rules import DeadlineRules
from policy_parse.fields.targets.find import find_targets
from policy_parse.fields.targets.words import TargetWords
from policy_parse.lexicon import Lexicon
from policy_parse.model import Deadline, Target
from policy_parse.text.fold import fold

SUITES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
ISSUED_ON = date(2025, 6, 14)
Row = Sequence[str]
LEXICON = Lexicon.load()
RULES, WORDS = DeadlineRules(LEXICON), TargetWords(LEXICON)

# ------------------------------------------------------------------------------------------------------ what we read


def _deadline(words: str) -> Deadline | None:
    """The one deadline that the whole of `words` is; None if it is read as several or in part."""
    found = find_deadlines(
        fold(words), source=words, year=ISSUED_ON.year, issued_on=ISSUED_ON, rules=RULES, place="column"
    )
    return found[0] if len(found) == 1 else None


def our_date(row: Row) -> str:
    found = _deadline(row[0])
    if found is None:
        return "-"
    value = found.rrule or (str(found.end) if found.end else found.kind)
    return f"{value} {found.time}" if found.time and " " in row[1] else value


def our_date_range(row: Row) -> str:
    found = _deadline(row[0])
    return "-" if found is None else f"{found.start} {found.end}"


def _target(words: str) -> Target | None:
    bound = words[0] in "约近不低超大达" or words.endswith("以上")
    text = f"项目规模{words}。" if bound else f"项目规模达到{words}。"
    found = find_targets(fold(text), source=text, year=ISSUED_ON.year, words=WORDS)
    return found[0] if len(found) == 1 else None


def our_quantity(row: Row) -> str:
    found = _target(row[0])
    return "-" if found is None else f"{_plain(found.quantity.value)} {found.quantity.unit}"


def our_quantity_range(row: Row) -> str:
    found = _target(row[0])
    if found is None:
        return "-"
    high = found.quantity.value_max
    return f"{_plain(found.quantity.value)} {'-' if high is None else _plain(high)} {found.quantity.unit}"


def our_amount(row: Row) -> str:
    return (our_quantity if len(row) < 4 else our_quantity_range)(row)


def our_bound(row: Row) -> str:
    found = _target(row[0])
    return "-" if found is None else f"{found.comparator} {our_quantity(row)}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


# --------------------------------------------------------------------------------------------------- what JioNLP reads


def peer_reader() -> dict[str, Callable[[Row], str | None]]:
    """A function a family that gives JioNLP's reading, None where it has no notion; empty if it is not installed."""
    try:
        jionlp: Any = importlib.import_module("jionlp")
    except ImportError:
        return {}

    def days(words: str) -> list[str] | None:
        try:
            found = jionlp.parse_time(words, time_base=[ISSUED_ON.year, ISSUED_ON.month, ISSUED_ON.day])
        except ValueError:
            return ["-", "-"]
        time = found["time"]
        return [str(end)[:16] for end in time] if isinstance(time, list) else None

    def its_date(row: Row) -> str | None:
        if row[1][0] not in "12":
            return None
        found = days(row[0])
        if found is None:
            return "-"
        return found[1] if " " in row[1] else found[1][:10]

    def its_range(row: Row) -> str | None:
        found = days(row[0])
        return "-" if found is None else f"{found[0][:10]} {found[1][:10]}"

    def sums(words: str) -> list[str]:
        try:
            number = jionlp.parse_money(words)["num"]
        except (ValueError, TypeError, KeyError):
            return ["-"]
        return [_plain(Decimal(part)) for part in ([number] if isinstance(number, str) else number)]

    def its_sum(row: Row) -> str | None:
        return None if row[-1] != "元" else " ".join((*sums(row[0])[: len(row) - 2], row[-1]))

    return {
        name: its_date if ours is our_date else its_range if ours is our_date_range else its_sum
        for name, ours in OURS.items()
        if name not in ("own_bounds", "own_none")
    }


# ------------------------------------------------------------------------------------------------------------ counting

OURS: dict[str, Callable[[Row], str]] = {
    "dates": our_date,
    "date_ranges": our_date_range,
    "quantities": our_quantity,
    "quantity_ranges": our_quantity_range,
    "own_dates": our_date,
    "own_date_ranges": our_date_range,
    **dict.fromkeys(("own_money", "own_durations", "own_signed", "own_shares", "own_rates", "own_counts"), our_amount),
    "own_bounds": our_bound,
    "own_none": our_amount,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-v", "--verbose", action="store_true", help="print each form that is read otherwise")
    args = parser.parse_args()
    peer = peer_reader()
    for family, ours in OURS.items():
        rows: list[Row] = SUITES[family]
        missed = [(row, got) for row in rows if (got := ours(row)) != " ".join(row[1:])]
        line = f"{family:<16} {len(rows) - len(missed):>4} of {len(rows)}"
        if family in peer:
            asked = [(row, got) for row in rows if (got := peer[family](row)) is not None]
            right = sum(got == " ".join(row[1:]) for row, got in asked)
            wrong = {row[0] for row, got in missed}
            ours_of_these = sum(row[0] not in wrong for row, _ in asked)
            line += "" if not asked else f"   JioNLP {right:>4} of {len(asked)}, ours of these {ours_of_these}"
        print(line)
        if args.verbose:
            for row, got in missed:
                print(f"    {row[0]}: {got}, not {' '.join(row[1:])}")


if __name__ == "__main__":
    main()
