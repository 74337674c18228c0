"""Help and complaints about usage in Chinese, with English beside it; a word that is nearly right is suggested."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from policy_parse.cli.messages import EXIT_USAGE

_IN_CHINESE = "{0}：{1}"
"""For messages that are in both languages already."""
# what argparse says, and the same in Chinese
_SAID = (
    (re.compile(r"the following arguments are required: (.+)"), "缺少参数 {0}"),
    (re.compile(r"unrecognized arguments: (.+)"), "不认识的参数 {0}"),
    (re.compile(r"argument COMMAND: invalid choice: '?(.+?)'? \(choose from .+"), "没有命令 {0}"),
    (re.compile(r"argument (\S+): expected (?:one|at least one) argument"), "{0} 后面缺少内容"),
    (re.compile(r"argument (\S+): ignored explicit argument '?(.+?)'?"), "{0} 后面不应有 {1}"),
    (re.compile(r"ambiguous option: (\S+) could match (.+)"), "{0} 写得不全，可能是 {1}"),
    (re.compile(r"argument (\S+): ([^\x00-\x7f].+)"), _IN_CHINESE),
)
_OPTION = re.compile(r"--[a-z]+")


class Layout(argparse.RawTextHelpFormatter):
    """Line breaks of the help texts stay: Chinese in the first line, English in the second."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Add the line of usage under a head in both languages."""
        super().add_usage(usage, actions, groups, "用法 usage: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are Chinese first; `commands` are those that it may suggest."""

    commands: Mapping[str, argparse.ArgumentParser] = {}

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=Layout, add_help=False, **settings)
        self.needed = self.add_argument_group("参数 arguments")
        self.options = self.add_argument_group("选项 options")
        self.options.add_argument("-h", "--help", action="help", help="显示本说明\nshow this help")

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse as argparse does; a mistyped option is complained about with the usage of its own command."""
        found, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self.commands.get(found.command, self).error(f"unrecognized arguments: {' '.join(unknown)}")
        return found

    def error(self, message: str) -> NoReturn:
        """Say what is wrong below the line of usage, and exit with 2."""
        self.exit(EXIT_USAGE, f"{self.format_usage()}{self.prog}: {self._in_chinese(message)}\n")

    def _in_chinese(self, message: str) -> str:
        for pattern, chinese in _SAID:
            if found := pattern.fullmatch(message):
                words = chinese.format(*found.groups())
                if chinese == _IN_CHINESE:
                    return words
                hint, hint_english = self._hint(found[1])
                return f"{words}{hint}（{_short(message)}{hint_english}）"
        return message

    def _hint(self, word: str) -> tuple[str, str]:
        """What was probably meant, if a word is nearly it; a file in the place of the command wants `parse`."""
        from difflib import get_close_matches

        word = word.split("=")[0].split(" ")[0]
        if word.startswith("-"):
            near = get_close_matches(word, _OPTION.findall(self.format_usage()), n=1)
        else:
            near = get_close_matches(word, self.commands, n=1)
        if not near and self.commands and os.path.exists(word):
            near = [f"{self.prog} parse {word}"]
        if near and near[0] != word:
            return f"，是不是 {near[0]}", f"; did you mean {near[0]}?"
        return f"；用法见 {self.prog} --help", ""


def _short(message: str) -> str:
    """Argparse's own words without the long list of choices."""
    return re.sub(r" \(choose from .+\)", "", message).replace("argument COMMAND: ", "")
