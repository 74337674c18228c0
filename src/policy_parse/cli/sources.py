"""What a call reads and with which vocabularies; what it may not write over."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policy_parse.batch.documents import (
    LIST,
    STANDARD_INPUT,
    Document,
    Documents,
    document_endings,
    find_documents,
    is_same,
)
from policy_parse.cli.messages import UsageError, note
from policy_parse.errors import WriteError

if TYPE_CHECKING:
    from policy_parse.lexicon import Lexicon
    from policy_parse.model import Plan

STANDARD_OUTPUT = "-"


def lexicon_of(args: argparse.Namespace) -> Lexicon:
    """The vocabularies that documents are read with. Raises LexiconError."""
    from policy_parse.vocabulary.prepare import prepared

    return prepared(args.lexicon).lexicon


def redacted(plan: Plan, args: argparse.Namespace, lexicon: Lexicon) -> Plan:
    """`plan`, without contacts where the call asks for that."""
    if args.redact is None:
        return plan
    from policy_parse.api import redact

    return redact(plan, lexicon=lexicon)


def documents_of(words: Sequence[str], *, without: Path | None = None) -> Documents:
    """The documents that words of the command line name: see `find_documents`.

    Raises ReadError, UsageError for an empty word and if standard input is named twice.
    """
    if sum(word in (STANDARD_INPUT, LIST + STANDARD_INPUT) for word in words) > 1:
        raise UsageError("标准输入 - 只能用一次（standard input can be read only once）")
    if "" in words:
        raise UsageError("文件名是空的（an empty word names no file）")
    return find_documents(words, without=without)


def refuse_to_overwrite(documents: Sequence[Document], targets: Sequence[Path]) -> None:
    """Raise UsageError if a file that would be written is one that is read, by whatever name or link."""
    read = {_identity(os.stat(d.path)) for d in documents if d.path is not None and d.path.exists()}
    if any(d.path is None for d in documents) and sys.stdin is not None:
        with contextlib.suppress(OSError):  # no file at all
            read.add(_identity(os.fstat(sys.stdin.fileno())))
    for target in targets:
        if target.exists() and _identity(target.stat()) in read:
            raise UsageError(f"{target}: 会覆盖原文件，请另起文件名（would overwrite a source, choose another name）")


def refuse_to_mix(documents: Sequence[Document], folder: Path, ending: str) -> None:
    """Raise UsageError if results would lie among their sources and be read as documents the next time."""
    parents = {d.path.parent for d in documents if d.path is not None and d.member is None}
    if ending in document_endings() and any(is_same(parent, folder) for parent in parents):
        raise UsageError(
            f"{folder}: 结果会和原文件混在一起，请另选目录（results among sources, choose another folder）"
        )


def refuse_without_place(target: Path) -> None:
    """Raise WriteError, before anything is read, if the folder of a file that would be written is not there."""
    if not target.parent.is_dir():
        raise WriteError(str(target), f"没有目录 {target.parent}（no such directory）")


def refuse_to_replace(writer: object, targets: Sequence[Path]) -> None:
    """Raise UsageError, before anything is read, if a file of others, or one that people have filled in, would go."""
    from policy_parse.writers import can_be_replaced, can_tell

    for target in targets:
        if can_be_replaced(writer, target):
            continue
        if getattr(writer, "FORMAT", None) == "xlsx":
            raise UsageError(
                f"{target}: 表里可能有人填写过的内容，不覆盖；更新台账请用 policy-parse ledger，填写的都保留；"
                "否则请另起文件名"
                "（may hold cells that somebody filled in; `policy-parse ledger` updates a ledger and keeps them）"
            )
        raise UsageError(not_replaced(target) if can_tell(writer) else not_told(target))


def not_replaced(target: Path) -> str:
    """Why the file at `target` is not written over, and how to go on."""
    return (
        f"{target}: 已有的文件不是本程序写出的，或写出后有人改过，不覆盖；请另起文件名，或先把它移走"
        "（the file there is none that this program wrote, or was changed since; choose another name or move it away）"
    )


def not_told(target: Path) -> str:
    """Why a file at `target` that nothing tells of is not written over, and how to go on."""
    return (
        f"{target}: 已有这个文件，看不出是不是本程序写出的，不覆盖；请另起文件名，或先把它移走"
        "（the file is there, and whose it is cannot be told; choose another name or move it away）"
    )


def refuse_outputs(documents: Sequence[Document], targets: Sequence[Path]) -> None:
    """Raise UsageError or WriteError, before anything is read, if `targets` cannot all be written as asked."""
    refuse_to_overwrite(documents, targets)
    if len({target.absolute() for target in targets}) < len(targets):
        raise UsageError(f"{targets[0]}: -o 和 --annotate 是同一个文件（-o and --annotate name one file）")
    for target in targets:
        refuse_without_place(target)


def refuse_to_annotate(document: Document, annotated: str, args: argparse.Namespace) -> None:
    """Raise UsageError unless a file is to be annotated and written to a new one, with all that it holds.

    A copy that is there may hold what people have answered to its comments.
    """
    from policy_parse.writers.safe_files import is_free

    if args.redact is not None:
        raise UsageError(
            "--annotate 写出的是原文件的副本，联系方式都在，不能和 --redact 一起用"
            "（--annotate copies the document with its contacts, not to be used with --redact）"
        )
    if annotated == STANDARD_OUTPUT:
        raise UsageError("--annotate 要写入文件（--annotate needs a file to write）")
    out = Path(annotated)
    is_source = document.path is not None and out.exists() and out.samefile(document.path)
    if not is_source and not is_free(out, lambda path: False):
        raise UsageError(not_told(out))
    if document.path is None:
        raise UsageError("--annotate 不能批注标准输入（--annotate cannot read standard input）")


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino


def say_passed_over(passed_over: Sequence[str], ledgers: Sequence[str], *, quiet: bool) -> None:
    """Say which files of folders are not read because they are no documents, or results of ours."""
    if passed_over:
        note(f"跳过 {len(passed_over)} 个其他文件（other files passed over）: {_first(passed_over)}", quiet=quiet)
    if ledgers:
        words = f"跳过 {len(ledgers)} 个本程序写出的台账（ledgers of this program passed over）: {_first(ledgers)}"
        note(words, quiet=quiet)


def _first(names: Sequence[str]) -> str:
    return "、".join(names[:5]) + (" …" if len(names) > 5 else "")
