"""Who may ask: only pages of this server, opened by whoever has its token, under its own name.

- The host that is asked for must be this machine's own (a name of another that was pointed here is refused).
- Every request has the token: in the address of the first one, then in a cookie that other sites' requests never carry.
- What changes anything must come from a page of this server: Origin, or where there is none Sec-Fetch-Site, says so.
- Other sites, and other servers of this machine, may lead to the first address and to nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from secrets import compare_digest, token_urlsafe
from typing import NamedTuple
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ADDRESS = "127.0.0.1"
_READING = frozenset({"GET", "HEAD"})
_OWN = frozenset({"same-origin", "none"})
"""Sec-Fetch-Site of a request from a page of this server, and of one that a person typed or opened."""
_HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""Of every answer that has none of its own: it may do nothing at all."""


class Site(NamedTuple):
    """What this server is called, and the secret that opens it."""

    port: int
    token: str

    @classmethod
    def at(cls, port: int) -> Site:
        """The site at `port` with a new token of 256 random bits."""
        return cls(port, token_urlsafe(32))

    @property
    def hosts(self) -> frozenset[str]:
        """Host headers that name it; a browser leaves out port 80."""
        ports = (f":{self.port}", "") if self.port == 80 else (f":{self.port}",)
        return frozenset(f"{name}{port}" for name in (ADDRESS, "localhost") for port in ports)

    def address(self, token: str) -> str:
        """The address to open first, with this token."""
        return f"http://{ADDRESS}:{self.port}/?token={token}"

    @property
    def cookie(self) -> str:
        """The name of its cookie: browsers keep one jar for all servers of a machine."""
        return f"policy-parse-{self.port}"


class Refusal(NamedTuple):
    """Why a request is not answered."""

    status: int
    reason: str


_WRONG_HOST = Refusal(421, "地址不对，请从 policy-parse serve 显示的地址打开（wrong host: open the address it shows）")
_WRONG_TOKEN = Refusal(
    403,
    "缺少口令或口令已失效，请从 policy-parse serve 显示的地址打开"
    "（no token, or that of an earlier run: open the address that policy-parse serve shows）",
)
_FROM_ELSEWHERE = Refusal(403, "请求来自别的网站，不予受理（refused: the request comes from another site）")
_NO_METHOD = Refusal(405, "不支持的请求（method not allowed）")


def refusal(site: Site, method: str, path: str, query: str, headers: Mapping[str, str]) -> Refusal | None:
    """Why this request is refused; None if it may pass. `headers` by their names in small letters."""
    host = headers.get("host", "").lower()
    if host not in site.hosts:
        return _WRONG_HOST
    if method not in _READING | {"POST", "PUT", "DELETE"}:
        return _NO_METHOD
    in_address = path == "/" and method in _READING and _is(site.token, *parse_qs(query).get("token", ()))
    if not in_address and not _is(site.token, cookie_parser(headers.get("cookie", "")).get(site.cookie, "")):
        return _WRONG_TOKEN
    comes_from = headers.get("sec-fetch-site")
    led_here = in_address and headers.get("sec-fetch-mode") == "navigate"
    if comes_from is not None and comes_from not in _OWN and not led_here:
        return _FROM_ELSEWHERE
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host}":
        return _FROM_ELSEWHERE
    if method not in _READING and origin is None and comes_from != "same-origin":
        return _FROM_ELSEWHERE
    return None


def _is(token: str, *given: str) -> bool:
    return len(given) == 1 and compare_digest(token.encode(), given[0].encode("utf-8", "replace"))


class Guard:
    """Refuses what `refusal` says, and puts on every answer the headers that keep it to itself.

    `once` is a token that opens the first page one time: that address may be seen by others, as one that a program is
    started with can be.
    """

    def __init__(self, app: ASGIApp, site: Site, once: str = "") -> None:
        self._app, self._site, self._once = app, site, once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; anything but HTTP and the server's own start and end is not answered."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":
            return None
        headers = dict(reversed(Headers(scope=scope).items()))  # of several the first
        refused = self._refusal(scope["method"], scope["path"], scope["query_string"].decode("latin-1"), headers)
        if refused is None:
            return await self._app(scope, receive, self._closed(send))
        # what it still sends is not waited for
        answer = PlainTextResponse(f"{refused.reason}\n", refused.status, {"connection": "close"})
        return await answer(scope, receive, self._closed(send))

    def _refusal(self, method: str, path: str, query: str, headers: Mapping[str, str]) -> Refusal | None:
        if self._once and compare_digest(query.encode("latin-1"), f"token={self._once}".encode()):
            found = refusal(self._site, method, path, f"token={self._site.token}", headers)
            if found is None:
                self._once = ""
            return found
        return refusal(self._site, method, path, query, headers)

    def _closed(self, send: Send) -> Send:
        async def closed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("content-security-policy", _POLICY)
            await send(message)

        return closed
