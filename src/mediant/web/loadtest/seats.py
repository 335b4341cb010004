"""Whom a load test consists of: mediations of two parties, with sessions and invitations that are known beforehand.

They are put into the folder of a server that does not run, as the server itself would have written them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from mediant.errors import FileProblem, InvalidFile, Problem
from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.model.party import Mediator, Party
from mediant.web.hub import Hub, Place
from mediant.web.office import Office
from mediant.web.sessions import cookie_of
from mediant.web.settings import Settings
from mediant.web.site import opened
from mediant.workbench.course import Open, document_from
from mediant.workbench.people import Person, Seat

SIDES = ("north", "south")
HOST = Person(id="host-1", role="mediator", name="Host", side="host")
TOGETHER = 25
"""Mediations that are made at once."""
CASE = Case(
    title="Load test",
    parties=(Party(id="north", name="North"), Party(id="south", name="South")),
    mediators=(Mediator(id="host", name="Host", may=("carry", "draft")),),
    issues=(Issue(id="truce", name="Length of the truce", options=("none", "40 days", "permanent")),),
)


class Pair(NamedTuple):
    """One mediation: by seat, the cookie of a session, and an invitation that nobody has used.

    place : as in addresses
    """

    place: str
    cookies: dict[str, dict[str, str]]
    invitations: dict[str, str]


def prepare(folder: Path, pairs: int, *, apart: bool = False) -> list[Pair]:
    """New mediations in the folder of a server that does not run.

    apart : each is a case and a file of its own; else all are groups of one case, as a class is. Raises StoreProblem
    where the folder cannot be used.
    """
    return asyncio.run(_prepare(folder, pairs, apart=apart))


def write(path: Path, pairs: Sequence[Pair]) -> None:
    """Into a file that nobody else may read, for a load test from elsewhere. Raises FileProblem."""
    try:
        path.touch(mode=0o600)
        path.write_bytes(msgspec.json.encode(_File("mediant-loadtest/1", list(pairs))))
    except OSError as error:
        raise FileProblem(str(path), error.strerror or str(error), "check that you may write there") from None


def load(path: Path) -> list[Pair]:
    """The pairs in such a file. Raises FileProblem and InvalidFile."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=_File).pairs
    except OSError as error:
        raise FileProblem(str(path), error.strerror or str(error), "name a file that --prepare has written") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        problem = Problem("the file", str(error), "what `mediant loadtest --prepare` has written")
        raise InvalidFile(str(path), (problem,)) from None


class _File(msgspec.Struct, frozen=True):
    format: Literal["mediant-loadtest/1"]
    pairs: list[Pair]


async def _prepare(folder: Path, pairs: int, *, apart: bool) -> list[Pair]:
    settings = Settings()
    with opened(folder) as (store, keys):
        hub, office = Hub(store, keys, settings.now), Office(store, settings)
        await office.load()
        first = None if apart else await hub.begin(Open(document_from(CASE)), HOST)
        made: list[Pair] = []
        for begin in range(0, pairs, TOGETHER):
            numbers = range(begin, min(pairs, begin + TOGETHER))
            made += await asyncio.gather(*(_pair(hub, office, first, number) for number in numbers))
        return made


async def _pair(hub: Hub, office: Office, first: Place | None, number: int) -> Pair:
    if first is None:
        place = await hub.begin(Open(document_from(CASE)), HOST)
    else:
        place = Place(first.case, f"g{number + 1}")
        await hub.open_group(place, Open(document_from(CASE)), HOST)
    host = await hub.person(place, HOST.id)
    assert host is not None, "who began it sits there"  # noqa: S101
    for side in SIDES:
        await hub.ask(place, host, Seat(Person(id=f"{side}-1", role="principal", name=side.title(), side=side)))
    seats = (HOST.id, *(f"{side}-1" for side in SIDES))
    tokens = await asyncio.gather(*(office.sessions.open(str(place), seat) for seat in seats))
    invitations = await office.invites.make_many(str(place), seats)
    cookies = {seat: {cookie_of(str(place)): token} for seat, token in zip(seats, tokens, strict=True)}
    return Pair(str(place), cookies, dict(zip(seats, invitations, strict=True)))
