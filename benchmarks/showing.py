"""From measurements to the lines of a table: medians over the seeds, the verdict by the worst of them."""

from __future__ import annotations

import os
import platform
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from measuring import Measured

if TYPE_CHECKING:
    from bench_dealspace import Row

HERE = Path(__file__).resolve().parent
MOST_START = 0.15
TOLERANCE = 1e-9
HEAD = ("problem", "work", "target", "ours", "NegMAS", "NegMAS / ours", "peak MB", "answers", "verdict")
BEGIN, END = "<!-- results: written by bench_dealspace.py --write -->", "<!-- end of results -->"


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is shown, in the order of HEAD."""

    problem: str
    work: str
    target: str
    ours: str
    theirs: str
    ratio: str
    memory: str
    answers: str
    verdict: str

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands under HEAD."""
        return (
            self.problem,
            self.work,
            self.target,
            self.ours,
            self.theirs,
            self.ratio,
            self.memory,
            self.answers,
            self.verdict,
        )


def line(problem: str, row: Row, ours: list[Measured], theirs: list[Measured] | None) -> Line:
    """The line of a row over all seeds; `theirs` None where nothing stands beside it."""
    failed = [seed.missing for seed in ours if seed.missing]
    if failed:
        return Line(problem, row.what, _target(row), failed[0], "–", "–", "–", "–", "NOT met" if _target(row) else "–")
    taken = [seed.seconds(*row.laps) for seed in ours]
    pairs = [
        (other.seconds(*row.their_laps), own)
        for own, other in zip(taken, theirs or [], strict=False)
        if not other.missing
    ]
    ratios = [other / own for other, own in pairs]
    return Line(
        problem=problem,
        work=row.what,
        target=_target(row),
        ours=_seconds(taken),
        theirs=_their_seconds(row, theirs, [other for other, _ in pairs]),
        ratio=f"{median(ratios):.3g} (least {min(ratios):.3g})" if ratios else "–",
        memory=_memory(ours, theirs),
        answers=_answers(ours, theirs),
        verdict=_verdict(row, ours, taken, ratios),
    )


def start_line(name: str, extra: list[list[float]]) -> Line:
    """Start-up: per round how much more CPU time than `python -c pass`, ours and (where measured) NegMAS'."""
    ours = median(round_[0] for round_ in extra)
    theirs = median(round_[1] for round_ in extra) if len(extra[0]) > 1 else None
    return Line(
        problem="start-up",
        work=f"{name}, more than `python -c pass`",
        target=f"≤ {MOST_START} s",
        ours=_time(ours),
        theirs=_time(theirs) if theirs is not None else "–",
        ratio=f"{theirs / ours:.3g}" if theirs is not None and ours > 0 else "–",
        memory="–",
        answers="–",
        verdict="met" if ours <= MOST_START else "NOT met",
    )


def as_text(shown: Line) -> str:
    """The line for the terminal."""
    head = f"{shown.problem}: {shown.work}\n"
    beside = f" | NegMAS {shown.theirs} | NegMAS/ours {shown.ratio}" if shown.theirs != "–" else ""
    target = f" | target {shown.target}: {shown.verdict}" if shown.target else ""
    more = "".join(f" | {text}" for text in (shown.memory + " MB", shown.answers) if text[0] != "–")
    return f"{head}    {shown.ours}{beside}{target}{more}"


def machine() -> str:
    """Where this was measured, in general words."""
    found = [f"Python {platform.python_version()}"]
    for name in ("mediant", "numpy", "negmas"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    load = os.getloadavg()
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load at the end {load[1]:.1f}; "
        + ", ".join(found)
    )


def write(lines: Sequence[Line]) -> None:
    """results.md, and the same table between the marks of README.md."""
    table = [HEAD, tuple("---" for _ in HEAD), *(shown.cells for shown in lines)]
    text = "\n".join("| " + " | ".join(cells) + " |" for cells in table)
    text = f"{text}\n\nMeasured on {machine()}.\n"
    (HERE / "results.md").write_text(f"# Results of one run\n\n{text}", encoding="utf-8")
    readme = HERE / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    readme.write_text(f"{before}{BEGIN}\n{text}{END}{after}", encoding="utf-8")


def same_points(some: Sequence[Sequence[float]], others: Sequence[Sequence[float]]) -> bool:
    """Whether each utility vector of either list lies within the tolerance of one of the other."""
    return _within(some, others) and _within(others, some)


def _within(some: Sequence[Sequence[float]], others: Sequence[Sequence[float]]) -> bool:
    ordered = sorted(others)
    for point in some:
        near = bisect_left(ordered, [point[0] - TOLERANCE])
        while near < len(ordered) and ordered[near][0] <= point[0] + TOLERANCE:
            if all(abs(one - other) <= TOLERANCE for one, other in zip(point, ordered[near], strict=True)):
                break
            near += 1
        else:
            return False
    return True


