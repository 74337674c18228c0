"""What holds for all statements of a document: who leads a list, who is responsible throughout, who may be named."""

from __future__ import annotations

import re
from typing import NamedTuple

from policy_parse.text.sign import LazyPattern

# 各项任务中列第一位的为牵头单位 · 排名第一位的为牵头责任单位，下同 · 排在首位的单位为牵头单位 · 列第一位者为牵头单位
_FIRST_LEADS = LazyPattern(
    r"(?:列|排|位列|名列)[在于名]{0,2}(?:第一|首)(?:位|个|名)?[^，。；）〕]{0,10}(?:为|是|负责)?(?:牵头|主办|主责|总牵头)|第一(?:个|位|家)?(?:责任)?(?:单位|部门)(?:为|是)(?:牵头|主办|主责)|首(?:个|位|家)?(?:单位|部门)(?:为|是)(?:牵头|主办)"
)
# 逗号前为牵头单位
_COMMA_LEADS = re.compile(r"逗号[之以]?前[^，。；）]{0,8}(?:为|是)(?:牵头|主办)")
# 以下均需各市人民政府落实，不再列出 · 以下政策均需各区政府落实，不再单独列出 · 以下责任单位中均包含各区政府，不再列出
# 各县市区人民政府均为责任单位，以下不再列出
_EVERYWHERE = LazyPattern(
    r"(?:以下(?:各项)?(?:工作|任务|工作任务|内容|事项|政策|措施|举措|政策措施)?[均都]?(?:需|由|涉及|须|应|需要|责任单位中?[均都]?(?:包含|包括))+(?P<after>(?:[^。；（）〈〉〔〕]|（[^（）]{1,60}）|〔[^〔〕]{1,12}〕){2,60}?)(?:负责|贯彻|抓好|组织)?(?:落实|实施|负责|参与|配合)?[，；]"
    r"|(?:^|[。；，（〈])(?P<before>(?:[^，。；（）]|（[^（）]{1,12}）){2,40}?)均为责任单位[，；])"
    r"(?:以下)?(?:均)?不再(?:重复|一一|逐一|另行|单独|再)?(?:列出|罗列|列明|注明|标注)"
    r"|各(?P<plain>(?:[^，。；（）]|（[^（）]{1,12}）){2,30}?)(?:负责|具体|抓好|组织)*(?:落实|实施)，以下(?:各项)?(?:工作|任务|工作任务|内容|事项|政策|措施)?(?:均)?不再(?:重复|一一|逐一|单独)?(?:列出|罗列|列明|标注)"
)
RULE_WORDS = LazyPattern(
    rf"^下同$|^以下同$|不再(?:重复|一一|逐一|另行|单独|再)?(?:列出|罗列|列明|注明|标注)|^以下[^，]{{0,10}}(?:均需|均由|均涉及|均须|均应|需|责任单位中)|{_FIRST_LEADS.pattern}|{_COMMA_LEADS.pattern}|均为责任单位$|未明确牵头"
)
"""What an item of a list says where it names no unit but a rule."""
MAY_RULE = re.compile(r"下同|不再|以下|第一|首|逗号|均为责任单位|未明确牵头")
"""Words of which `RULE_WORDS` needs one: where none stands in a list, none of its items is a rule."""
_UNLISTED = re.compile(r"不再(?:重复|一一|逐一|另行|单独|再)?(?:列出|罗列|列明|注明|标注)")


def first_leads(text: str) -> bool:
    """Whether the folded document says that the first unit of a list leads."""
    return ("第一" in text or "首" in text) and _FIRST_LEADS.search(text) is not None


def comma_leads(text: str) -> bool:
    """Whether the folded document says that the units before the first ， lead."""
    return "逗号" in text and _COMMA_LEADS.search(text) is not None


# …提高服务水平。（公共服务科、办公室）, at the end of a paragraph
_DIVISION = r"[\u4e00-\u9fff]{1,10}(?:科|股|室|处|所|站|队|中心)"
_BARE_DIVISIONS = LazyPattern(rf"（{_DIVISION}(?:[、，]{_DIVISION}){{0,6}}）。?(?=\n|$)")
_OF_AN_OFFICE = re.compile("[科股处][、，）]")
_FEWEST_DIVISIONS = 3


def names_divisions(text: str) -> bool:
    """Whether the folded document closes its items with brackets that hold nothing but divisions of one office."""
    if "科）" not in text and "股）" not in text and "处）" not in text:
        return False
    found = (match[0] for match in _BARE_DIVISIONS.finditer(text))
    return sum(_OF_AN_OFFICE.search(bracket) is not None for bracket in found) >= _FEWEST_DIVISIONS


def rule_ranges(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Folded ranges of ``text[start:end]`` that state a rule about later tasks: their units are listed elsewhere."""
    return [m.span() for m in _EVERYWHERE.finditer(text, start, end)] if text.find("不再", start, end) >= 0 else []


class Everywhere(NamedTuple):
    """Units that a document names once for all later tasks: where they stand, and whether for this task too."""

    start: int
    """Folded range of the list of units."""
    end: int
    from_here: bool
    """各县区均为责任单位，以下不再列出 names them for the task it stands in too; 以下均需各县区落实 for later ones."""


def everywhere(text: str) -> Everywhere | None:
    """The rule of a folded document that makes units responsible for every later task, or None."""
    match = _EVERYWHERE.search(text) if _UNLISTED.search(text) else None  # its last words, cheap to look for
    if match is None:
        return None
    if match["after"] is not None:
        return Everywhere(*match.span("after"), from_here=False)
    if match["before"] is not None:
        return Everywhere(*match.span("before"), from_here=True)
    return Everywhere(match.start("plain") - 1, match.end("plain"), from_here=True)
