"""A mediation at a workbench without a server: people ask, and what each sees is folded from the log."""

from __future__ import annotations

from dataclasses import dataclass, field

from mediant.model.case import Case
from mediant.model.issue import Issue, Range
from mediant.model.party import Mediator, Party
from mediant.model.preferences import Preferences, Ranking
from mediant.workbench.book import Book
from mediant.workbench.commands import Command
from mediant.workbench.course import Open, document_from
from mediant.workbench.events import Event
from mediant.workbench.lines import line_of
from mediant.workbench.people import Person, Seat
from mediant.workbench.table import Table

HARBOUR = Case(
    title="Harbour dispute",
    parties=(Party(id="north", name="North"), Party(id="south", name="South")),
    mediators=(Mediator(id="host", name="Host state", may=("carry", "draft")),),
    issues=(
        Issue(id="truce", name="Length of the truce", options=("none", "40 days", "permanent")),
        Issue(id="fee", name="Harbour fee", options=Range(low=0, high=10, step=5, unit="USD")),
    ),
    preferences={"north": Preferences(weights=Ranking((("truce",), ("fee",))), walk_away="unknown")},
)
HOST = Person(id="m", role="mediator", name="Mo", side="host")
PEOPLE = (
    Person(id="n", role="principal", name="Noor", side="north"),
    Person(id="na", role="adviser", name="Nils", side="north"),
    Person(id="s", role="principal", name="Sami", side="south"),
    Person(id="o", role="observer", name="Olga"),
)


@dataclass
class Sitting:
    """The log of a mediation, and who takes part."""

    now: float = 1000.0
    book: Book = field(default_factory=Book)
    people: dict[str, Person] = field(default_factory=lambda: {HOST.id: HOST})

    def ask(self, seat: str, command: Command) -> tuple[Event, ...]:
        """Somebody asks for something."""
        done = self.book.ask(self.people[seat], command, self.now)
        self.book.shut()
        return done

    def wait(self, seconds: float) -> tuple[Event, ...]:
        """Time goes by."""
        self.now += seconds
        done = self.book.tick(self.now)
        self.book.shut()
        return done

    @property
    def kept(self) -> Table:
        """The table of the keeper."""
        return self.book.kept

    @property
    def events(self) -> list[Event]:
        """The log."""
        return self.book.events

    def table(self, seat: str) -> Table:
        """The table as somebody sees it."""
        return self.book.table(self.people[seat])

    def lines(self, seat: str) -> list[bytes]:
        """All that somebody is shown, byte for byte."""
        return [line_of(event) for event in self.book.public(self.people[seat])]


def copied(first: Sitting) -> Sitting:
    """A mediation of its own that goes on from here: quicker than to open another."""
    for seat in first.people:
        first.table(seat)
    return Sitting(first.now, first.book.copy(), dict(first.people))


def opened(case: Case = HARBOUR, people: tuple[Person, ...] = PEOPLE) -> Sitting:
    """A mediation with everybody in their seats."""
    sitting = Sitting()
    sitting.ask("m", Open(document_from(case)))
    sitting.people["m"] = sitting.kept.people.seated["m"]
    for person in people:
        sitting.ask("m", Seat(person))
        sitting.people[person.id] = person
    return sitting


def package(truce: str = "40 days", fee: int = 5) -> dict[str, object]:
    """An outcome of the harbour dispute."""
    return {"truce": truce, "fee": fee}
