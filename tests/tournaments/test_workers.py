"""Many games, in this process and in others."""

from __future__ import annotations

import pytest
from small_tournaments import install_odd, tournament

from mediant.errors import InvalidValue, LostProcess
from mediant.tournaments import workers
from mediant.tournaments.play import played
from mediant.tournaments.results import line_of
from mediant.tournaments.workers import MOST_AT_ONCE, Handful, handfuls, lots, some


@pytest.fixture
def odd(tmp_path, monkeypatch):
    install_odd(tmp_path / "odd")
    monkeypatch.syspath_prepend(tmp_path / "odd")


def test_handfuls_lose_nothing_and_those_played_one_by_one_are_of_one_case():
    whole = tournament(count=3, repetitions=40, strategies=("boulware", "random"))
    numbers = [number for number in range(whole.size) if number % 7]
    found = list(handfuls(whole, numbers))
    assert sorted(number for handful in found for number in handful.numbers) == numbers
    others = [handful.numbers for handful in found if not handful.at_once]
    assert len(found) > len(others)
    assert all(len({whole.case_of(number) for number in handful}) == 1 for handful in others)
    assert max(map(len, others)) == MOST_AT_ONCE


@pytest.mark.parametrize("many", [1, 2])
def test_every_game_comes_back_once_whatever_the_processes(many, odd):
    whole = tournament(count=3, strategies=("boulware", "draws"), repetitions=6)
    came = [pair for lot in lots(whole, range(1, whole.size), many) for pair in lot]
    assert sorted(came) == [(number, line_of(played(whole, number))) for number in range(1, whole.size)]


def test_after_a_while_what_is_finished_is_handed_over(odd, monkeypatch):
    monkeypatch.setattr(workers, "SECONDS", 0.0)
    whole = tournament(count=1, strategies=("random",), repetitions=3)
    assert [number for number, _ in some(whole, Handful((2, 1, 0), at_once=False))] == [2]
    assert [[number for number, _ in lot] for lot in lots(whole, (0, 1, 2), 1)] == [[0], [1], [2]]


def test_nothing_to_play_is_nothing():
    assert list(lots(tournament(), (), 1)) == list(lots(tournament(), (), 2)) == []


def test_a_process_that_dies_is_told(odd):
    whole = tournament(count=1, strategies=("dies",))
    with pytest.raises(LostProcess, match="no game is lost"):
        list(lots(whole, range(whole.size), 2))


def test_what_stops_a_process_stops_all():
    whole = tournament(count=1, options=(2,))
    case = whole.cases[0].case
    object.__setattr__(case.preferences["party-1"], "never", tuple({"issue-1": (o,)} for o in case.issues[0].options))
    with pytest.raises(InvalidValue, match="red lines that every outcome crosses"):
        list(lots(whole, range(whole.size), 2))
