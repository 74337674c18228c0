"""What is done for the page: documents read one after another, corrections merged, files made."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from policy_parse.web.frames import Frame
from policy_parse.web.limits import ServerLimits
from policy_parse.web.shelf import Kept, Shelf
from policy_parse.web.uploads import RefusedError
from policy_parse.web.workshop import LateError, LostError, Worker


class Office:
    """The shelf and two workers: one reads documents, which may take long, the other answers what people ask for.

    With `redact` nothing of contacts of people is kept once a document is read.
    """

    def __init__(
        self, limits: ServerLimits, folder: Path, lexicon: Sequence[Path] = (), *, redact: bool = False
    ) -> None:
        self.limits, self.redact = limits, redact
        self.shelf = Shelf(limits)
        self._reader, self._clerk = (Worker(folder, limits, lexicon) for _ in range(2))

    async def warm_up(self) -> None:
        """Let both workers load the vocabularies, before they are needed."""
        for worker in (self._reader, self._clerk):
            await self._asked(worker, {"job": "ready"}, (), "policy-parse")

    def clock(self) -> float:
        """The time by the clock that `Kept.since` is of."""
        return asyncio.get_running_loop().time()

    async def close(self) -> None:
        """End everything that is being done."""
        tasks = [kept.reading for kept in self.shelf if kept.reading is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.end()

    def end(self) -> None:
        """End the workers, without a word to anybody."""
        self._reader.end()
        self._clerk.end()

    def read(self, kept: Kept, data: bytes, password: str | None) -> None:
        """Have a document read when its turn comes; `kept` says how far it is."""
        kept.reading = asyncio.create_task(self._read(kept, data, password))

    async def _read(self, kept: Kept, data: bytes, password: str | None) -> None:
        clock = asyncio.get_running_loop()

        def begun() -> None:
            kept.state, kept.since = "reading", clock.time()

        head = {"job": "read", "name": kept.name, "password": password, "redacted": self.redact}
        try:
            found = await self._reader.ask(head, [data], self.limits.read_seconds, begun)
            if "error" not in found.head:
                self.shelf.refuse_without_room(kept.name, sum(map(len, found.parts)) - kept.reserved)
        except LateError:
            late = f"{self.limits.read_seconds:g}"
            kept.error = f"{kept.name}: 读了 {late} 秒还没有读完，已中止（not read in {late} seconds and given up）"
        except LostError:
            kept.error = f"{kept.name}: 读取的进程意外退出（the process that read it has died）"
        except RefusedError as error:
            kept.error = str(error)
        else:
            kept.error, kept.needs_password = found.head.get("error", ""), found.head.get("password", False)
            if not kept.error:
                kept.about = found.head
                kept.plan, kept.page = found.parts
        kept.state, kept.reserved = "failed" if kept.error else "done", 0

    def remove(self, identity: str) -> None:
        """Forget a document; one that is being read is given up. Raises RefusedError."""
        kept = self.shelf.remove(identity)
        if kept.reading is not None:
            kept.reading.cancel()

    async def correct(self, kept: Kept, corrections: bytes, revision: str) -> dict[str, Any]:
        """Merge a file of corrections, all that a reviewer did from the first on; what came of it.

        `revision` is what the page last heard of: raises RefusedError if another window has saved since, or the file
        is none of this plan.
        """
        async with kept.saving:
            if revision != str(kept.revision):
                raise RefusedError(
                    409,
                    "另一个窗口已经保存过更正，请刷新本页后再改"
                    "（another window has saved corrections since: load this page anew）",
                )
            self.shelf.refuse_without_room(kept.name, len(corrections) + len(kept.plan))
            head = {"job": "apply", "redacted": self.redact}
            found = await self._asked(self._clerk, head, (kept.plan, corrections), kept.name)
            kept.corrected, kept.corrections = found.parts
            kept.revision += 1
            kept.about = found.head
            return found.head | {"revision": kept.revision}

    async def file_of(self, kept: Kept, format: str) -> bytes:
        """The plan, with its corrections, in a format. Raises RefusedError."""
        found = await self._asked(self._clerk, {"job": "render", "format": format}, (kept.current,), kept.name)
        return found.parts[0]

    async def ledger(self, kept: Kept, data: bytes, name: str) -> tuple[str, bytes]:
        """The ledger in `data` brought up to date with the plan: what became of its rows (nothing: empty), the file.

        Raises RefusedError.
        """
        found = await self._asked(self._clerk, {"job": "ledger", "name": name}, (kept.current, data), name)
        return found.head["report"], found.parts[0]

    async def comparison(self, old: Kept, new: Kept, format: str) -> bytes:
        """What changed from one plan to another, as a file. Raises RefusedError."""
        plans = (old.current, new.current)
        found = await self._asked(self._clerk, {"job": "compare", "format": format}, plans, new.name)
        return found.parts[0]

    async def _asked(self, worker: Worker, head: dict[str, Any], parts: Sequence[bytes], name: str) -> Frame:
        try:
            found = await worker.ask(head, parts, self.limits.answer_seconds)
        except LateError:
            late = f"{self.limits.answer_seconds:g}"
            raise RefusedError(503, f"{name}: {late} 秒没有做完（not done in {late} seconds）") from None
        except LostError:
            raise RefusedError(500, f"{name}: 处理的进程意外退出（the process has died）") from None
        if "error" in found.head:
            raise RefusedError(422, found.head["error"])
        return found


def corrections_file(kept: Kept) -> Any:
    """The corrections that were saved last; None if there are none."""
    return json.loads(kept.corrections) if kept.corrections else None
