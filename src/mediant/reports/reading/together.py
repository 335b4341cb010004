"""What many articles say together, in words: statements and their sources, contradictions, changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mediant.evidence.agreement.values import Agreement, Contradiction, Statement
from mediant.evidence.claim import Claim
from mediant.reports.reading.words import chain_words
from mediant.reports.wording import clean, names_seen, plural

KINDS = {
    "number": "The numbers differ",
    "date": "The days differ",
    "polarity": "One says the opposite of the other",
    "denial": "It is denied",
    "act": "Said in two ways",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One printing of a statement: the claim's id, its words, its chain, the day it was printed."""

    claim: str
    quote: str
    chain: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """A statement that several articles have: its words, from how many sources at most, and each printing."""

    quote: str
    manner: str
    sources: str
    tellings: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """Two statements that cannot both hold, and in what they differ."""

    kind: str
    differ: str
    sides: tuple[Told, Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A change of position: who, and what was held from which day on."""

    speaker: str
    steps: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """All of it, in the order of the comparison. `once` counts the statements that one article alone has.

    `passed_over` says how many pairs of claims were not compared, and why; empty where all were.
    """

    statements: tuple[Common, ...]
    once: int
    contradictions: tuple[Opposed, ...]
    changes: tuple[Moved, ...]
    taken_back: tuple[str, ...]
    passed_over: str = ""


def together_of(agreement: Agreement, claims: Mapping[str, Claim]) -> Together:
    """The comparison in words. `claims` are those that were compared, by id."""
    seen = names_seen(claims.values())

    def told(claim: str, day: str | None = None) -> Told:
        known = claims[claim]
        quote = clean(" … ".join(span.text for span in known.content), 600)
        when = day or known.article.published or "day not known"
        return Told(claim=claim, quote=quote, chain=chain_words(known, seen), day=clean(when, 40))

    several = [statement for statement in agreement.statements if len(_articles(statement)) > 1]
    return Together(
        statements=tuple(
            Common(
                quote=told(statement.id).quote,
                manner=clean(statement.act or "act not told", 40),
                sources=_sources(statement),
                tellings=tuple(told(claim) for claim in statement.claims),
            )
            for statement in several
        ),
        once=len(agreement.statements) - len(several),
        contradictions=tuple(
            Opposed(kind=KINDS[one.kind], differ=_differ(one), sides=(told(one.one.id), told(one.other.id)))
            for one in agreement.contradictions
        ),
        changes=tuple(
            Moved(
                speaker=clean(change.steps[0].statement.name or change.speaker or "a source not named", 120),
                steps=tuple(told(step.statement.id, step.day) for step in change.steps),
            )
            for change in agreement.changes
        ),
        taken_back=tuple(_taken_back(agreement)),
        passed_over=_passed_over(agreement.not_compared),
    )


def _passed_over(pairs: int) -> str:
    if not pairs:
        return ""
    were = "was" if pairs == 1 else "were"
    return (
        f"{plural(pairs, 'pair')} of claims {were} not compared: too many are alike. What they would tell is missing."
    )


def _articles(statement: Statement) -> set[str]:
    return {chain.article for chain in statement.chains}


def _sources(statement: Statement) -> str:
    sources = plural(statement.independent, "independent source")
    return f"at most {sources} in {plural(len(_articles(statement)), 'article')}"


def _differ(one: Contradiction) -> str:
    return " / ".join(clean(side, 80) or "–" for side in one.opposed)


def _taken_back(agreement: Agreement) -> Iterator[str]:
    count: dict[tuple[str, str | None], int] = {}
    for one in agreement.taken_back:
        count[one.article, one.by] = count.get((one.article, one.by), 0) + 1
    for (article, by), number in count.items():
        why = f"corrected by {clean(by, 100)}" if by else "withdrawn, or only quoted as printed before"
        yield f"{clean(article, 100)}: {plural(number, 'claim')} taken back ({why})"
