"""What a recogniser usually takes for something else, put right; as many characters come out as went in."""

from __future__ import annotations

import re
from collections.abc import Callable

_WIDE = r"[\u4e00-\u9fff，。、；：！？（）《》“”〔〕]"
_ASCII_MARKS = str.maketrans(",;:?!()", "，；：？！（）")
_REPAIRS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    # 市发展改革委丶市水利局
    (re.compile("丶"), "、"),
    # (市水利局牵头) 目标:
    (re.compile(rf"(?<={_WIDE})[,;:?!()]|^\((?=\S)|[,;:?!()](?={_WIDE})"), lambda m: m.group().translate(_ASCII_MARKS)),
    # 抓好落实· 在行末或引号、括号前；人名间的点（某某·某某）不动
    (re.compile(r"(?<=[\u4e00-\u9fff）”])[·•](?=$|[”）])"), "。"),
    # 〔2023]5号 [2023〕5号 [2023]5号
    (re.compile(r"[\[［【](?=\d{4}[\]］】〕])"), "〔"),
    (re.compile(r"(?<=〔\d{4})[\]］】)]"), "〕"),
    # 亿m3 km2
    (re.compile(r"(?<=m)[23](?![\d.])"), lambda m: "²³"[int(m.group()) - 2]),
    # 2O23年 2023年l月
    (re.compile(r"(?<=\d)[OoＯ](?=[\d年月日%])"), "0"),
    (re.compile(r"(?<=[\d年月])[lI](?=[\d年月日])"), "1"),
    # —是 —、 （—）
    (re.compile(r"^[—\-－](?=是|、)|(?<=[。；])[—－](?=是)|(?<=（)[—\-－](?=）)"), "一"),
)


def repair(text: str) -> str:
    """`text` of one line with the usual mistakes put right; ``len`` stays the same."""
    for pattern, replacement in _REPAIRS:
        text = pattern.sub(replacement, text)
    return text
