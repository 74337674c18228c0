"""How long it takes to compare two plans of many tasks, and how the time grows. Run: python benchmarks/comparing.py

The plans are made up: tasks of common words of plans and six of 300 names each; one in eight is new, gone or reworded.
CPU seconds of this process, best of three; the first line has the loading of jieba's words, which a process does once.
"""

import random
import sys
import time

from policy_parse import Plan, compare, parse
from policy_parse.comparison.likeness import Bags, Weights, neighbours
from policy_parse.comparison.pieces import pieces_of
from policy_parse.text.segmentation import segmenter_for

SUBJECTS = ["供水管网", "污水处理", "河道整治", "灌区改造", "节水企业", "水源保护", "排污许可", "农村饮水", "再生水厂"]
VERBS = ["推进", "实施", "完成", "加强", "开展", "建立", "健全", "规范", "落实", "巩固"]
ENDS = ["建设", "改造", "管理", "监管", "治理", "保护", "排查", "整治", "评估", "考核"]
NAMES = [chr(0x5000 + 7 * i) + chr(0x6000 + 5 * i) for i in range(300)]
"""Each is in about ten tasks of a plan of 500: what makes pairs of tasks that share a word."""
OFFICES = [
    "市水利局",
    "市住房城乡建设局",
    "市生态环境局",
    "市农业农村局",
    "市财政局",
    "市发展改革委",
    "市自然资源局",
    "市交通运输局",
]


def plan(tasks: int, year: int, seed: int = 5) -> Plan:
    """A plan with that many tasks; the same seed gives the plan of another year of the same office."""
    pick = random.Random(seed)
    lines = [f"江州市{year}年水务工作方案", "一、重点任务"]
    for number in range(tasks):
        words = [pick.choice(VERBS) + pick.choice(NAMES) + pick.choice(SUBJECTS) + pick.choice(ENDS) for _ in range(6)]
        if year % 2 and number % 8 == 0:
            words = words[::2]
        amount = pick.randrange(5, 90) + year % 2
        units = "、".join(pick.sample(OFFICES, 3))
        lines.append(
            f"{number + 1}.{words[0]}。{'，'.join(words[1:])}，新建设施{amount}座，{year}年底前完成。（{units}负责）"
        )
    return parse("\n".join(lines).encode(), name=f"{year}.txt")


def sharing(old: Plan, new: Plan) -> int:
    """How many old and new tasks share a word that does not join nearly all."""
    texts = [[piece.text for piece in pieces_of(plan)] for plan in (old, new)]
    bags = Bags(segmenter_for(texts[0] + texts[1], ()))
    before, after = (dict(enumerate(map(bags.of, side))) for side in texts)
    return sum(1 for _ in neighbours(before, after, Weights([*before.values(), *after.values()])))


def main() -> None:
    """Print a line for each number of tasks."""
    for tasks in map(int, sys.argv[1:] or ("500", "125", "250", "500", "1000")):
        old, new = plan(tasks, 2024), plan(tasks, 2025)
        times = []
        for _ in range(3 if "jieba" in sys.modules else 1):
            start = time.process_time()
            found = compare(old, new)
            times.append(time.process_time() - start)
        kinds = {match.kind for match in found.matches}
        pairs = sharing(old, new)
        print(
            f"{tasks:>5} tasks a plan, {len(new.text):>7} characters: {min(times):.2f} s, "
            f"{pairs:>7} pairs share a word, {min(times) / pairs * 1e6:.1f} µs each  {sorted(kinds)}"
        )


if __name__ == "__main__":
    main()
