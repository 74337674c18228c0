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
    (re.compile(rf"(?<={_WIDE})[,;:?!()]|^\((?=\S)|[,;:?!()](?={_WIDE})"), lambda m: m[0].translate(_ASCII_MARKS)),
    # 抓好落实· at the end of a line, 加强用水管理·完善 after four 汉字: the dot of a name stands after fewer
    (re.compile(r"(?<=[\u4e00-\u9fff）”])[·•](?=$|[”）])|(?<=[\u4e00-\u9fff]{4})[·•](?=[\u4e00-\u9fff])"), "。"),
    # 〔2023]5号 [2023〕5号 某政办发（2023）5号
    (re.compile(r"[\[［【](?=\d{4}[\]］】〕])|(?<=[\u4e00-\u9fff])（(?=\d{4}）第?\d{1,5}号)"), "〔"),
    (re.compile(r"(?<=〔\d{4})[\]］】)）]"), "〕"),
    # （千四）
    (re.compile(r"(?<=（)千(?=[一二三四五六七八九]?）)"), "十"),
    # 2021一2025年 11一12月
    (re.compile(r"(?<=\d)一(?=\d)"), "—"),
    # 亿m3 km2
    (re.compile(r"(?<=m)[23](?![\d.])"), lambda m: "²³"[int(m.group()) - 2]),
    # 2O23年 2023年l月
    (re.compile(r"(?<=\d)[OoＯ](?=[\d年月日%])"), "0"),
    (re.compile(r"(?<=[\d年月])[lI](?=[\d年月日])"), "1"),
    # …（完成期限：6月底）—8一: the foot of the page read on the line above it
    (re.compile(r"(?:(?<=—\d)|(?<=—\d\d))一$"), "—"),
    # —是 —、 （—）
    (re.compile(r"^[—\-－](?=是|、)|(?<=[。；])[—－](?=是)|(?<=（)[—\-－](?=）)"), "一"),
)
# 用水总量控制在3.5亿m² | 库容达到2万m²: water is not measured in areas, the raised figure was 3
_VOLUME = re.compile(r"(?:水量|用水|取水|供水|蓄水|库容)[^，。；]{0,20}m²")
# —3一 at the foot of a page
_PAGE_NUMBER = re.compile(r"[—一\-－]{1,2}\s*\d{1,3}\s*[—一\-－]{1,2}")
# 某某局区某某局: between two offices of one level the mark was lost; 分局 is one office with what stands before it
_LOST_MARK = re.compile(
    r"(?<=[局委办厅院])(?=[区市县省](?!分局)[\u4e00-\u9fff]{2,9}(?<!分)[局委办厅院](?:[、，）]|$))"
    r"|(?<=(?:管理|服务|事务)中心)(?=[区市县省][\u4e00-\u9fff]{2,10}(?:[、，）局委办厅]|$))"
)


# 2022年 / 11月30 / 日 in a narrow cell
_SPLIT_DATE = re.compile(r"(?<=\d年)\n(?=\d{1,2}月)|(?<=\d月)\n(?=\d{1,2}日?)|(?<=月\d)\n(?=日)|(?<=月\d\d)\n(?=日)")


def repair(line: str) -> str:
    """One line with the usual mistakes put right; ``len`` stays the same."""
    if _PAGE_NUMBER.fullmatch(line):
        return re.sub("[—一－-]", "—", line)
    for pattern, replacement in _REPAIRS:
        line = pattern.sub(replacement, line)
    return line


def mend(text: str) -> str:
    """A whole paragraph or cell with what only its other lines can tell: volumes, lost marks, split dates, quotes."""
    text = _paired_quotes(_SPLIT_DATE.sub("", text))
    text = _VOLUME.sub(lambda m: m[0][:-1] + "³", text)
    return _LOST_MARK.sub("、", text) if "、" in text or "，" in text else text


def _paired_quotes(text: str) -> str:
    """“十四五" → “十四五”: a straight quote closes what is open, else it opens."""
    if '"' not in text:
        return text
    found: list[str] = []
    is_open = False
    for char in text:
        char = ("”" if is_open else "“") if char == '"' else char
        is_open = char == "“" or (is_open and char != "”")
        found.append(char)
    return "".join(found)
