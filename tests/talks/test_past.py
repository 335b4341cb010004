"""What was heard up to now: it is as a tuple of it."""

from __future__ import annotations

import pickle
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.talks.acts import Offer
from mediant.talks.past import Past, since
from mediant.talks.record import Heard, Room

ROOM = Room("plenary", ("a", "b"))
WORDS = st.lists(st.builds(Heard, st.just(ROOM), st.sampled_from("ab"), st.builds(Offer, st.tuples(st.integers(0, 2)))))
places = st.none() | st.integers(-12, 12)


def grown(words, more):
    """A past, after which more was said, and the tuple that it is to be like."""
    said = list(words)
    past = Past(said)
    said += more
    return past, tuple(words)


@given(WORDS, WORDS, places, places, st.sampled_from([None, 1, 2, -1, -3]))
def test_it_is_as_a_tuple_whatever_is_said_later(words, more, first, last, step):
    past, plain = grown(words, more)
    assert len(past) == len(plain)
    assert tuple(past) == plain
    assert tuple(reversed(past)) == plain[::-1]
    assert past[first:last:step] == plain[first:last:step]
    for place in range(-len(plain), len(plain)):
        assert past[place] is plain[place]
    assert past == plain
    assert plain == past
    assert past == Past(list(plain))
    assert (past != plain[1:]) == bool(plain)
    assert hash(past) == hash(plain)
    assert repr(past) == repr(plain)
    for copy in (deepcopy(past), pickle.loads(pickle.dumps(past))):
        assert copy == plain


@given(WORDS, WORDS)
def test_past_its_ends_there_is_nothing(words, more):
    past, plain = grown(words, more)
    for place in (len(plain), -len(plain) - 1):
        with pytest.raises(IndexError):
            past[place]
    assert past != list(plain)


@given(WORDS, WORDS, WORDS)
def test_what_was_heard_since_goes_on_from_what_was_heard(words, more, others):
    said = list(words)
    before = Past(said)
    said += more
    now = Past(said)
    assert now.grew_from(before)
    assert not now.grew_from(tuple(words))
    assert not now.grew_from(Past(list(words)))
    assert before.grew_from(now) == (not more)
    for earlier in (before, tuple(words), Past(list(words))):
        for later in (now, tuple(said)):
            assert since(later, earlier) == tuple(more)
    assert (since(now, Past(others)) is None) == (said[: len(others)] != others)
    assert (since(before, now) is None) == bool(more)
