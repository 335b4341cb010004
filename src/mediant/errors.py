"""Every error mediant raises on purpose, as one family.

    MediantError
    ├── FileProblem ........... a file cannot be read, is too large, or is not what its name says
    ├── InvalidFile ........... a file was read and says something wrong (carries every problem found)
    ├── InvalidValue .......... a value built in Python breaks the rules of its class
    ├── CannotConvert ......... the target format cannot hold the case
    ├── Contradiction ......... statements that cannot all hold
    ├── CannotDraft ........... claims that make no case: too few parties or issues, or too many
    ├── CannotSample .......... nothing could be drawn from what is stated
    ├── MissingExtra .......... a part of mediant needs packages that are not installed
    ├── UnknownPlugin ......... no plugin of that name is installed
    ├── BrokenPlugin .......... a plugin is installed and cannot be used
    ├── WrongAct .............. a seat in talks did what it cannot do there
    ├── Refused ............... somebody at the workbench asked for what is not to be had
    ├── LostProcess ........... a process that did a part of the work has died
    ├── StoreProblem .......... a store of cases cannot be used, or a case in it cannot be read or written
    ├── StoreFull ............. a disk is full: what was to be stored was not
    ├── UnknownCase ........... a store holds no case of that id
    └── ServiceProblem ........ a service on the network cannot be reached, or does not answer as it should

A leaf is a dataclass: its fields are for programs and tests, its text for people. The text is one line and holds
where, what was seen, what was expected and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


class MediantError(Exception):
    """The root of the family. Leaves survive pickling, so they can come back from a worker process."""

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, field.name) for field in fields(self))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file: where it stands, what was seen, what was expected, what to do."""

    place: str
    seen: str
    expected: str
    do: str = ""

    def __str__(self) -> str:
        text = f"{self.place}: {self.seen}; expected {self.expected}"
        return one_line(f"{text}; {self.do}" if self.do else text)


@dataclass(eq=False)
class FileProblem(MediantError):
    """A file cannot be opened, is too large, or is not of the kind it should be."""

    path: str
    seen: str
    do: str

    def __str__(self) -> str:
        return one_line(f"{self.path}: {self.seen}; {self.do}")


@dataclass(eq=False)
class InvalidFile(MediantError):
    """A file was read and says something wrong; `problems` holds all that was found, in the order of the file."""

    path: str
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        more = len(self.problems) - 1
        rest = f" (and {more} more: run `mediant check {self.path}`)" if more else ""
        return one_line(f"{self.path}: {self.problems[0]}{rest}")


@dataclass(eq=False)
class InvalidValue(MediantError):
    """A value built in Python breaks the rules of its class."""

    what: str
    seen: str
    expected: str

    def __str__(self) -> str:
        return one_line(f"{self.what}: {self.seen}; expected {self.expected}")


@dataclass(eq=False)
class CannotConvert(MediantError):
    """The target format cannot hold the case; `lost` names what it cannot hold."""

    target: str
    lost: tuple[str, ...]
    do: str = "choose another target, or write it without these (--lossy; in Python lossy=True)"

    def __str__(self) -> str:
        lost = one_line("; ".join(self.lost), limit=1500)  # so that what to do is never cut off
        return one_line(f"{self.target} cannot hold: {lost}; {self.do}")


@dataclass(eq=False)
class Contradiction(MediantError):
    """Statements of one party that cannot all hold; `statements` is a smallest set of them."""

    party: str
    statements: tuple[str, ...]

    def __str__(self) -> str:
        return one_line(
            f"preferences.{self.party}: these statements cannot all hold: {'; '.join(self.statements)}; "
            "correct or remove one of them"
        )


@dataclass(eq=False)
class CannotDraft(MediantError):
    """Claims that make no case; `seen` says how many parties and issues they give."""

    seen: str
    do: str

    def __str__(self) -> str:
        return one_line(f"the claims give {self.seen}; expected at least two parties and one issue; {self.do}")


@dataclass(eq=False)
class CannotSample(MediantError):
    """Statements that can hold, but leave too little room to draw from."""

    party: str
    seen: str
    do: str

    def __str__(self) -> str:
        return one_line(f"preferences.{self.party}: {self.seen}; {self.do}")


@dataclass(eq=False)
class MissingExtra(MediantError):
    """A part of mediant needs packages that come with one of its extras and are not installed."""

    part: str
    package: str
    extra: str

    def __str__(self) -> str:
        return one_line(
            f"{self.part} needs {self.package}, which is not installed; pip install 'mediant[{self.extra}]'"
        )


@dataclass(eq=False)
class UnknownPlugin(MediantError):
    """No plugin of that name is installed; `known` are the names that are, in their group."""

    group: str
    name: str
    known: tuple[str, ...]
    do: str

    def __str__(self) -> str:
        known = one_line(", ".join(self.known) or "none", limit=1000)  # so that what to do is never cut off
        return one_line(f"no {self.group} named {one_line(repr(self.name), limit=200)}; installed: {known}; {self.do}")


@dataclass(eq=False)
class BrokenPlugin(MediantError):
    """A plugin is installed and cannot be used; `distribution` is the package that it came with."""

    group: str
    name: str
    distribution: str
    seen: str

    def __str__(self) -> str:
        what = f"{self.group} {self.name!r} of {self.distribution}: {one_line(self.seen, limit=1000)}"
        return one_line(f"{what}; install a version of {self.distribution} that works, or uninstall it")


@dataclass(eq=False)
class WrongAct(MediantError):
    """A seat in talks did what it cannot do there."""

    seat: str
    seen: str
    expected: str

    def __str__(self) -> str:
        return one_line(f"{self.seat} {self.seen}; expected {self.expected}")


@dataclass(eq=False)
class Refused(MediantError):
    """Somebody at the workbench asked for what is not to be had: why, and what to do."""

    seen: str
    do: str

    def __str__(self) -> str:
        return one_line(f"{one_line(self.seen, limit=1000)}; {self.do}")


@dataclass(eq=False)
class LostProcess(MediantError):
    """A process that did a part of the work has died."""

    what: str
    seen: str
    do: str

    def __str__(self) -> str:
        return one_line(f"{self.what}: {self.seen}; {self.do}")


@dataclass(eq=False)
class StoreProblem(MediantError):
    """A store of cases cannot be used, or a case in it cannot be read or written."""

    where: str
    seen: str
    do: str

    def __str__(self) -> str:
        return one_line(f"{self.where}: {one_line(self.seen, limit=1000)}; {self.do}")


@dataclass(eq=False)
class StoreFull(MediantError):
    """The disk of a store is full: what was to be stored was not, and what is stored can still be read."""

    where: str

    def __str__(self) -> str:
        return one_line(f"{self.where}: the disk is full: nothing was stored; free some space and send it again")


@dataclass(eq=False)
class UnknownCase(MediantError):
    """A store holds no case of that id: there never was one, or it was erased."""

    where: str
    case: str

    def __str__(self) -> str:
        return one_line(f"{self.where}: holds no case {one_line(repr(self.case), limit=200)}; check its id")


@dataclass(eq=False)
class ServiceProblem(MediantError):
    """A service on the network cannot be reached, or does not answer as it should."""

    service: str
    seen: str
    do: str

    def __str__(self) -> str:
        return one_line(f"{self.service}: {one_line(self.seen, limit=1000)}; {self.do}")


def one_line(text: str, *, limit: int = 2000) -> str:
    """The text on one line, control characters escaped, cut at `limit` characters with a mark that says so."""
    clean = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return clean if len(clean) <= limit else f"{clean[:limit]} … [{len(clean) - limit} characters cut]"
