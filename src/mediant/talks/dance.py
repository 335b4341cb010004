"""The dance of offers: what each outcome put forward is worth to every party, who gives what, and who is left behind.

Pure mathematics on a record and on what the parties want.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import TypeAlias

from mediant.analysis.tables import TOLERANCE
from mediant.talks.acts import Choices, Offer, Pledge, Propose, unfolded
from mediant.talks.pledged import Pledged
from mediant.talks.record import Entry, Standing

Standings: TypeAlias = Mapping[str, Standing]
"""What each party wants, by its id, in the order of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """An outcome put forward: an offer of a party, or a mediator's draft, by the number of its entry.

    utilities : of every party at that moment, pledges counted, minus infinity across a red line of its; shares : of
    what it could gain at most over its walk-away (0: as good as that, 1: its best outcome), likewise.
    """

    entry: int
    speaker: str
    choices: Choices
    draft: bool
    utilities: Mapping[str, float]
    shares: Mapping[str, float]

    @property
    def least(self) -> str:
        """The least satisfied party: of the smallest share, the first of several."""
        return min(self.shares, key=lambda party: self.shares[party])


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One issue in which an offer differs from the one before, taken alone: what that changes for every party."""

    issue: int
    old: int
    new: int
    changes: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What another party had changed in its offers, as far as the mover heard them since it last changed its own.

    change : of the mover's utility; None where it is the first offer that it heard of that party.
    """

    party: str
    choices: Choices
    change: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From one offer of a party to its next, by the number of the entry: what it gave or took, and after what."""

    entry: int
    party: str
    clauses: tuple[Clause, ...]
    changes: Mapping[str, float]
    after: tuple[Heard, ...]

    @property
    def concession(self) -> bool:
        """Whether it costs the mover something."""
        return self.changes[self.party] < -TOLERANCE

    @property
    def reverse_for(self) -> tuple[str, ...]:
        """Parties for which it is a *reverse concession*: the mover gives, and they see a loss."""
        return lost_by_both(self.changes, self.party)


def lost_by_both(changes: Mapping[str, float], mover: str) -> tuple[str, ...]:
    """Parties that lose by what the mover loses by too; none where the mover does not lose."""
    if changes[mover] >= -TOLERANCE:
        return ()
    return tuple(party for party, change in changes.items() if party != mover and change < -TOLERANCE)


def share(standing: Standing, choices: Choices) -> float:
    """Of what a party could gain at most over its walk-away, what an outcome gives it.

    Below 0 under its walk-away, minus infinity across a red line. Where it could gain nothing: 0 for what it can live
    with, minus infinity for what it cannot.
    """
    gain, most = standing.utility(choices) - standing.reserved, standing.greatest - standing.reserved
    if most > TOLERANCE:
        return gain / most
    return 0.0 if gain >= -TOLERANCE else -inf


def standings_after(standings: Standings, entries: Sequence[Entry]) -> Standings:
    """What the parties want once all these entries were said: with the pledges that they have heard."""
    now = dict(standings)
    for entry in entries:
        if isinstance(entry.act, Pledge) and entry.act.to in entry.room.seats:
            now[entry.act.to] = Pledged.of(now[entry.act.to], entry.act)
    return now


def puts_of(entries: Sequence[Entry], standings: Standings) -> tuple[Put, ...]:
    """All outcomes that were put forward first-hand, in the order of the record."""
    found, now = [], dict(standings)
    for number, entry in enumerate(entries):
        now.update(standings_after(now, (entry,)))
        if isinstance(entry.act, Offer | Propose):
            choices = entry.act.choices
            found.append(
                Put(
                    entry=number, speaker=entry.speaker, choices=choices, draft=isinstance(entry.act, Propose),
                    utilities={party: standing.utility(choices) for party, standing in now.items()},
                    shares={party: share(standing, choices) for party, standing in now.items()},
                )
            )  # fmt: skip
    return tuple(found)


def moves_of(entries: Sequence[Entry], standings: Standings) -> tuple[Move, ...]:
    """Every change of a party's offer, in the order of the record. Changes of utility leave pledges out.

    A party hears what is said in its room; what is carried to it counts as its owner's offer.
    """
    own: dict[str, Choices] = {}
    known: dict[str, dict[str, Choices]] = {party: {} for party in standings}
    then: dict[str, dict[str, Choices]] = {party: {} for party in standings}
    moves = []
    for number, entry in enumerate(entries):
        speaker, act = unfolded(entry.speaker, entry.act)
        if not isinstance(act, Offer) or speaker not in standings:
            continue
        if speaker == entry.speaker:
            before = own.get(speaker)
            if before is not None and before != act.choices:
                after = _heard(standings[speaker], then[speaker], known[speaker])
                moves.append(_move(number, speaker, (before, act.choices), after, standings))
            if before != act.choices:
                own[speaker], then[speaker] = act.choices, dict(known[speaker])
        for seat in entry.room.seats:
            if seat in standings and seat != speaker:
                known[seat][speaker] = act.choices
    return tuple(moves)


def _heard(standing: Standing, then: Mapping[str, Choices], now: Mapping[str, Choices]) -> tuple[Heard, ...]:
    return tuple(
        Heard(party=party, choices=choices, change=_change(standing, then[party], choices) if party in then else None)
        for party, choices in now.items()
        if then.get(party) != choices
    )


def _move(
    number: int,
    party: str,
    offers: tuple[Choices, Choices],
    after: tuple[Heard, ...],
    standings: Standings,
) -> Move:
    old, new = offers
    clauses = tuple(
        Clause(
            issue=issue, old=one, new=two,
            changes={
                of: _change(standing, old, (*old[:issue], two, *old[issue + 1 :])) for of, standing in standings.items()
            },
        )
        for issue, (one, two) in enumerate(zip(old, new, strict=True))
        if one != two
    )  # fmt: skip
    changes = {of: _change(standing, old, new) for of, standing in standings.items()}
    return Move(entry=number, party=party, clauses=clauses, changes=changes, after=after)


def _change(standing: Standing, old: Choices, new: Choices) -> float:
    """Of utility; nothing from one outcome across a red line to another."""
    one, two = standing.utility(old), standing.utility(new)
    return 0.0 if one == two else two - one
