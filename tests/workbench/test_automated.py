"""What an automated negotiator does follows from what its party sees."""

from __future__ import annotations

import pytest
from sitting import HARBOUR, opened, package

from mediant.talks.acts import Accept, Offer
from mediant.workbench.automated import ROUNDS, next_command, role_of
from mediant.workbench.ballots import OpenBallot, Sign, Vote
from mediant.workbench.people import Person, Seat
from mediant.workbench.talk import Say, Write
from mediant.workbench.wants import State

WANTS = {
    "weights": {"truce": 0.6, "fee": 0.4}, "values": {"truce": {"none": 0, "40 days": 0.7, "permanent": 1}, "fee": "less"},
    "walk_away": 0.5,
}  # fmt: skip
AGENT = Person(id="south-1", role="agent", name="Automaton", side="south", strategy="linear")
CHANCE = "a1" * 32


@pytest.fixture
def sitting():
    sitting = opened()
    sitting.ask("s", State(WANTS))
    sitting.ask("m", Seat(AGENT, CHANCE))
    sitting.people[AGENT.id] = AGENT
    return sitting


def turn(sitting):
    command = next_command(sitting.table(AGENT.id), AGENT)
    if command is not None:
        sitting.ask(AGENT.id, command)
    return command


def test_it_waits_until_something_is_put_to_it(sitting):
    assert turn(sitting) is None
    sitting.ask("m", Write("south", "Good morning"))
    assert turn(sitting) is None


def test_it_answers_in_the_room_where_it_was_asked_and_once(sitting):
    sitting.ask(
        "m", Say("south", {"act": "ask", "question": {"kind": "could-accept", "outcome": package("permanent", 0)}})
    )
    assert turn(sitting) == Say("south", {"act": "answer", "answer": True})
    assert turn(sitting) is None
    sitting.ask("n", Say("joint", {"act": "offer", "outcome": package("none", 10)}))
    command = turn(sitting)
    assert (command.room, command.act["act"]) == ("joint", "offer")
    assert turn(sitting) is None


def test_it_concedes_and_agrees_in_the_end(sitting):
    for _ in range(ROUNDS):
        sitting.ask("n", Say("joint", {"act": "offer", "outcome": package("40 days", 0)}))
        if turn(sitting).act["act"] == "accept":
            break
    entries = [entry for entry in sitting.kept.talk.entries if entry.speaker == "south"]
    assert isinstance(entries[-1].act, Accept)
    assert entries[0].act == Offer((2, 0))


def test_it_does_not_go_on_for_ever(sitting):
    for _ in range(ROUNDS + 3):
        sitting.ask("n", Say("joint", {"act": "offer", "outcome": package("none", 10)}))
        turn(sitting)
    assert sum(entry.speaker == "south" for entry in sitting.kept.talk.entries) == ROUNDS


@pytest.mark.parametrize(
    ("outcome", "yes"), [(package("permanent", 0), True), (package("none", 10), False), (None, False)]
)
def test_it_votes_for_what_it_can_live_with(sitting, outcome, yes):
    sitting.ask("m", OpenBallot("Both stop.", sitting.now + 60, outcome))
    command = turn(sitting)
    assert isinstance(command, Vote)
    assert command.yes is yes
    assert turn(sitting) is None


def test_it_signs_once_what_everyone_has_accepted(sitting):
    sitting.ask("m", OpenBallot("Both stop.", sitting.now + 60, package("permanent", 0)))
    assert isinstance(turn(sitting), Vote)
    ballot = sitting.kept.ballots.all["ballot-1"]
    sitting.ask("n", Vote("ballot-1", ballot.opened.digest, yes=True))
    assert turn(sitting) is None  # what is not accepted yet is not signed
    sitting.wait(61)
    assert turn(sitting) == Sign("ballot-1", ballot.opened.digest)
    assert turn(sitting) is None


def test_what_it_is_played_by_is_its_own_secret():
    sitting = opened()
    agent = Person(id="north-1", role="agent", name="Automaton", side="north", strategy="linear")
    sitting.ask("m", Seat(agent, CHANCE))
    played = role_of(HARBOUR, "north", CHANCE)
    assert sitting.kept.wants.of("north") == played
    assert sitting.table("n").wants.of("north") == played
    for seat in ("m", "s", "o"):
        assert sitting.table(seat).wants.of("north") is None


def test_who_states_its_own_is_played_by_that(sitting):
    assert sitting.kept.wants.given == {}


def test_other_chance_is_another_role():
    assert role_of(HARBOUR, "north", CHANCE) == role_of(HARBOUR, "north", CHANCE)
    assert role_of(HARBOUR, "north", CHANCE) != role_of(HARBOUR, "north", "a2" * 32)


def test_nobody_but_its_party_knows_what_it_draws_with(sitting):
    assert sitting.kept.people.chances == {AGENT.id: CHANCE}
    assert sitting.table("s").people.chances == {AGENT.id: CHANCE}
    for seat in ("m", "n", "o"):
        assert sitting.table(seat).people.chances == {}
        assert CHANCE.encode() not in b"".join(sitting.lines(seat))


def test_only_mediators_see_how_it_plays(sitting):
    assert sitting.table("m").people.seated[AGENT.id].strategy == "linear"
    for seat in ("n", "s", "o", AGENT.id):
        assert sitting.table(seat).people.seated[AGENT.id].role == "agent"
        assert sitting.table(seat).people.seated[AGENT.id].strategy is None
        assert b"linear" not in b"".join(sitting.lines(seat))


def test_what_a_party_left_open_is_drawn_and_stays_the_same():
    """Somebody who has said little leaves, and an automated negotiator takes the seat."""
    sitting = opened()
    sitting.ask("s", State({"weights": ["truce", "fee"]}))
    sitting.ask("m", Seat(AGENT, CHANCE))
    sitting.people[AGENT.id] = AGENT
    sitting.ask("n", Say("joint", {"act": "offer", "outcome": package("none", 10)}))
    command = next_command(sitting.table(AGENT.id), AGENT)
    assert command.act["act"] in ("offer", "accept")
    assert next_command(sitting.table(AGENT.id), AGENT) == command
