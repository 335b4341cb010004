"""Erasing asks for a party that is there; looking is written down."""

from __future__ import annotations

import pytest
from sitting import HOST, opened

from mediant.errors import Refused
from mediant.workbench.decisions.records import erased, invited, looked, viewed
from mediant.workbench.people import Person, Unseated
from mediant.workbench.records import Erase, Erased, Invite, Invited, Look, Looked, View, Viewed
from mediant.workbench.table import Table


def test_a_partys_people_go_with_it():
    facts = erased(opened().kept, Erase("north"), HOST, 0.0)
    assert facts == (Unseated("n"), Unseated("na"), Erased("north"))


def test_another_party_is_refused():
    with pytest.raises(Refused, match="no such party"):
        erased(opened().kept, Erase("west"), HOST, 0.0)


def test_who_looks_need_not_see_anything_for_it():
    root = Person(id="administrator", role="administrator", name="Root")
    assert looked(Table(), Look("n", "why"), root, 0.0) == (Looked("n", "Root", "why"),)


def test_a_mediator_looks_at_parties_and_observers_alone():
    table = opened().kept
    assert [viewed(table, View(seat), HOST, 0.0) for seat in ("n", "na", "o")] == [
        (Viewed(seat),) for seat in ("n", "na", "o")
    ]
    for seat in ("m", "nobody"):
        with pytest.raises(Refused, match="no such seat"):
            viewed(table, View(seat), HOST, 0.0)


def test_a_link_leads_into_no_seat_of_who_may_do_more_and_into_none_that_is_not_there():
    table = opened().kept
    co = Person(id="m", role="co-mediator", name="Co")
    assert [invited(table, Invite(seat), co, 0.0) for seat in ("n", "o")] == [
        (Invited("n"),),
        (Invited("o"),),
    ]
    assert invited(table, Invite("m"), HOST, 0.0) == (Invited("m"),)
    for seat in ("m", "nobody"):
        with pytest.raises(Refused, match="no such seat"):
            invited(table, Invite(seat), co, 0.0)
