"""Different offers, counted on from the last time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediant.talks.acts import Accept, Carry, Offer, WalkOut
from mediant.talks.record import Heard, Room
from mediant.talks.strategies.distinct import DistinctOffers

ROOM = Room("plenary", ("a", "b", "m"))
OFFERS = st.builds(Offer, st.tuples(st.integers(0, 2)))
ACTS = (
    OFFERS
    | st.builds(Accept, st.tuples(st.integers(0, 2)))
    | st.just(WalkOut())
    | st.builds(Carry, OFFERS, st.just("b"))
)
HEARD = st.lists(st.builds(Heard, st.just(ROOM), st.sampled_from(["a", "b", "m"]), ACTS), max_size=12).map(tuple)


def plainly(heard):
    """One by one, from the beginning."""
    found = {}
    for words in heard:
        carried = isinstance(words.act, Carry)
        speaker, act = (words.act.of, words.act.said) if carried else (words.speaker, words.act)
        if isinstance(act, Offer) and act.choices not in found.setdefault(speaker, []):
            found[speaker].append(act.choices)
    return {speaker: choices for speaker, choices in found.items() if choices}


def listed(offers):
    return {speaker: list(choices) for speaker, choices in offers.items()}


@given(heard=HEARD)
def test_counted_on_turn_by_turn_it_is_the_same(heard):
    distinct = DistinctOffers()
    for turn in range(len(heard) + 1):
        assert listed(distinct.of(heard[:turn])) == plainly(heard[:turn])


@given(talks=st.lists(HEARD, max_size=4))
def test_whatever_was_heard_before_changes_nothing(talks):
    distinct = DistinctOffers()
    for heard in talks:
        assert listed(distinct.of(heard)) == plainly(heard)
