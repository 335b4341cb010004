"""A whole case goes away in one file and comes in again, wholly or not at all, and only from servers that are known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple

from mediant.errors import InvalidFile, Refused
from mediant.stores import files
from mediant.stores.archive import Arriving, Head, pieces
from mediant.stores.keys import Keys
from mediant.stores.sealing import Held, id_in, is_sealed, unsealed
from mediant.stores.store import Store
from mediant.web.envelopes import group_of, opened, plain
from mediant.web.hub import Place
from mediant.web.logbook import NAME
from mediant.workbench.book import Book
from mediant.workbench.events import Event, event
from mediant.workbench.people import Person
from mediant.workbench.records import Returned

Seats = Mapping[Place, Mapping[str, str]]
"""At each table the seats that accounts hold: the account by the seat."""


class Arrived(NamedTuple):
    """A case that has come in. seats : as they were; people : who sits there, by place."""

    case: str
    seats: Seats
    people: Mapping[Place, tuple[Person, ...]]


class Borrowed:
    """The keys of a case before they are taken over."""

    def __init__(self, some: Iterable[Held]) -> None:
        self._by_id = {held.id: held for held in some}

    def opened(self, line: bytes) -> bytes | None:
        """As `Keys.opened`."""
        if not is_sealed(line):
            return line
        if (held := self._by_id.get(id_in(line))) is None:
            raise Refused("the file lacks a key of its own lines", "take the case away again")
        return unsealed(held, line)


def departing(store: Store, keys: Keys, case: str, address: str, seats: Seats) -> Iterator[bytes]:
    """The file of a case for the server of that address, piece by piece. Waits for the disk where it is read."""
    head = Head(case, keys.address, address)
    beside = {f"{place} {seat}": account for place, held in seats.items() for seat, account in held.items()}
    return pieces(head, store.read(case), lambda: keys.of_case(case), beside, keys.handed)


def arrive(
    file: BinaryIO, store: Store, keys: Keys, *, makers: Collection[str], now: float, account: str | None
) -> Arrived:
    """Take a case in: looked through to its end, then its keys, then its lines at once.

    makers : addresses of servers that are believed, beside this one; account : of whoever brings it, who must have a
    seat there; None for an administrator. Raises InvalidFile, FileProblem, and Refused; then nothing has changed.
    """
    with TemporaryDirectory(prefix="mediant-") as folder:
        came = Arriving(file, "the file", keys.taken)
        case = came.head.case
        if came.head.reader != keys.address:
            raise Refused("the file was made for another server", "bring it in there, or take it away for this one")
        if came.head.maker not in {keys.address, *makers}:
            raise Refused("the file comes from a server that is not known", "ask an administrator to add its address")
        if case == NAME or case in store.cases():
            raise Refused("this case is here already", "erase it first, where the file is to take its place")
        kept = str(Path(folder) / "lines")
        files.write_export(kept, _followed(came.lines(), now))
        assert came.rest is not None, "all its lines were read"  # noqa: S101
        arrived = _looked_through(kept, case, came.rest.held, came.rest.beside)
        if account is not None and account not in {one for held in arrived.seats.values() for one in held.values()}:
            raise Refused("you have no seat in this case", "ask whoever led it, or an administrator")
        _refuse_erased(keys, case, came.rest.held)
        keys.adopt(case, came.rest.held)
        store.import_(case, kept)
        return arrived


def _followed(lines: Iterable[bytes], now: float) -> Iterator[bytes]:
    """The lines, and at each table that it was brought back."""
    groups: dict[str, None] = {}
    for line in lines:
        groups[group_of(line)] = None
        yield line
    for group in groups:
        yield plain(group, event(Returned(), "", now))


def _looked_through(path: str, case: str, held: Iterable[Held], beside: Mapping[str, str]) -> Arrived:
    events: dict[str, list[Event]] = {}
    borrowed = Borrowed(held)
    with files.exported(path) as lines:
        for group, one, _ in (opened(line, borrowed) for line in lines):
            events.setdefault(group, []).extend([one] if one is not None else [])
    try:
        books = {Place(case, group): Book(some) for group, some in events.items()}
        titles = [book.kept.case.title for book in books.values()]
    except (LookupError, ValueError, InvalidFile) as error:
        raise Refused(f"the case cannot be followed: {error}", "bring it in with the mediant that made it") from None
    if not titles:
        raise Refused("the file holds no mediation", "take the case away again")
    seats: dict[Place, dict[str, str]] = {}
    for name, account in beside.items():
        where, _, seat = name.partition(" ")
        place = Place.named(where)
        if place in books and seat in books[place].kept.people.seated:
            seats.setdefault(place, {})[seat] = account
    return Arrived(case, seats, {place: tuple(book.kept.people.seated.values()) for place, book in books.items()})


def _refuse_erased(keys: Keys, case: str, held: Iterable[Held]) -> None:
    """What was erased here stays so; of a whole case nothing comes back."""
    gone = {one.id for one in keys.of_case(case) if one.key is None}
    alive = [one.id for one in held if one.key is not None]
    if alive and gone.issuperset(alive):
        raise Refused("this case was erased here", "open a new mediation")
