"""A party's room: the one thing to do now, words with the mediators, packages and their worth, private notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mediant.errors import Refused
from mediant.model.case import Case
from mediant.talks.acts import Accept, Choices, Compare, CouldAccept, Offer, Propose, Question, Rank, Rate, Reject
from mediant.talks.record import heard_as, open_question
from mediant.talks.words import words_of
from mediant.web.screens import conversation, packages
from mediant.web.screens.ballot import ballot_shown
from mediant.web.screens.notes import note, notes_shown
from mediant.web.screens.roles import role_shown
from mediant.web.screens.screen import Form, Screen, Seen, one
from mediant.web.works import Work
from mediant.workbench.articles import Brought
from mediant.workbench.audience import JOINT
from mediant.workbench.ballots import BallotClosed, BallotOpened, BallotVoided, Cast, Sign, Signed, Vote
from mediant.workbench.clauses import Arranged, Stand, Stood, Worded
from mediant.workbench.commands import MAY
from mediant.workbench.course import PhaseSet, StateSet
from mediant.workbench.deals import is_mediated
from mediant.workbench.group import Concluded, Debriefed
from mediant.workbench.interview import package_worth
from mediant.workbench.notes import Noted
from mediant.workbench.people import FOR_PARTIES, Readied, Ready
from mediant.workbench.role_sheet import role_sheet
from mediant.workbench.sheets import Answered, Sheet
from mediant.workbench.talk import Allow, Allowed, Said, Say, Write, Wrote, room_of
from mediant.workbench.wants import Stated

LINES = 6
"""Of the separate session, the last ones that are shown here."""


def side_of(seen: Seen) -> str:
    """The party of the viewer."""
    return seen.person.side or ""


def works(seen: Seen) -> Mapping[str, Work]:
    """What the package in the address is worth to the party, by its own sheet."""
    package, side, known = built(seen), side_of(seen), _known(seen)
    given, found = seen.table.wants.given.get(side), {}
    if given is not None:
        found["role"] = Work(role_sheet, (seen.table.case, side, given))
    if package is not None and known is not None:
        found["worth"] = Work(package_worth, (seen.table.case, side, known, package))
    return found


def _known(seen: Seen) -> Sheet | Mapping[str, Any] | None:
    """What the party has answered, else the role that it plays, else None."""
    sheet = seen.table.sheets.of(side_of(seen))
    return sheet if sheet.answers else seen.table.wants.given.get(side_of(seen))


def built(seen: Seen) -> dict[str, Any] | None:
    """The package that the address names, or None where it names none."""
    try:
        return packages.read(seen.table.case, seen.query)
    except Refused:
        return None


def values(seen: Seen) -> Mapping[str, Any]:
    """All that stands in the room."""
    table, side = seen.table, side_of(seen)
    package = built(seen)
    mine = [line for line in table.talk.in_room(side) if line.side == side and line.words is not None]
    return {
        "todo": todo(seen),
        "ready": side in table.people.ready,
        "lines": [conversation.shown(line, seen) for line in list(table.talk.in_room(side))[-LINES:]],
        "names": conversation.names_of(table.case),
        "others": [room for room in (JOINT, *(party.id for party in table.case.parties)) if room != side],
        "letters": [(line, table.talk.allowed.get(line.id, frozenset())) for line in reversed(mine)][:LINES],
        "notes": notes_shown(seen),
        "offers": _offers(seen),
        "fields": packages.fields(table.case, package),
        "package": None if package is None else packages.coded(table.case, package),
        "package_rows": [] if package is None else packages.shown(table.case, package),
        "worth": seen.found.get("worth"),
        "role": None if "role" not in seen.found else role_shown(seen.found["role"], table.case),
        "mediated": is_mediated(table),
        "has_sheet": _known(seen) is not None,
        "clauses": _clauses(seen),
        "articles": [article.title for article in table.evidence.articles.values()],
    }


def todo(seen: Seen) -> dict[str, Any]:
    """The one thing to do now: of several, the one that waits for this person alone comes first."""
    table, side = seen.table, side_of(seen)
    group = table.group
    if group.concluded is not None:
        return {"kind": "over", "agreed": group.concluded.outcome is not None, "debrief": group.debrief is not None}
    put = _balloted(seen) or _put(seen)
    if put is not None:
        return put
    waiting = _clauses(seen)
    if waiting and table.course.phase == "drafting" and Stand in MAY[seen.person.role]:
        return {"kind": "clauses", "clause": waiting[0][0]}
    if table.wants.of(side) is None and table.course.phase != "closed":
        return {"kind": "wants", "begun": bool(table.sheets.of(side).answers)}
    return {"kind": "joint" if table.course.phase == "joint" else "nothing"}


def _balloted(seen: Seen) -> dict[str, Any] | None:
    """A vote or a signature that is theirs to give."""
    may, signing = MAY[seen.person.role], ballot_shown(seen)["signing"]
    if Vote in may and any(side_of(seen) not in ballot.votes for ballot in seen.table.ballots.open):
        return {"kind": "vote"}
    return {"kind": "sign"} if Sign in may and signing is not None and signing["mine"] else None


def _put(seen: Seen) -> dict[str, Any] | None:
    """What a mediator has asked or drafted, or another party offered, and waits for a reply."""
    asked, draft, offer, case = _question(seen), drafted(seen), offered(seen), seen.table.case
    if asked is not None:
        return {"kind": "answer", "question": question_shown(asked, case)}
    if draft is not None:
        found = next(entry for entry in reversed(seen.table.talk.entries) if entry.act == draft)
        automated = conversation.is_automated(found.speaker, seen)
        said = {"words": draft.words, "automated": automated, "room": found.room.id}
        return {"kind": "reply", **_rows(draft.choices, case), **said}
    if offer is not None:
        return {"kind": "offered", **_rows(offer[1].choices, case), "who": conversation.names_of(case)[offer[0]]}
    return None


def _rows(choices: Choices, case: Case) -> dict[str, Any]:
    outcome = words_of(choices, case)
    return {"rows": packages.shown(case, outcome), "package": packages.coded(case, outcome)}


def _clauses(seen: Seen) -> list[tuple[str, str]]:
    """Clauses about which the party has not said yet where it stands: their ids, and what they are called."""
    text, side = seen.table.text, side_of(seen)
    open_ = (clause for clause in text.order if side not in text.stances_on(clause))
    return [(clause, text.now(clause).content.title or text.now(clause).content.words[:80]) for clause in open_]


def _question(seen: Seen) -> Question | None:
    """What a mediator has asked in the separate session, and nobody has answered."""
    side, case = side_of(seen), seen.table.case
    here = [heard_as(entry, side) for entry in seen.table.talk.entries if entry.room.id == side]
    return open_question(here, room_of(side, case))


def question_shown(asked: Question, case: Case) -> dict[str, Any]:
    """A mediator's question for the template."""
    match asked:
        case CouldAccept(choices) | Rate(choices):
            rows = packages.shown(case, words_of(choices, case))
            return {"kind": "could-accept" if isinstance(asked, CouldAccept) else "rate", "rows": rows}
        case Compare(first, second):
            sides = (packages.shown(case, words_of(one, case)) for one in (first, second))
            return {"kind": "compare", "rows": [(a, b, a != b) for a, b in zip(*sides, strict=True)]}
        case Rank(outcomes):
            return {"kind": "rank", "packages": [packages.shown(case, words_of(one, case)) for one in outcomes]}


