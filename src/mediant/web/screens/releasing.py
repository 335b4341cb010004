"""Letting something out: an outcome as the mediator's proposal, or words that their owner let go; previewed before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from mediant.errors import Refused, WrongAct
from mediant.model.preferences import Outcome
from mediant.web.screens import packages
from mediant.web.screens.conversation import names_of
from mediant.web.screens.screen import Form, Seen, one
from mediant.web.works import Work
from mediant.workbench.audience import JOINT
from mediant.workbench.commands import MAY
from mediant.workbench.dealspace import sources_of
from mediant.workbench.preview import preview, prior_of
from mediant.workbench.talk import Relay, Say


def works(seen: Seen) -> Mapping[str, Work]:
    """For a preview, what anybody could think of the parties who knows nothing but the issues."""
    return {} if asked(seen) is None else {"prior": Work(prior_of, (seen.table.case,))}


def asked(seen: Seen) -> Say | Relay | None:
    """What the address asks to look at before it is done: `carry` words, or a package `at`, and the `room`."""
    room = seen.asked.get("room", "")
    if room not in rooms_of(seen) or Say not in MAY[seen.person.role]:
        return None
    if "carry" in seen.asked:
        return Relay(seen.asked["carry"], room)
    at = package_at(seen)
    return None if at is None else proposal(seen, at, room, seen.asked.get("words", ""))


def rooms_of(seen: Seen) -> list[str]:
    """Where something can be released to."""
    return [JOINT, *(party.id for party in seen.table.case.parties)]


def package_at(seen: Seen) -> dict[str, Any] | None:
    """The package that the address names."""
    try:
        return packages.decoded(seen.table.case, seen.asked["at"])
    except (KeyError, Refused):
        return None


def values(seen: Seen) -> Mapping[str, Any]:
    """What can be released, and what it would show where the address asks for that."""
    room = seen.asked.get("room", "")
    names = names_of(seen.table.case)
    may = Say in MAY[seen.person.role]
    return {
        "rooms": rooms_of(seen) if may else [],
        "room": room if room in rooms_of(seen) else None,
        "carry": seen.asked.get("carry", ""),
        "words_sent": seen.asked.get("words", ""),
        "rests_on": [names[party] for party in rests_on(seen, room)],
        "letters": _letters(seen) if may else [],
        **_preview(seen),
    }


def _letters(seen: Seen) -> list[dict[str, Any]]:
    """Words that their owners let go, and where to; the last first."""
    talk, names = seen.table.talk, names_of(seen.table.case)
    lines = ((talk.of(name), rooms) for name, rooms in talk.allowed.items())
    found = [
        {
            "id": line.id,
            "who": names[line.side],
            "words": line.words,
            "rooms": _among(seen, rooms),
        }
        for line, rooms in lines
        if line is not None and line.words is not None
    ]
    return found[::-1]


def _among(seen: Seen, rooms: Collection[str]) -> list[str]:
    return [room for room in rooms_of(seen) if room in rooms]


def _preview(seen: Seen) -> dict[str, Any]:
    command = asked(seen)
    if command is None:
        return {"preview": None, "hindrance": None}
    try:
        found = preview(seen.table, command, seen.person, seen.now, seen.found["prior"])
    except (Refused, WrongAct) as error:
        return {"preview": None, "hindrance": str(error)}
    return {"preview": found, "hindrance": None}


def proposal(seen: Seen, outcome: Outcome, room: str, words: str) -> Say:
    """The outcome as a draft of the mediator, which rests on what others have confided."""
    said = {"act": "propose", "outcome": outcome, "words": words, "rests-on": rests_on(seen, room)}
    return Say(room, {key: value for key, value in said.items() if value not in ("", [])})


def rests_on(seen: Seen, room: str) -> list[str]:
    """The parties that have stated something, but for the one alone with the mediators."""
    return [party for party, source in sources_of(seen.table).items() if source == "stated" and party != room]


def release(seen: Seen, form: Form) -> Say:
    """The outcome is proposed to a room, as it was previewed."""
    outcome = packages.decoded(seen.table.case, one(form, "package"))
    return proposal(seen, outcome, one(form, "room"), one(form, "words", ""))


def relay(_: Seen, form: Form) -> Relay:
    """Words that their owner let go are brought to a room, as it was previewed."""
    return Relay(one(form, "carry"), one(form, "room"))
