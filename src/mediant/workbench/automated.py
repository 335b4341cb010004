"""Automated negotiators in seats: what one does next follows from what its party sees, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import chain

import numpy as np

from mediant.model.case import Case
from mediant.model.document import case_of, document_of
from mediant.talks.acts import Ask, Invite, Offer, OfferPart, Propose
from mediant.talks.drawn import drawn_case
from mediant.talks.record import Standing, View, heard_as
from mediant.talks.seats import strategy_of
from mediant.talks.standing import standings_of
from mediant.talks.strategies.candid import Candid
from mediant.talks.words import Words, act_in_words, choices_of
from mediant.workbench.audience import JOINT
from mediant.workbench.ballots import Sign, Vote
from mediant.workbench.people import Person
from mediant.workbench.table import Table
from mediant.workbench.talk import Say, room_of

ROUNDS = 20
"""Acts of an automated negotiator in one room: at the last it has conceded all that its strategy concedes."""
ASK_FOR_MORE = (Offer, OfferPart, Propose, Ask, Invite)


def role_of(case: Case, party: str, chance: str) -> dict[str, object]:
    """What a party is played by, as `[preferences.PARTY]`: one draw of all that fits the case, the same for a chance.

    Raises Contradiction, CannotSample and InvalidValue.
    """
    found: dict[str, object] = document_of(drawn_case(case, _seed(chance, "role")))["preferences"][party]
    return found


def next_command(table: Table, person: Person) -> Vote | Sign | Say | None:
    """What an automated negotiator does now; None where it is not its turn.

    It votes once on every ballot and signs what everyone has accepted; it answers what was put to a room that it is in,
    and never speaks twice in a row.
    table : as its party sees it. Raises UnknownPlugin and BrokenPlugin; Contradiction, CannotSample and InvalidValue
    where nothing fits what its party has stated.
    """
    party, known = person.side or "", table.wants.of(person.side or "")
    if known is None or person.strategy is None:
        return None
    mine = case_of({**document_of(replace(table.case, preferences={})), "preferences": {party: known}}).known_of(party)
    stated = replace(table.case, preferences=dict.fromkeys((one.id for one in table.case.parties), mine))
    exact = drawn_case(stated, _seed(table.people.chances.get(person.id, ""), "role"))  # what was left open is drawn
    standing = standings_of(exact)[party]
    found: Iterator[Vote | Sign | Say] = chain(
        _votes(table, party, standing), _signs(table, person), _answers(table, person, standing)
    )
    return next(found, None)


def _seed(chance: str, what_for: str) -> int:
    return int.from_bytes(sha256(f"{chance} {what_for}".encode()).digest()[:8])


def _votes(table: Table, party: str, standing: Standing) -> Iterator[Vote]:
    for ballot in table.ballots.open:
        if party not in ballot.votes:
            outcome = ballot.opened.outcome
            choices = None if outcome is None else choices_of(dict(outcome), Words(table.case), "outcome")
            yes = choices is not None and standing.utility(choices) >= standing.reserved - 1e-9
            yield Vote(ballot.opened.id, ballot.opened.digest, yes=yes)


def _signs(table: Table, person: Person) -> Iterator[Sign]:
    for ballot in table.ballots.all.values():
        if ballot.agreed and person.id not in ballot.signed:
            yield Sign(ballot.opened.id, ballot.opened.digest)


def _answers(table: Table, person: Person, standing: Standing) -> Iterator[Say]:
    party, case = person.side or "", table.case
    heard = tuple(heard_as(entry, party) for entry in table.talk.entries)
    for name in (party, JOINT):
        entries = [line.entry for line in table.talk.in_room(name) if line.entry is not None]
        done = sum(entry.speaker == party for entry in entries)
        if entries and entries[-1].speaker != party and isinstance(entries[-1].act, ASK_FOR_MORE) and done < ROUNDS:
            view = View(
                party, standing, heard, room_of(name, case), (done + 1) / ROUNDS,
                tuple(len(issue.options) for issue in case.issues), tuple(one.id for one in case.parties),
            )  # fmt: skip
            chance = np.random.default_rng(_seed(table.people.chances.get(person.id, ""), f"{len(heard)}"))
            act = Candid(strategy_of(person.strategy or "")).act(view, chance)
            yield Say(name, act_in_words(act, case))
