"""Pieces that pages are made of: files of looks and scripts, data for scripts, hashes for a policy."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from functools import cache
from pathlib import Path

_PARTS = Path(__file__).with_name("parts")
_IN_SCRIPT = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})
"""What would end a script or mean something in HTML, as JSON writes it too."""


@cache
def part(name: str) -> str:
    """A file of ``parts/``."""
    return (_PARTS / name).read_text("utf-8")


def data_for_script(data: object) -> str:
    """`data` as JSON that can stand in a script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)


def policy_hash(content: str) -> str:
    """What a Content-Security-Policy calls a script or style by its content."""
    return f"sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}"
