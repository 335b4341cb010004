"""The ballot: what it is on, until when, what its viewer has answered, and one result for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from mediant.errors import Refused
from mediant.web.screens.screen import Form, Seen, one
from mediant.workbench.ballots import (
    Ballot,
    BallotClosed,
    BallotOpened,
    BallotVoided,
    Cast,
    Held,
    Hold,
    OpenBallot,
    Sign,
    Signed,
    VoidBallot,
    Vote,
)
from mediant.workbench.commands import MAY, Command
from mediant.workbench.people import Seated, Unseated

MOST_MINUTES = 30 * 24 * 60
VOTING = (BallotOpened, Cast, Held, BallotClosed, BallotVoided)
SIGNING = (BallotClosed, Signed, Seated, Unseated)
PARTS: Mapping[str, tuple[type, ...]] = {"ballot": VOTING, "result": VOTING, "signing": (*VOTING, *SIGNING)}


def ballot_shown(seen: Seen) -> dict[str, Any]:
    """The last ballot, and what the viewer can do about it."""
    may = MAY[seen.person.role]
    ballots = tuple(seen.table.ballots.all.values())
    last = ballots[-1] if ballots else None
    return {
        "may_open": OpenBallot in may and not seen.table.ballots.open,
        "may_vote": Vote in may,
        "may_hold": Hold in may,
        "minutes": 10,
        "most_minutes": MOST_MINUTES,
        "last": None if last is None else _shown(last, seen),
        "result": None if last is None or last.is_open else result_shown(last),
        "signing": None if last is None or not last.agreed else signing_shown(last, seen),
    }


def _shown(ballot: Ballot, seen: Seen) -> dict[str, Any]:
    opened = ballot.opened
    return {
        "id": opened.id,
        "open": ballot.is_open,
        "text": opened.text,
        "digest": opened.digest,
        "closes": datetime.fromtimestamp(opened.closes_at, UTC),
        "left": max(0, int(opened.closes_at - seen.now)),
        "mine": ballot.votes.get(seen.person.side or ""),
        "held": ballot.held,
    }


def result_shown(ballot: Ballot) -> dict[str, Any]:
    """What became of a ballot: the same for whoever looks, for it rests on what all were told alone."""
    opened = ballot.opened
    return {
        "agreed": ballot.agreed,
        "void": ballot.void,
        "text": opened.text,
        "digest": opened.digest,
        "closes": datetime.fromtimestamp(opened.closes_at, UTC),
    }


def signing_shown(ballot: Ballot, seen: Seen) -> dict[str, Any]:
    """Who has signed what was agreed, and who has yet to."""
    people = seen.table.people
    awaited = ballot.awaited(people)
    return {
        "id": ballot.opened.id,
        "digest": ballot.opened.digest,
        "signed": [(one.name, one.party) for one in ballot.signed.values()],
        "awaited": [(one.name, one.side) for one in awaited],
        "mine": any(one.id == seen.person.id for one in awaited),
        "done": ballot.is_signed(people),
    }


def open_ballot(seen: Seen, form: Form) -> OpenBallot:
    """A ballot on the text as it stands, open for some minutes."""
    minutes = one(form, "minutes").strip()
    if not (minutes.isascii() and minutes.isdigit() and 1 <= len(minutes) < 6 and 0 < int(minutes) <= MOST_MINUTES):
        raise Refused(f"{minutes[:20]!r} minutes", f"write a whole number from 1 to {MOST_MINUTES:,}")
    return OpenBallot(None, seen.now + 60 * int(minutes))


def vote(_: Seen, form: Form) -> Vote:
    """Yes or no, to the text that was read."""
    answer = one(form, "answer")
    if answer not in ("yes", "no"):
        raise Refused("neither yes nor no", "choose one of the two")
    return Vote(one(form, "ballot"), one(form, "digest"), answer == "yes")


FORMS: Mapping[str, Callable[[Seen, Form], Command]] = {
    "open-ballot": open_ballot,
    "vote": vote,
    "hold": lambda _, form: Hold(one(form, "ballot"), one(form, "hold") == "yes"),
    "void": lambda _, form: VoidBallot(one(form, "ballot"), one(form, "why", "")[:1000]),
    "sign": lambda _, form: Sign(one(form, "ballot"), one(form, "digest")),
}
