"""A scatter drawn in characters: braille dots for outcomes, letters for those pointed out, lines for walk-aways."""

from __future__ import annotations

from collections.abc import Sequence

from mediant.reports.charts import Axis, Spot, ticks

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
BLANK = 0x2800


def text_plot(x: Axis, y: Axis, cloud: Sequence[tuple[float, float]], spots: Sequence[Spot], width: int) -> list[str]:
    """Lines of at most `width` characters: the frame with its numbers, dots, letters, and the names of both axes.

    A letter that falls on another takes the next free place to its right, or to its left at the edge.
    """
    reach = {y.read(tick).text: tick for tick in ticks(y.low, y.high, 4) if y.low <= tick <= y.high}
    margin = max((len(text) for text in reach), default=1) + 1
    columns = max(20, min(width - margin - 2, 72))
    rows = max(10, min(columns // 4, 18))
    grid = _dots(x, y, cloud, columns, rows)
    _lines(grid, x, y)
    for spot in spots:
        _letters(grid, spot, x, y)
    marks = {_row(y, tick, rows): text for text, tick in reach.items()}
    body = [f"{marks.get(k, ''):>{margin}} {'┤' if k in marks else '│'}{''.join(line)}" for k, line in enumerate(grid)]
    foot = " " * (margin + 1) + "└" + "─" * columns
    name = y.name[: width - 4]
    return [
        f"{'':>{margin}} ↑ {name}",
        *body,
        foot,
        _numbers(x, columns, margin + 2),
        f"{x.name[: width - 4]} →".rjust(columns + margin + 2),
    ]


def _column(x: Axis, number: float, columns: int) -> int:
    return min(max(int(x.part(number) * columns), 0), columns - 1)


def _row(y: Axis, number: float, rows: int) -> int:
    return min(max(int((1 - y.part(number)) * rows), 0), rows - 1)


def _dots(x: Axis, y: Axis, cloud: Sequence[tuple[float, float]], columns: int, rows: int) -> list[list[str]]:
    cells = [[0] * columns for _ in range(rows)]
    for a, b in cloud:
        column, row = _column(x, a, 2 * columns), _row(y, b, 4 * rows)
        cells[row // 4][column // 2] |= DOTS[row % 4][column % 2]
    return [[chr(BLANK + cell) if cell else " " for cell in line] for line in cells]


def _lines(grid: list[list[str]], x: Axis, y: Axis) -> None:
    if x.walk_away is not None:
        column = _column(x, x.walk_away, len(grid[0]))
        for line in grid:
            line[column] = "┊" if line[column] == " " else line[column]
    if y.walk_away is not None:
        line = grid[_row(y, y.walk_away, len(grid))]
        for column, seen in enumerate(line):
            line[column] = {" ": "┄", "┊": "┼"}.get(seen, seen)


def _letters(grid: list[list[str]], spot: Spot, x: Axis, y: Axis) -> None:
    line = grid[_row(y, spot.at[1], len(grid))]
    column = _column(x, spot.at[0], len(line))
    places = [*range(column, len(line)), *range(column - 1, -1, -1)]
    free = next((place for place in places if not line[place].isalnum()), column)
    line[free] = spot.label[0].upper()


def _numbers(x: Axis, columns: int, indent: int) -> str:
    line = [" "] * columns
    for tick in ticks(x.low, x.high, max(2, columns // 14)):
        if x.low <= tick <= x.high:
            text = x.read(round(tick, 12)).text
            start = max(0, min(_column(x, tick, columns) - len(text) // 2, columns - len(text)))
            if all(c == " " for c in line[max(0, start - 1) : start + len(text) + 1]):
                line[start : start + len(text)] = text
    return " " * indent + "".join(line).rstrip()
