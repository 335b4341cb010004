"""The course of a mediation: its case, the phase it is in, and whether it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import replace

from mediant.errors import InvalidFile
from mediant.model.case import Case
from mediant.model.checks import problems_in
from mediant.model.document import case_of, document_of
from mediant.workbench.audience import EVERYBODY, THE_MEDIATORS, Audience
from mediant.workbench.strict import Strict

Phase: TypeAlias = Literal["prepare", "caucus", "joint", "drafting", "ballot", "closed"]
PHASES: tuple[Phase, ...] = ("prepare", "caucus", "joint", "drafting", "ballot", "closed")
State: TypeAlias = Literal["draft", "open", "paused", "closed", "archived"]
Words: TypeAlias = Annotated[str, Meta(max_length=10_000)]


class Opened(Strict, frozen=True, tag="opened"):
    """The case as everybody may know it: parties, mediators and issues, nobody's preferences."""

    case: Mapping[str, Any]
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class Modelled(Strict, frozen=True, tag="modelled"):
    """The case with what the mediators believe of the parties' preferences."""

    case: Mapping[str, Any]
    AUDIENCE: ClassVar[Audience] = THE_MEDIATORS


class PhaseSet(Strict, frozen=True, tag="phase-set"):
    """A phase begins."""

    phase: Phase
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class StateSet(Strict, frozen=True, tag="state-set"):
    """The mediation is paused, goes on, is closed or archived; `words` say why."""

    state: State
    words: Words = ""
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class Open(Strict, frozen=True, tag="open"):
    """Open a mediation of a case; its preferences stay with the mediators."""

    case: Mapping[str, Any]


class Remodel(Strict, frozen=True, tag="remodel"):
    """Change what the mediators believe of the parties' preferences."""

    case: Mapping[str, Any]


class SetPhase(Strict, frozen=True, tag="set-phase"):
    """Begin a phase."""

    phase: Phase


class SetState(Strict, frozen=True, tag="set-state"):
    """Pause, go on, close or archive."""

    state: State
    words: Words = ""


class Course(Struct, frozen=True):
    """Where the mediation stands. case : with such preferences as the one who looks may know."""

    case: Case | None = None
    phase: Phase = "prepare"
    state: State = "draft"
    why: str = ""

    def evolve(self, fact: object) -> Course:
        """After a fact."""
        match fact:
            case Opened(case):
                return replace(self, case=case_from(case), state="open")
            case Modelled(case):
                return replace(self, case=case_from(case))
            case PhaseSet(phase):
                return replace(self, phase=phase)
            case StateSet(state, words):
                return replace(self, state=state, why=words)
            case _:
                return self


def case_from(document: Mapping[str, Any]) -> Case:
    """The case of a document as JSON carries it. Raises InvalidFile."""
    when = document.get("as_of")
    if isinstance(when, str):
        with suppress(ValueError):  # the checks say what is wrong with it
            document = {**document, "as_of": date.fromisoformat(when)}
    problems = tuple(problems_in(document))
    if problems:
        raise InvalidFile("the case", problems)
    return case_of(document)


def document_from(case: Case) -> dict[str, Any]:
    """A case as JSON carries it."""
    document = document_of(case)
    return document | ({"as_of": case.as_of.isoformat()} if case.as_of else {})


def public(document: Mapping[str, Any]) -> dict[str, Any]:
    """The case without what it says of anybody's preferences, and without the claims they rest on."""
    return {key: value for key, value in document.items() if key not in {"preferences", "claims"}}
