"""A pattern without one of its alternatives, for every alternative in it that holds a Chinese word; words in groups."""

import re

HAN = re.compile(r"[\u4e00-\u9fff]")


def without_each(pattern):
    """Yield (alternative, pattern without it) for each alternative with Chinese words of a pattern in VERBOSE form."""
    for start, end, first in _alternatives(pattern):
        if HAN.search(pattern[start:end]):
            cut = (start, end + 1) if first else (start - 1, end)
            yield pattern[start:end].strip(), pattern[: cut[0]] + pattern[cut[1] :]


def _alternatives(pattern):
    """(start, end, is the first) of every alternative of every group, and of the pattern as a whole, that has several."""
    found, stack, i = [], [[0]], 0
    while i < len(pattern):
        ch = pattern[i]
        if ch == "\\":
            i += 1
        elif ch == "[":
            i += 2 if pattern[i + 1] == "]" else 1
            i += pattern[i] == "^" and pattern[i - 1] == "["
            while pattern[i] != "]":
                i += 1 + (pattern[i] == "\\")
        elif ch == "#":
            i = pattern.find("\n", i)
            if i < 0:
                break
        elif ch == "(":
            prefix = re.compile(r"\((?:\?(?:P<\w+>|<?[=!]|:))?").match(pattern, i)
            stack.append([prefix.end()])
            i = prefix.end() - 1
        elif ch == "|":
            stack[-1].append(i + 1)
        elif ch == ")":
            found += _several(stack.pop(), i)
        i += 1
    return found + _several(stack.pop(), len(pattern))


def _several(starts, end):
    ends = [*(start - 1 for start in starts[1:]), end]
    return (
        [(start, stop, n == 0) for n, (start, stop) in enumerate(zip(starts, ends, strict=True))]
        if len(starts) > 1
        else []
    )


def apart(texts):
    """The words of `texts` in groups, no word of a group in the texts of another of it: all of a group are taken out at once.

    What is not in a text cannot change how it is read.
    """
    left = dict(texts)
    while left:
        group, seen = [], ""
        for word, own in left.items():
            own = "\n".join(own)
            if word not in seen and not any(other in own for other in group):
                group.append(word)
                seen += "\n" + own
        for word in group:
            del left[word]
        yield group
