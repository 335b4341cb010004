"""The ranking as JSON."""

from __future__ import annotations

import json

from small_tournaments import table

from mediant.reports.tournament.document import ranking_document
from mediant.tournaments.scores import MEASURES, ranked


def test_every_figure_is_there_and_what_is_not_known_is_null():
    rows = table([("x", "a", 0.25), ("y", "a", 0.75), ("x", "b", None)])
    document = json.loads(json.dumps(ranking_document(ranked("t", rows)), allow_nan=False))
    assert {key: document[key] for key in ("format", "title", "cases", "games", "failed")} == {
        "format": "mediant-ranking/1", "title": "t", "cases": 2, "games": 3, "failed": 0,
    }  # fmt: skip
    first, last = document["strategies"]
    assert set(MEASURES) < set(first)
    assert first["score"] == {"mean": 0.5, "low": 0.25, "high": 0.75}
    assert (first["rank"], first["seats"], first["nash_distance"]) == ([1, 1], 2, None)
    assert (last["name"], last["score"], last["offered"]) == ("b", None, [None] * 10)
    assert [one["name"] for one in document["protocols"]] == ["p"]
