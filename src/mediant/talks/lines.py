"""A record as lines of `mediant-record/1`: what was played, what was said, how it ended. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mediant.model.case import Case
from mediant.model.preferences import Outcome
from mediant.talks.acts import Accept, Choices, Offer
from mediant.talks.record import Entry, Record

FORMAT = "mediant-record/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """What was played: the protocol with its settings, the negotiator in each seat, and the seed."""

    protocol: str
    seats: Mapping[str, str]
    seed: int
    settings: Mapping[str, int] = field(default_factory=dict)


def lines_of(case: Case, game: Game, record: Record) -> Iterator[str]:
    """The lines, each with its end: the game, one for each entry, and the end."""
    head = {
        "format": FORMAT, "case": case.title, "parties": [party.id for party in case.parties],
        "protocol": game.protocol, "settings": dict(game.settings), "seats": dict(game.seats), "seed": game.seed,
    }  # fmt: skip
    yield _line(head)
    for entry in record.entries:
        yield _line(_said(entry, case))
    agreement = record.end.agreement
    yield _line({"agreement": None if agreement is None else dict(words_of(agreement, case)), "why": record.end.why})


def words_of(choices: Choices, case: Case) -> Outcome:
    """The outcome in the words of the case."""
    return {issue.id: issue.options[choice] for issue, choice in zip(case.issues, choices, strict=True)}


def _said(entry: Entry, case: Case) -> dict[str, object]:
    said: dict[str, object] = {"turn": entry.turn, "room": entry.room.id, "speaker": entry.speaker}
    match entry.act:
        case Offer(choices):
            return {**said, "act": "offer", "outcome": dict(words_of(choices, case))}
        case Accept(choices):
            return {**said, "act": "accept", "outcome": dict(words_of(choices, case))}
        case _:
            return {**said, "act": "walk-out"}


def _line(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False) + "\n"
