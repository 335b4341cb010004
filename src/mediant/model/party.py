"""Who takes part: the parties, and the mediators between them."""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("carry", "draft", "pledge")
"""What a mediator may do: facilitator, formulator, manipulator (Touval & Zartman 1985)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A side whose consent an agreement needs."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediator:
    """A third party. Its own preferences never count in the deal space."""

    id: str
    name: str
    may: tuple[str, ...] = ()
