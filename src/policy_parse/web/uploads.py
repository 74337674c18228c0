"""What a browser sends, taken up to a size and within a time; and what it calls its files, made harmless."""

from __future__ import annotations

import asyncio
from urllib.parse import unquote

from starlette.requests import Request

from policy_parse.web.limits import MEGABYTE, ServerLimits
from policy_parse.writers.package import UNPRINTABLE

_LONGEST_NAME = 120


class RefusedError(Exception):
    """A request that is not done; ``str(error)`` is a sentence, `status` that of the answer."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def size_of(request: Request, name: str, most: int) -> int:
    """How many bytes the request says it has, at most so many. Raises RefusedError if it does not say, or has none."""
    said = request.headers.get("content-length", "")
    if not said.isascii() or not said.isdecimal():
        raise RefusedError(411, f"{name}: 没有说明大小（of unknown size）")
    size = int(said)
    if size > most:
        said = f"{most / MEGABYTE:g} MB"
        raise RefusedError(413, f"{name}: 文件超过 {said}（larger than {said}）")
    if size == 0:
        raise RefusedError(422, f"{name}: 文件是空的（an empty file）")
    return size


async def body_of(request: Request, name: str, size: int, limits: ServerLimits) -> bytes:
    """The `size` bytes of the request. Raises RefusedError for one that is too slow, or ends before."""
    clock = asyncio.get_running_loop()
    end = clock.time() + limits.upload_seconds
    pieces = request.stream().__aiter__()
    data = bytearray()
    while len(data) < size:
        try:
            data += await asyncio.wait_for(anext(pieces), min(limits.idle_seconds, end - clock.time()))
        except TimeoutError:
            raise RefusedError(408, f"{name}: 传得太慢，已中止（the upload is too slow and was ended）") from None
        except StopAsyncIteration:
            raise RefusedError(400, f"{name}: 没有传完（the upload ended early）") from None
    return bytes(data)


def name_of(request: Request) -> str:
    """What the browser calls the file, to be shown: its last part without characters that no line can show."""
    whole = UNPRINTABLE.sub("", unquote(request.headers.get("x-name", ""), errors="replace"))
    last = "".join(c for c in whole.replace("\\", "/").rpartition("/")[2] if c.isprintable()).strip()
    return last[-_LONGEST_NAME:] or "document"


def password_of(request: Request) -> str | None:
    """The password that was typed for this file; None if there is none."""
    return unquote(request.headers.get("x-password", ""), errors="replace") or None
