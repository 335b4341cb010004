"""Played at once or one by one: the same records, byte for byte."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.talks.acts import WalkOut
from mediant.talks.batched import play_batch
from mediant.talks.lines import Game, lines_of
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.session import Talk, play
from mediant.talks.stacks import stack_of, stacked
from mediant.talks.standing import sorted_table
from mediant.talks.strategies.chance import Random
from mediant.talks.strategies.micro import MiCRO
from mediant.talks.strategies.time_dependent import Boulware, Conceder, Linear, TimeDependent

PARTIES = ("north", "south", "east", "west")
negotiators = st.sampled_from([Boulware(), Linear(), Conceder(), TimeDependent(0.7), MiCRO(), MiCRO()])


@st.composite
def fields(draw, most_games=5):
    """Options, and per seat the utilities (n_games, n_outcomes) with ties and red lines, and what is reserved."""
    options = tuple(draw(st.lists(st.integers(1, 4), min_size=1, max_size=3)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    seats, games, count = draw(st.integers(2, 4)), draw(st.integers(1, most_games)), int(np.prod(options))
    found = {}
    for seat in PARTIES[:seats]:
        coarse = draw(st.booleans())
        utilities = rng.integers(0, 5, (games, count)) / 4 if coarse else rng.random((games, count))
        crossed = rng.random((games, count)) < draw(st.sampled_from([0.0, 0.3]))
        crossed[:, int(rng.integers(count))] = False
        reserved = draw(st.sampled_from([0.0, 0.2, 0.6, 1.1])) * rng.random(games)
        found[seat] = np.where(crossed, -np.inf, utilities), reserved
    return options, found


class Bolder(TimeDependent):
    def asked(self, view):
        return view.standing.greatest


class Sleepy(MiCRO):
    def act(self, view, rng):
        return super().act(view, rng) if view.heard else WalkOut()


def text(case, record):
    game = Game(protocol="alternating-offers", seats={}, seed=0)
    return "".join(lines_of(case, game, record))


@settings(max_examples=60, deadline=None)
@given(fields(), st.data(), st.integers(1, 30))
def test_the_lines_are_those_of_games_played_one_by_one(field, data, rounds):
    options, seats = field
    strategies = {seat: data.draw(negotiators) for seat in seats}
    protocol = AlternatingOffers(rounds)
    stacks = {seat: stack_of(options, *given) for seat, given in seats.items()}
    seeds = data.draw(st.none() | st.lists(st.integers(0, 2**63), min_size=5, max_size=5))
    batch = play_batch(stacks, strategies, protocol, seeds)
    case = Case(
        title="T",
        parties=tuple(Party(id=seat, name=seat) for seat in seats),
        issues=tuple(
            Issue(id=f"i{k}", name="I", options=tuple(f"o{j}" for j in range(n))) for k, n in enumerate(options)
        ),
    )
    for game, record in enumerate(batch.records()):
        standings = {seat: sorted_table(options, u[game], float(low[game])) for seat, (u, low) in seats.items()}
        talk = Talk(standings=standings, options=options, protocol=protocol)
        alone = play(talk, strategies, seeds[game] if seeds else 0)
        assert record == alone
        assert text(case, record) == text(case, alone)
        assert batch.turns[game] == len(alone.entries)


def test_what_cannot_be_played_at_once_is_refused():
    stack = stack_of((3,), np.array([[0.0, 1.0, 2.0]]), np.zeros(1))
    both = {"north": stack, "south": stack}
    for other in (Random(), Bolder(1.0), Sleepy()):
        with pytest.raises(InvalidValue, match=type(other).__name__):
            play_batch(both, {"north": other, "south": Linear()}, AlternatingOffers(2))
    with pytest.raises(InvalidValue, match="two seats"):
        play_batch({"north": stack}, {"north": Linear()}, AlternatingOffers(2))
    other = stack_of((2,), np.array([[0.0, 1.0]]), np.zeros(1))
    with pytest.raises(InvalidValue, match="same games"):
        play_batch({"north": stack, "south": other}, {"north": Linear(), "south": Linear()}, AlternatingOffers(2))
    with pytest.raises(InvalidValue, match="red lines"):
        stack_of((2,), np.array([[-np.inf, -np.inf]]), np.zeros(1))
    with pytest.raises(InvalidValue, match="different issues"):
        stacked([sorted_table((2,), np.zeros(2), 0.0), sorted_table((1, 2), np.zeros(2), 0.0)])


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2**32), st.sampled_from([1.0, 1e-8, 1e-9, 1e6, 1e12]), st.sampled_from([0.0, -1.0, 1e6]), st.data()
)
def test_where_utilities_and_reserves_lie_within_the_tolerance_too(seed, scale, shift, data):
    """Outcomes that differ by less than numbers that count as equal; reserves at, just above or below an outcome."""
    rng = np.random.default_rng(seed)
    options, games = (3, 2), 3
    seats = {}
    for seat in PARTIES[: data.draw(st.integers(2, 3))]:
        steps = data.draw(st.sampled_from([1.0, 1e-9, 5e-10]))
        utilities = rng.integers(0, 4, (games, 6)) * steps * scale + shift
        beside = data.draw(st.sampled_from([0.0, 1e-12, 5e-10, 1e-9, -1e-9, -1.0]))
        seats[seat] = utilities, np.array([row[rng.integers(6)] for row in utilities]) + beside
    strategies = {seat: data.draw(negotiators) for seat in seats}
    protocol = AlternatingOffers(data.draw(st.sampled_from([1, 3, 9, 20])))
    batch = play_batch({seat: stack_of(options, *given) for seat, given in seats.items()}, strategies, protocol)
    for game, record in enumerate(batch.records()):
        standings = {seat: sorted_table(options, u[game], float(low[game])) for seat, (u, low) in seats.items()}
        assert record == play(Talk(standings=standings, options=options, protocol=protocol), strategies)
