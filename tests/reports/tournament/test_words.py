"""How measures are read."""

from __future__ import annotations

import pytest
from small_tournaments import table

from mediant.reports.tournament.words import COLUMNS, Column, counted, rank_words, worth
from mediant.tournaments.scores import MEASURES, Mean, Standing, ranked


def standing(rank=(1, 1), **means):
    return Standing(name="a", rank=rank, seats=1, failed=0, means=means, offered=())


def test_every_measure_has_a_column():
    assert {column.measure for column in COLUMNS} == set(MEASURES)


@pytest.mark.parametrize(("rank", "words"), [((1, 1), "1"), ((2, 4), "2–4")])
def test_ranks(rank, words):
    assert rank_words(standing(rank)) == words


@pytest.mark.parametrize(
    ("mean", "words"),
    [
        (None, ("–", "")),
        (Mean(0.9081, 0.873, 0.942), ("0.908", "0.87–0.94")),
        (Mean(0.0088, 0.0051, 0.0132), ("0.0088", "0.005–0.013")),
        (Mean(76.28, 70.4, 80.6), ("76.3", "70–81")),
        (Mean(0.5, None, None), ("0.500", "")),
        (Mean(0.0, 0.0, 0.0), ("0", "0–0")),
        (Mean(-0.25, -0.5, 0.0), ("−0.250", "−0.50–0")),
    ],
)
def test_a_mean_has_as_many_digits_as_make_sense(mean, words):
    assert worth(standing(score=mean), Column("score", "score", "")) == words


def test_a_share_is_in_per_cent():
    assert worth(standing(agreed=Mean(0.5, 0.25, 1.0)), Column("agreed", "agreed", "")) == ("50%", "25%–100%")


def test_counts():
    rows = table([("x", "a", 0.5), ("x", "b", 0.5)])
    assert counted(ranked("t", rows)) == "2 strategies, 1 case, 2 games"
    rows.error[0] = "raised"
    assert counted(ranked("t", rows)) == "2 strategies, 1 case, 2 games, 1 of them failed"
