"""A mapping file: what an office's own heads are called in a ledger, where the vocabulary does not know them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policy_parse.errors import LexiconError
from policy_parse.text.fold import fold
from policy_parse.writers.ledger import SOURCE
from policy_parse.writers.xlsx_file import HEADS

OwnHeads = Mapping[str, str]
"""An office's head, folded and without blanks → our head; '' for a column that is to be left alone."""
KNOWN = (*HEADS, SOURCE)
"""What a head may be called."""


def read_own_heads(path: Path) -> dict[str, str]:
    """The mapping in a TOML file of lines ``"主抓科室" = "牵头单位"``.

    The left side is a head of the office's workbook, or 上面的表头/下面的表头 where a head of two rows needs both; the
    right side one of `KNOWN`, or "" for a column that we leave alone. Raises LexiconError, with the line or head.
    """
    import tomli

    try:
        entries = tomli.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise LexiconError(str(path), "file", f"读不了（cannot be read: {error.strerror or error}）") from error
    except UnicodeDecodeError as error:
        raise LexiconError(str(path), "file", "不是 UTF-8（not UTF-8）") from error
    except tomli.TOMLDecodeError as error:
        reason = f"写法有误，表头要加引号（not well-formed, heads need quotes: {error}）"
        raise LexiconError(str(path), "file", reason) from error
    found: dict[str, str] = {}
    for head, ours in entries.items():
        if not isinstance(ours, str) or (ours and ours not in KNOWN):
            known = " ".join(KNOWN)
            raise LexiconError(str(path), head, f"没有“{ours}”这一栏，可用的有（no such column, known are） {known}")
        if ours and ours in found.values():
            raise LexiconError(str(path), head, f"“{ours}”已有别的表头（two heads for one column）")
        found[plain_head(head)] = ours
    if not any(found.values()):
        raise LexiconError(str(path), "file", "没有写明任何栏目（names no column）")
    return found


def plain_head(words: str) -> str:
    """A head as it is compared: folded, without blanks and line breaks."""
    return "".join(fold(words).text.split())
