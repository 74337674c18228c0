"""Random Chinese sentences, and what is nearly one, through all rules of the text: nothing is raised, every span holds.

    python fuzz/strings.py [--number 100000] [--seed 1]

String N of a seed is the same on every run. They are read some dozen at a time, as lines of one text under a plan's
headings; a text that fails is read again line by line, to name the string. Status 1 if one failed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "src")]
from mutate import check  # noqa: E402

HEADS = (
    "某市2025年节水工作方案\n一、主要目标\n",
    "某市2025年节水工作方案\n一、重点任务\n（一）抓好节水。\n",
    "关于印发方案的通知\n各县（市、区）：\n一、重点任务\n",
    "序号\t工作任务\t责任单位\t完成时限\n",
    "指标\t2025年\t属性\n",
    "",
)
A_TEXT = 40
"""Strings of one text."""
BLANKS = (" ", "\u3000", "\u00a0", "\u2009", "\u200b", "\t", "\v")
MARKS = "，。；：、（）()〔〕【】《》“”‘’—-~～·．.,:;/％%‰°℃㎡m³²₂×÷±≥≤＞＜＝=+*#&|\\…！？①⑩㈠⑴Ⅳ"
WIDE = str.maketrans("0123456789%.-", "０１２３４５６７８９％．－")
SMALL = "〇零一二两三四五六七八九十百千万亿半几数余多"
FILLS: dict[str, tuple[str, ...]] = {
    "verb": ("完成", "建设", "新建", "改造", "压减", "提高", "降低", "力争", "确保", "推动", "编制", "组织", "", "不再"),
    "thing": ("用水总量", "漏损率", "节水型企业", "高标准农田", "污水处理能力", "管网", "森林覆盖率", "单位GDP能耗", "泵站", "水质优良比例", "甲"),
    "unit": ("%", "个百分点", "个", "家", "万亩", "亿m3", "亿立方米", "公里", "座", "吨/天", "元/吨", "户", "人次", "倍", "‰", "批", ""),
    "bound": ("以上", "以下", "以内", "左右", "不超过", "不低于", "≥", "＞", "控制在", "达到", "至少", "超过", "分别达到", "近", ""),
    "office": ("市水利局", "县发展改革委", "区 财政局", "各县（市、区）", "各相关单位", "省住房城乡建设厅", "市委组织部", "张某某", "领导小组办公室", "等"),
    "role": ("牵头", "负责", "配合", "参与", "按职责分工负责", "责任单位：", "牵头单位：", "配合单位:", "责任人：", "指导", "落实"),
    "when": ("{n}年{n}月{n}日前", "{n}年底前", "{n}月底前", "每季度末", "长期坚持", "“十四五”期间", "{n}—{n}年", "{n}季度", "汛期前", "自印发之日起{n}日内", "每年{n}月", "上半年", "{n}时前"),
    "label": ("一、", "（{n}）", "{n}.", "{n}．", "①", "一是", "第{n}条", "专栏{n}", "附件{n}：", "{n}）", "（{s}）", "{s}、", "——", ""),
    "base": ("较{n}年", "比{n} 年", "与{n}年相比", "在“十三五”末基础上", "同比", "较上年", ""),
    "moved": ("下降", "提高", "增长", "减少", "降至", "由{n}%提高到", "累计下降", "翻番", "实现零增长", ""),
}  # fmt: skip
FORMS = (
    "{label}{verb}{thing}{n}{unit}{bound}。（{office}{role}，{office}、{office}{role}）",
    "{when}，{thing}{base}{moved}{n}{unit}{bound}；",
    "{thing}{bound}{n}{unit}，{thing}、{thing}{bound}{n}{unit}和{n}{unit}",
    "{role}{office}、{office}，{office}{role}",
    "{label}{thing}\t{office}、{office}\t{when}\t{n}{unit}",
    "{when}前{verb}{n}{unit}、{n}{unit}{thing}（{thing}{n}{unit}）。",
    "{thing}：{bound}{n}～{n}{unit}（{base}{moved}{n}{unit}，{when}）",
    "{label}{verb}{s}{unit}{thing}，其中{thing}{n}{unit}、{thing}{s}{unit}。",
    "{office}〔{n}〕{n}号",
)


def string(random: Random) -> str:
    """One string: a form filled in, then disturbed as typing, typesetting and copying disturb."""
    words = random.choice(FORMS)
    for _ in range(4):
        words = _filled(words, random)
    for disturb in random.choices(DISTURBANCES, k=random.choice((0, 1, 1, 2, 4))):
        words = disturb(words, random)
    return words.replace("\n", "").replace("\r", "")


def _filled(words: str, random: Random) -> str:
    parts = words.split("{")
    out = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}")
        out.append(_fill(name, random) + rest)
    return "".join(out)


def _fill(name: str, random: Random) -> str:
    if name == "n":
        return random.choice((str(random.randrange(100)), str(random.randrange(1990, 2060)), f"{random.uniform(0, 500):.{random.randrange(4)}f}", f"{random.randrange(10**6):,}", "0", "9" * random.choice((1, 12, 40))))  # fmt: skip
    if name == "s":
        return "".join(random.choices(SMALL, k=random.choice((1, 1, 2, 3, 6))))
    return random.choice(FILLS[name])


def _blanks(words: str, random: Random) -> str:
    for _ in range(random.choice((1, 2, 5, 20))):
        at = random.randrange(len(words) + 1)
        words = words[:at] + random.choice(BLANKS) + words[at:]
    return words


def _wide(words: str, random: Random) -> str:
    at = random.randrange(len(words) + 1)
    return words[:at] + words[at:].translate(WIDE)


def _marks(words: str, random: Random) -> str:
    at = random.randrange(len(words) + 1)
    return words[:at] + "".join(random.choices(MARKS, k=random.choice((1, 1, 2, 8)))) + words[at:]


def _cut(words: str, random: Random) -> str:
    first, last = sorted((random.randrange(len(words) + 1), random.randrange(len(words) + 1)))
    return words[:first] + words[last:]


def _doubled(words: str, random: Random) -> str:
    first, last = sorted((random.randrange(len(words) + 1), random.randrange(len(words) + 1)))
    return words[:last] + words[first:last] * random.choice((1, 2, 10)) + words[last:]


def _swapped(words: str, random: Random) -> str:
    letters = list(words)
    for _ in range(random.choice((1, 3))):
        if len(letters) > 1:
            a, b = random.randrange(len(letters)), random.randrange(len(letters))
            letters[a], letters[b] = letters[b], letters[a]
    return "".join(letters)


def _any(words: str, random: Random) -> str:
    at = random.randrange(len(words) + 1)
    kinds = (
        (0x4E00, 0x9FFF),
        (0x21, 0x7E),
        (0x2000, 0x206F),
        (0x20000, 0x2A6DF),
        (0x300, 0x36F),
        (0xFF00, 0xFFEF),
        (0x660, 0x669),
    )
    return words[:at] + chr(random.randint(*random.choice(kinds))) + words[at:]


DISTURBANCES: tuple[Callable[[str, Random], str], ...] = (_blanks, _wide, _marks, _cut, _doubled, _swapped, _any)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=100_000, help="how many strings")
    parser.add_argument("--start", type=int, default=0, help="the number of the first")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    failed, slowest, begin = 0, 0.0, time.process_time()
    for first in range(args.start, args.start + args.number, A_TEXT):
        numbers = range(first, min(first + A_TEXT, args.start + args.number))
        lines = {number: string(Random(f"{args.seed}:{number}")) for number in numbers}
        head = HEADS[first // A_TEXT % len(HEADS)]
        found = check((head + "\n".join(lines.values())).encode("utf-8", "replace"), f"strings-{first}.txt")
        slowest = max(slowest, found.seconds)
        if found.kind in ("read", "refused"):
            continue
        failed += 1
        alone = [n for n, line in lines.items() if check((head + line).encode("utf-8", "replace"), f"{n}.txt").kind not in ("read", "refused")]  # fmt: skip
        print(f"{first}: {found.kind}; alone too: {[(n, lines[n]) for n in alone] or 'none'}\n{found.said}", flush=True)
    print(f"{args.number} strings of seed {args.seed}, {failed} texts failed, slowest text {slowest:.1f} s, {time.process_time() - begin:.0f} s in all")  # fmt: skip
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
