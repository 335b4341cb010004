"""Single text: drafts that all accept become the text, and the last text is agreed only at the close."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import product
from operator import getitem

import numpy as np
import pytest
from small_talks import Says, talk

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Close, Criticise, Invite, Offer, Pause, Propose, Reject, WalkOut
from mediant.talks.mediators.redrafter import Redrafter, work_of
from mediant.talks.protocols.single_text import SingleText
from mediant.talks.record import End
from mediant.talks.session import Talk, play
from mediant.talks.standing import sorted_table
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.time_dependent import Boulware
from mediant.talks.text import text_of

X, Y, Z = (1, 0), (2, 1), (0, 1)


def ended(first, second, host, rounds=4, *, joint=False):
    game = replace(talk(SingleText(rounds, joint=joint)), mediators={"host": frozenset({"draft"})})
    return play(game, {"first": Says(*first), "second": Says(*second), "host": Says(*host)})


def rooms(record):
    return [entry.room.id for entry in record.entries]


def test_a_draft_that_all_accept_becomes_the_text_and_the_text_is_agreed_at_the_close():
    host = (Propose(X), Propose(Y), Propose(Y), Propose(Y), Propose(Y))
    record = ended((Accept(Y),), (Accept(Y),), host, rounds=1)
    assert record.end == End(Y, "agreed")
    apart = ["text, first"] * 2 + ["text, second"] * 2
    assert rooms(record) == ["text", *apart, "text", *[room.replace("text", "close") for room in apart]]


def test_jointly_it_takes_two_turns_a_round():
    record = ended((Accept(Y),), (Accept(Y),), (Propose(X), Propose(Y)), rounds=1, joint=True)
    assert record.end == End(Y, "agreed")
    assert rooms(record) == ["text", *["text, plenary"] * 3, "text", *["close, plenary"] * 3]


@pytest.mark.parametrize("no", [Reject(Y, (0,)), Criticise(0, 1), Offer(Y), Pause()], ids=repr)
@pytest.mark.parametrize("joint", [True, False])
def test_one_no_keeps_the_text_and_a_counter_offer_is_a_no(no, joint):
    record = ended((Accept(Y),), (no,), (Propose(X), Propose(Y)), joint=joint)
    assert record.end == End(None, "the text was not accepted")
    assert rooms(record).count("text") == 1  # nothing new was read out


def test_the_first_text_is_put_to_nobody_before_the_close():
    host = (Propose(X), Close(), Propose(X))
    assert ended((Accept(X),), (Accept(X),), host).end == End(X, "agreed")
    assert ended((Accept(X),), (Reject(X),), host).end == End(None, "the text was not accepted")


def test_at_the_close_nothing_but_the_text_can_be_agreed():
    assert ended((Accept(Y),), (Accept(Y),), (Propose(X), Close(), Propose(Y))).end.agreement is None


def test_without_a_text_there_is_nothing_to_agree_on():
    assert ended((Pause(),), (Pause(),), (Pause(),)).end == End(None, "no text was put down")
    assert ended((Pause(),), (Pause(),), (Close(),)).end == End(None, "host closed the talks")
    with pytest.raises(InvalidValue, match="mediator"):
        play(talk(SingleText()), {})


def test_a_mediator_may_listen_first_and_its_first_draft_is_then_the_text():
    host = (
        Invite(),
        Invite(),
        Invite(),
        Propose(X),
        Propose(X),
        Propose(X),
        Propose(Y),
        Propose(Y),
        Close(),
        Propose(X),
    )
    record = ended((Pause(), Reject(X), Reject(Y), Accept(X)), (Pause(), Reject(X), Reject(Y), Accept(X)), host)
    assert record.end == End(X, "agreed")
    assert rooms(record).count("text") == 2


def test_nothing_shows_apart_when_another_party_has_walked_out():
    def seen(second):
        game = replace(talk(SingleText(2), third=(1,) * 6), mediators={"host": frozenset({"draft"})})
        host = Says(Propose(X), Propose(Y))
        record = play(game, {"first": Says(Accept(Y)), "second": Says(second), "third": Says(Accept(Y)), "host": host})
        return [entry for entry in record.entries if "first" in entry.room.seats]

    strip = [[(entry.room, entry.act) for entry in seen(second)] for second in (WalkOut(), Reject(Y))]
    assert strip[0] == strip[1]


# The strict rule on a case whose fixed points are known: nobody accepts what is worse for it than the text.


class Climber:
    """Accepts what it likes no less than the text, and any text at the close."""

    def act(self, view, rng):
        draft = next(words.act.choices for words in reversed(view.heard) if isinstance(words.act, Propose))
        text = text_of(view)
        worse = text is not None and view.standing.utility(draft) < view.standing.utility(text)
        return Reject(draft) if worse else Accept(draft)


@dataclass(frozen=True)
class OneStep(Redrafter):
    """Stops at the first change."""

    def act(self, view, rng):
        moved = work_of(view).text not in (None, self.first) and view.room.id.startswith("text, ")
        return Close() if moved else super().act(view, rng)


@pytest.fixture(scope="module")
def ceasefire(shared_data):
    cases = json.loads((shared_data / "literature" / "cases.json").read_text(encoding="utf-8"))
    (case,) = (case for case in cases["cases"] if case["id"] == "snt-ceasefire-toy")
    return case


@pytest.mark.parametrize("most", [1, 2, pytest.param(3, marks=pytest.mark.slow)])
def test_stuck_drafts_of_the_ceasefire_are_counted(ceasefire, most):
    inputs = ceasefire["inputs"]
    options = tuple(len(issue[1]) for issue in inputs["issues"])
    outcomes = list(product(*(range(count) for count in options)))
    standings = {}
    for party in ("P", "Q"):
        worth = [sum(map(getitem, inputs["scores"][party], outcome)) for outcome in outcomes]
        standings[party] = sorted_table(options, np.array(worth, dtype=float), 0.0)
    protocol = SingleText(200, joint=True)
    game = Talk(standings=standings, options=options, protocol=protocol, mediators={"host": frozenset({"draft"})})

    def stuck(text):
        seats = dict.fromkeys(standings, Climber()) | {"host": OneStep(most, text)}
        last = play(game, seats).end.agreement
        gains = [standing.utility(last) - standing.utility(text) for standing in standings.values()]
        assert last == text or min(gains) >= 0 < max(gains)
        return last == text

    assert sum(map(stuck, outcomes)) == ceasefire["expected"]["PQ"]["fixed_points_by_k"][str(most)]


def test_candid_parties_end_with_a_text_that_both_can_live_with():
    game = replace(talk(SingleText(20)), mediators={"host": frozenset({"draft"})})
    seats = dict.fromkeys(("first", "second"), Candid(Boulware())) | {"host": Redrafter()}
    assert play(game, seats).end.why == "agreed"
