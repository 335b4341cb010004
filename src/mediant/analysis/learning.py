"""What matters most to learn next: by how much knowing a number would raise the best outcome's chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.results import Chance, Unknown
from mediant.analysis.sampling import Draws
from mediant.analysis.unknowns import Floats
from mediant.model.issue import Issue, Option, Range
from mediant.model.preferences import Curve, Pattern, Preferences, Ranking

Flags = NDArray[np.bool_]

MOST_ASKED = 50
"""Options of one issue that are tried; of more, evenly spread ones."""


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A number that is not known: whose, where in the case file, in words, and (draws,) what was drawn for it.

    about : as `Unknown` has it.
    """

    party: int
    entry: str
    label: str
    drawn: Floats
    about: Pattern = field(default_factory=dict)


def matters_most(scalars: Sequence[Scalar], accepted: Sequence[Flags], ids: Sequence[str]) -> tuple[Unknown, ...]:
    """The entries of the case file that are not known, ranked by the rise of the best chance when they are learned.

    accepted : per party (candidates, draws) whether it could accept each candidate outcome; ids : of the parties.

    Learning a number means learning in which of a few equally likely bands it lies, and then choosing the candidate
    that is best there. Half of the draws choose and the other half evaluate, both ways, so the rise is not biased
    upwards by chance; the true rise is never negative, so an estimate below 0 is shown as 0. Of the values of one
    issue, the one that would help most stands for the entry.
    """
    if not scalars or not len(accepted[0]):
        return ()
    halves = [_Half.of(accepted, rest) for rest in (0, 1)]
    best: dict[str, Unknown] = {}
    for scalar in scalars:
        band = bands(scalar.drawn)
        (one, one_var), (two, two_var) = (
            _rise(scalar.party, band, choose, judge) for choose, judge in (halves, halves[::-1])
        )
        rise = Chance(p=max(0.0, (one + two) / 2), se=float(np.sqrt(one_var + two_var)) / 2)
        unknown = Unknown(
            party=ids[scalar.party], entry=scalar.entry, label=scalar.label, rise=rise, about=scalar.about
        )
        # Terms of one list and weights of one table share an entry, so the label tells them apart.
        key = scalar.entry if ".values." in scalar.entry else f"{scalar.entry} {scalar.label}"
        if key not in best or rise.p > best[key].rise.p:
            best[key] = unknown
    return tuple(sorted(best.values(), key=lambda unknown: -unknown.rise.p))


