"""What a party stands by, and what is agreed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediant.talks.acts import Accept, Offer, Pause, Reject, WalkOut
from mediant.talks.protocols.stands import Stands
from mediant.talks.record import Entry, Room

X, Y = (1, 0), (2, 1)
ROOM = Room("plenary", ("first", "second"))
acts = st.sampled_from(
    [Offer(X), Offer(Y), Offer(X, ("second",)), Accept(X), Accept(Y), Reject(X), Reject(Y), WalkOut(), Pause()]
)


def after(*said, apart=False, first="first"):
    stands = Stands(("first", "second"))
    for turn, (speaker, act) in enumerate(said):
        stands.hear([Entry(turn, ROOM, speaker, act)], apart=apart)
    return stands.agreed(first)


def test_an_offer_and_its_acceptance_agree():
    assert after(("first", Offer(X)), ("second", Accept(X))) == X
    assert after(("first", Offer(X)), ("second", Offer(X))) == X
    assert after(("first", Offer(X)), ("second", Offer(Y))) is None


def test_a_new_offer_takes_back_and_so_do_a_no_and_a_walk_out():
    for taken_back in (Offer(Y), Reject(X), WalkOut()):
        assert after(("first", Offer(X)), ("first", taken_back), ("second", Accept(X))) is None
    assert after(("first", Offer(X)), ("first", Accept(Y)), ("second", Accept(X))) == X


def test_apart_an_offer_to_nobody_binds_nobody_and_takes_nothing_back():
    assert after(("first", Offer(X)), ("second", Accept(X)), apart=True) is None
    to_all = Offer(X, ("second",))
    assert after(("first", to_all), ("first", Offer(Y)), ("second", Accept(X)), apart=True) == X
    assert after(("first", to_all), ("first", Offer(Y, ("second",))), ("second", Accept(X)), apart=True) is None


def test_where_acceptances_cross_each_partys_own_offer_comes_first_for_it():
    crossed = [("first", Offer(X)), ("second", Offer(Y)), ("first", Accept(Y)), ("second", Accept(X))]
    assert after(*crossed, first="first") == X
    assert after(*crossed, first="second") == Y


@given(st.lists(st.tuples(st.sampled_from(["first", "second"]), acts), max_size=12))
def test_what_is_agreed_was_said_yes_to_by_each_and_not_taken_back(said):
    agreed = after(*said)
    if agreed is None:
        return
    for party in ("first", "second"):
        own = [act for speaker, act in said if speaker == party]
        yes = max(place for place, act in enumerate(own) if isinstance(act, Offer | Accept) and act.choices == agreed)
        later = own[yes + 1 :]
        assert not any(act == Reject(agreed) or isinstance(act, WalkOut | Offer) for act in later)
