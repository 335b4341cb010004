"""What a screen is: who may see it, what it shows of what they see, and what its forms ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from mediant.errors import Refused
from mediant.web.works import Work
from mediant.workbench.commands import Command
from mediant.workbench.people import Person, Role
from mediant.workbench.table import Table

Form: TypeAlias = Mapping[str, tuple[str, ...]]
"""What a form sent: for each field its values, in order."""


NOTHING: Mapping[str, Any] = MappingProxyType({})


class Seen(NamedTuple):
    """All that a screen may know: the table as its viewer sees it, and the time.

    at : the address of the place, `/c/CASE`; asked : what the address says after `?`; query : the same, all values of
    each name; found : what the screen's works have found, by their names; sent : what a form sent that is shown again.
    reader : the mediator who looks at it in the viewer's place, to read it and do nothing; None for the viewer.
    """

    table: Table
    person: Person
    now: float
    at: str
    asked: Mapping[str, str]
    query: Form = NOTHING
    found: Mapping[str, Any] = NOTHING
    sent: Form = NOTHING
    reader: Person | None = None


class Again(NamedTuple):
    """A form asks for nothing yet: the screen is shown again, with this in its fields."""

    sent: Form


def one(form: Form, name: str, default: str | None = None) -> str:
    """The one value of a field. Raises Refused where there is none, or several."""
    values = form.get(name, () if default is None else (default,))
    if len(values) != 1:
        raise Refused(f"the form has {len(values)} of {name}", "fill it in again")
    return values[0].replace("\r\n", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A screen: its page is `NAME.html.jinja`, and the parts of it that are fetched again are `NAME/PART.html.jinja`.

    name : in addresses; roles : who may see it; values : for its templates, also those of the parts.
    forms : by name, what each asks for; a form may change the address to come back to by a field `back`, what comes
    after `?`; in `chance` it finds 64 hexadecimal digits of chance.
    parts : by name, the kinds of facts that change it: whoever looks at it is told to fetch it again.
    works : by name, what takes a while and is worked out beside the request, for `Seen.found`.
    told : of its forms those whose success is said, because the page does not show it where one looks.
    lines : the forms that add a line to a conversation: new lines are sent to the screen, as they are shown, and such a
    form is answered with nothing, where a script has sent it and a stream is open.
    weighed : the forms that need what the works have found.
    when : at which tables there is such a screen; a class itself has its teacher's console alone.
    """

    name: str
    roles: frozenset[Role]
    values: Callable[[Seen], Mapping[str, Any]]
    forms: Mapping[str, Callable[[Seen, Form], Command | Again]] = field(default_factory=dict)
    parts: Mapping[str, tuple[type, ...]] = field(default_factory=dict)
    works: Callable[[Seen], Mapping[str, Work]] = lambda _: {}
    told: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    weighed: frozenset[str] = frozenset()
    when: Callable[[Table], bool] = lambda table: table.lesson.terms is None

    def stands(self, table: Table, person: Person) -> bool:
        """Whether the person who sees this table may see the screen there."""
        return person.role in self.roles and self.when(table)
