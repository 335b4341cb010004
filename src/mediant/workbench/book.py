"""The book of one mediation: its log, and the table as each person sees it, kept up to date event by event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from mediant.workbench.ballots import Cast
from mediant.workbench.commands import Command
from mediant.workbench.decide import decide, tick
from mediant.workbench.events import Event, as_seen, seen, seen_by_both
from mediant.workbench.people import Person, audiences_of
from mediant.workbench.table import Table, evolve, folded, table_of


class Book:
    """Events are taken in order; `shut` makes what was taken public, `back` forgets what was taken since.

    Between the two, commands are judged by all that was taken, and readers see what is public.
    """

    def __init__(self, events: Iterable[Event] = ()) -> None:
        self.events: list[Event] = []
        self.kept = Table()
        self._now: dict[frozenset[str], Table] = {}
        self.take(tuple(events))
        self.shut()

    def copy(self) -> Book:
        """A book of its own that goes on from here, with what is public."""
        made = Book()
        made.events, made.kept, made._now = self.events[: self._count], self._sure, dict(self._public)
        made.shut()
        return made

    def take(self, events: Sequence[Event]) -> None:
        """Add events to the log."""
        for event in events:
            self.events.append(event)
            self.kept = evolve(self.kept, event)
            for audiences, table in self._now.items():
                if not audiences.isdisjoint(event.sees):
                    self._now[audiences] = evolve(table, as_seen(event, audiences))

    def shut(self) -> None:
        """All that was taken is durable, and can be seen."""
        self._public, self._count, self._sure = dict(self._now), len(self.events), self.kept

    def back(self) -> None:
        """What was taken since could not be stored: it has not happened."""
        del self.events[self._count :]
        self._now, self.kept = dict(self._public), self._sure

    def forget(self, ballots: Collection[str]) -> None:
        """Votes in these ballots, which came to nothing, leave the log as they leave the store. After `shut`."""
        self.events = [event for event in self.events if not is_vote(event, ballots)]
        self._count = len(self.events)

    def table(self, person: Person) -> Table:
        """The public table as a person sees it."""
        audiences = audiences_of(person)
        if audiences not in self._public:
            self._public[audiences] = table_of(self.events[: self._count], audiences)
            self._now[audiences] = table_of(self.events, audiences)
        return self._public[audiences]

    def table_through(self, whose: Person, reader: Person) -> Table:
        """The public table as a person sees it, of what the reader sees as well."""
        return folded(seen_by_both(self.events[: self._count], audiences_of(whose), audiences_of(reader)))

    def public(self, person: Person) -> tuple[Event, ...]:
        """All public events that a person sees."""
        return tuple(seen(self.events[: self._count], audiences_of(person)))

    def ask(self, person: Person, command: Command, now: float) -> tuple[Event, ...]:
        """What a command brings about, taken already. Raises Refused and WrongAct, and then nothing was taken."""
        self.table(person)
        done = decide(self._now[audiences_of(person)], command, person, now)
        self.take(done)
        return done

    def tick(self, now: float) -> tuple[Event, ...]:
        """What the clock brings about, taken already."""
        done = tick(self.kept, now)
        self.take(done)
        return done


def is_vote(event: Event, ballots: Collection[str]) -> bool:
    """Whether it is a vote in one of these ballots."""
    return isinstance(event.fact, Cast) and event.fact.ballot in ballots
