"""The acceptance conditions say what the paper says they do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from small_talks import table

from mediant.talks.acts import Offer
from mediant.talks.record import Heard, Room, View
from mediant.talks.strategies.acceptance import ACCombi, ACConst, ACNext, ACTime

ROOM = Room("plenary", ("first", "second"))
STANDING = table((0, 1, 2, 3, 4, 5))
numbers = st.integers(0, 5)


def outcome(number):
    return divmod(number, 2)


def view(time, *offered):
    heard = tuple(Heard(ROOM, "second", Offer(outcome(number))) for number in offered)
    return View("first", STANDING, heard, ROOM, time, (3, 2))


@given(numbers, numbers, st.floats(0.5, 2), st.floats(-1, 1))
def test_next(offered, mine, alpha, beta):
    accepted = ACNext(alpha, beta)(view(0.5, offered), outcome(offered), outcome(mine))
    assert accepted == (alpha * offered + beta >= mine)


@given(numbers, st.floats(-1, 6), st.floats(0, 1), st.floats(0, 1))
def test_const_and_time(offered, gamma, time, late):
    assert ACConst(gamma)(view(time, offered), outcome(offered), outcome(5)) == (offered >= gamma)
    assert ACTime(late)(view(time, offered), outcome(offered), outcome(5)) == (time >= late)


@given(st.lists(numbers, min_size=1, max_size=12), numbers, st.integers(0, 10))
def test_combi_takes_late_what_the_rest_of_the_time_has_not_bettered(offered, mine, tenths):
    time = tenths / 10
    accepted = ACCombi(0.6)(view(time, *offered), outcome(offered[-1]), outcome(mine))
    ahead = round(len(offered) * (1 - time) / time) if time else len(offered)
    window = offered[-max(1, ahead) :]
    assert accepted == (offered[-1] >= mine or (time >= 0.6 and offered[-1] == max(window)))
