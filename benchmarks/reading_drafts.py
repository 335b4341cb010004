"""Drafts made of what is read, beside those made of the marked claims; and issues, whatever their ids are called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from benchmarks.reading_figures import Both
from mediant.errors import CannotDraft
from mediant.evidence.claim import Claim
from mediant.evidence.drafting.draft import Draft, draft
from tests.actor_scores import best_assignment

Ids = tuple[tuple[str, ...], tuple[str, ...]]


def table(read: Sequence[Both]) -> str:
    """Figures over the events of a part of the corpus, in Markdown."""
    events: dict[str, list[Both]] = defaultdict(list)
    for one in read:
        events[one.gold.meta.event or one.gold.meta.article.id].append(one)
    sums: Counter[str] = Counter()
    for told in events.values():
        sums.update(_drafted(told))
        sums.update(_issues(told))
    rows = (
        ("events with a draft of the claims read", "drafts", "events"),
        ("events with a draft of the claims marked", "marked drafts", "events"),
        ("… of these, the draft of the claims read has all its parties", "all", "marked drafts"),
        ("parties of the marked claims' drafts that are in those of the claims read", "both", "parties"),
        ("parties of the read claims' drafts that are in those of the claims marked", "both", "read parties"),
        ("issues read that are those marked, whatever their ids", "issues, both", "issues read"),
        ("issues marked that were read, whatever their ids", "issues, both", "issues marked"),
    )
    lines = ["| figure | share | of |", "| --- | ---: | ---: |"]
    lines += [
        f"| {name} | {100 * sums[part] / max(sums[whole], 1):.1f} | {sums[whole]:,} |" for name, part, whole in rows
    ]
    return "\n".join(lines)


def _drafted(told: Sequence[Both]) -> Counter[str]:
    """Of one event: the parties of both drafts, those read by the ids of the marked ones that they speak for."""
    marked, read = _draft([one.gold.claims for one in told]), _draft([one.found for one in told])
    pairs = [
        (gold.actor, found.actor)
        for one in told
        for pair in one.pairs
        for gold, found in zip(pair.gold.sources, pair.found.sources, strict=False)
    ]
    meant = {found: gold for gold, found in best_assignment(pairs).items()}
    wanted = _parties(marked)
    got = {meant.get(party, f"? {party}") for party in _parties(read)}
    counts = Counter(events=1, drafts=int(read is not None))
    if marked is not None:
        counts.update({"marked drafts": 1, "all": int(wanted <= got), "both": len(wanted & got)})
        counts.update({"parties": len(wanted), "read parties": len(got)})
    return counts


def _draft(claims: Sequence[Sequence[Claim]]) -> Draft | None:
    own = [replace(claim, id=f"{n}.{claim.id}") for n, some in enumerate(claims) for claim in some]
    try:
        return draft(own)
    except CannotDraft:
        return None


def _parties(made: Draft | None) -> set[str]:
    return set() if made is None else {party.id for party in made.case.parties}


def _issues(told: Sequence[Both]) -> Counter[str]:
    """Of one event: issues of claims, ids of both sides joined one to one so that most agree."""
    rows: list[Ids] = []
    for one in told:
        paired: Mapping[str, Claim] = {pair.gold.id: pair.found for pair in one.pairs}
        for claim in one.gold.claims:
            found = paired.get(claim.id)
            rows.append((claim.issues, found.issues if found else ()))
    best = best_assignment([(a, b) for gold, found in rows for a in gold for b in found])
    both = sum(best[issue] in found for gold, found in rows for issue in gold if issue in best)
    return Counter(
        {
            "issues, both": both,
            "issues marked": sum(len(gold) for gold, _ in rows),
            "issues read": sum(len(found) for _, found in rows),
        }
    )
