"""Post-settlement: the deal is safe, and nobody ends with less."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import OPTIONS, Says, talk

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Close, Pause, Propose, Reject, WalkOut
from mediant.talks.mediators.redrafter import Redrafter
from mediant.talks.protocols.post_settlement import PostSettlement
from mediant.talks.record import End
from mediant.talks.session import play
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.time_dependent import Boulware

DEAL, BETTER, BEST = (1, 0), (2, 0), (2, 1)
utilities = st.lists(st.integers(0, 9), min_size=6, max_size=6)
outcomes = st.tuples(*(st.integers(0, count - 1) for count in OPTIONS))


def ended(first, second, host, wants=(), rounds=3, deal=DEAL):
    game = replace(talk(PostSettlement(rounds, deal=deal), *wants), mediators={"host": frozenset({"draft"})})
    return play(game, {"first": first, "second": second, "host": host})


def test_what_all_accept_is_the_new_deal_and_is_read_out():
    host = Says(Propose(DEAL), Propose(BETTER), Propose(BETTER), Propose(BEST), Propose(BEST), Close())
    record = ended(Says(Accept(BETTER), Accept(BEST)), Says(Accept(BETTER), Accept(BEST)), host)
    assert record.end == End(BEST, "improved")
    assert [entry.room.id for entry in record.entries if entry.speaker == "host"] == [
        "text", "text, plenary", "text", "text, plenary", "text", "text, plenary",
    ]  # fmt: skip


@pytest.mark.parametrize("no", [Reject(BETTER), Pause(), WalkOut()], ids=repr)
def test_either_keeps_the_deal(no):
    host = Says(Propose(DEAL), Propose(BETTER))
    assert ended(Says(Accept(BETTER)), Says(no), host).end == End(DEAL, "the deal stands")


def test_a_deal_that_is_not_read_out_stands():
    record = ended(Says(Accept(BETTER)), Says(Accept(BETTER)), Says(Propose(BETTER)))
    assert record.end == End(DEAL, "the deal stands")
    assert len(record.entries) == 1
    host = Says(Propose(DEAL), Propose(BETTER), Pause(), Propose(BEST))
    record = ended(Says(Accept(BETTER), Accept(BEST)), Says(Accept(BETTER), Accept(BEST)), host)
    assert record.end == End(BETTER, "improved")


class Searching(Redrafter):
    """Knows the deal from the start."""

    def act(self, view, rng):
        return Propose(self.first) if not view.heard else super().act(view, rng)


@given(utilities, utilities, outcomes)
def test_no_party_ends_with_less_and_nothing_that_all_prefer_is_left(first, second, deal):
    party = Candid(Boulware())
    record = ended(party, party, Searching(len(OPTIONS), deal), (first, second), rounds=6, deal=deal)

    def worth(choices):
        number = choices[0] * OPTIONS[1] + choices[1]
        return first[number], second[number]

    got = worth(record.end.agreement)
    assert all(one >= two for one, two in zip(got, worth(deal), strict=True))
    for x in range(OPTIONS[0]):
        for y in range(OPTIONS[1]):
            assert not all(one > two for one, two in zip(worth((x, y)), got, strict=True))


def test_it_needs_a_deal_and_a_mediator():
    with pytest.raises(InvalidValue, match="no deal to improve on"):
        ended(Says(Pause()), Says(Pause()), Says(Pause()), deal=None)
    with pytest.raises(InvalidValue, match="mediator"):
        play(talk(PostSettlement(deal=DEAL)), {})
    assert PostSettlement(7).after(DEAL).deal == DEAL
    assert PostSettlement(7).after(DEAL).rounds == 7
