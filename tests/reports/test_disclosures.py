"""The ledger in words."""

from __future__ import annotations

from pathlib import Path

import mediant
from mediant.reports.disclosures import disclosures
from mediant.talks.acts import Answer, Ask, Carry, CouldAccept, Offer, Propose
from mediant.talks.drawn import stated_draws
from mediant.talks.record import End, Entry, Record, Room

CASE = mediant.load_case(Path(__file__).resolve().parents[2] / "cases" / "news" / "cairo-2024")
NORTH, SOUTH = Room("n", ("hamas", "egypt")), Room("s", ("israel", "egypt"))
X = (1, 1, 1, 1, 1, 1, 1, 1)
OFFER = Offer(X, to=("israel",))


def told(*acts):
    entries = tuple(Entry(turn, room, speaker, act) for turn, (room, speaker, act) in enumerate(acts))
    return disclosures(CASE, Record(entries, End(None, "x")), stated_draws(CASE, 0, 200))


def test_what_stays_with_a_mediator_and_what_rests_on_it():
    found = told(
        (NORTH, "hamas", OFFER), (NORTH, "egypt", Ask(CouldAccept(X))), (NORTH, "hamas", Answer(True)),
        (SOUTH, "egypt", Propose(X, rests_on=("hamas",))), (SOUTH, "egypt", Propose(X, rests_on=("hamas",))),
    )  # fmt: skip
    assert found.kept == (
        "Hamas: 1 offer and 1 answer only Egypt heard; nothing that it said of what it wants became known to another party.",
        "Israel has said nothing of what it wants.",
    )
    assert found.relied == ("2 drafts and questions of Egypt to Israel rest on what Hamas confided.",)
    (inferred,) = found.inferred
    assert inferred.startswith(
        "Israel saw that Hamas can live with 1 outcome: of the ways in which Hamas could want things, "
    )


def test_what_was_carried_is_known():
    found = told((NORTH, "hamas", OFFER), (SOUTH, "egypt", Carry(OFFER, "hamas")))
    assert found.kept[0] == "Hamas: all that it said of what it wants became known to Israel."
    assert found.relied == ()


def test_without_draws_nothing_is_inferred():
    entries = (Entry(0, NORTH, "hamas", OFFER), Entry(1, SOUTH, "egypt", Carry(OFFER, "hamas")))
    assert disclosures(CASE, Record(entries, End(None, "x")), {}).inferred == ()
