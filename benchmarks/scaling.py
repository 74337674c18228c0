"""How the time of one parse grows with the length of texts made to be slow: 1 in step with it, 2 with its square.

    python benchmarks/scaling.py [--limit 1.4] [--size 20000] [TEXT ...]
    python benchmarks/scaling.py --plan FILE.txt [--times 1,10,100]

Each TEXT (default: a list of unclosed brackets, lists without end, numbers in a row …) is repeated to a paragraph of
SIZE characters and to one four times as long, under a plan's title; one with {n} in it, the number of its repetition,
to as many lines. With --plan a text file is read as it is and so many times over, one below the other: a plan as long
as no plan is, with its tables, tasks that are related, and findings. Ends with status 1 where the growth of any is over
the limit. Documents are untrusted: whoever adds a rule runs this before and after.
"""

from __future__ import annotations

import argparse
import sys
import time
from math import log
from pathlib import Path

from policy_parse.api import parse
from policy_parse.lexicon import Lexicon

BRACKETS_AND_LISTS = "（ （市水务局 （〔《 ） 责任单位： 市水务局、 市水务局， 市、 各市、县（ 和市水务局"
AMOUNTS = "两台4.3米 2个省级和 5个、与 建成20个（ 每年召开一次， 年新增5个 20%以上泊位（ 1.5 1，000 由3%到"
TIMES = "2025年 2025年底前、 每年 6月 1- 一 十"
ITEMS_AND_WORDS = "1. （一） 一是 ① 第一条 。 ； ： — 《 “ 的 建设 率 以下均需 不再 市"
LINES = (
    "{n}.建设泵站。（{n}号水务局、{n}区财政局负责） {n}.用水总量达到{n}万吨。（市水务局负责） "
    "（{n}）万元产值能耗下降{n}%。 责任单位：{n}局 附件{n}：方案 第{n}条建设泵站。 "
    "专栏{n}：工程 {n}月底前完成。 抄送：{n}局。"
)
TEXTS = f"{BRACKETS_AND_LISTS} {AMOUNTS} {TIMES} {ITEMS_AND_WORDS} {LINES}".split()
HEAD = "某某市某某工作方案\n一、重点任务\n（一）建设泵站。"
SHORTEST = 0.02
"""Seconds: the growth of less than this is noise."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="*", default=TEXTS, metavar="TEXT")
    parser.add_argument("--limit", type=float, default=1.4)
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--plan", type=Path)
    parser.add_argument("--times", default="1,10,100")
    args = parser.parse_args()

    lexicon = Lexicon.load()
    parse(HEAD.encode(), name="made-up.txt", lexicon=lexicon)  # vocabularies are compiled once a process
    if args.plan is not None:
        sys.exit(_long_plans(args.plan.read_bytes(), [int(n) for n in args.times.split(",")], args.limit, lexicon))
    over = 0
    print("growth  seconds  text")
    for text in args.texts:
        small, large = (_best(_repeated(text, size), lexicon) for size in (args.size, 4 * args.size))
        growth = log(max(large, SHORTEST) / max(small, SHORTEST), 4)
        over += growth > args.limit
        print(f"{growth:>6.2f} {large:>8.2f}  {text!r}{'  OVER' if growth > args.limit else ''}", flush=True)
    sys.exit(over > 0)


def _long_plans(plan: bytes, times: list[int], limit: float, lexicon: Lexicon) -> bool:
    """Print a line for each length; True if the time of one grows over the limit against that of the one before."""
    parse(plan, name="made-up.txt", lexicon=lexicon)
    print("times  growth  seconds  tasks  findings")
    over, before = False, (0, 0.0)
    for n in times:
        data = b"\n".join([plan] * n)
        seconds = min(_seconds(data, lexicon) for _ in range(2))
        growth = log(seconds / before[1]) / log(n / before[0]) if before[0] else 1.0
        read = parse(data, name="made-up.txt", lexicon=lexicon)
        print(f"{n:>5} {growth:>7.2f} {seconds:>8.2f} {len(read.tasks):>6} {len(read.findings):>9}", flush=True)
        over, before = over or growth > limit, (n, seconds)
    return over


def _repeated(text: str, size: int) -> str:
    if "{n}" not in text:
        return text * (size // len(text))
    return "".join("\n" + text.replace("{n}", str(n)) for n in range(1, size // len(text) + 1))


def _best(words: str, lexicon: Lexicon) -> float:
    data = (HEAD + words).encode()
    return min(_seconds(data, lexicon) for _ in range(2))


def _seconds(data: bytes, lexicon: Lexicon) -> float:
    begin = time.process_time()
    parse(data, name="made-up.txt", lexicon=lexicon)
    return time.process_time() - begin


if __name__ == "__main__":
    main()