def bands(drawn: Floats) -> NDArray[np.intp]:
    """(draws,) the band each draw falls in: from 2 to 8 of them, equally many draws in each."""
    number = int(np.clip(len(drawn) // 200, 2, 8))
    rank = np.empty(len(drawn), dtype=np.intp)
    rank[np.argsort(drawn, kind="stable")] = np.arange(len(drawn))
    return rank * number // len(drawn)


@dataclass(frozen=True, slots=True, eq=False)
class _Half:
    """Every other draw: rows (draws,), per party accepted (candidates, draws) as 0 and 1, and its means."""

    rows: NDArray[np.intp]
    accepted: list[NDArray[np.float32]]
    chances: list[Floats]

    @staticmethod
    def of(accepted: Sequence[Flags], rest: int) -> _Half:
        rows = np.arange(rest, accepted[0].shape[1], 2)
        tables = [flags[:, rest::2].astype(np.float32) for flags in accepted]
        return _Half(rows, tables, [table.mean(axis=1, dtype=np.float64) for table in tables])

    def others(self, party: int) -> Floats:
        """(candidates,) the chance that every other party accepts."""
        return np.asarray(np.prod([p for k, p in enumerate(self.chances) if k != party], axis=0) * np.ones(1))


def _rise(party: int, band: NDArray[np.intp], choose: _Half, judge: _Half) -> tuple[float, float]:
    """The rise and its variance. Parties are independent, so a chance of all is a product of theirs.

    The variance is that of the first-order projection on each party's draws (Hoeffding 1948).
    """
    number, rest = int(band.max()) + 1, choose.others(party)
    marks = (band[choose.rows][:, None] == np.arange(number)).astype(np.float32)
    within = choose.accepted[party] @ marks / np.maximum(marks.sum(axis=0), 1.0)
    # Rows from here on: the pick of each band, and last the pick where nothing is learned.
    picked = np.append((within * rest[:, None]).argmax(axis=0), (choose.chances[party] * rest).argmax())
    seen = [table[picked].astype(np.float64) for table in judge.accepted]
    share = np.vstack([band[judge.rows] == np.arange(number)[:, None], np.ones((1, len(judge.rows)), dtype=bool)])
    signed = share * np.append(np.ones(number), -1.0)[:, None]
    means = [chances[picked][:, None] for chances in judge.chances]
    own = (signed * seen[party]).mean(axis=1, keepdims=True)
    others = [k for k in range(len(seen)) if k != party]
    parts = [(signed * seen[party] * _product(means, others)).sum(axis=0)]
    parts += [(own * seen[k] * _product(means, [j for j in others if j != k])).sum(axis=0) for k in others]
    return float(parts[0].mean()), float(sum(part.var() for part in parts)) / len(judge.rows)


def _product(means: Sequence[Floats], chosen: Sequence[int]) -> Floats:
    return np.asarray(np.prod([means[k] for k in chosen], axis=0) if chosen else np.ones_like(means[0]))


def scalars_of(
    party: int, draws: Draws, known: Preferences, issues: Sequence[Issue], options: Sequence[Sequence[Option]]
) -> list[Scalar]:
    """The numbers of a party that are not known, in the order of the case file."""
    whole = draws.knowledge
    name, entry = whole.party.name, f"preferences.{whole.party.id}"
    found = []
    weights = whole.weights.numbers(draws.sample.weights)
    for column, issue in enumerate(issues):
        label = f"how much {issue.name} matters to {name}"
        found.append(Scalar(party, f"{entry}.weights", label, weights[:, column], {issue.id: ()}))
    for k, issue in enumerate(issues):
        values = whole.values[k].numbers(draws.sample.values[k])
        unsure = np.ptp(values, axis=0) > 1e-9
        asked = [(o, c) for o, c in _asked(known.values.get(issue.id), options[k]).items() if unsure[c]]
        for option, column in asked[:: len(asked) // MOST_ASKED + 1]:
            label = f"what {name} thinks of '{_with_unit(issue, option)}' on {issue.name}"
            found.append(Scalar(party, f"{entry}.values.{issue.id}", label, values[:, column], {issue.id: (option,)}))
    for term in range(len(whole.when)):
        when = known.together[term].when
        together = " with ".join("/".join(str(option) for option in matching) for matching in when.values())
        label = f"what {name} adds for {together}"
        found.append(Scalar(party, f"{entry}.together.{term + 1}", label, draws.adds[:, term], when))
    if isinstance(whole.walk_away, tuple) and draws.walk_away is not None:
        label = f"how low {name} would go (walk-away)"
        found.append(Scalar(party, f"{entry}.walk_away", label, draws.walk_away))
    return [scalar for scalar in found if np.ptp(scalar.drawn) > 1e-9]


def _with_unit(issue: Issue, option: Option) -> str:
    unit = issue.options.unit if isinstance(issue.options, Range) else None
    return f"{option} {unit}" if unit else str(option)


def _asked(values: object, options: Sequence[Option]) -> dict[Option, int]:
    """The options worth asking about, with their columns: one of each tied group, the points of a curve."""
    if isinstance(values, Ranking):
        return {group[0]: list(options).index(group[0]) for group in values.groups[1:-1] if group[0] in options}
    if isinstance(values, Curve):
        numbers = np.array([float(option) for option in options])
        columns = [int(np.abs(numbers - at).argmin()) for at, _ in values.points]
        return {options[column]: column for column in columns}
    return {option: column for column, option in enumerate(options)}
