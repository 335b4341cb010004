"""A record as lines of `mediant-record/1`, all of it or what one seat has heard of it. Pure.

`decoding` reads them back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256

from mediant.model.case import Case
from mediant.model.issue import Issue, Range
from mediant.talks.acts import Act, Choices
from mediant.talks.record import Record, Room, heard_as
from mediant.talks.words import act_in_words, words_of

FORMAT = "mediant-record/1"
HEARD = "mediant-heard/1"
LONE = re.compile("[\ud800-\udfff]")
"""Half characters, which UTF-8 lacks and JSON can spell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """What was played: the protocol with its settings, who is in each seat, and the seed.

    drawn : the case is partial and its parties were played by what `drawn_case` drew with this seed.
    """

    protocol: str
    seats: Mapping[str, str]
    seed: int
    settings: Mapping[str, int] = field(default_factory=dict)
    drawn: bool = False


def lines_of(case: Case, game: Game, record: Record) -> Iterator[str]:
    """The lines, each with its end: the game, one for each entry, and the end."""
    played = {"protocol": game.protocol, "settings": dict(game.settings)}
    seated = {"seats": dict(game.seats), "seed": game.seed, "drawn": game.drawn}
    yield _line({"format": FORMAT, **case_in_words(case), "preferences": fingerprint(case), **played, **seated})
    for entry in record.entries:
        timed = {} if entry.at is None else {"at": float(entry.at)}
        yield _line({"turn": entry.turn, **_said(entry.room, entry.speaker, entry.act, case), **timed})
    yield _line({"agreement": _agreement(record.end.agreement, case), "why": record.end.why})


def heard_lines(case: Case, game: Game, record: Record, seat: str) -> Iterator[str]:
    """What a seat has heard, as lines of `mediant-heard/1`: what can be shown to it.

    Nothing of other rooms: no turn and no time, which would tell how much was said elsewhere, nor the seed, from which
    all could be played again, nor who is in the other seats, nor why talks ended, nor what a mediator's words rest on.
    """
    public = {"protocol": game.protocol, "settings": dict(game.settings)}
    yield _line({"format": HEARD, "heard_by": seat, **case_in_words(case), **public})
    for entry in record.entries:
        if seat in entry.room.seats:
            heard = heard_as(entry, seat)
            yield _line(_said(heard.room, heard.speaker, heard.act, case))
    yield _line({"agreement": _agreement(record.end.agreement, case)})


def case_in_words(case: Case) -> dict[str, object]:
    """What a record says of its case, so that it reads alone: nothing of what anybody wants."""
    return {
        "case": case.title,
        "parties": [{"id": party.id, "name": party.name} for party in case.parties],
        "mediators": [{"id": one.id, "name": one.name, "may": list(one.may)} for one in case.mediators],
        "issues": [_issue(issue) for issue in case.issues],
    }


def fingerprint(case: Case) -> str:
    """Of what the case states of its parties' preferences, wherever that comes from: equal for equal statements."""
    known = {party.id: asdict(replace(case.known_of(party.id), because={})) for party in case.parties}
    return sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:32]


def _issue(issue: Issue) -> dict[str, object]:
    options = issue.options
    if isinstance(options, Range):
        span = {"from": options.low, "to": options.high, "step": options.step, "unit": options.unit}
        return {"id": issue.id, "name": issue.name, "range": span}
    return {"id": issue.id, "name": issue.name, "options": list(options)}


def _said(room: Room, speaker: str, act: Act, case: Case) -> dict[str, object]:
    return {"room": room.id, "in": list(room.seats), "speaker": speaker, **act_in_words(act, case)}


def _agreement(agreement: Choices | None, case: Case) -> dict[str, object] | None:
    return None if agreement is None else dict(words_of(agreement, case))


def _line(document: Mapping[str, object]) -> str:
    text = json.dumps(document, ensure_ascii=False, allow_nan=False)
    return LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
