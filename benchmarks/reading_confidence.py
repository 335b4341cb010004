"""Whether a claim's confidence is the chance that it is right, and what can be offered without review."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.reading_figures import Both

LEAST = 0.9
BINS = 10
DRAWS, SEED = 2000, 0

Table = np.ndarray
"""Rows of (number of the article, confidence, whether content and chain are right)."""


def judged(read: Sequence[Both], *, attributed: bool = False) -> Table:
    """Every claim read, or those with a source: its article, confidence, and whether it is paired with its chain right.

    Claims without a confidence count as sure.
    """
    rows: list[tuple[int, float, bool]] = []
    for number, one in enumerate(read):
        right = {pair.found.id for pair in one.pairs if pair.chain}
        rows += [
            (number, 1.0 if claim.confidence is None else claim.confidence, claim.id in right)
            for claim in one.found
            if claim.sources or not attributed
        ]
    return np.array(rows, float).reshape(-1, 3)


def threshold(table: Table) -> float | None:
    """The confidence from which on the most claims are offered with at least nine in ten right in most draws.

    In nineteen of twenty draws of articles, so that it holds for other articles too.
    """
    for least in np.unique(table[:, 1]):
        if np.nanpercentile(_drawn(table, least)[1:, 0], 5) >= 100 * LEAST:
            return float(least)
    return None


def offered(table: Table, least: float) -> tuple[np.ndarray, np.ndarray]:
    """Precision of the claims offered and their share of all, in per cent: value, lower and upper end."""
    found = _drawn(table, least)
    low, high = np.nanpercentile(found[1:], [2.5, 97.5], axis=0)
    return tuple(np.array([found[0, k], low[k], high[k]]) for k in (0, 1))  # type: ignore[return-value]


def _drawn(table: Table, least: float) -> np.ndarray:
    """Precision and share of the claims offered, in per cent: of all articles, then of each draw of them."""
    articles = int(table[:, 0].max()) + 1
    sure = table[:, 1] >= least
    sums = np.column_stack(
        [
            np.bincount(table[:, 0].astype(int), weights, articles)
            for weights in (sure * table[:, 2], sure.astype(float), np.ones(len(table)))
        ]
    )
    picks = np.random.default_rng(SEED).integers(0, articles, (DRAWS, articles))
    drawn = np.vstack([sums.sum(axis=0)[None], sums[picks].sum(axis=1)])
    with np.errstate(invalid="ignore"):
        return np.asarray(100 * drawn[:, :2] / drawn[:, 1:])


def reliability(table: Table) -> str:
    """In ten bins of confidence: how many claims, how sure they were on average, how many were right."""
    rows = ["| confidence | claims | mean confidence | right |", "| --- | ---: | ---: | ---: |"]
    bins = np.minimum((table[:, 1] * BINS).astype(int), BINS - 1)
    off = 0.0
    for k in range(BINS):
        here = table[bins == k]
        if len(here):
            off += abs(here[:, 1].sum() - here[:, 2].sum())
            cells = f"{len(here)} | {100 * here[:, 1].mean():.1f} | {100 * here[:, 2].mean():.1f}"
            rows.append(f"| {k / BINS:.1f}–{(k + 1) / BINS:.1f} | {cells} |")
    return "\n".join([*rows, "", f"Expected calibration error: {100 * off / max(1, len(table)):.1f} points."])


def shown(dev: Sequence[Both], read: Sequence[Both], part: str) -> str:
    """All that is printed of confidences: the threshold is chosen on dev alone."""
    written = [f"Reliability on {part}, claims with a source and own statements:", reliability(judged(read)), ""]
    for name, attributed in (("all claims", False), ("claims with a source", True)):
        least = threshold(judged(dev, attributed=attributed))
        if least is None:
            written.append(f"{name}: no confidence gives nine in ten right in most draws of dev.")
            continue
        for chosen, articles in (("dev", dev), (part, read))[: 1 + (part != "dev")]:
            precision, much = offered(judged(articles, attributed=attributed), least)
            written.append(
                f"{name}, confidence at least {least:.3f} (chosen on dev), on {chosen}: "
                f"{_three(precision)} % right, {_three(much)} % of claims offered"
            )
    return "\n".join(written)


def _three(values: np.ndarray) -> str:
    return "{:.1f} ({:.1f}–{:.1f})".format(*values)
