"""The deal space as the mediators know it: what parties have stated, in place of what was believed of them.

Everything is a function of the case, the draws and the seed; `fingerprint` names them, so that an answer can be worked
out once, beside the requests, and kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Literal, TypeAlias

import numpy as np
from msgspec.json import Encoder

from mediant.analysis.chances import acceptable, outcomes_at
from mediant.analysis.dealspace import CRITERIA, Budget, analyze
from mediant.analysis.results import Analysis, Chance, Prospect, Spread
from mediant.analysis.sampling import Draws, draw
from mediant.analysis.search import random_outcomes
from mediant.analysis.uncertainty import Integers, examined_options
from mediant.analysis.unknowns import knowledge_of
from mediant.errors import CannotSample, Contradiction
from mediant.model.case import Case
from mediant.model.issue import Option
from mediant.model.preferences import Outcome, Pattern, Preferences
from mediant.workbench.course import document_from
from mediant.workbench.drawn import with_preferences
from mediant.workbench.table import Table

DRAWS = 500
POINTS = 300
"""Outcomes that are shown."""
LIVE = Budget(memory_mb=200, seconds=3)
"""What an exact answer may cost while people wait."""

Source: TypeAlias = Literal["stated", "believed", "unknown"]
_ENCODER = Encoder(order="deterministic")


@dataclass(frozen=True, slots=True)
class Held:
    """A statement of a party that cannot hold with others.

    kind : "prefers" (the first of `patterns` over the second), "accepts", "rejects", "never", or "no walk_away" where
    it states none, and no red line that crosses either.
    """

    kind: str
    patterns: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """What could be agreed.

    analysis : None where `refused` says why there is none, of `party`: `clash` holds the statements that cannot all
    hold, and is empty where they leave nothing to draw from; points : outcomes with chances and gains over the
    walk-away, of an exact case too; solutions : by name the number of a point. expected : the solutions are those of
    mean gains over all that fits, not of known numbers. sources : by party, where its preferences come from.
    """

    fingerprint: str
    sources: Mapping[str, Source]
    analysis: Analysis | None
    points: tuple[Prospect, ...] = ()
    solutions: Mapping[str, int] = field(default_factory=dict)
    expected: bool = False
    refused: str = ""
    party: str = ""
    clash: tuple[Held, ...] = ()


def case_known(table: Table) -> Case:
    """The case with what parties have stated, as far as whoever sees this table knows it."""
    stated = ((party.id, table.wants.of(party.id)) for party in table.case.parties)
    return with_preferences(table.case, {party: said for party, said in stated if said is not None})


def sources_of(table: Table) -> Mapping[str, Source]:
    """By party, where its preferences in `case_known` come from."""
    return {
        party.id: "stated"
        if table.wants.of(party.id) is not None
        else "believed"
        if party.id in table.case.preferences
        else "unknown"
        for party in table.case.parties
    }


def fingerprint(case: Case, draws: int = DRAWS, seed: int = 0) -> str:
    """The same for the same answer."""
    return sha256(_ENCODER.encode([document_from(case), draws, seed, POINTS])).hexdigest()


def space_of(case: Case, sources: Mapping[str, Source], draws: int = DRAWS, seed: int = 0) -> Space:
    """The deal space of a case; `refused` where what is stated cannot all hold, or leaves nothing to draw from."""
    name = fingerprint(case, draws, seed)
    nothing = Space(fingerprint=name, sources=sources, analysis=None)
    try:
        analysis = analyze(case, draws=draws, seed=seed, points=POINTS, budget=LIVE)
        points = _known_points(case, analysis) if analysis.uncertainty is None else analysis.uncertainty.outcomes
    except Contradiction as error:
        clash = tuple(_held(case.known_of(error.party), one) for one in error.statements)
        return replace(nothing, refused=str(error), party=error.party, clash=clash)
    except CannotSample as error:
        return replace(nothing, refused=f"{error.seen}; {error.do}", party=error.party)
    solutions = _expected(points) if analysis.solutions is None else _found(points, analysis)
    return replace(
        nothing,
        analysis=analysis,
        points=points,
        solutions=solutions,
        expected=analysis.solutions is None,
    )


def _held(known: Preferences, statement: str) -> Held:
    """A statement by its name in a Contradiction, such as "prefers.2 (…)"."""
    kind, _, rest = statement.partition(".")
    if not rest:
        return Held("no walk_away")
    place = int(rest.split()[0]) - 1
    if kind == "never":
        return Held(kind, (known.never[place],))
    if kind == "prefers":
        said = known.prefers[place]
        return Held(kind, (_pattern(said.this), _pattern(said.to)))
    return Held(kind, (_pattern((known.accepts if kind == "accepts" else known.rejects)[place]),))


def _pattern(outcome: Outcome) -> Pattern:
    return {issue: (option,) for issue, option in outcome.items()}


def draws_of(case: Case, draws: int, seed: int) -> tuple[tuple[Draws, ...], list[Sequence[Option]]]:
    """What each party could want, in the order of the case, and the options it is drawn over."""
    options, _ = examined_options(case, draws)
    streams = np.random.SeedSequence(seed).spawn(len(case.parties))
    return tuple(
        draw(knowledge_of(party, case.known_of(party.id), case.issues, options), draws, np.random.default_rng(stream))
        for party, stream in zip(case.parties, streams, strict=True)
    ), options


def _known_points(case: Case, analysis: Analysis) -> tuple[Prospect, ...]:
    """Of an exact case the frontier, what the solutions pick, and other outcomes up to POINTS: all, or random ones."""
    parties, options = draws_of(case, 2, 0)
    named: list[Outcome] = [one.outcome for one in (analysis.solutions or {}).values() if one is not None]
    miss = analysis.zone.nearest_miss if analysis.zone else None
    named += [miss.outcome] if miss else []
    front = [point.outcome for point in analysis.frontier.points] if analysis.frontier else []
    efficient = {tuple(outcome.values()) for outcome in front}
    few = case.size <= POINTS
    sizes = [len(of_issue) for of_issue in options]
    rest = (
        outcomes_at(np.arange(case.size), sizes) if few else random_outcomes(parties, POINTS, np.random.default_rng(0))
    )
    others = [{issue.id: options[k][row[k]] for k, issue in enumerate(case.issues)} for row in rest.tolist()]
    outcomes = list({tuple(one.values()): one for one in (*named, *_spread(front), *others)}.values())
    rows = np.array(
        [[options[k].index(one[i.id]) for k, i in enumerate(case.issues)] for one in outcomes[: 2 * POINTS]]
    )
    return _prospects(case, parties, rows.astype(np.intp), outcomes, efficient)


def _spread(front: Sequence[Outcome]) -> Sequence[Outcome]:
    return front[:: max(1, -(-len(front) // POINTS))]


def _prospects(
    case: Case,
    parties: Sequence[Draws],
    rows: Integers,
    outcomes: Sequence[Outcome],
    efficient: set[tuple[Option, ...]],
) -> tuple[Prospect, ...]:
    ids = [party.id for party in case.parties]
    good = [acceptable(each, rows)[:, 0] for each in parties]
    gains = [(each.utilities(rows) - each.disagreement)[:, 0] for each in parties]
    return tuple(
        Prospect(
            outcome=outcomes[k],
            acceptable={
                **{party: _certain(good[j][k]) for j, party in enumerate(ids)},
                "all": _certain(all(each[k] for each in good)),
            },
            efficient=_certain(tuple(outcomes[k].values()) in efficient),
            gains={party: Spread(mean=(g := float(gains[j][k])), p5=g, p95=g) for j, party in enumerate(ids)},
        )
        for k in range(len(rows))
    )


def _certain(yes: object) -> Chance:
    return Chance(p=1.0 if yes else 0.0, se=0.0)


def _found(points: Sequence[Prospect], analysis: Analysis) -> Mapping[str, int]:
    numbers = {tuple(point.outcome.values()): k for k, point in enumerate(points)}
    found = (analysis.solutions or {}).items()
    return {name: numbers[tuple(one.outcome.values())] for name, one in found if one is not None}


def _expected(points: Sequence[Prospect]) -> Mapping[str, int]:
    """Solutions over mean gains, of the points at which every party is expected to gain."""
    gains = np.array([[one.mean for one in point.gains.values()] for point in points])
    if not len(gains):
        return {}
    inside = np.flatnonzero((gains >= 0).all(axis=1))
    rows = {name: criterion(gains[inside]) for name, criterion in CRITERIA.items()}
    return {name: int(inside[row]) for name, row in rows.items() if row is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What a party alone stands in the way of, of the points shown.

    points : numbers of those that all others could live with and it could not, each at a chance of more than a half;
    nearest : of these the one at which it falls short by least on average, or None.
    """

    party: str
    points: tuple[int, ...]
    nearest: int | None


def blocking(point: Prospect) -> tuple[str, ...]:
    """The parties that more likely than not could not live with an outcome."""
    return tuple(party for party, chance in point.acceptable.items() if party != "all" and chance.p < 0.5)


def blocks(points: Sequence[Prospect]) -> tuple[Block, ...]:
    """By party, what it alone blocks."""
    alone = [blocking(point) for point in points]
    parties = points[0].gains if points else ()
    made = []
    for party in parties:
        numbers = tuple(k for k, who in enumerate(alone) if who == (party,))
        nearest = max(numbers, key=lambda k: points[k].gains[party].mean, default=None)
        made.append(Block(party=party, points=numbers, nearest=nearest))
    return tuple(made)
