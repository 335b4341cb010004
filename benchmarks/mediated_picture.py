"""The curve of `bench_mediators` as a picture: mean egalitarian shares, for each space and number of parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from benchmarks.bench_mediators import Result

WIDTH, HEIGHT, GAP, LEFT, TOP, BOTTOM = 200, 130, 24, 46, 46, 40
SPACES = {"small": "3 issues", "large": "10 issues", "tied": "10 issues, tied in pairs"}
STYLE = (
    "<style>:root { --ink: #1b2330; --soft: #8a93a3; --card: #ffffff; --true: #1d5fa8; --few: #b06a00;"
    " --many: #a8324a; }"
    " @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --soft: #7d8797; --card: #161b22; --true: #6cb2ff;"
    " --few: #e5a84b; --many: #f08aa0; } }"
    ' text { font: 12px "Segoe UI", "Noto Sans", "DejaVu Sans", system-ui, sans-serif; fill: var(--ink); }'
    " .soft { stroke: var(--soft); stroke-width: 0.5; } .line { fill: none; stroke-width: 2; }</style>"
)
LINES = (("--true", "none"), ("--few", "7 3"), ("--many", "2 3"))


def picture(results: Sequence[Result]) -> str:
    """SVG; both kinds of scenarios together in each mean."""
    spaces = [space for space in SPACES if any(one.space == space for one in results)]
    sizes = sorted({one.parties for one in results})
    wide, high = LEFT + len(sizes) * (WIDTH + GAP), TOP + len(spaces) * (HEIGHT + GAP) + BOTTOM
    title = "Mean egalitarian share by the questions that each party is asked at most"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" '
        f'role="img" aria-label="{title}">',
        STYLE,
        f'<rect width="{wide}" height="{high}" rx="8" style="fill: var(--card)"/>',
        *_keys(sorted({one.wrong for one in results})),
    ]
    for row, space in enumerate(spaces):
        for column, parties in enumerate(sizes):
            batch = [one for one in results if (one.space, one.parties) == (space, parties)]
            corner = LEFT + column * (WIDTH + GAP), TOP + row * (HEIGHT + GAP)
            parts += _panel(batch, f"{parties} parties, {SPACES[space]}", corner)
    parts.append(
        f'<text x="{wide / 2:.0f}" y="{high - 8}" text-anchor="middle">questions to each party, at most</text>'
    )
    return "\n".join([*parts, "</svg>", ""])


def _keys(wrongs: Sequence[float]) -> Iterator[str]:
    for place, (wrong, (colour, dash)) in enumerate(zip(wrongs, LINES, strict=False)):
        x = LEFT + 170 * place
        words = f"{wrong:.0%} of answers wrong" if wrong else "all answers true"
        yield f'<path class="line" d="M{x},16h26" style="stroke: var({colour}); stroke-dasharray: {dash}"/>'
        yield f'<text x="{x + 32}" y="20">{words}</text>'


def _panel(batch: Sequence[Result], name: str, corner: tuple[int, int]) -> Iterator[str]:
    left, top = corner
    budgets = sorted({one.questions for one in batch})
    yield f'<text x="{left + 6}" y="{top + HEIGHT - 8}">{name}</text>'
    for share in (0.0, 0.5, 0.9, 1.0):
        y = top + HEIGHT * (1.0 - share)
        yield f'<path class="soft" d="M{left},{y:.1f}h{WIDTH}"/>'
        if left == LEFT:
            yield f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{share:.1f}</text>'
    for budget in budgets:
        x = _across(budget, budgets, left)
        yield f'<path class="soft" d="M{x:.1f},{top}v{HEIGHT}"/>'
        yield f'<text x="{x:.1f}" y="{top + HEIGHT + 14}" text-anchor="middle">{budget}</text>'
    for wrong, (colour, dash) in zip(sorted({one.wrong for one in batch}), LINES, strict=False):
        points = []
        for budget in budgets:
            shares = [one.egalitarian for one in batch if (one.wrong, one.questions) == (wrong, budget)]
            points.append(f"{_across(budget, budgets, left):.1f},{top + HEIGHT * (1.0 - float(np.mean(shares))):.1f}")
        yield f'<path class="line" d="M{" ".join(points)}" style="stroke: var({colour}); stroke-dasharray: {dash}"/>'


def _across(budget: int, budgets: Sequence[int], left: int) -> float:
    """Logarithmic, the ends a little inside."""
    whole = max(log(budgets[-1] / budgets[0]), 1e-9)
    return left + 10 + (WIDTH - 20) * log(budget / budgets[0]) / whole
