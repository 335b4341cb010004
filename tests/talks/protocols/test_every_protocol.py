"""What all protocols promise: they end in time, whatever is said; they can be replayed; nobody is bound against its will.

And two talks that differ only in what one party wants look the same to another in its separate room, until the mediator
says what it rests on or the result is declared.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import pytest
from hostile import Hostile
from hypothesis import given
from hypothesis import strategies as st
from leaks import leak, seen_by
from small_talks import table, talk

from mediant.talks.acts import Accept, Close, Offer, Propose, WalkOut
from mediant.talks.mediators.facilitator import Facilitator
from mediant.talks.mediators.redrafter import Redrafter
from mediant.talks.protocols.annealed_text import AnnealedText
from mediant.talks.protocols.bidding import Bidding
from mediant.talks.protocols.blind_acceptance import BlindAcceptance
from mediant.talks.protocols.plenary import Plenary
from mediant.talks.protocols.post_settlement import PostSettlement
from mediant.talks.protocols.proximity import Proximity
from mediant.talks.protocols.single_text import SingleText
from mediant.talks.protocols.stages import Stage, Stages
from mediant.talks.record import Room
from mediant.talks.session import play, replay
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.time_dependent import Boulware, Conceder

DEAL = (1, 1)
PROTOCOLS = {
    "plenary": lambda rounds: Plenary(rounds),
    "proximity": lambda rounds: Proximity(rounds),
    "single-text": lambda rounds: SingleText(rounds),
    "single-text, joint": lambda rounds: SingleText(rounds, joint=True),
    "blind-acceptance": lambda rounds: BlindAcceptance(rounds),
    "post-settlement": lambda rounds: PostSettlement(rounds, deal=DEAL),
    "annealed-text": lambda rounds: AnnealedText(rounds),
    "bidding": lambda rounds: Bidding(rounds),
    "stages": lambda rounds: Stages(
        [Stage(Proximity(rounds), rounds), Stage(Plenary(rounds), rounds), Stage(PostSettlement(rounds), rounds)]
    ),
}
APART = [name for name in PROTOCOLS if name not in ("plenary", "single-text, joint", "stages")]
THREE = {"third": (2, 2, 5, 1, 0, 3)}
utilities = st.lists(st.integers(0, 9), min_size=6, max_size=6)
every_protocol = pytest.mark.parametrize("name", PROTOCOLS)


def mediated(protocol, *wants, **others):
    return replace(talk(protocol, *wants, **others), mediators={"host": frozenset({"carry", "draft", "pledge"})})


def hostile(game, closes, few, seed):
    return play(game, dict.fromkeys((*game.standings, *game.mediators), Hostile(few, closes)), seed)


def said_yes(record, party):
    """What a party has put forward or accepted: all that it can be bound by."""
    return {
        entry.act.choices
        for entry in record.entries
        if entry.speaker == party and isinstance(entry.act, Offer | Accept)
    }


@every_protocol
@given(
    st.sampled_from([{}, THREE]),
    st.booleans(),
    st.booleans(),
    st.integers(1, 3),
    st.integers(1, 6),
    st.integers(0, 10**6),
)
def test_it_ends_in_time_binds_nobody_who_did_not_say_yes_and_can_be_replayed(
    name, third, guest, closes, few, rounds, seed
):
    game = mediated(PROTOCOLS[name](rounds), **third)
    if guest and name not in ("annealed-text", "bidding"):
        game = replace(game, mediators={**game.mediators, "guest": frozenset({"draft"})})
    record = hostile(game, closes, few, seed)
    turns = Counter(entry.speaker for entry in record.entries if not entry.room.id.startswith("outside"))
    assert all(
        turns[party] <= ({"stages": 3, "bidding": 2}.get(name, 0) * rounds or rounds + 1) for party in game.standings
    )
    agreed = record.end.agreement
    if agreed is not None and agreed != getattr(game.protocol, "deal", None):
        assert all(agreed in said_yes(record, party) for party in game.standings)
    assert replay(game, record.entries) == record


class Leaver(Hostile):
    def act(self, view, rng):
        return WalkOut()


@pytest.mark.parametrize("name", [name for name in PROTOCOLS if name != "stages"])
@given(st.integers(0, 10**6))
def test_who_walked_out_is_asked_once_a_round_outside_and_alone_and_nothing_is_agreed_without_it(name, seed):
    game = mediated(PROTOCOLS[name](4), **THREE)
    seats = dict.fromkeys(("first", "second", "host"), Hostile(2, closes=False)) | {"third": Leaver()}
    record = play(game, seats, seed)
    own = [entry.room for entry in record.entries if entry.speaker == "third"]
    assert all(room == Room("outside, third", ("third",)) for room in own[1:])
    assert not own or not own[0].id.startswith("outside")
    assert len(own) <= 5
    assert record.end.agreement == getattr(game.protocol, "deal", None)


def two(protocol, secret, known, seats, host):
    standings = {"first": table(secret, 3.0), "second": table(known, 2.0)}
    if "third" in seats:
        standings["third"] = table(THREE["third"], 1.0)
    return seen_by("second", replace(mediated(protocol), standings=standings), seats | {"host": host})


@pytest.mark.parametrize("protocol", [PROTOCOLS[name] for name in APART], ids=APART)
@given(
    utilities,
    utilities,
    utilities,
    st.sampled_from([Boulware(), Conceder()]),
    st.sampled_from([Facilitator(), Redrafter()]),
)
def test_a_separate_room_tells_nothing_of_another_until_something_says_so(
    protocol, secret, other, known, strategy, host
):
    seats = {"first": Candid(strategy), "second": Candid(strategy)}
    one, two_ = (two(protocol(6), wants, known, seats, host) for wants in (secret, other))
    assert leak("first", "second", one, two_) is None


@dataclass(frozen=True)
class Open:
    """Proposes what is best for whoever spoke last, and does not say what it rests on."""

    def act(self, view, rng):
        heard = [words.act.choices for words in view.heard if isinstance(words.act, Offer | Accept)]
        return Propose(heard[-1] if heard else DEAL) if view.time < 0.9 else Close()


@pytest.mark.parametrize("name", ["proximity", "single-text"])
def test_the_check_finds_a_mediator_that_does_not_say_what_its_drafts_rest_on(name):
    class Leading(Candid):
        def act(self, view, rng):
            return Offer(view.standing.ranked(0), to=("second",))

    seats = {"first": Leading(Boulware()), "second": Candid(Boulware())}
    known = (5, 4, 3, 2, 1, 0)
    one, other = (
        two(PROTOCOLS[name](6), wants, known, seats, Open()) for wants in ((0, 1, 2, 3, 4, 5), (5, 0, 9, 0, 1, 0))
    )
    assert leak("first", "second", one, other) is not None
