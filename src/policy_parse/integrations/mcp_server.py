"""The tools over the Model Context Protocol (package `mcp`), for assistants, on standard input and output."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Annotated, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from policy_parse import __version__
from policy_parse.errors import PolicyParseError
from policy_parse.integrations import tools
from policy_parse.integrations.answers import Checked, Compared, Explained, Found, ParsedPlan
from policy_parse.integrations.workspace import Workspace

_INSTRUCTIONS = """\
Reads plans of Chinese government offices (工作方案, 行动计划, 工作要点, 任务分解表) as typed tasks: who leads, who
supports, how much, by when. Nothing is guessed: each value has a `quote` with the verbatim words and where they
stand. Quote these words and their place (`where`) instead of rewording them; what no tool returns is not in the
document as far as this parser can tell: say so. For numbers in dispute call `explain`; for mistakes of the document
call `check`."""
_READS_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_Answer = TypeVar("_Answer")

Path = Annotated[str, Field(description="path of a document (docx, pdf, txt, …), absolute or below an open directory")]
Limit = Annotated[int, Field(ge=1, le=tools.MOST)]


def server(workspace: Workspace) -> MCPServer[None]:
    """The server with its five tools; each opens documents of `workspace` alone, and none writes anything.

    A question that has no answer (no such file, not open, not readable) is an error of that tool with its reason.
    """
    mcp: MCPServer[None] = MCPServer(
        "policy-parse", version=__version__, instructions=_INSTRUCTIONS, log_level="WARNING"
    )
    tool = mcp.tool(annotations=_READS_ONLY, structured_output=True)
    given = _Tools(workspace)
    for function in (given.parse, given.explain, given.check, given.compare, given.search):
        tool(function)
    return mcp


class _Tools:
    """What each tool is asked, with the words that an assistant is told of it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def parse(
        self,
        path: Path,
        year: Annotated[int | None, Field(description="year of times without one, where not the document's")] = None,
        offset: Annotated[int, Field(ge=0, description="first task, counted from 0")] = 0,
        limit: Limit = 50,
    ) -> ParsedPlan:
        """Read a plan: title, number, issuer, date, overall targets and tasks with units, targets, deadlines, quotes.

        Long plans come in parts: ask again with `next_offset`.
        """
        return _answered(lambda: tools.parse(self._workspace, path, year=year, offset=offset, limit=limit))

    def explain(
        self,
        path: Path,
        part: Annotated[
            str | None, Field(description="id of a task as `parse` gives it, or header, targets, findings")
        ] = None,
        why_not: Annotated[
            str | None, Field(description="instead of `part`: words of the document that were not read as a value")
        ] = None,
    ) -> Explained:
        """Say which rule made each value of a task and where it stands, or why some words were not read."""
        return _answered(lambda: tools.explain(self._workspace, path, part=part, why_not_read=why_not))

    def check(
        self,
        path: Path,
        codes: Annotated[list[str], Field(description="only findings of these codes")] = [],  # noqa: B006
    ) -> Checked:
        """List what a careful reader would query: contradictions between text and table, units, dates, sums, gaps."""
        return _answered(lambda: tools.check(self._workspace, path, codes=codes))

    def compare(self, old: Path, new: Path, limit: Limit = 100) -> Compared:
        """Tell what changed from one plan to another, as last year's and this year's; what is as it was is counted."""
        return _answered(lambda: tools.compare(self._workspace, old, new, limit=limit))

    def search(
        self,
        paths: Annotated[list[str], Field(min_length=1, description="documents, or folders of them")],
        words: Annotated[str, Field(description="words that a task must hold, parted by blanks; all of them")] = "",
        unit: Annotated[str, Field(description="name of a unit, or a part of it: 水利局")] = "",
        due_from: Annotated[datetime.date | None, Field(description="due on this day or later")] = None,
        due_to: Annotated[datetime.date | None, Field(description="due on this day or earlier")] = None,
        limit: Limit = 50,
    ) -> Found:
        """Find tasks in one plan or many by their words, a unit, or when they are due; conditions hold together."""
        return _answered(
            lambda: tools.search(
                self._workspace, paths, words=words, unit=unit, due_from=due_from, due_to=due_to, limit=limit
            )
        )


def _answered(ask: Callable[[], _Answer]) -> _Answer:
    """The answer. Raises ToolError, which the assistant sees, with the reason why there is none."""
    try:
        return ask()
    except PolicyParseError as error:
        raise ToolError(str(error)) from None
