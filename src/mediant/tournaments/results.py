"""How one game ended, as a value and as a line of a journal. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, TypeAlias

from mediant.talks.acts import Choices

TENTHS = 10
"""Into so many parts the time of a talk is cut, to say what was offered when."""

Offered: TypeAlias = tuple[float | None, ...]
"""For each tenth of the time, the mean utility to a seat of what it offered in it; None where it offered nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """What came out for one party, in the units of its own utility: its reserve where there is no agreement."""

    utility: float
    reserved: float
    greatest: float
    offered: Offered


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How a game ended, and what it gave each party, in the order of the case.

    acts : how many were said. error : what went wrong, "" where nothing did; at_fault : the place of the seat that did
    it, None where it was the protocol.
    """

    game: int
    agreement: Choices | None
    why: str
    acts: int
    seats: tuple[Seat, ...]
    error: str = ""
    at_fault: int | None = None


def line_of(result: Result) -> bytes:
    """The result as one line of JSON, with its end."""
    seats = [[seat.utility, seat.reserved, seat.greatest, seat.offered] for seat in result.seats]
    line: dict[str, Any] = {
        "game": result.game, "agreement": result.agreement, "why": result.why, "acts": result.acts, "seats": seats,
    }  # fmt: skip
    if result.error:
        line |= {"error": result.error, "at_fault": result.at_fault}
    return json.dumps(line, allow_nan=False).encode() + b"\n"


def result_in(line: bytes) -> Result | None:
    """The result on a line; None for a line that was cut off, or that is none of ours."""
    try:
        document = json.loads(line) if line.endswith(b"\n") else None
        return _result(document) if isinstance(document, dict) else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _result(document: dict[str, Any]) -> Result:
    agreement, at_fault = document["agreement"], document.get("at_fault")
    seats = tuple(_seat(seat) for seat in document["seats"])
    if at_fault is not None and not 0 <= _whole(at_fault) < len(seats):
        raise ValueError(at_fault)
    return Result(
        game=_whole(document["game"]),
        agreement=None if agreement is None else tuple(_whole(choice) for choice in agreement),
        why=str(document["why"]),
        acts=_whole(document["acts"]),
        seats=seats,
        error=str(document.get("error", "")),
        at_fault=at_fault,
    )


def _seat(numbers: Sequence[Any]) -> Seat:
    utility, reserved, greatest, offered = numbers
    if len(offered) != TENTHS:
        raise ValueError(offered)
    return Seat(
        utility=_finite(utility),
        reserved=_finite(reserved),
        greatest=_finite(greatest),
        offered=tuple(None if one is None else _finite(one) for one in offered),
    )


def _whole(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(value)
    return value


def _finite(value: Any) -> float:
    if type(value) not in (int, float) or not isfinite(value):
        raise ValueError(value)
    return float(value)
