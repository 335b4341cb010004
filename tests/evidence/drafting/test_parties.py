"""Who is a party: by stands, by being answered, by being named in what others want of it."""

import pytest
from draft_samples import said

from mediant.evidence.drafting.parties import parties_of
from mediant.evidence.drafting.positions import in_order, positions_of
from mediant.evidence.drafting.roles import speakers_of

LORNE_SPEAKS = said("s", "lorne", "report", "that rain fell", words="Lorne", start=900)


def parties(*claims, barred=frozenset()):
    ordered = in_order(claims)
    speakers = speakers_of(ordered)
    sides = {}
    for position in positions_of(ordered, speakers):
        if position.actor not in barred:
            sides.setdefault(position.actor, []).append(position)
    return parties_of(ordered, speakers, sides, set(barred))


def test_two_demands_make_a_party_also_where_it_is_not_told_what_on():
    found = parties(said("1", "north", "demand", "x"), said("2", "north", "reject", "y"),
                    said("3", "south", "threaten", "z"), said("4", "south", "demand", "q"))  # fmt: skip
    assert found == {"north": ("1", "2"), "south": ("3", "4")}


@pytest.mark.parametrize("act", ["commit", "concede", "announce", "report", None])
def test_promises_and_news_without_an_issue_make_none(act):
    north = (said("1", "north", "demand", "flour", "bread"), said("2", "north", "demand", "milk", "bread"))
    both = (said("3", "south", "demand", "x"), said("4", "south", "demand", "y"))
    assert set(parties(*north, *both)) == {"north", "south"}
    more = (said("5", "west", act, "x"), said("6", "west", act, "y"))
    assert set(parties(*north, *both, *more)) == {"north", "south"}


def test_who_speaks_and_is_named_in_a_demand_is_a_party_where_there_is_no_other():
    named = said("1", "north", "demand", "that Lorne leave the ford", "ford")
    again = said("2", "north", "demand", "a truce", "truce")
    assert parties(named, again, LORNE_SPEAKS) == {"north": (), "lorne": ("1",)}


def test_with_two_parties_a_third_must_be_named_twice():
    own = [
        said(f"{side}{n}", side, "demand", f"the {side} toll {n}", "toll")
        for side in ("north", "south")
        for n in (1, 2)
    ]
    once = said("5", "north", "accuse", "Lorne of delay")
    twice = said("6", "south", "threaten", "to sue Lorne")
    assert "lorne" not in parties(*own, once, LORNE_SPEAKS)
    assert parties(*own, once, twice, LORNE_SPEAKS)["lorne"] == ("5", "6")


def test_what_mediators_and_outlets_say_makes_no_party():
    told = [
        said(str(n), who, "demand", "that Lorne leave the ford", "ford") for n, who in enumerate(("host", "courier"))
    ]
    own = [said(f"n{n}", "north", "demand", f"toll {n}", "toll") for n in (1, 2)]
    assert parties(*told, *own, LORNE_SPEAKS, barred={"host", "courier"}) == {"north": ()}
    assert parties(*told, *own, barred={"host", "courier"}) == {"north": ()}


def test_nobody_silent_is_found_among_two_who_speak():
    own = [
        said(f"{side}{n}", side, "demand", f"Lorne's toll {n}", "toll") for side in ("north", "south") for n in (1, 2)
    ]
    assert set(parties(*own)) == {"north", "south"}
    assert parties(*own[:2]) == {"north": (), "lorne": ("north1", "north2")}


def test_no_claims_no_parties():
    assert parties() == {}
