"""The disclosure ledger in words: who heard how much, what rests on whose confidences, what can be inferred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.model.case import Case
from mediant.reports.sayings import KINDS, called, listed
from mediant.reports.wording import percent, plural, points
from mediant.talks.acts import Accept, Answer, Bid, Criticise, Offer, OfferPart, Reject, State
from mediant.talks.drawn import stated_together
from mediant.talks.inference import Inferred, inferred
from mediant.talks.ledger import Ledger, Reliance, ledger_of
from mediant.talks.record import Record

OF_WANTS = (Offer, OfferPart, Accept, Reject, Criticise, Answer, State, Bid)
"""What tells something of what a party wants."""
MOST_RELIANCES = 8


@dataclass(frozen=True, slots=True)
class Disclosures:
    """Sentences: of every party what it told that others do not know; drafts that rest on it; what can be inferred."""

    kept: tuple[str, ...]
    relied: tuple[str, ...]
    inferred: tuple[str, ...]


def disclosures(case: Case, record: Record, stated: Mapping[str, NDArray[np.float64]]) -> Disclosures:
    """The ledger of a record in words. stated : as in MediatorView; without it nothing is inferred."""
    ledger = ledger_of(record.entries)
    options = tuple(len(issue.options) for issue in case.issues)
    found = inferred(ledger, options, stated, stated_together(case)) if stated else ()
    return Disclosures(
        tuple(_kept(case, ledger, party.id) for party in case.parties),
        _relied(case, ledger.reliances),
        tuple(_inferred(case, one) for one in found if one.outcomes),
    )


def _kept(case: Case, ledger: Ledger, party: str) -> str:
    """What a party has told, and how much of it no other party knows."""
    names = called(case)
    others = [one.id for one in case.parties if one.id != party]
    told = [line for line in ledger.lines if line.speaker == party and isinstance(line.act, OF_WANTS)]
    kept = [line for line in told if not any(line.known_to(other) for other in others)]
    if not told:
        return f"{names[party]} has said nothing of what it wants."
    if not kept:
        who = listed([names[other] for other in others])
        some = ", or to some of them" if len(others) > 1 else ""
        return f"{names[party]}: all that it said of what it wants became known to {who}{some}."
    kinds = Counter(type(line.act) for line in kept)
    what = listed([plural(number, *KINDS[kind]) for kind, number in kinds.most_common()])
    hosts = sorted({known.seat for line in kept for known in line.knows} - {party})
    heard = f"only {listed([names[host] for host in hosts])} heard" if hosts else "nobody heard"
    known = len(told) - len(kept)
    rest = "nothing" if not known else "1 thing" if known == 1 else f"{known:,} things"
    return f"{names[party]}: {what} {heard}; {rest} that it said of what it wants became known to another party."


def _relied(case: Case, reliances: tuple[Reliance, ...]) -> tuple[str, ...]:
    """Drafts and questions that rest on confidences, the same ones counted together."""
    names = called(case)
    alike = Counter((one.mediator, one.heard_by, one.rests_on) for one in reliances)
    said = [
        f"{plural(number, 'draft or question', 'drafts and questions')} of {names[mediator]} to "
        f"{listed([names[seat] for seat in heard_by])} "
        f"{'rests' if number == 1 else 'rest'} on what {listed([names[party] for party in rests_on])} confided."
        for (mediator, heard_by, rests_on), number in alike.most_common(MOST_RELIANCES)
    ]
    more = len(alike) - MOST_RELIANCES
    return (*said, f"And {plural(more, 'more kind')} of them.") if more > 0 else tuple(said)


def _inferred(case: Case, one: Inferred) -> str:
    by, about = (called(case)[seat] for seat in (one.by, one.about))
    seen = f"{by} saw that {about} can live with {plural(len(one.outcomes), 'outcome')}"
    if not one.kept:
        return f"{seen}: of {one.draws:,} ways in which {about} could want things, drawn from the case, none fits that."
    error = f"± {points(one.standard_error)} percentage points"
    return f"{seen}: of the ways in which {about} could want things, {percent(one.share)} ({error}) fit that."
