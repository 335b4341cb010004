"""Which parts of an outcome nothing reported supports: options whose worth to a party is unknown or merely assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mediant.model.case import Case
from mediant.model.issue import Option
from mediant.model.preferences import Interval, Outcome
from mediant.reports.stances import names_claims
from mediant.reports.wording import clean, option_words

MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Gap:
    """Outcomes by their places ('1 to 5'), and for each party what of them is assumed and what is unknown."""

    places: str
    parts: tuple[tuple[str, str, str], ...]

    @property
    def words(self) -> str:
        """All in one line: 'Hamas, assumed: Aid into Gaza (more); Israel, unknown: ...'."""
        return "; ".join(f"{party}, {how}: {issues}" for party, how, issues in self.parts)


def gaps_of(case: Case, outcomes: Sequence[Outcome]) -> tuple[Gap, ...]:
    """The gaps of outcomes listed from place 1 on; those with the same gaps share a line, those without have none.

    An option that all of them settle alike is named; of the other issues only the name is. Where no entry of the case
    names a claim, only what is unknown counts: to mark everything assumed would tell nothing.
    """
    alike = {i.id for i in case.issues if len({outcome.get(i.id) for outcome in outcomes}) == 1}
    places: dict[tuple[tuple[str, str, str], ...], list[int]] = {}
    for place, outcome in enumerate(outcomes, 1):
        places.setdefault(_parts(case, outcome, alike), []).append(place)
    return tuple(Gap(_spans(at), parts) for parts, at in places.items() if parts)


def _parts(case: Case, outcome: Outcome, alike: set[str]) -> tuple[tuple[str, str, str], ...]:
    found: dict[tuple[str, str], list[str]] = {}
    marked = names_claims(case)
    for party in case.parties:
        for issue in case.issues:
            how = _how(case, party.id, issue.id, outcome.get(issue.id))
            if how == "unknown" or (how and marked):
                option = outcome.get(issue.id)
                told = f" ({option_words(issue, option, 60)})" if issue.id in alike and option is not None else ""
                found.setdefault((party.id, how), []).append(clean(issue.name, 80) + told)
    names = {party.id: clean(party.name, 60) or party.id for party in case.parties}
    order = sorted(found.items(), key=lambda item: [*names].index(item[0][0]))
    return tuple((names[party], how, _named(issues)) for (party, how), issues in order)


def _how(case: Case, party: str, issue: str, option: Option | None) -> str:
    known = case.known_of(party)
    values = known.values.get(issue)
    if values is None:
        return "unknown"
    value = values.get(option) if isinstance(values, Mapping) and option is not None else None
    if isinstance(value, Interval) and value.low <= 0 and value.high >= 1:
        return "unknown"
    return "" if known.because.get(f"values.{issue}") else "assumed"


def _named(issues: Sequence[str]) -> str:
    rest = len(issues) - MOST_NAMED
    return ", ".join(issues[:MOST_NAMED]) + (f" and {rest:,} more" if rest > 0 else "")


def _spans(places: Sequence[int]) -> str:
    """'1 to 3, 5' for 1, 2, 3, 5."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(f"{run[0]}" if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)
