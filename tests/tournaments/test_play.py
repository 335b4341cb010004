"""One game, played."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from small_tournaments import NOTHING, install_odd, plan, tournament

from mediant.errors import BrokenPlugin, InvalidValue, UnknownPlugin
from mediant.model.party import Mediator
from mediant.registry import load
from mediant.talks.acts import Offer, Pledge
from mediant.talks.record import End, Entry, Record, Room
from mediant.talks.session import Talk, play
from mediant.talks.standing import standings_of
from mediant.tournaments.plan import Entered, Rules, Tournament
from mediant.tournaments.play import case_table, checked, played, result_of, versions


@pytest.fixture
def odd(tmp_path, monkeypatch):
    install_odd(tmp_path / "odd")
    monkeypatch.syspath_prepend(tmp_path / "odd")


def lone(first, second="boulware", **others):
    """A tournament of one game."""
    return tournament(count=1, strategies=(), seats=((first, second),), **others)


def recorded(whole, number):
    """The same game by `session.play`, the engine's own loop."""
    game = whole.game(number)
    case = whole.cases[game.case].case
    standings = standings_of(case)
    rules = whole.plan.rules[game.rules]
    talk = Talk(
        standings=standings, options=tuple(len(issue.options) for issue in case.issues),
        protocol=load("protocols", rules.name)(**rules.settings),
    )  # fmt: skip
    seats = dict(zip(standings, (load("strategies", name)() for name in game.seats), strict=True))
    return standings, play(talk, seats, game.seed)


@pytest.mark.parametrize("parties", [2, 3])
def test_a_game_is_the_talk_of_its_seed(parties, odd):
    whole = tournament(count=1, parties=parties, strategies=("boulware", "micro", "draws"))
    for number in range(whole.size):
        result = played(whole, number)
        standings, record = recorded(whole, number)
        assert (result.agreement, result.why) == (record.end.agreement, record.end.why)
        assert result.acts == len(record.entries)
        for (party, standing), seat in zip(standings.items(), result.seats, strict=True):
            agreed = record.end.agreement
            assert seat.utility == (standing.reserved if agreed is None else standing.utility(agreed))
            assert (seat.reserved, seat.greatest) == (standing.reserved, standing.greatest)
            offers = [e.act.choices for e in record.entries if e.speaker == party and isinstance(e.act, Offer)]
            firsts = [standing.utility(choices) for choices in offers[:1]]  # of 10 rounds, one in each tenth
            assert [one for one in seat.offered if one is not None][:1] == pytest.approx(firsts)


def test_what_was_offered_is_a_mean_for_each_tenth_of_the_time():
    whole = lone("boulware", "boulware", rules=(Rules("alternating-offers", {"rounds": 21}),), kind="opposed")
    (seat, _), (standings, record) = played(whole, 0).seats, recorded(whole, 0)
    party, standing = next(iter(standings.items()))
    mine = [standing.utility(e.act.choices) for e in record.entries if e.speaker == party and isinstance(e.act, Offer)]
    times = np.arange(len(mine)) / 20
    for tenth, shown in enumerate(seat.offered):
        held = [u for u, t in zip(mine, times, strict=True) if min(int(t * 10), 9) == tenth]
        assert shown == (pytest.approx(np.mean(held)) if held else None)
    assert len(mine) > 3


def test_the_order_of_play_changes_nothing(odd):
    whole = tournament(strategies=("draws", "micro", "boulware"), repetitions=2)
    forwards = [played(whole, number) for number in range(whole.size)]
    assert [played(whole, number) for number in reversed(range(whole.size))] == forwards[::-1]
    again = tournament(strategies=("draws", "micro", "boulware"), repetitions=2)
    assert [played(again, number) for number in range(whole.size)] == forwards
    draws = [forwards[number] for number in range(whole.size) if whole.game(number).seats == ("draws", "draws")]
    assert len({result.seats for result in draws}) > 1


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("raises", "party-1 raised RuntimeError: no\\nmore"),
        ("stops", "party-1 raised StopIteration: "),
        ("exits", "party-1 raised SystemExit: 3"),
        ("accepts", "party-1 accepted (0, 0)"),
    ],
)
def test_a_seat_at_fault_loses_one_game_and_no_more(odd, name, seen):
    for seats, place in (((name, "boulware"), 0), (("boulware", name), 1)):
        result = played(lone(*seats, rules=(Rules("alternating-offers", {"rounds": 30}),), kind="opposed"), 0)
        assert (result.agreement, result.at_fault, result.why) == (None, place, "failed")
        assert seen.replace("party-1", f"party-{place + 1}") in result.error
        assert [seat.utility for seat in result.seats] == [seat.reserved for seat in result.seats]
        assert all(seat.offered == NOTHING for seat in result.seats)


def test_a_protocol_at_fault_is_nobodys():
    result = played(lone("boulware", rules=(Rules("shuttle", {}),)), 0)
    assert result.at_fault is None
    assert "the protocol raised InvalidValue: shuttle: no mediator" in result.error


def test_a_protocol_that_raises(odd):
    result = played(lone("boulware", rules=(Rules("breaks", {"where": "here"}),)), 0)
    assert (result.error, result.at_fault) == ("the protocol raised KeyError: 'here'", None)


