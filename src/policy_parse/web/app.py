"""The addresses of the server and what each answers."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from policy_parse.web.guard import Guard, Site
from policy_parse.web.home import (
    COMPARISON_POLICY,
    HOME_POLICY,
    MEDIA_TYPES,
    REVIEW_POLICY,
    home_page,
    language_of,
    static_file,
)
from policy_parse.web.office import Office, corrections_file
from policy_parse.web.shelf import Kept
from policy_parse.web.uploads import RefusedError, body_of, name_of, password_of, size_of

_OFFICE = "application/vnd.openxmlformats-officedocument"
_FILES = {
    "xlsx": ("台账.xlsx", "ledger.xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
    "docx": ("任务分解表.docx", "tasks.docx", f"{_OFFICE}.wordprocessingml.document"),
    "ics": ("日历.ics", "calendar.ics", "text/calendar; charset=utf-8"),
    "json": ("任务.json", "plan.json", "application/json"),
}
"""What a plan can be downloaded as: what is put after its name, in Chinese and English, and the media type."""
_COMPARISONS = {
    "xlsx": ("比较.xlsx", "changes.xlsx", _FILES["xlsx"][2]),
    "docx": ("比较.docx", "changes.docx", _FILES["docx"][2]),
}
_HTML = "text/html; charset=utf-8"


def build_app(
    office: Office,
    site: Site,
    *,
    once: str = "",
    language: str = "zh",
    begun: Callable[[], None] = lambda: None,
    end: Callable[[], None] = lambda: None,
) -> Guard:
    """The whole server: pages and files of `office`, behind the guard of `site`.

    `once` is a token for one time; `language` is for browsers that ask for none of ours. `begun` is called once the
    server runs, `end` when somebody ends it on the page.
    """
    answers = _Answers(office, site, language, end)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        begun()
        warming = asyncio.create_task(office.warm_up())
        yield
        warming.cancel()
        await asyncio.gather(warming, return_exceptions=True)
        await office.close()

    routes = [
        Route("/", answers.home),
        Route("/favicon.ico", answers.icon),
        Route("/static/{name}", answers.static),
        Route("/plans", answers.plans),
        Route("/plans", answers.upload, methods=["POST"]),
        Route("/plans/{id}", answers.remove, methods=["DELETE"]),
        Route("/plans/{id}/review", answers.review),
        Route("/plans/{id}/corrections", answers.corrections),
        Route("/plans/{id}/corrections", answers.correct, methods=["PUT"]),
        Route("/plans/{id}/files/{format}", answers.file),
        Route("/plans/{id}/ledger", answers.ledger, methods=["POST"]),
        Route("/compare", answers.compare),
        Route("/end", answers.end, methods=["POST"]),
    ]
    handlers: dict[Any, Any] = {
        RefusedError: _refused,
        HTTPException: _not_there,
        ClientDisconnect: _gone,
        Exception: _unforeseen,
    }
    return Guard(Starlette(routes=routes, exception_handlers=handlers, lifespan=lifespan), site, once)


async def _refused(request: Request, error: RefusedError) -> Response:
    """The sentence, and an end to the connection: what is still sent over it is not waited for."""
    return PlainTextResponse(str(error), error.status, {"connection": "close"})


async def _not_there(request: Request, error: HTTPException) -> Response:
    return PlainTextResponse("没有这个地址（no such address）", error.status_code, {"connection": "close"})


async def _gone(request: Request, error: ClientDisconnect) -> Response:
    return PlainTextResponse("", 400, {"connection": "close"})


async def _unforeseen(request: Request, error: Exception) -> Response:
    """A fault of ours; what happened stands in the terminal."""
    kind = type(error).__name__
    return PlainTextResponse(f"程序没有料到的错误，请报告（unforeseen, please report: {kind}）", 500)


class _Answers:
    """One method an address."""

    def __init__(self, office: Office, site: Site, language: str, end: Callable[[], None]) -> None:
        self._office, self._site, self._language, self._end = office, site, language, end

    async def home(self, request: Request) -> Response:
        """The first page; the token in its address becomes a cookie that only requests of this site carry."""
        spoken = request.query_params.get("lang") or ""
        language = language_of(spoken, self._spoken(request))
        page = home_page(language, self._office.limits, redact=self._office.redact)
        answer = Response(page, media_type=_HTML, headers={"content-security-policy": HOME_POLICY})
        answer.set_cookie(self._site.cookie, self._site.token, httponly=True, samesite="strict")
        return answer

    def _spoken(self, request: Request) -> str:
        return language_of(request.headers.get("accept-language", ""), self._language)

    async def icon(self, request: Request) -> Response:
        """The picture that browsers ask for on their own."""
        return Response(static_file("icon.svg"), media_type=MEDIA_TYPES[".svg"])

    async def static(self, request: Request) -> Response:
        """Looks and script of the first page."""
        name = request.path_params["name"]
        found = static_file(name)
        if found is None:
            raise HTTPException(404)
        return Response(found, media_type=MEDIA_TYPES[PurePosixPath(name).suffix])

    async def plans(self, request: Request) -> Response:
        """Everything that is kept, and how far it is."""
        return JSONResponse([_shown(kept, self._office.clock()) for kept in self._office.shelf])

    async def upload(self, request: Request) -> Response:
        """Take a document, its bytes as they are; it is read when its turn comes."""
        name, limits, shelf = name_of(request), self._office.limits, self._office.shelf
        size = size_of(request, name, limits.file_bytes)
        kept = shelf.put(name, size)
        try:
            data = await body_of(request, name, size, limits)
        except BaseException:
            if kept in shelf:
                shelf.remove(kept.id)
            raise
        if kept in shelf:  # it was not removed in the meantime
            self._office.read(kept, data, password_of(request))
        return JSONResponse({"id": kept.id}, 201)

    async def remove(self, request: Request) -> Response:
        """Forget a document and all that was made of it."""
        self._office.remove(request.path_params["id"])
        return Response(status_code=204)

    async def review(self, request: Request) -> Response:
        """The page for review, of the plan as it was read; it asks for the corrections itself."""
        kept = self._done(request)
        return Response(kept.page, media_type=_HTML, headers={"content-security-policy": REVIEW_POLICY})

    async def corrections(self, request: Request) -> Response:
        """The corrections that were saved last."""
        kept = self._done(request)
        return JSONResponse({"revision": kept.revision, "file": corrections_file(kept)})

    async def correct(self, request: Request) -> Response:
        """Save corrections and merge them into what is downloaded from now on."""
        kept, limits = self._done(request), self._office.limits
        size = size_of(request, kept.name, limits.corrections_bytes)
        data = await body_of(request, kept.name, size, limits)
        return JSONResponse(await self._office.correct(kept, data, request.headers.get("if-match", "")))

    async def file(self, request: Request) -> Response:
        """The plan as a file to keep."""
        kept = self._done(request)
        format = request.path_params["format"]
        if format not in _FILES:
            raise HTTPException(404)
        data = await self._office.file_of(kept, format)
        return self._download(request, data, kept, _FILES[format])

    async def ledger(self, request: Request) -> Response:
        """Take a ledger that people have filled in, and give it back brought up to date, with what became of it."""
        kept, name, limits = self._done(request), name_of(request), self._office.limits
        data = await body_of(request, name, size_of(request, name, limits.file_bytes), limits)
        report, made = await self._office.ledger(kept, data, name)
        return JSONResponse({"name": name, "report": report, "file": b64encode(made).decode()})

    async def compare(self, request: Request) -> Response:
        """What changed from one plan to another: a page, or a file to keep."""
        shelf, query = self._office.shelf, request.query_params
        old, new = (shelf.done(query.get(side, "")) for side in ("old", "new"))
        format = query.get("format", "html")
        if format == "html":
            page = await self._office.comparison(old, new, format)
            return Response(page, media_type=_HTML, headers={"content-security-policy": COMPARISON_POLICY})
        if format not in _COMPARISONS:
            raise HTTPException(404)
        data = await self._office.comparison(old, new, format)
        return self._download(request, data, new, _COMPARISONS[format])

    async def end(self, request: Request) -> Response:
        """End the server; everything that it kept is gone."""
        self._end()
        return Response(status_code=204)

    def _done(self, request: Request) -> Kept:
        return self._office.shelf.done(request.path_params["id"])

    def _download(self, request: Request, data: bytes, kept: Kept, kind: tuple[str, str, str]) -> Response:
        """A file that the browser saves and never shows, named after the document."""
        chinese, english, media_type = kind
        language = language_of(request.query_params.get("lang") or "", self._spoken(request))
        stem = PurePosixPath(kept.name).stem
        name = f"{stem}-{chinese if language == 'zh' else english}"
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
        return Response(data, media_type=media_type, headers=headers)


def _shown(kept: Kept, now: float) -> dict[str, Any]:
    """One document as the list shows it."""
    return {
        "id": kept.id,
        "name": kept.name,
        "state": kept.state,
        "seconds": int(now - kept.since) if kept.state == "reading" else 0,
        "error": kept.error,
        "password": kept.needs_password,
        "about": kept.about,
        "revision": kept.revision,
    }
