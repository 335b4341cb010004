"""`mediant plugins`: what is installed beside the core, where it comes from, and whether it loads."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import redirect_stdout
from itertools import groupby
from typing import TYPE_CHECKING

import click

from mediant.cli.output import print_json, print_note

if TYPE_CHECKING:
    from mediant.registry import Plugin

NONE = "none is installed, not even those of mediant: install mediant itself with pip, so that Python knows them"

TWICE = "not used: two packages offer this name, and none may hide another"


@click.command(short_help="Plugins that are installed, and whether they load.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for other programs.")
def plugins(as_json: bool) -> None:
    """List the plugins by what they are for, with the package each comes from.

    Each is loaded to see whether it can be; that runs its code.
    """
    from mediant.registry import every

    offered = every()
    names = Counter((plugin.group, plugin.name) for plugin in offered)
    found = [(p, fault_of(p) if names[p.group, p.name] == 1 else TWICE) for p in offered]
    if as_json:
        print_json(_document(found))
        return
    for group, members in groupby(found, key=lambda pair: pair[0].group):
        click.echo(group)
        for line in _lines(list(members)):
            click.echo(f"  {line}")
    if not found:
        print_note(NONE)


def fault_of(plugin: Plugin) -> str | None:
    """Why a plugin does not load; None when it does. What it prints meanwhile goes to stderr."""
    from mediant.errors import BrokenPlugin
    from mediant.registry import loaded

    try:
        with redirect_stdout(sys.stderr):
            loaded(plugin)
    except BrokenPlugin as broken:
        return broken.seen
    return None


def _lines(members: list[tuple[Plugin, str | None]]) -> list[str]:
    from mediant.errors import one_line

    rows = [
        (one_line(plugin.name), one_line(" ".join(filter(None, (plugin.distribution, plugin.version)))), fault)
        for plugin, fault in members
    ]
    widths = [max(len(row[k] or "") for row in rows) for k in (0, 1)]
    return [
        f"{name:{widths[0]}}  {origin:{widths[1]}}  {one_line(fault) if fault else 'loads'}"
        for name, origin, fault in rows
    ]


def _document(found: list[tuple[Plugin, str | None]]) -> dict[str, object]:
    return {
        "format": "mediant-plugins/1",
        "plugins": [
            {
                "group": plugin.group,
                "name": plugin.name,
                "from": plugin.distribution,
                "version": plugin.version,
                "target": plugin.target,
                "loads": fault is None,
                "fault": fault,
            }
            for plugin, fault in found
        ],
    }
