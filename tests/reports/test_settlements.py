"""What talks came to."""

from __future__ import annotations

from pathlib import Path

import mediant
from mediant.reports.settlements import settlement, settlement_words, share_words
from mediant.talks.acts import Pledge
from mediant.talks.pledged import Pledged
from mediant.talks.standing import standings_of

CASE = mediant.load_case(Path(__file__).resolve().parents[2] / "cases" / "constructed" / "ceasefire-two")


def test_each_party_with_its_walk_away_and_its_best():
    standings = standings_of(CASE)
    agreement = standings["p"].ranked(0)
    first, second = settlement(CASE, agreement, standings)
    assert (first.party, first.share) == ("First party", "100%")
    assert settlement_words(first) == (
        "First party: 100% of what it could gain (100 on its own scale; its walk-away is 45, its best outcome 100)"
    )
    assert second.party == "Second party"


def test_pledges_count():
    standings = standings_of(CASE)
    worst = standings["p"].ranked(10_000) or standings["p"].at_least(0.0)
    richer = {**standings, "p": Pledged.of(standings["p"], Pledge("payment", "p", 500.0))}
    assert float(settlement(CASE, worst, richer)[0].utility.text) >= 500


def test_a_red_line_is_no_number():
    assert share_words(float("-inf")) == "across a red line"
    assert share_words(-0.5) == "−50%"