def drafted(seen: Seen) -> Propose | None:
    """The last draft of a mediator that the party has not replied to."""
    side, replied = side_of(seen), set()
    for entry in reversed(seen.table.talk.entries):
        if entry.speaker == side and isinstance(entry.act, Accept | Reject):
            replied.add(entry.act.choices)
        elif isinstance(entry.act, Propose) and side in entry.room.seats:
            return entry.act if entry.act.choices not in replied else None
    return None


def offered(seen: Seen) -> tuple[str, Offer] | None:
    """The last offer of another party at the joint table, and whose it is, that the party has not replied to."""
    side, case, replied = side_of(seen), seen.table.case, set()
    others = {party.id for party in case.parties} - {side}
    for entry in reversed(seen.table.talk.entries):
        if entry.room.id == JOINT and entry.speaker == side and isinstance(entry.act, Accept | Reject | Offer):
            replied.add(entry.act.choices)
        elif entry.room.id == JOINT and entry.speaker in others and isinstance(entry.act, Offer):
            return (entry.speaker, entry.act) if entry.act.choices not in replied else None
    return None


def _offers(seen: Seen) -> list[dict[str, Any]]:
    """The party's own offers, the last one first: it is bound by it."""
    side, case = side_of(seen), seen.table.case
    made = [entry for entry in seen.table.talk.entries if entry.speaker == side and isinstance(entry.act, Offer)]
    return [
        {"room": entry.room.id, "rows": packages.shown(case, words_of(entry.act.choices, case))}
        for entry in reversed(made)
        if isinstance(entry.act, Offer)
    ][:LINES]


