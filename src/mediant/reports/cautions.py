"""What a reader must know of a case before its figures: entries left out, or on another scale, that decide them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mediant.analysis.results import Analysis
from mediant.model.case import Case
from mediant.model.party import Party
from mediant.model.preferences import Interval
from mediant.reports.wording import clean, figure, plural

MOST_NAMED = 6


def cautions_of(case: Case, analysis: Analysis) -> tuple[str, ...]:
    """A sentence for each such entry: no walk-away, one that no draw reaches, weights that dwarf those left out."""
    return (*_no_walk_away(case), *_out_of_reach(case, analysis), *_dwarfed(case))


def _no_walk_away(case: Case) -> tuple[str, ...]:
    without = [party for party in case.parties if case.known_of(party.id).walk_away is None]
    if not without:
        return ()
    many = len(without) > 1
    return (
        f"No walk-away is stated for {_named(without)}, so {'each' if many else 'it'} is taken to accept whatever "
        f"crosses no red line; if {'their limits are' if many else 'its limit is'} only not known, state that: "
        'walk_away = "unknown".',
    )


def _out_of_reach(case: Case, analysis: Analysis) -> tuple[str, ...]:
    if analysis.uncertainty is None or analysis.zone is None or analysis.zone.high > 0:
        return ()
    listed = analysis.uncertainty.outcomes
    return tuple(
        f"Of {plural(len(listed), 'outcome')} compared, {_name(party)} accepts none in any draw: see whether its "
        "walk-away is on the scale of its weights and values, and what its red lines leave."
        for party in case.parties
        if listed and all(prospect.acceptable[party.id].p == 0 for prospect in listed)
    )


def _dwarfed(case: Case) -> tuple[str, ...]:
    said = []
    for party in case.parties:
        weights = case.known_of(party.id).weights
        if not isinstance(weights, Mapping) or not weights or all(issue.id in weights for issue in case.issues):
            continue
        most = max(weight.high if isinstance(weight, Interval) else weight for weight in weights.values())
        if most > 1:
            said.append(
                f"Weights of up to {figure(most)} are stated for {_name(party)}, and an issue left out weighs at most "
                "1 beside them: weigh every issue, or write 0.4 for 40%."
            )
    return tuple(said)


def _named(parties: Sequence[Party]) -> str:
    names = [_name(party) for party in parties[:MOST_NAMED]]
    if len(parties) > MOST_NAMED:
        names.append(f"{len(parties) - MOST_NAMED:,} more")
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _name(party: Party) -> str:
    return clean(party.name, 60) or party.id
