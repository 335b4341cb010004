"""Nice tit-for-tat: it meets the other on the way to the Nash point."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import table, talk

from mediant.talks.acts import Offer
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.record import Heard, Room, View
from mediant.talks.session import play
from mediant.talks.strategies.nice_tit_for_tat import NiceTitForTat, nash_point
from mediant.talks.strategies.time_dependent import Linear

ROOM = Room("plenary", ("first", "second", "third"))
WORTHS = (0, 1, 2, 3, 4, 5)
TRUE = (np.array([0.6, 0.3, 0.0]), np.array([0.4, 0.0]))


def view(time, *said, reserved=0.0, worths=WORTHS):
    heard = tuple(Heard(ROOM, speaker, Offer(divmod(number, 2))) for speaker, number in said)
    return View("first", table(worths, reserved), heard, ROOM, time, (3, 2))


def knows(offers, options):
    return TRUE


@given(st.permutations(range(6)), st.integers(0, 3))
def test_the_nash_point_is_the_greatest_product_on_the_frontier_it_has_looked_at(worths, reserved):
    here = view(0.0, ("second", 0), reserved=float(reserved), worths=worths)
    utility = dict(zip(product(range(3), range(2)), worths, strict=True))

    def gain(x):
        return (utility[x] - reserved) * sum(score[option] for score, option in zip(TRUE, x, strict=True))

    assert gain(nash_point(here, [TRUE])) == pytest.approx(max(gain(x) for x in utility if utility[x] >= reserved))


def test_it_goes_as_large_a_share_of_its_way_as_the_other_has_gone():
    nice = NiceTitForTat(knows)
    fair = view(0.0).standing.utility(nash_point(view(0.0, ("second", 0)), [TRUE]))
    assert nice.asked(view(0.0)) == nice.asked(view(0.0, ("second", 0))) == 5
    came = 1 / fair
    assert nice.asked(view(0.5, ("second", 0), ("second", 1))) == pytest.approx(5 - came * (5 - fair))
    assert nice.asked(view(0.5, ("second", 0), ("second", 1), ("second", 0))) == pytest.approx(5 - came * (5 - fair))
    assert nice.asked(view(0.5, ("second", 0), ("second", 5))) == pytest.approx(fair)


def test_near_the_end_it_goes_to_the_nash_point_by_itself():
    nice = NiceTitForTat(knows)
    fair = view(0.0).standing.utility(nash_point(view(0.0, ("second", 0)), [TRUE]))
    assert nice.asked(view(0.97, ("second", 0))) == pytest.approx(fair)
    assert fair < nice.asked(view(0.93, ("second", 0))) < 5


def test_with_several_the_one_who_came_least_far_counts():
    nice = NiceTitForTat(knows)
    assert nice.asked(view(0.5, ("second", 0), ("second", 5), ("third", 0))) == 5


def test_it_offers_what_the_others_like_best_of_what_it_asks_for():
    nice = NiceTitForTat(knows)
    heard = (("second", 0), ("second", 1), ("second", 0))
    offer = nice.act(view(0.5, *heard), np.random.default_rng(0))
    asked = nice.asked(view(0.5, *heard))
    likes = {x: sum(s[o] for s, o in zip(TRUE, x, strict=True)) for x in product(range(3), range(2))}
    enough = [x for number, x in enumerate(product(range(3), range(2))) if WORTHS[number] >= asked]
    assert offer == Offer(max(enough, key=likes.__getitem__))


def test_two_nice_ones_agree_and_one_who_concedes_is_met():
    for second in (NiceTitForTat(), Linear()):
        record = play(talk(AlternatingOffers(20)), {"first": NiceTitForTat(), "second": second})
        assert record.end.agreement is not None
