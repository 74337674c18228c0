"""What the server keeps, in memory alone: documents that wait, plans, pages for review, corrections."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Any, Literal

from policy_parse.web.limits import MEGABYTE, ServerLimits
from policy_parse.web.uploads import RefusedError

State = Literal["waiting", "reading", "done", "failed"]


@dataclass(slots=True, eq=False)
class Kept:
    """One document and what was made of it."""

    id: str
    name: str
    reserved: int
    """Bytes of the document while it waits or is read."""
    state: State = "waiting"
    since: float = 0.0
    """When reading began, by the clock of the event loop."""
    about: dict[str, Any] = field(default_factory=dict)
    """What the list shows of the plan, with its corrections."""
    error: str = ""
    needs_password: bool = False
    plan: bytes = b""
    """JSON of the plan as it was read."""
    page: bytes = b""
    corrections: bytes = b""
    corrected: bytes = b""
    """JSON of the plan with the corrections in it; empty where there are none."""
    revision: int = 0
    """How often corrections were saved."""
    saving: asyncio.Lock = field(default_factory=asyncio.Lock)
    reading: asyncio.Task[None] | None = None

    @property
    def current(self) -> bytes:
        """The plan that files are made from."""
        return self.corrected or self.plan

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return self.reserved + sum(map(len, (self.plan, self.page, self.corrections, self.corrected)))


class Shelf:
    """Everything kept, by random ids; never more than `limits` allow: nothing is thrown out to make room."""

    def __init__(self, limits: ServerLimits) -> None:
        self._limits = limits
        self._kept: dict[str, Kept] = {}

    def __iter__(self) -> Iterator[Kept]:
        """All that is kept, in the order in which it came."""
        return iter(self._kept.values())

    def get(self, identity: str) -> Kept:
        """The one with that id. Raises RefusedError."""
        found = self._kept.get(identity)
        if found is None:
            raise RefusedError(404, "没有这份方案，可能已经移去（no such plan; it may have been removed）")
        return found

    def done(self, identity: str) -> Kept:
        """The one with that id, if it is read. Raises RefusedError."""
        found = self.get(identity)
        if found.state != "done":
            raise RefusedError(409, f"{found.name}: 还没有读完（not read yet）")
        return found

    def put(self, name: str, size: int) -> Kept:
        """A place for a document of that many bytes. Raises RefusedError if there is no room."""
        if len(self._kept) >= self._limits.plans:
            most = self._limits.plans
            raise RefusedError(507, f"{name}: 已有 {most} 份，请先移去一些（{most} are kept already: remove some）")
        self.refuse_without_room(name, size)
        kept = Kept(token_urlsafe(12), name, size)
        self._kept[kept.id] = kept
        return kept

    def refuse_without_room(self, name: str, size: int) -> None:
        """Raise RefusedError if so many bytes more would be more than may be kept."""
        if size + sum(kept.size for kept in self) > self._limits.kept_bytes:
            most = f"{self._limits.kept_bytes / MEGABYTE:g} MB"
            raise RefusedError(507, f"{name}: 存满了 {most}，请先移去一些（{most} are full: remove some）")

    def remove(self, identity: str) -> Kept:
        """Forget one. Raises RefusedError."""
        kept = self.get(identity)
        del self._kept[identity]
        return kept
