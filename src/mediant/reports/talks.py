"""The talks section of the report: what came of talks, the dance of offers, who gave what, who knows what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from mediant.model.case import Case
from mediant.reports.concessions import first_and_last, parties_of, summary_of, turn_of
from mediant.reports.dances import MOST_DRAWN, keys_of, least_panel, makers_of, marker, panels, party_makers
from mediant.reports.disclosures import disclosures
from mediant.reports.drawing import Key
from mediant.reports.sayings import Before, called, listed, phrase
from mediant.reports.settlements import settlement, share_words
from mediant.reports.transcript import drawn_words, ending, rules_words, seats_words
from mediant.reports.wording import plural
from mediant.talks.acts import Choices, Offer, Propose
from mediant.talks.dance import Put, moves_of, puts_of, standings_after
from mediant.talks.played import Played

ENDS = 8
"""Rows, and moves, that are shown at either end of long tables."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of offers: its place, who, what, the share of every party, and the least satisfied."""

    place: int
    who: str
    words: str
    shares: tuple[str, ...]
    least: str


T = TypeVar("T")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Ends(Generic[T]):
    """The first and the last of a long list, and how many between them are left out."""

    head: tuple[T, ...]
    tail: tuple[T, ...]
    left_out: int


def ends(every: Sequence[T]) -> Ends[T]:
    """All of a list in its head, or its two ends where it is long."""
    if len(every) <= 2 * ENDS + 1:
        return Ends(tuple(every), (), 0)
    return Ends(tuple(every[:ENDS]), tuple(every[-ENDS:]), len(every) - 2 * ENDS)


def ends_told(every: Sequence[T], words: Callable[[T], S]) -> Ends[S]:
    """The two ends of a list in words."""
    found = ends(every)
    return Ends(tuple(map(words, found.head)), tuple(map(words, found.tail)), found.left_out)


def talk_view(case: Case, played: Played, number: int) -> dict[str, Any]:
    """What the page shows of talks, as values; `number` tells several talks apart."""
    game, record, names = played.game, played.record, called(case)
    puts = puts_of(record.entries, played.standings)
    moves = moves_of(record.entries, played.standings)
    places = {put.entry: place for place, put in enumerate(puts, 1)}
    agreement = record.end.agreement
    after = standings_after(played.standings, record.entries)
    return {
        "number": number,
        "seats": seats_words(case, game),
        "rules": rules_words(game),
        "drawn": drawn_words(game) if game.drawn else "",
        "names": [names[party.id] for party in case.parties],
        "ending": ending(case, agreement, record.end.why),
        "got": () if agreement is None else settlement(case, agreement, after),
        "dance": dance_view(case, puts),
        "rows": ends_told(new_in(puts), partial(row_of, case)),
        "summaries": [said for party in case.parties if (said := summary_of(case, party.id, puts, moves))],
        "ways": first_and_last(case, puts),
        "ways_of": [names[party] for party in parties_of(case, puts)],
        "turns": ends_told(moves, lambda move: turn_of(case, move, places[move.entry], played.standings)),
        "ledger": disclosures(case, record, played.stated),
    }


def dance_view(case: Case, puts: Sequence[Put]) -> dict[str, Any] | None:
    """The drawings with their words; None where nothing was put forward."""
    if not puts:
        return None
    makers, parties = makers_of(case, puts), party_makers(case)
    drawn = min(len(puts), MOST_DRAWN)
    return {
        "panels": panels(case, puts, makers),
        "legend": keys_of(makers),
        "least": least_panel(puts, parties),
        "least_legend": [Key(one.shape, marker(one.shape, 14, 15), one.name) for one in parties.values()],
        "least_words": least_words(case, puts),
        "thinned": f"Of {len(puts):,}, {drawn:,} spread evenly are drawn." if drawn < len(puts) else "",
    }


def least_words(case: Case, puts: Sequence[Put]) -> str:
    """Of how many outcomes put forward each party was the least satisfied."""
    names = called(case)
    least = Counter(put.least for put in puts)
    each = [f"{names[party]} with {count:,}" for party, count in least.most_common()]
    return f"Of {plural(len(puts), 'outcome')} put forward, the least satisfied party was {listed(each)}."


@dataclass(frozen=True, slots=True)
class New:
    """Something put forward that its maker has not just put forward: its place, and what its maker said before."""

    place: int
    put: Put
    before: Choices | None


def new_in(puts: Sequence[Put]) -> tuple[New, ...]:
    """What was put forward, without what somebody repeats unchanged."""
    own: dict[str, Choices] = {}
    found = []
    for place, put in enumerate(puts, 1):
        before = own.get(put.speaker)
        if before != put.choices:
            found.append(New(place, put, before))
            own[put.speaker] = put.choices
    return tuple(found)


def row_of(case: Case, new: New) -> Row:
    """A line of the table of what was put forward."""
    names, put = called(case), new.put
    act = Propose(put.choices) if put.draft else Offer(put.choices)
    words = phrase(put.speaker, act, case, Before(own={} if new.before is None else {put.speaker: new.before}))
    shares = tuple(share_words(share) for share in put.shares.values())
    return Row(new.place, names[put.speaker], words, shares, names[put.least])
