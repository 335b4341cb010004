"""What a draft leaves open, as questions to ask: to whom, about what, and why it matters. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mediant.evidence.drafting.addressed import id_words
from mediant.evidence.drafting.labels import plain
from mediant.evidence.drafting.options import Table
from mediant.evidence.drafting.orders import Reading
from mediant.evidence.drafting.positions import REFUSES, Position
from mediant.evidence.drafting.roles import Roles, kind_of
from mediant.model.case import Case
from mediant.model.preferences import Interval

MOST_NAMED = 8
MOST_UNCLEAR = 3

ANYTHING = "as long as it is unknown, any worth is drawn for it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something to ask. `party` and `issue` are ids, None where it is about the whole; `claims` gave rise to it."""

    text: str
    why: str
    party: str | None = None
    issue: str | None = None
    claims: tuple[str, ...] = ()


def unknowns_of(case: Case) -> tuple[Question, ...]:
    """What the case itself leaves open, party by party: issues, ranks, importance, walk-away."""
    return tuple(question for party in case.parties for question in _unknowns(case, party.id, party.name))


def _unknowns(case: Case, party: str, name: str) -> Iterator[Question]:
    known = case.known_of(party)
    silent = [issue.name for issue in case.issues if issue.id not in known.values]
    if silent:
        yield Question(party=party, text=f"What does {name} want on: {_listed(silent)}?", why=ANYTHING)
    for issue in case.issues:
        values = known.values.get(issue.id)
        if isinstance(values, Mapping):
            rest = [str(option) for option, worth in values.items() if worth == Interval(0, 1)]
            if len(rest) > 1:
                text = f"How does {name} rank these on {issue.name}: {_listed(rest)}?"
                yield Question(party=party, issue=issue.id, text=text, why="no claim tells their order")
    if known.weights == "unknown" and len(case.issues) > 1:
        why = "any weights are drawn, so trades between issues are guesses"
        yield Question(party=party, text=f"Which of the issues matter most to {name}, and which least?", why=why)
    if known.walk_away == "unknown":
        text = f"What does {name} do without an agreement, and what is the least it would sign?"
        yield Question(party=party, text=text, why="it decides what could be agreed at all")


def doubts_of(name: str, party: str, readings: Mapping[str, Reading], tables: Sequence[Table]) -> Iterator[Question]:
    """What claims leave open of one party: contradictions, refusals that may be final, words that name no option."""
    for table in tables:
        reading = readings[table.issue]
        for option, claims in reading.opposed:
            text = f"Does {name} want or refuse “{option}”?"
            why = "claims of one day say both, so neither is used"
            yield Question(party=party, issue=table.issue, text=text, why=why, claims=claims)
        lines = {option for option, _ in reading.never}
        yield from _refusals(name, party, table, lines)
    unclear = [position for table in tables for position in table.unclear if position.actor == party]
    for position in unclear[:MOST_UNCLEAR]:
        text = f"What does {name} mean for {issue_name(position.issue)} by “{_cut(position.said)}”?"
        why = "these words name no option by themselves"
        yield Question(party=party, issue=position.issue, text=text, why=why, claims=(position.claim,))
    if len(unclear) > MOST_UNCLEAR:
        claims = tuple(dict.fromkeys(position.claim for position in unclear[MOST_UNCLEAR:]))
        text = f"What does {name} mean in {len(claims)} more claims that name no option?"
        yield Question(party=party, text=text, why="they are not used", claims=claims)


def _refusals(name: str, party: str, table: Table, lines: set[str | int | float]) -> Iterator[Question]:
    refused: dict[str | int | float, list[str]] = {}
    for stand in table.stands:
        if stand.position.actor == party and stand.position.kind == REFUSES and stand.option not in lines:
            refused.setdefault(stand.option, []).append(stand.position.claim)
    for option, claims in refused.items():
        text = f"Is “{option}” something {name} can never accept, or does it refuse it for now?"
        why = "a red line rules out every outcome with it"
        yield Question(party=party, issue=table.issue, text=text, why=why, claims=tuple(dict.fromkeys(claims)))


def general_of(roles: Roles, tables: Sequence[Table], positions: Sequence[Position]) -> Iterator[Question]:
    """What is open about the case as a whole: who belongs to whom, and issues with one position or none."""
    for actor in roles.doubtful:
        claims = _claims_of(actor, positions)
        text = f"Is “{actor}” a party? It takes a stand that no other answers, and was left out."
        yield Question(text=text, why="a deal needs the consent of every party", claims=claims)
    for actor, claims in roles.named.items():
        text = f"Is “{actor}” a party? No stand of its own on an issue is told."
        yield Question(text=text, why="it is in the case because these claims are its own, or others name it in them",
                       claims=claims)  # fmt: skip
    for actor in roles.tellers:
        if kind_of(actor) in ("unnamed", "several"):
            ask = "Who is meant by" if kind_of(actor) == "several" else "For whom, if anybody, speaks"
            why = "what it is said to want or refuse is put on no party's account"
            yield Question(text=f"{ask} “{actor}”?", why=why, claims=_claims_of(actor, positions))
    for part, whole in _parts(roles.parties):
        text = f"Does “{part}” speak for “{whole}”? They are two parties here."
        yield Question(text=text, why="if they are one, join their entries", claims=_claims_of(part, positions)[:3])
    for table in tables:
        if table.added:
            text = f"What else could be agreed on {issue_name(table.issue)}? The claims name one option only."
            yield Question(issue=table.issue, text=text, why="a deal that is not listed cannot be found")


def issue_name(issue: str) -> str:
    """An issue's id as words: 'truce-length' as 'Truce length'."""
    words = issue.replace("-", " ").strip() or issue
    return f"{words[:1].upper()}{words[1:]}"


def _parts(parties: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Parties whose ids hold all words of another's: 'dockers-union-north' and 'dockers-union'."""
    words = {party: id_words(party) for party in parties}
    yield from ((part, whole) for part in parties for whole in parties if words[whole] < words[part])


def _claims_of(actor: str, positions: Sequence[Position]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(position.claim for position in positions if position.actor == actor))


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - MOST_NAMED
    return "; ".join(names[:MOST_NAMED]) + (f"; and {rest:,} more" if rest > 0 else "")


def _cut(text: str, limit: int = 90) -> str:
    bare = plain(text).strip("“”\"‘’' ")
    return bare if len(bare) <= limit else f"{bare[:limit].rstrip()}…"