def test_an_agreement_across_a_red_line_is_no_agreement(odd):
    (entered,) = tournament(count=1).cases
    issue = entered.case.issues[0]
    best = {
        party.id: max(issue.options, key=entered.case.preferences[party.id].values[issue.id].get)
        for party in entered.case.parties
    }
    stated = dict(entered.case.preferences)
    stated["party-2"] = replace(stated["party-2"], never=({issue.id: (best["party-1"],)},))
    whole = Tournament(
        plan(strategies=(), seats=(("boulware", "takes"),)),
        (Entered("red", replace(entered.case, preferences=stated)),),
    )
    result = played(whole, 0)
    assert (result.agreement, result.at_fault) == (None, 1)
    assert result.error == "party-2 agreed to what crosses its red line"


def test_numbers_of_numpy_become_plain(odd):
    result = played(lone("counts", "takes"), 0)
    assert result.agreement == (0, 0)
    assert {type(choice) for choice in result.agreement} == {int}


def test_mediators_sit_where_the_case_says():
    (entered,) = tournament(count=1).cases
    rules = (Rules("shuttle", {"rounds": 5}, "facilitator"),)
    for mediators in ((), (Mediator(id="host", name="Host", may=("carry",)),)):
        case = replace(entered.case, mediators=mediators)
        whole = Tournament(plan(strategies=(), seats=(("boulware", "conceder"),), rules=rules), (Entered("x", case),))
        result = played(whole, 0)
        assert result.error == ""
        assert result.acts > 5


def test_a_party_that_is_called_mediator_keeps_its_seat():
    (entered,) = tournament(count=1).cases
    first, second = entered.case.parties
    stated = {"mediator": entered.case.preferences[first.id], second.id: entered.case.preferences[second.id]}
    renamed = replace(entered.case, parties=(replace(first, id="mediator"), second), preferences=stated)
    rules = (Rules("shuttle", {"rounds": 8}, "facilitator"),)
    seats = (("boulware", "conceder"),)
    one, two = (
        played(Tournament(plan(strategies=(), seats=seats, rules=rules), (Entered("x", case),)), 0)
        for case in (entered.case, renamed)
    )
    assert one.acts > 5
    assert replace(one, why="") == replace(two, why="")


def test_a_case_in_which_nothing_can_be_played_is_named():
    (entered,) = tournament(count=1).cases
    never = tuple({entered.case.issues[0].id: (option,)} for option in entered.case.issues[0].options)
    stated = entered.case.preferences | {"party-1": replace(entered.case.preferences["party-1"], never=never)}
    whole = Tournament(plan(), (Entered("stuck", replace(entered.case, preferences=stated)),))
    with pytest.raises(InvalidValue, match="case 'stuck', party party-1: red lines that every outcome crosses"):
        played(whole, 0)


def test_what_cannot_be_made_is_said_before_anything_is_played(odd):
    checked(plan())
    with pytest.raises(UnknownPlugin, match="did you mean 'boulware'"):
        checked(plan(strategies=("bulware",)))
    with pytest.raises(UnknownPlugin, match="no protocols named 'p'"):
        checked(plan(rules=(Rules("p", {}),)))
    with pytest.raises(UnknownPlugin, match="no mediators named 'm'"):
        checked(plan(rules=(Rules("alternating-offers", {}, "m"),)))
    with pytest.raises(InvalidValue, match="unexpected keyword argument 'circles'"):
        checked(plan(rules=(Rules("alternating-offers", {"circles": 3}),)))
    with pytest.raises(InvalidValue, match="rounds"):
        checked(plan(rules=(Rules("alternating-offers", {"rounds": 0}),)))
    for rounds in ("many", 2.5, True, 100_001, 10**12):
        with pytest.raises(InvalidValue, match=r"protocol 'alternating-offers.*a whole number up to 100,000"):
            checked(plan(rules=(Rules("alternating-offers", {"rounds": rounds}),)))
    with pytest.raises(InvalidValue, match="a mediator; expected none: no mediator has a turn in it"):
        checked(plan(rules=(Rules("alternating-offers", {}, "facilitator"),)))


def test_versions_name_the_packages(odd):
    told = versions(plan(strategies=("boulware", "raises"), rules=(Rules("shuttle", {}, "facilitator"),)))
    assert set(told) == {
        "strategies boulware", "strategies raises", "protocols shuttle", "mediators facilitator",
    }  # fmt: skip
    assert told["strategies raises"] == "odd-negotiators 1.0 odd_negotiators:Raises"


def test_a_plugin_that_is_broken_is_named(tmp_path, monkeypatch):
    info = tmp_path / "torn-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: torn\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[mediant.strategies]\ntorn = nowhere_at_all:X\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(BrokenPlugin, match="torn"):
        checked(plan(strategies=("torn",)))


@pytest.mark.parametrize(("heard", "end", "had"), [(True, (0, 0), 0.25), (False, (0, 0), 0.0), (True, None, -0.5)])
def test_what_a_mediator_pledged_is_had_where_it_was_heard(heard, end, had):
    """A payment with an agreement, a cost without one; a pledge to somebody who is not in the room binds nobody."""
    whole = tournament(count=1)
    shared = case_table(whole, 0)
    room = Room("x", ("party-1", "the mediator") if heard else ("party-2", "the mediator"))
    said = tuple(
        Entry(turn, room, "the mediator", Pledge(kind, "party-1", worth))
        for turn, (kind, worth) in enumerate([("payment", 0.25), ("cost", 0.5)])
    )
    result = result_of(0, shared, Record(said, End(end, "x")), [0.0, 1.0])
    first, second = shared.standings.values()
    plain = [one.reserved if end is None else one.utility(end) for one in (first, second)]
    assert [seat.utility for seat in result.seats] == pytest.approx([plain[0] + had, plain[1]])
