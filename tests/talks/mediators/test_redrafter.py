"""The redrafter: small changes, those first that were asked for."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import OPTIONS, talk

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Close, Criticise, Offer, Pause, Propose, Reject
from mediant.talks.agenda import protocol_of
from mediant.talks.mediators.redrafter import Redrafter, changes, work_of
from mediant.talks.protocols.proximity import Proximity
from mediant.talks.protocols.single_text import SingleText
from mediant.talks.record import Heard, MediatorView, Room
from mediant.talks.session import play
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.time_dependent import Boulware

PARTIES = ("first", "second")
X, Y, Z = (1, 0), (2, 0), (1, 1)
TEXT = Room("text", (*PARTIES, "host"))
APART = {party: Room(f"text, {party}", (party, "host")) for party in PARTIES}


def view(room, *heard):
    return MediatorView(
        seat="host", parties=PARTIES, options=OPTIONS, may=frozenset({"draft"}), heard=heard, room=room, time=0.5
    )


def act(room, *heard, most=2):
    return Redrafter(most).act(view(room, *heard), None)


def put(party, draft, answer):
    return Heard(APART[party], "host", Propose(draft)), Heard(APART[party], party, answer)


READ = Heard(TEXT, "host", Propose(X))


def test_it_begins_in_the_middle_or_with_the_text_it_was_given():
    assert act(TEXT) == Propose((1, 1))
    assert Redrafter(2, X).act(view(TEXT), None) == Propose(X)
    assert act(Room("plenary", TEXT.seats)) == Propose((1, 1))  # where no text is read out, it is the first draft
    assert act(APART["first"], Heard(TEXT, "host", Propose((1, 1)))) != Propose((1, 1))


def test_one_draft_goes_to_all_and_then_another():
    first = act(APART["first"], READ)
    heard = (READ, *put("first", first.choices, Reject(first.choices)))
    assert act(APART["second"], *heard) == Propose(first.choices, rests_on=("first",))
    heard += put("second", first.choices, Accept(first.choices))
    second = act(APART["first"], *heard)
    assert second.choices not in (X, first.choices)
    assert second.rests_on == ("second",)


def test_what_all_accept_is_read_out_and_is_the_text_from_then_on():
    heard = (READ, *put("first", Y, Accept(Y)), *put("second", Y, Accept(Y)))
    assert act(TEXT, *heard) == Propose(Y, rests_on=PARTIES)
    assert act(Room("close, first", APART["first"].seats), *heard).choices == Y
    one_no = (READ, *put("first", Y, Accept(Y)), *put("second", Y, Reject(Y)))
    assert act(TEXT, *one_no).choices == X
    taken_back = (*one_no, *put("first", Z, Reject(Z)), *put("second", Y, Accept(Y)))
    assert work_of(view(TEXT, *taken_back)).text == X


def test_what_was_criticised_is_changed_first_and_as_asked_for():
    heard = (READ, *put("first", Z, Criticise(0, 2)), *put("second", Z, Pause()))
    assert act(APART["first"], *heard).choices == (2, 0)
    heard = (READ, *put("first", Y, Reject(Y, (1,))), *put("second", Y, Pause()))
    assert act(APART["first"], *heard).choices == (1, 1)


def test_it_closes_when_nothing_is_left_and_where_nobody_listens():
    heard = [READ]
    for draft in ((0, 0), (2, 0), (1, 1)):
        heard += [*put("first", draft, Pause()), *put("second", draft, Pause())]
    assert isinstance(act(APART["first"], *heard, most=1), Close)
    assert isinstance(act(APART["first"], *heard, most=2), Propose)
    assert isinstance(act(Room("host", ("host",))), Close)


issues = st.lists(st.integers(2, 4), min_size=1, max_size=4)


@given(issues.flatmap(lambda options: st.tuples(
    st.just(tuple(options)), st.tuples(*(st.integers(0, count - 1) for count in options)), st.integers(1, 5),
    st.dictionaries(st.integers(0, len(options) - 1), st.lists(st.integers(0, 1), max_size=2)),
)))  # fmt: skip
def test_changes_are_all_within_reach_each_once_and_the_criticised_first(drawn):
    options, text, most, faults = drawn
    found = list(changes(text, options, most, faults))
    apart = [sum(one != two for one, two in zip(outcome, text, strict=True)) for outcome in found]
    near = [
        outcome for outcome in product(*map(range, options))
        if 1 <= sum(one != two for one, two in zip(outcome, text, strict=True)) <= most
    ]  # fmt: skip
    assert sorted(found) == sorted(near)
    kinds = []
    for outcome, distance in zip(found, apart, strict=True):
        hit = sum(one != two and issue in faults for issue, (one, two) in enumerate(zip(outcome, text, strict=True)))
        kinds.append((0 if hit == distance else 1 if hit else 2, distance))
    assert kinds == sorted(kinds)


def test_an_offer_for_it_alone_is_no_yes_to_a_text():
    heard = (READ, *put("first", Y, Offer(Y)), *put("second", Y, Accept(Y)))
    assert work_of(view(TEXT, *heard)).text == X
    heard = (READ, *put("first", Y, Offer(Y, ("second",))), *put("second", Y, Accept(Y)))
    assert work_of(view(TEXT, *heard)).text == Y


@pytest.mark.parametrize(
    "protocol", [SingleText(30), SingleText(30, joint=True), Proximity(30), protocol_of("plenary:30")]
)
def test_candid_parties_agree_through_it_wherever_drafts_are_heard(protocol):
    game = replace(talk(protocol), mediators={"host": frozenset({"draft"})})
    seats = dict.fromkeys(PARTIES, Candid(Boulware())) | {"host": Redrafter()}
    assert play(game, seats).end.why == "agreed"


@pytest.mark.parametrize("before", ["single-text:9", "proximity:9", "plenary:9", "single-text:9:joint=yes"])
def test_it_improves_on_an_agreement_that_it_has_heard(before):
    wants = ((0, 1, 2, 3, 4, 9), (5, 4, 3, 2, 1, 6))
    game = replace(talk(protocol_of(f"{before},post-settlement:9"), *wants), mediators={"host": frozenset({"draft"})})
    seats = dict.fromkeys(PARTIES, Candid(Boulware())) | {"host": Redrafter(2, (1, 0))}
    assert play(game, seats).end.agreement == (2, 1)


def test_a_change_is_of_one_issue_at_least():
    with pytest.raises(InvalidValue, match="at least 1 issue"):
        Redrafter(0)
