"""Acts as values: what others hear of them, and whose words they are."""

from __future__ import annotations

from typing import get_args

from mediant.talks.acts import (
    OF_ANY_MEDIATOR,
    OF_MEDIATORS_WHO,
    OF_PARTIES,
    Ask,
    Carry,
    CouldAccept,
    MediatorAct,
    Offer,
    PartyAct,
    Propose,
    on_paper,
    unfolded,
)


def test_others_do_not_hear_what_a_draft_or_a_question_rests_on():
    assert on_paper(Propose((0, 1), "a bridge", rests_on=("north",))) == Propose((0, 1), "a bridge")
    assert on_paper(Ask(CouldAccept((0, 1)), rests_on=("north",))) == Ask(CouldAccept((0, 1)))
    assert on_paper(Offer((0, 1), to=("north",))) == Offer((0, 1), to=("north",))


def test_carried_words_are_of_the_one_who_said_them():
    assert unfolded("host", Carry(Offer((0, 1)), of="north")) == ("north", Offer((0, 1)))
    assert unfolded("host", Carry(Carry(Offer((0, 1)), of="north"), of="guest")) == ("north", Offer((0, 1)))
    assert unfolded("north", Offer((0, 1))) == ("north", Offer((0, 1)))


def test_every_act_belongs_to_a_role():
    assert set(OF_PARTIES) == set(get_args(PartyAct))
    of_mediators = set(OF_ANY_MEDIATOR).union(*OF_MEDIATORS_WHO.values())
    assert of_mediators == set(get_args(MediatorAct))
