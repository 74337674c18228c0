"""Readers and writers of other packages, by their entry points; a broken one is a warning that names it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points

from policy_parse.errors import PluginWarning


def load_plugins(group: str, needed: Sequence[str]) -> tuple[object, ...]:
    """What the entry points of `group` announce, by name. One that cannot be imported, or lacks what is `needed`, is
    left out with a PluginWarning.
    """
    points = sorted(entry_points(group=group), key=lambda point: point.name)
    return tuple(found for point in points if (found := _load(point, needed)) is not None)


def _load(point: EntryPoint, needed: Sequence[str]) -> object | None:
    try:
        found: object = point.load()
    except (Exception, SystemExit) as error:  # whatever a foreign package raises while it is imported
        warn(f"{point.name}（{point.value}）", f"无法加载，跳过（cannot be loaded, left out: {in_words(error)}）")
        return None
    if lacking := [name for name in needed if not hasattr(found, name)]:
        warn(f"{point.name}（{point.value}）", f"不完整，跳过（incomplete, left out: no {', '.join(lacking)}）")
        return None
    return found


def warn(plugin: str, reason: str) -> None:
    """Give a PluginWarning: which plug-in, and what is wrong with it."""
    import warnings

    warnings.warn(f"插件（plug-in） {plugin}: {reason}", PluginWarning, stacklevel=3)


def in_words(error: BaseException) -> str:
    """The kind of `error` and the first line of what it says."""
    said = str(error).split("\n", 1)[0][:200]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
