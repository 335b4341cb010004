"""Finds plugins: what installed packages, ours among them, offer by entry points in groups named `mediant.…`.

To list plugins imports none of them. Their code runs when they are loaded, with all rights of the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.metadata import Distribution, EntryPoint, distributions
from typing import Any

from mediant.errors import BrokenPlugin, UnknownPlugin

PREFIX = "mediant."
RUN = "run `mediant plugins` to see where they come from"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """Something that an installed distribution offers under a name: `target` says where, as `module:attribute`.

    group : without the `mediant.` in front, such as `readers`
    distribution, version : as its metadata has them; a place and None where the metadata has no name
    """

    group: str
    name: str
    target: str
    distribution: str
    version: str | None = None


def installed(group: str) -> tuple[Plugin, ...]:
    """What is installed in a group, by name and then by distribution. Nothing of it is imported.

    Raises BrokenPlugin where the list of a distribution cannot be read.
    """
    return tuple(plugin for plugin in every() if plugin.group == group)


def every() -> tuple[Plugin, ...]:
    """What is installed in all groups, by group, name and distribution. Nothing of it is imported.

    A distribution that stands twice on the path counts where it stands first, as for Python itself. Raises
    BrokenPlugin where the list of a distribution cannot be read.
    """
    found: dict[str, tuple[Plugin, ...]] = {}
    for distribution in distributions():
        if _may_offer(distribution):
            name, version = _described(distribution)
            found.setdefault(_normal(name), tuple(_offered(distribution, name, version)))
    plugins = {plugin for offered in found.values() for plugin in offered}
    return tuple(sorted(plugins, key=lambda plugin: (plugin.group, plugin.name, plugin.distribution, plugin.target)))


def load(group: str, name: str) -> Any:
    """What the plugin of that name offers, imported now.

    Raises UnknownPlugin when there is none; BrokenPlugin when two distributions offer one, or when it cannot be
    imported.
    """
    known = installed(group)
    of_that_name = [plugin for plugin in known if plugin.name == name]
    if not of_that_name:
        names = tuple(dict.fromkeys(plugin.name for plugin in known))
        near = get_close_matches(name[:200], names, 1)
        raise UnknownPlugin(group, name, names, f"did you mean {near[0]!r}?" if near else RUN)
    if len(of_that_name) > 1:
        first, *others = of_that_name
        also = " and ".join(f"{plugin.distribution} ({plugin.target})" for plugin in others)
        raise BrokenPlugin(group, name, first.distribution, f"{also} offers the same name, and none may hide another")
    return loaded(of_that_name[0])


def loaded(plugin: Plugin) -> Any:
    """What a plugin offers, imported now. Raises BrokenPlugin, with the cause, when it cannot be."""
    try:
        return EntryPoint(plugin.name, plugin.target, PREFIX + plugin.group).load()
    except (Exception, SystemExit) as error:  # whatever strange code raises is told, not ours to sort
        seen = f"cannot be loaded from {plugin.target} ({type(error).__name__}: {error})"
        raise BrokenPlugin(plugin.group, plugin.name, plugin.distribution, seen) from error


def _may_offer(distribution: Distribution) -> bool:
    """Whether its list names us at all: most do not, and what else they hold is none of our business."""
    try:
        return PREFIX in (distribution.read_text("entry_points.txt") or "")
    except ValueError:  # not UTF-8
        return False


def _offered(distribution: Distribution, name: str, version: str | None) -> Iterator[Plugin]:
    try:
        entries = tuple(distribution.entry_points)
    except (TypeError, ValueError) as error:
        raise BrokenPlugin("plugins", "entry_points.txt", name, f"cannot be read ({error})") from error
    for entry in entries:
        if entry.group.startswith(PREFIX):
            group = entry.group.removeprefix(PREFIX)
            yield Plugin(group=group, name=entry.name, target=entry.value, distribution=name, version=version)


def _described(distribution: Distribution) -> tuple[str, str | None]:
    """Name and version; for a distribution without metadata the folder it lies in, and None."""
    try:
        name, version = distribution.metadata["Name"], distribution.metadata["Version"]
    except (TypeError, KeyError, FileNotFoundError):  # no METADATA: each Python says it in its own way
        name, version = "", ""
    return (name, version or None) if name else (f"a package without a name in {distribution.locate_file('')}", None)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
