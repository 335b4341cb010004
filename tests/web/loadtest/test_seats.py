"""People are put into a folder as a server would have written them, and their seats come back from a file."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from mediant.errors import FileProblem, InvalidFile
from mediant.web.hub import Hub, Place
from mediant.web.loadtest.seats import load, prepare, write
from mediant.web.office import Office
from mediant.web.settings import Settings
from mediant.web.site import opened


@pytest.mark.parametrize(("apart", "cases"), [(False, 1), (True, 3)])
def test_a_server_finds_them_in_their_seats(tmp_path: Path, apart, cases):
    pairs = prepare(tmp_path / "w", 3, apart=apart)

    async def look() -> None:
        with opened(tmp_path / "w") as (store, keys):
            office, hub = Office(store, Settings()), Hub(store, keys, lambda: 0.0)
            await office.load()
            assert len({Place.named(pair.place).case for pair in pairs}) == cases
            assert len({pair.place for pair in pairs}) == 3
            for pair in pairs:
                for seat, cookies in pair.cookies.items():
                    session = office.sessions.of(cookies, pair.place)
                    assert session is not None
                    assert session.seat == seat
                    assert (await hub.person(Place.named(pair.place), seat)).id == seat
                    assert office.invites.of(pair.invitations[seat]).seat == seat

    asyncio.run(look())


def test_seats_in_a_file_are_for_nobody_else(tmp_path: Path):
    pairs = prepare(tmp_path / "w", 1)
    write(tmp_path / "seats", pairs)
    assert load(tmp_path / "seats") == pairs
    assert (tmp_path / "seats").stat().st_mode & 0o077 == 0


def test_what_is_no_such_file_says_what_to_do(tmp_path: Path):
    with pytest.raises(FileProblem, match="--prepare"):
        load(tmp_path / "none")
    (tmp_path / "wrong").write_text('{"format": "mediant-case/1", "pairs": []}')
    with pytest.raises(InvalidFile, match="--prepare"):
        load(tmp_path / "wrong")
