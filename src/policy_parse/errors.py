"""What can go wrong: one family of errors, each with a sentence for the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from policy_parse import log


class PolicyParseError(Exception):
    """Base of every error that this package raises on purpose."""


class ReadError(PolicyParseError):
    """A document that cannot be read: missing, empty, encrypted, damaged, or of an unknown format.

    `name` is the file's name as given, `reason` one clause in Chinese and English; ``str(error)`` is ``name: reason``.
    `kind` is one word for programs, the same for every error of a class.
    """

    kind = "unreadable"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[type[ReadError], tuple[object, ...]]:
        return type(self), (self.name, self.reason)


class PasswordError(ReadError):
    """A document that needs a password, or another one than was given."""

    kind = "password"


class MissingToolError(ReadError):
    """A document in a format that this installation cannot read until something is installed; the reason says what."""

    kind = "missing-tool"


_TOO_MUCH = {
    "file_bytes": "文件过大", "part_bytes": "解压后过大", "total_bytes": "解压后过大", "ratio": "解压后过大",
    "entries": "压缩包里文件过多", "elements": "标记过多", "attributes": "标记的属性过多", "pages": "页数过多",
    "sheets": "工作表过多", "cells": "单元格过多", "characters": "文字过多", "paragraphs": "段落过多",
    "pixels": "图片过大", "conversion_seconds": "转换时间过长",
}  # fmt: skip


class LimitError(ReadError):
    """A document beyond a limit: `limit` is its name in `policy_parse.limits.Limits`, `most` what it allows."""

    kind = "limit"

    def __init__(self, name: str, limit: str, most: int) -> None:
        what = _TOO_MUCH.get(limit, "")
        reason = f"{what}，超过限额 {limit}={most}；可用 --limit 放宽（beyond the limit; --limit sets another）"
        super().__init__(name, reason)
        self.limit = limit
        self.most = most

    def __reduce__(self) -> tuple[type[LimitError], tuple[object, ...]]:
        return type(self), (self.name, self.limit, self.most)


class UnforeseenError(ReadError):
    """A document that the parser itself failed at: a fault to report, with the failure as ``__cause__``."""

    kind = "unforeseen"


class TimeLimitError(ReadError):
    """A document that took a worker longer than a document may; the worker was replaced."""

    kind = "time"


class MemoryLimitError(ReadError):
    """A document that needed more memory than a worker may use; the worker was replaced."""

    kind = "memory"


class CrashError(ReadError):
    """A document at which a worker died; the worker was replaced."""

    kind = "crash"


class WorkerError(PolicyParseError):
    """Processes that read documents cannot be started; ``str(error)`` is a sentence for the user."""


@contextmanager
def one_document(name: str) -> Iterator[None]:
    """Whatever is raised inside, at the document `name`, comes out as a PolicyParseError, so that others go on.

    MemoryError and RecursionError too; KeyboardInterrupt and SystemExit pass.
    """
    try:
        yield
    except PolicyParseError:
        raise
    except Exception as error:
        words = f": {error}".split("\n", 1)[0][:200] if str(error) else ""
        reason = f"程序没有料到的错误，请报告（unforeseen, please report: {type(error).__name__}{words}）"
        log.debug("%s: %s", name, reason, error=error)
        raise UnforeseenError(name, reason) from error


class PluginWarning(UserWarning):
    """A reader or writer of another package that does not work; it is left out and the rest goes on."""


class LexiconError(PolicyParseError):
    """A vocabulary file that cannot be used: `file`, `entry` (its id, or its line) and `reason`."""

    def __init__(self, file: str, entry: str, reason: str) -> None:
        super().__init__(f"{file}: {entry}: {reason}")
        self.file = file
        self.entry = entry
        self.reason = reason

    def __reduce__(self) -> tuple[type[LexiconError], tuple[str, str, str]]:
        return type(self), (self.file, self.entry, self.reason)


class QueryError(PolicyParseError):
    """A question that an archive cannot answer: wrong, not only reading, or too long; ``str(error)`` is a sentence."""


class CorrectionsError(PolicyParseError):
    """Corrections that are none, or not for this plan; ``str(error)`` is one clause in Chinese and English."""


class WriteError(PolicyParseError):
    """A result that cannot be written: an unknown format, a place that takes no file, a package that is not installed.

    `name` is the file or format as given, `reason` one clause in Chinese and English; ``str(error)`` is
    ``name: reason``.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason

    def __reduce__(self) -> tuple[type[WriteError], tuple[str, str]]:
        return type(self), (self.name, self.reason)


class MissingExtraError(WriteError):
    """A result in a form, or a command, that needs a package which is not installed; the reason names the extra that
    brings it.
    """

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(package, f"没有安装，请运行（not installed, run） pip install 'policy-parse[{extra}]'")
        self.package = package
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        return type(self), (self.package, self.extra)


class FormatError(WriteError):
    """An unknown output format, or one that is not allowed here: wrong usage, not a failed write."""
