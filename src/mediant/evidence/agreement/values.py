"""What comparing many articles yields: statements with their chains, contradictions, changes of position. Values only.

    Agreement
    ├── statements ......... every claim that stands belongs to one; the same claim printed again is a further chain
    │   └── chains ......... through whom it reached each article, and the root it goes back to
    ├── contradictions ..... two statements that cannot both hold, and what is opposed in them
    ├── changes ............ one speaker on one matter over time, step by step with its days
    ├── taken_back ......... claims that went with a corrected or withdrawn article
    └── not_compared ....... pairs that were passed over, where too many are alike

Days are those of publication, as in `ArticleRef.published` (ISO 8601), None where no article says. All tuples are
sorted, so equal input in any order gives equal values.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """How one claim reached one article.

    `relays` run from the speaker outwards, by actor, or by their words where no actor is known. `root` is where the
    outlet has it from: an agency or another relay, the outlet itself where it names none. Chains of one statement with
    equal roots are one source.
    """

    claim: str
    article: str
    outlet: str | None
    published: str | None
    relays: tuple[str, ...]
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One claim, however often it was printed.

    `id` is that of the claim printed first (ties: the smaller id), and `speaker` (an actor, None where it cannot be
    told), `name` (the words for the speaker, empty for an article's own statement), `act` and `content` are its.
    `claims` are the ids of all claims that say it, `chains` one for each, in the same order: first printed first.

    `independent` counts roots, each article once, by its claim with the fewest relays. Two outlets that name the same
    relay, an outlet and an agency that is named by another, two articles of one outlet and two articles with the very
    same text are one source; so are all that quote a newspaper or an agency as the speaker. It is an upper bound:
    outlets that do not say where they have it from may share a source.
    """

    id: str
    speaker: str | None
    name: str
    act: str | None
    content: str
    claims: tuple[str, ...]
    chains: tuple[Chain, ...]
    independent: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two statements that cannot both hold as printed; `one` was printed first.

    `kind`: "number" and "date" (all but a number or a day is alike), "polarity" (the one negates the other), "denial"
    (the same, by a speaker who denies), "act" (offered and rejected, and so on, by one speaker). `opposed` holds what
    differs, in the words of `kind`: numbers, days, acts. `score` is how alike the rest is, 0 to 1.
    """

    kind: str
    one: Statement
    other: Statement
    opposed: tuple[str, str]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a speaker held from a day on."""

    day: str
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One speaker on one matter over time: two steps or more, each opposed to another, the earliest first."""

    speaker: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A claim that no longer stands. `by` is the article that corrects its own; None where that was withdrawn."""

    claim: str
    article: str
    by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """All that many articles say together, statements sorted by first day and id, the rest by statement.

    `not_compared` counts pairs of claims that were passed over because one of them has more than 40 others like it, as
    from a source that repeats itself by the thousand: what those pairs would have told is missing. As a rule it is 0.
    """

    statements: tuple[Statement, ...]
    contradictions: tuple[Contradiction, ...]
    changes: tuple[Change, ...]
    taken_back: tuple[TakenBack, ...]
    not_compared: int = 0
