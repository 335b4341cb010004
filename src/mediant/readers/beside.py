"""Two readings of one article as one: the claims of both, and those that both found once. Pure."""

from __future__ import annotations

from dataclasses import replace

from mediant.evidence.article import Article
from mediant.evidence.claim import Claim, Span
from mediant.evidence.readers import Reader, Reading

ENOUGH = 0.6
"""Share of the characters of two contents that must be common to them; it allows for a "that" or a quotation mark."""

MOST_NAMED = 20


def beside(first: Reader, second: Reader, names: tuple[str, str]) -> Reader:
    """A reader that gives what both give, put together by `combine`."""

    def both(article: Article) -> Reading:
        return combine(first(article), second(article), names)

    return both


def combine(first: Reading, second: Reading, names: tuple[str, str]) -> Reading:
    """The claims of both readings of an article, in the order of their first words.

    Two claims are the same where their chains have as many links, sources that overlap link by link, and contents
    that share at least 60 % of their characters; the most alike are matched first. The first reading's stands then,
    with its id, spans and confidence; act, certainty and time that it leaves open are filled from the second. The
    notes say which claims came from whom.
    """
    same = _matches(first.claims, second.claims)
    kept = [_filled(claim, second.claims[same[k]]) if k in same else claim for k, claim in enumerate(first.claims)]
    new = _with_own_ids([claim for k, claim in enumerate(second.claims) if k not in same.values()], first.claims)
    claims = sorted([*kept, *new], key=lambda claim: min(span.start for span in _all_spans(claim)))
    both = [claim.id for k, claim in enumerate(first.claims) if k in same]
    alone = [claim.id for k, claim in enumerate(first.claims) if k not in same]
    origins = ((" and ".join(names), both), (names[0], alone), (names[1], [claim.id for claim in new]))
    notes = [f"found by {who}: {_listed(ids)}" for who, ids in origins]
    told = [f"{name}: {note}" for name, reading in zip(names, (first, second), strict=True) for note in reading.notes]
    return Reading(claims=tuple(claims), dropped=first.dropped + second.dropped, notes=(*notes, *told))


def _matches(first: tuple[Claim, ...], second: tuple[Claim, ...]) -> dict[int, int]:
    """For claims of the first reading, by position, that of the same claim in the second."""
    alike = sorted(
        (-share, k, n)
        for k, one in enumerate(first)
        for n, other in enumerate(second)
        if _near(one, other) and (share := _common(one.content, other.content)) >= ENOUGH and _one_chain(one, other)
    )
    matched: dict[int, int] = {}
    for _, k, n in alike:
        if k not in matched and n not in matched.values():
            matched[k] = n
    return matched


def _near(one: Claim, other: Claim) -> bool:
    """Whether the contents can share anything: cheap, so that most pairs need no more."""
    return one.content[0].start < other.content[-1].end and other.content[0].start < one.content[-1].end


def _common(one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    """Characters in both over characters in either."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return both / (sum(span.end - span.start for span in (*one, *other)) - both)


def _one_chain(one: Claim, other: Claim) -> bool:
    if [source.role for source in one.sources] != [source.role for source in other.sources]:
        return False
    pairs = zip(one.sources, other.sources, strict=True)
    return all((not a.spans and not b.spans) or _common(a.spans or a.cue, b.spans or b.cue) > 0 for a, b in pairs)


def _filled(one: Claim, other: Claim) -> Claim:
    act, certainty = one.act or other.act, one.certainty or other.certainty
    return replace(one, act=act, certainty=certainty, when=one.when or other.when)


def _with_own_ids(new: list[Claim], known: tuple[Claim, ...]) -> list[Claim]:
    """The claims, those whose id is taken under another."""
    taken = {claim.id for claim in known}
    free = []
    for claim in new:
        names = (f"{claim.id}{f'.{n}' if n > 1 else ''}" for n in range(1, len(taken) + 2))
        free.append(replace(claim, id=next(name for name in names if name not in taken)))
        taken.add(free[-1].id)
    return free


def _all_spans(claim: Claim) -> tuple[Span, ...]:
    return (*claim.content, *(span for source in claim.sources for span in (*source.spans, *source.cue)))


def _listed(ids: list[str]) -> str:
    more = f" and {len(ids) - MOST_NAMED:,} more" if len(ids) > MOST_NAMED else ""
    return f"{len(ids):,}" + (f" ({', '.join(ids[:MOST_NAMED])}{more})" if ids else "")
