"""Help and complaints about usage in the language of the locale; a word that is nearly right is suggested."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from policy_parse.cli.help_texts import HELP
from policy_parse.cli.messages import EXIT_USAGE
from policy_parse.cli.texts import one_of, text

# what argparse says, and which of our texts says the same
_SAID = (
    (r"the following arguments are required: (.+)", "missing"),
    (r"unrecognized arguments: (.+)", "unknown"),
    (r"argument COMMAND: invalid choice: '?(.+?)'? \(choose from .+", "no-command"),
    (r"argument (\S+): invalid choice: (.+?) \(choose from (.+)\)", "not-one-of"),
    (r"argument (\S+): expected (?:one|at least one) argument", "no-content"),
    (r"argument (\S+): ignored explicit argument '?(.+?)'?", "no-value"),
    (r"ambiguous option: (\S+) could match (.+)", "ambiguous"),
    (r"argument (\S+): ([^\x00-\x7f].+)", "wrong"),
)
_WITHOUT_HINT = ("not-one-of", "wrong")
_OPTION = r"--[a-z]+"


class Layout(argparse.RawTextHelpFormatter):
    """Help in one language: of every text in two lines the one that is asked for, wrapped by the cells it takes."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Add the line of usage under a head in the language of the locale."""
        super().add_usage(usage, actions, groups, text("usage") if prefix is None else prefix)

    def _format_usage(self, *parts: Any) -> str:
        from policy_parse.text.terminal_width import cells

        head = text("usage")
        wider = cells(head) - len(head)  # argparse counts characters
        self._width -= wider
        try:
            return super()._format_usage(*parts).replace("\n ", "\n " + " " * wider)
        finally:
            self._width += wider

    def _split_lines(self, text: str, width: int) -> list[str]:
        from policy_parse.text.terminal_width import wrapped

        return wrapped(one_of(text), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in self._split_lines(text, width - len(indent)))


class Parser(argparse.ArgumentParser):
    """An argument parser in the language of the locale; `commands` are those that it may suggest."""

    commands: Mapping[str, argparse.ArgumentParser] = {}

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=Layout, add_help=False, **settings)
        self.needed = self.add_argument_group(text("arguments"))
        self.options = self.add_argument_group(text("options"))
        self.options.add_argument("-h", "--help", action="help", help=HELP["help"])

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse as argparse does; a mistyped option is complained about with the usage of its own command."""
        found, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self.commands.get(found.command, self).error(f"unrecognized arguments: {' '.join(unknown)}")
        return found

    def error(self, message: str) -> NoReturn:
        """Say what is wrong below the line of usage, and exit with 2."""
        self.exit(EXIT_USAGE, f"{self.format_usage()}{self.prog}: {self._in_own_words(message)}\n")

    def _in_own_words(self, message: str) -> str:
        for pattern, name in _SAID:
            if found := re.fullmatch(pattern, message):
                return text(name, *found.groups()) + ("" if name in _WITHOUT_HINT else self._hint(found[1]))
        return message

    def _hint(self, word: str) -> str:
        """What was probably meant, if a word is nearly it; a file in the place of the command wants `parse`."""
        from difflib import get_close_matches

        word = word.split("=")[0].split(" ")[0]
        if word.startswith("-"):
            near = get_close_matches(word, re.findall(_OPTION, self.format_usage()), n=1)
        else:
            near = get_close_matches(word, self.commands, n=1)
        if not near and self.commands and os.path.exists(word):
            near = [f"{self.prog} parse {word}"]
        if near and near[0] != word:
            return text("did-you-mean", near[0])
        return text("see-help", self.prog)