def agreement(ours: Measured, theirs: Measured, walk_away: float = 0.2) -> list[str]:
    """In what the answers of both differ; empty where they do not."""
    mine, other = ours.answers, theirs.answers
    points = mine["frontier"]
    if other.get("rational only"):
        points = [point for point in points if min(point) >= walk_away]
    wrong = [] if same_points(points, other["frontier"]) else ["frontier"]
    if "nash" in other and not (mine["nash"] and _within(mine["nash"], other["nash"])):
        wrong.append("Nash")
    if "welfare" in other and abs(mine["welfare"] - other["welfare"]) > TOLERANCE:
        wrong.append("utilitarian")
    return wrong


def _target(row: Row) -> str:
    parts = []
    if row.share is not None:
        parts.append(f"≤ {row.share:g} of {row.beside}")
    if row.at_most is not None:
        parts.append(f"{'exact, ' if row.exact else ''}≤ {row.at_most:g} s")
    if row.memory is not None:
        parts.append(f"≤ {row.memory:g} MB")
    return ", ".join(parts)


def _verdict(row: Row, ours: list[Measured], taken: list[float], ratios: list[float]) -> str:
    if not _target(row):
        return "–"
    if row.share is not None and not ratios:
        return "not measured"
    good = [
        (row.share is None or seed >= len(ratios) or 1 / ratios[seed] <= row.share)
        and (row.at_most is None or taken[seed] <= row.at_most)
        and (row.memory is None or ours[seed].memory <= row.memory)
        and (not row.exact or not ours[seed].answers.get("slack"))
        for seed in range(len(ours))
    ]
    if all(good):
        return "met"
    missed = f"{good.count(False)} of {len(good)} seeds"
    in_the_median = (
        (row.share is None or 1 / median(ratios) <= row.share)
        and (row.at_most is None or median(taken) <= row.at_most)
        and (row.memory is None or max(each.memory for each in ours) <= row.memory)
        and not (row.exact and any(each.answers.get("slack") for each in ours))
    )
    return f"met in the median, not by {missed}" if in_the_median else f"NOT met by {missed}"


def _their_seconds(row: Row, theirs: list[Measured] | None, taken: list[float]) -> str:
    if theirs is None:
        return "–"
    failed = [seed.missing for seed in theirs if seed.missing]
    text = f"{row.beside} {_seconds(taken)}" if taken else row.beside or ""
    return f"{text}; {len(failed)} × {failed[0]}" if failed else text


def _memory(ours: list[Measured], theirs: list[Measured] | None) -> str:
    most = f"{max(seed.memory for seed in ours):.0f}"
    beside = max((seed.memory for seed in theirs or [] if not seed.missing), default=None)
    return most if beside is None else f"{most} / {beside:.0f}"


def _answers(ours: list[Measured], theirs: list[Measured] | None) -> str:
    parts = []
    answers = [seed.answers for seed in ours]
    if "points" in answers[0]:
        parts.append(f"{_span([found['points'] for found in answers])} points")
    if any(found.get("slack") for found in answers):
        parts.append(f"bounded, slack ≤ {max(found['slack'] for found in answers):.3g}")
        worst = {
            name: max(found["errors"].get(name) or 0.0 for found in answers) for name in answers[0].get("errors", ())
        }
        parts.append("loss at most " + ", ".join(f"{name} {loss:.2g}" for name, loss in worst.items()))
    if "best" in answers[0]:
        parts.append("best " + " and ".join(f"{best:.9g}" for best in answers[0]["best"]))
    if "share" in answers[0]:
        parts.append(f"{_span([round(found['share'], 4) for found in answers])} of all outcomes")
        width = max(found["width"] for found in answers)
        parts.append("exact" if all(found["exact"] for found in answers) else f"bounds {width:.2g} apart")
    pairs = [(own, other) for own, other in zip(ours, theirs or [], strict=False) if not other.missing]
    if pairs:
        wrong = sorted({name for own, other in pairs for name in agreement(own, other)})
        parts.append(f"DIFFERENT: {', '.join(wrong)}" if wrong else "same as NegMAS'")
    return "; ".join(parts) or "–"


def _span(numbers: Sequence[float]) -> str:
    return f"{min(numbers):,}" if min(numbers) == max(numbers) else f"{min(numbers):,}–{max(numbers):,}"


def _seconds(taken: Sequence[float]) -> str:
    return _time(median(taken)) + (f" (most {_time(max(taken))})" if len(taken) > 1 else "")


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.3g} ms" if seconds < 0.1 else f"{seconds:.3g} s"