def write(seen: Seen, form: Form) -> Write:
    """Words to the mediators."""
    return Write(side_of(seen), one(form, "words"))


def ready(_: Seen, form: Form) -> Ready:
    """The party is ready for what comes next, or no longer."""
    return Ready(ready=one(form, "ready") == "yes")


def allow(_: Seen, form: Form) -> Allow:
    """Words of the party's own may be carried elsewhere."""
    return Allow(one(form, "line"), tuple(form.get("to", ())))


def offer(seen: Seen, form: Form) -> Say:
    """The package that was built is offered."""
    outcome = packages.decoded(seen.table.case, one(form, "package"))
    return Say(one(form, "room"), {"act": "offer", "outcome": outcome})


def reply(seen: Seen, form: Form) -> Say:
    """Yes or no to a mediator's draft."""
    outcome = packages.decoded(seen.table.case, one(form, "package"))
    if one(form, "answer") == "yes":
        return Say(one(form, "room"), {"act": "accept", "outcome": outcome})
    words = one(form, "words", "")
    return Say(one(form, "room"), {"act": "reject", "outcome": outcome, **({"words": words} if words else {})})


def answer(seen: Seen, form: Form) -> Say:
    """An answer to what a mediator has asked, in confidence."""
    asked = _question(seen)
    if asked is None:
        raise Refused("no question waits for an answer", "look at the room again")
    said = None if "unknown" in form else _said(asked, form)
    return Say(side_of(seen), {"act": "answer", "answer": said})


def _said(asked: Question, form: Form) -> object:
    try:
        match asked:
            case CouldAccept():
                return {"yes": True, "no": False}[one(form, "answer")]
            case Compare():
                return int(one(form, "answer"))
            case Rate():
                return float(one(form, "answer"))
            case Rank():
                return [int(place) for place in form.get("order", ())]
    except (KeyError, ValueError):
        raise Refused("this is no answer to the question", "choose one of those offered") from None


SCREEN = Screen(
    name="room",
    roles=FOR_PARTIES - {"agent"},
    values=values,
    forms={
        "write": write,
        "ready": ready,
        "note": note,
        "allow": allow,
        "offer": offer,
        "reply": reply,
        "answer": answer,
    },
    told=frozenset({"offer", "reply", "answer", "allow"}),
    parts={
        "now": (
            BallotOpened,
            BallotClosed,
            BallotVoided,
            Cast,
            Signed,
            Said,
            Stated,
            Answered,
            Readied,
            PhaseSet,
            StateSet,
            Worded,
            Stood,
            Concluded,
            Debriefed,
        ),
        "messages": (Wrote, Said, Allowed),
        "papers": (Worded, Arranged, Stood, Brought),
        "package": (),
        "notes": (Noted,),
    },
    works=works,
)
