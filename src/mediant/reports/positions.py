"""What is stated of each party, entry by entry, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.model.preferences import AsGoodAs, Curve, Preferences, Ranking, Values, WalkAway, Weights
from mediant.reports.wording import clean, number_words, option_words, outcome_words

T = TypeVar("T")
MOST_SHOWN = 12
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing stated of a party (or left open): its place in the case file, its label and content in words.

    known is False where the entry says that nothing is known; claims are the ids it rests on.
    """

    place: str
    label: str
    words: str
    claims: tuple[str, ...]
    known: bool = True

    @property
    def assumed(self) -> bool:
        """Whether something is stated that rests on no claim."""
        return self.known and not self.claims


def entries_of(case: Case, party: str) -> tuple[Entry, ...]:
    """All that is stated of a party, and which issues and numbers are not known, in the order of the case file."""
    known = case.known_of(party)
    because = {place: tuple(ids) for place, ids in known.because.items()}
    return (
        *_named(_weights(case, known.weights), because),
        *_named(_values(case, known), because),
        *_named(_walk_away(case, known.walk_away), because),
        *_named(_statements(case, known), because),
    )


def _named(raw: Iterator[tuple[str, str, str]], because: Mapping[str, tuple[str, ...]]) -> Iterator[Entry]:
    for place, label, words in raw:
        yield Entry(place, label, words, because.get(place, ()), known=words != UNKNOWN)


def _weights(case: Case, weights: Weights) -> Iterator[tuple[str, str, str]]:
    if weights is None:
        return
    names = {issue.id: clean(issue.name, 80) for issue in case.issues}
    if isinstance(weights, Ranking):
        words = " > ".join(" = ".join(names.get(str(i), clean(str(i))) for i in group) for group in weights.groups)
        left = [names[i] for i in names if i not in weights.members]
        words += f" (anywhere: {', '.join(left)})" if left else ""
    elif weights == "unknown":
        words = UNKNOWN
    else:
        parts = [f"{names[i]} {number_words(weights[i])}" for i in names if i in weights]
        parts += [f"{names[i]} unknown" for i in names if i not in weights]
        words = ", ".join(parts)
    yield "weights", "What matters most", words


def _values(case: Case, known: Preferences) -> Iterator[tuple[str, str, str]]:
    for issue in case.issues:
        values = known.values.get(issue.id)
        words = UNKNOWN if values is None else values_words(issue, values)
        yield f"values.{issue.id}", clean(issue.name, 80), words


def values_words(issue: Issue, values: Values) -> str:
    """A party's values on one issue: an order as 'a > b', a table as 'a (1), b (0.4)', a slope as 'more is better'."""
    name = partial(option_words, issue)
    if isinstance(values, Ranking):
        return _first(values.groups, " > ", lambda group: _first(group, " = ", name))
    if isinstance(values, Curve):
        at = _first(values.points, ", ", lambda point: f"{number_words(point[1])} at {name(point[0])}")
        return f"{at}; straight lines between"
    if isinstance(values, Mapping):
        ordered = sorted(values) if issue.numeric else [option for option in issue.options if option in values]
        return _first(ordered, ", ", lambda option: f"{name(option)} ({number_words(values[option])})")
    return f"{values} is better"


def _first(members: Sequence[T], joint: str, words: Callable[[T], str]) -> str:
    """The words of the first few members, and how many more there are."""
    shown = joint.join(map(words, members[:MOST_SHOWN]))
    return shown if len(members) <= MOST_SHOWN else f"{shown}{joint}… ({len(members) - MOST_SHOWN:,} more)"


def _walk_away(case: Case, walk_away: WalkAway) -> Iterator[tuple[str, str, str]]:
    if walk_away is None:
        return
    if isinstance(walk_away, AsGoodAs):
        words = f"as good as {outcome_words(case, walk_away.outcome)}"
    elif walk_away == "unknown":
        words = UNKNOWN
    else:
        words = f"{number_words(walk_away)} on its own scale"
    yield "walk_away", "Walk-away", words


def _statements(case: Case, known: Preferences) -> Iterator[tuple[str, str, str]]:
    say = partial(outcome_words, case)
    for k, term in enumerate(known.together, 1):
        amount = number_words(term.add)
        yield f"together.{k}", "Taken together", f"{say(term.when)}, adds {amount}"
    for k, pattern in enumerate(known.never, 1):
        yield f"never.{k}", "Red line", f"never {say(pattern)}"
    for k, pair in enumerate(known.prefers, 1):
        yield f"prefers.{k}", "Comparison", f"{say(pair.this)}, at least as good as {say(pair.to)}"
    for k, outcome in enumerate(known.accepts, 1):
        yield f"accepts.{k}", "Would accept", say(outcome)
    for k, outcome in enumerate(known.rejects, 1):
        yield f"rejects.{k}", "Would reject", say(outcome)


def open_questions(case: Case, party: str) -> tuple[str, ...]:
    """What of a party is not known, in words: issues, weights and walk-away left open, and numbers known as orders."""
    known = case.known_of(party)
    entries = entries_of(case, party)
    said = [f"{entry.label}: nothing is known" for entry in entries if not entry.known]
    orders = [clean(i.name, 80) for i in case.issues if isinstance(known.values.get(i.id), Ranking)]
    if orders:
        said.append(f"how far apart the options are on {', '.join(orders)}: only the order is known")
    if isinstance(known.weights, Ranking):
        said.append("how much more one issue matters than the next: only the order is known")
    return tuple(said)


def walk_away_number(case: Case, party: str) -> float | None:
    """The walk-away as a number, where it is stated as one."""
    stated = case.known_of(party).walk_away
    return float(stated) if isinstance(stated, int | float) else None
