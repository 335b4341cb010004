"""What a reader must know of a case before its figures: entries left out, or on another scale, that decide them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mediant.analysis.results import Analysis
from mediant.model.case import Case
from mediant.model.party import Party
from mediant.model.preferences import Interval
from mediant.reports.lookalikes import lookalikes
from mediant.reports.sayings import listed
from mediant.reports.wording import clean, figure, plural

MOST_NAMED = 6


def cautions_of(case: Case, analysis: Analysis) -> tuple[str, ...]:
    """A sentence for each such entry: no walk-away, one that no draw reaches, weights that dwarf others, lookalikes."""
    return (*_no_walk_away(case), *_out_of_reach(case, analysis), *_dwarfed(case), *_alike(case))


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
    compared = analysis.uncertainty.outcomes
    return tuple(
        f"Of {plural(len(compared), 'outcome')} compared, {_name(party)} accepts none in any draw: see whether its "
        "walk-away is on the scale of its weights and values, and what its red lines leave."
        for party in case.parties
        if compared and all(prospect.acceptable[party.id].p == 0 for prospect in compared)
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


def _alike(case: Case) -> tuple[str, ...]:
    """Parties, issues, and options of one issue, whose names a reader could take for each other."""
    named: dict[str, Mapping[str, str]] = {
        "Parties and mediators": {one.id: one.name for one in case.parties} | {m.id: m.name for m in case.mediators},
        "Issues": {issue.id: issue.name for issue in case.issues},
    }
    for issue in case.issues:
        if not issue.numeric:
            options = map(str, issue.options)
            named[f"Options of {clean(issue.name, 80)}"] = {f"number {k}": name for k, name in enumerate(options, 1)}
    found = [
        f"{what} that look alike: {listed([f'“{clean(names[key], 60)}” ({key})' for key in keys[:MOST_NAMED]])}."
        for what, names in named.items()
        for keys in lookalikes(names)
    ]
    more = len(found) - MOST_NAMED
    return (*found[:MOST_NAMED], f"And {plural(more, 'more group')} that look alike.") if more > 0 else tuple(found)


def _named(parties: Sequence[Party]) -> str:
    names = [_name(party) for party in parties[:MOST_NAMED]]
    if len(parties) > MOST_NAMED:
        names.append(f"{len(parties) - MOST_NAMED:,} more")
    return listed(names)


def _name(party: Party) -> str:
    return clean(party.name, 60) or party.id
