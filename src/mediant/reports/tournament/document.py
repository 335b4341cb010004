"""A ranking as `mediant-ranking/1`, for other programs."""

from __future__ import annotations

from typing import Any

from mediant.tournaments.scores import DRAWS, Mean, Ranked, Standing

FORMAT = "mediant-ranking/1"


def ranking_document(outcome: Ranked) -> dict[str, Any]:
    """The object that `mediant tournament --json` prints."""
    return {
        "format": FORMAT,
        "title": outcome.title,
        **outcome.counts,
        "bootstrap": {"draws": DRAWS, "seed": 0, "clusters": "case"},
        "strategies": [_standing(one) for one in outcome.strategies],
        "protocols": [_standing(one) for one in outcome.protocols],
    }


def _standing(one: Standing) -> dict[str, Any]:
    means = {measure: None if mean is None else _mean(mean) for measure, mean in one.means.items()}
    return {
        "name": one.name, "rank": list(one.rank), "seats": one.seats, "failed": one.failed, **means,
        "offered": list(one.offered),
    }  # fmt: skip


def _mean(mean: Mean) -> dict[str, float | None]:
    return {"mean": mean.mean, "low": mean.low, "high": mean.high}
