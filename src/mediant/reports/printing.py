"""Tables and text for the terminal, as plain characters."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, RenderableType

NARROWEST = 40
"""Cells; a narrower terminal gets lines of this width."""


def printed(parts: Iterable[RenderableType], *, width: int, color: bool) -> str:
    """The parts below each other, no line wider than `width` (at least 40) cells, no blanks at its end.

    Without `color` there is no escape sequence at all; nothing of the environment changes what comes back.
    """
    console = Console(
        width=max(width, NARROWEST),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        force_interactive=False,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()).strip("\n") + "\n"
