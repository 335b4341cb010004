"""An analysis as text for people, in the width and colours of their terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mediant.analysis.results import Analysis, Frontier
from mediant.model.case import Case
from mediant.reports.brief import exactness_of, summary_of
from mediant.reports.charts import MOST_DRAWN, axis
from mediant.reports.drawing import names_of, sample, spots_of, walk_aways
from mediant.reports.plot import CROSS, text_plot
from mediant.reports.printing import NARROWEST, printed
from mediant.reports.prospects import Bar, PartialView, partial_view
from mediant.reports.solutions import ExactView, Package, Row, exact_view, packages, steps_of
from mediant.reports.wording import EFFICIENT, SOLUTIONS, clean, count, frontier_words, plural, short

FEW = 10
BAR = 12
ROOM_FOR_BARS = 80


def analysis_text(case: Case, analysis: Analysis, *, width: int, color: bool, points: int | None) -> str:
    """Headings, tables and a small plot, no line wider than `width` (at least 40) cells.

    No escape sequence of a case survives, and without `color` there is none at all.

    points : how many frontier points (of a partial case: ranked outcomes) are listed; None lists ten, of a frontier
        those are spread evenly from the first party's best.
    """
    parts = _parts(case, analysis, max(width, NARROWEST), points)
    return printed(parts, width=width, color=color)


def _parts(case: Case, analysis: Analysis, width: int, points: int | None) -> Iterator[RenderableType]:
    yield Text(clean(case.title, 200), style="bold")
    if case.as_of:
        yield Text(f"as of {case.as_of.isoformat()}", style="dim")
    yield Text()
    for sentence in summary_of(case, analysis):
        yield Text(sentence)
    exact = exact_view(case, analysis)
    if exact is not None and analysis.frontier is not None:
        yield from _exact(case, analysis, exact, width, points)
    if analysis.uncertainty is not None:
        yield from _partial(case, analysis, width, points)
    yield _head("How exact this is")
    yield _bullets(exactness_of(case, analysis))


def _head(words: str) -> Text:
    return Text(f"\n{words}", style="bold cyan")


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int, *, words: bool = False) -> RenderableType:
    """A table whose first column names the row (with `words` all columns hold words); a list where it has no room."""
    needed = [max([cell_len(head), *(cell_len(row[k]) for row in rows)]) + 3 for k, head in enumerate(heads)]
    roomy = sum(needed) - needed[0] + min(needed[0], 24)
    if (12 * len(heads) if words else roomy) > width:
        return _list(heads, rows)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), expand=False, show_edge=False)
    for place, head in enumerate(heads):
        figures = place > 0 and not words
        table.add_column(Text(head), justify="right" if figures else "left", overflow="fold", no_wrap=figures)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _list(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Text:
    lines = Text()
    for row in rows:
        cells = "; ".join(f"{head}: {cell}" for head, cell in zip(heads[1:], row[1:], strict=True))
        lines.append(f"{row[0]}  ", style="bold").append(f"{cells}\n")
    lines.rstrip()
    return lines


def _bullets(items: Sequence[str]) -> Table:
    grid = Table.grid(padding=(0, 1))
    for item in items:
        grid.add_row("•", Text(item))
    return grid


def _exact(case: Case, analysis: Analysis, view: ExactView, width: int, points: int | None) -> Iterator[RenderableType]:
    names = list(names_of(case, max(8, (width - 24) // len(case.parties) - 3)).values())
    if len(analysis.parties) == 2 and analysis.frontier and analysis.frontier.points:
        yield _head("The deal space")
        yield from _plot(case, analysis, analysis.frontier, width)
    if view.shortfalls:
        yield _head("Nothing is acceptable to all: the nearest miss")
        yield _table(["", *names], [_figures(row) for row in view.shortfalls], width)
    elif view.rows:
        yield _head("Solutions: utility and gain, each on the party's own scale")
        yield _table(["", *names], [_figures(row) for row in view.rows], width)
        told = [
            f"{SOLUTIONS[name].name}: {SOLUTIONS[name].phrase}" for name, s in (analysis.solutions or {}).items() if s
        ]
        yield Text("; ".join(told), style="dim")
    if view.packages.heads:
        yield _head("Their packages" if len(view.packages.heads) > 1 else "Its package")
        yield _packages(view.packages, width)
    if analysis.frontier and points != 0:
        yield from _frontier(case, analysis, analysis.frontier, points, width)


def _figures(row: Row) -> list[str]:
    return [row.name, *(f"{w.value} ({w.beside})" if w.beside else w.value.text for w in row.worths)]


def _plot(case: Case, analysis: Analysis, frontier: Frontier, width: int) -> Iterator[RenderableType]:
    first, second = analysis.parties
    drawn = sample(frontier, analysis.parties, MOST_DRAWN)
    cloud = [(point.utilities[first], point.utilities[second]) for point in drawn]
    spots = spots_of(analysis)
    lines = walk_aways(case, analysis)
    names = names_of(case, 30)
    every = [*cloud, *((spot.at[0], spot.at[1]) for spot in spots)]
    x = axis(names[first], [a for a, _ in every], lines.get(first))
    y = axis(names[second], [b for _, b in every], lines.get(second))
    yield _raw(text_plot(x, y, cloud, spots, width))
    legend = [
        SOLUTIONS[name].name + f" {SOLUTIONS[name].letter}" for name, s in (analysis.solutions or {}).items() if s
    ]
    if any(spot.shape == "cross" for spot in spots):
        legend.append(f"nearest miss {CROSS}")
    legend.append(f"dots: {count(len(drawn))} of {count(len(frontier.points))} {frontier_words(exact=frontier.exact)}")
    if lines:
        legend.append("dotted lines: walk-aways")
    yield Text("; ".join(legend), style="dim")


def _raw(lines: Sequence[str]) -> Text:
    return Text("\n".join(lines), no_wrap=True, overflow="crop")


def _packages(view: Package, width: int) -> RenderableType:
    """Side by side where there is room for every outcome, one below the other where there is not."""
    if 14 * (len(view.heads) + 1) <= width:
        rows = [[short(name, 40), *words] for name, words, _ in view.issues]
        return _table(["", *view.heads], rows, width, words=True)
    names = [name for name, _, _ in view.issues]
    columns: list[list[str]] = [[head, *(words[k] for _, words, _ in view.issues)] for k, head in enumerate(view.heads)]
    if 14 * (len(names) + 1) <= width:
        return _table(["", *names], columns, width, words=True)
    apart = tuple(row for row in view.issues if row[2])
    if len(view.heads) > 1 and len(apart) < len(view.issues):
        alike = Text(f"Settled alike in all of them: {plural(len(view.issues) - len(apart), 'issue')}.", style="dim")
        return Group(_packages(Package(view.heads, apart), width), alike) if apart else alike
    return _list(["", *names], columns)


def _frontier(
    case: Case, analysis: Analysis, frontier: Frontier, points: int | None, width: int
) -> Iterator[RenderableType]:
    shown = sample(frontier, analysis.parties, FEW if points is None else points)
    called = frontier_words(exact=frontier.exact)
    yield _head(f"The frontier: {count(len(shown))} of {count(len(frontier.points))} {called}")
    names = names_of(case, max(8, (width - 24) // len(case.parties) - 3))
    rows = [_figures(row) for row in steps_of(analysis, shown)]
    yield _table(["", *names.values()], rows, width)
    yield _packages(packages(case, [(str(k), point.outcome) for k, point in enumerate(shown, 1)]), width)
    if len(shown) < len(frontier.points):
        yield Text("All of them: --json, or more of them: --points N.", style="dim")


def _partial(case: Case, analysis: Analysis, width: int, points: int | None) -> Iterator[RenderableType]:
    view = partial_view(case, analysis, FEW if points is None else points)
    if view is None:
        return
    names = list(names_of(case, max(8, (width - 30) // len(case.parties) - 3)).values())
    yield _head(f"Most likely acceptable to all: {count(len(view.outcomes))} of {view.total} outcomes")
    everyone = _bar if width >= ROOM_FOR_BARS else _chance
    rows = [
        [f"{row.place}", everyone(row.everyone), *(_chance(bar) for bar in row.parties), _chance(row.efficient)]
        for row in view.outcomes
    ]
    yield _table(["", "to all", *names, "efficient"], rows, width)
    yield Text(EFFICIENT, style="dim")
    if view.level > 1:
        yield Text(
            f"The chances of the first {view.level} lie within two standard errors of each other: "
            "their order says little."
        )
    if view.same:
        alike = "They all settle alike: " if len(view.outcomes) > 1 else "It settles: "
        yield Text(alike, style="bold") + Text("; ".join(f"{n}: {w}" for n, w in view.same), "not bold")
    if view.packages.issues:
        yield _head("How they differ")
        yield _packages(view.packages, width)
    for gap in view.gaps:
        yield Text(f"\nIn {gap.places} nothing reported supports: ", style="bold") + Text(gap.words, "not bold")
    yield _head("Gain over the disagreement point, each on the party's own scale: mean (5% to 95% of the draws)")
    gains = [[f"{row.place}", *(f"{g.mean} ({g.low} to {g.high})" for g in row.gains)] for row in view.outcomes]
    yield _table(["", *names], gains, width)
    yield from _learning(view, width)


def _learning(view: PartialView, width: int) -> Iterator[RenderableType]:
    if view.unknowns:
        yield _head("What would be gained by learning what: rise of the best chance, in percentage points")
    if view.learning:
        known = [[row.label, row.party, f"{_blocks(row.bar)} {row.bar.value.text.split()[0]} ± {row.bar.error}"]
                 for row in view.learning]  # fmt: skip
        yield _table(["not known", "of whom", "points"], known, width)
    elif view.unknowns:
        yield Text(view.idle)


def _chance(bar: Bar) -> str:
    return f"{bar.value} ± {bar.error}"


def _bar(bar: Bar) -> str:
    return f"{_blocks(bar)} {_chance(bar)}"


def _blocks(bar: Bar) -> str:
    full = round(bar.length / 100 * BAR)
    return "█" * full + "░" * (BAR - full)
