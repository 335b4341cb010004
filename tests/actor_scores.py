"""How well actors are told apart: predicted ids against those of annotated articles. The ids' wording does not count.

python tests/actor_scores.py dev        prints the figures for a part of the corpus
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from mediant.evidence.article import Article
from mediant.evidence.claim import Claim
from mediant.evidence.files import read_corpus
from mediant.evidence.markup import MarkedArticle
from mediant.evidence.meaning.actors import named

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
Pair = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Of one article: sources, those right, those with words (and right), exact ids, sums of B-cubed."""

    sources: int
    right: int
    worded: int
    worded_right: int
    exact: int
    precision: float
    recall: float


def blank(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims without their actors."""
    return tuple(replace(c, sources=tuple(replace(s, actor=None) for s in c.sources)) for c in claims)


def pairs_of(gold: Sequence[Claim], told: Sequence[Claim]) -> list[tuple[Pair, bool]]:
    """(gold actor, told actor) of every source, and whether it has words in the text."""
    return [
        ((a.actor, b.actor), bool(a.spans))
        for one, other in zip(gold, told, strict=True)
        for a, b in zip(one.sources, other.sources, strict=True)
    ]


def best_assignment(pairs: Iterable[Pair]) -> dict[str, str]:
    """Gold id to told id, one to one, so that most sources agree (the Hungarian method on their counts)."""
    shared = Counter((g, t) for g, t in pairs if g is not None and t is not None)
    gold, told = sorted({g for g, _ in shared}), sorted({t for _, t in shared})
    size = max(len(gold), len(told))
    cost = np.zeros((size, size))
    for (g, t), n in shared.items():
        cost[gold.index(g), told.index(t)] = -n
    column = _hungarian(cost) if size else []
    return {g: told[column[i]] for i, g in enumerate(gold) if column[i] < len(told)}


def _hungarian(cost: np.ndarray) -> list[int]:
    """For each row of a square matrix its column in an assignment of least cost."""
    n = len(cost)
    u, v, row_of, way = np.zeros(n + 1), np.zeros(n + 1), [n] * (n + 1), [0] * (n + 1)
    for row in range(n):
        row_of[n], at = row, n
        least, used = np.full(n + 1, np.inf), np.zeros(n + 1, dtype=bool)
        while row_of[at] != n:
            used[at] = True
            reduced = np.append(cost[row_of[at]] - u[row_of[at]] - v[:n], np.inf)
            better = ~used & (reduced < least)
            least[better] = reduced[better]
            for j in np.flatnonzero(better):
                way[j] = at
            free = np.where(used, np.inf, least)
            step = int(np.argmin(free[:n]))
            delta = free[step]
            for j in np.flatnonzero(used):
                u[row_of[j]] += delta
                v[j] -= delta
            least[~used] -= delta
            at = step
        while at != n:
            row_of[at] = row_of[way[at]]
            at = way[at]
    return [row_of.index(row) for row in range(n)]


def _bcubed(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Sums over sources of B-cubed precision and recall; a source without an id is a cluster of its own."""
    keyed = [(g if g is not None else i, t if t is not None else i) for i, (g, t) in enumerate(pairs)]
    both, gold, told = Counter(keyed), Counter(g for g, _ in keyed), Counter(t for _, t in keyed)
    return sum(both[p] / told[p[1]] for p in keyed), sum(both[p] / gold[p[0]] for p in keyed)


def counts_of(gold: Sequence[Claim], told: Sequence[Claim]) -> Counts:
    """The counts of one article."""
    pairs = pairs_of(gold, told)
    best = best_assignment(pair for pair, _ in pairs)
    right = [t is None if g is None else t is not None and best.get(g) == t for (g, t), _ in pairs]
    precision, recall = _bcubed([pair for pair, _ in pairs])
    return Counts(
        sources=len(pairs),
        right=sum(right),
        worded=sum(w for _, w in pairs),
        worded_right=sum(r for r, (_, w) in zip(right, pairs, strict=True) if w),
        exact=sum(g == t for (g, t), _ in pairs),
        precision=precision,
        recall=recall,
    )


def predicted(marked: MarkedArticle) -> tuple[Claim, ...]:
    """The article's claims with the actors that `named` finds."""
    return named(Article(ref=marked.meta.article, text=marked.text), blank(marked.claims))


def figures(counts: Sequence[Counts], draws: int = 2000, seed: int = 0) -> dict[str, tuple[float, float, float]]:
    """Each figure in per cent with the 2.5th and 97.5th percentile over draws of articles."""
    table = np.array(
        [[c.sources, c.right, c.worded, c.worded_right, c.exact, c.precision, c.recall] for c in counts], float
    )
    picks = np.random.default_rng(seed).integers(0, len(table), (draws, len(table)))
    whole, drawn = _figures(table.sum(axis=0)[None]), _figures(table[picks].sum(axis=1))
    return {
        name: (float(whole[name][0]), *(float(x) for x in np.percentile(drawn[name], [2.5, 97.5]))) for name in whole
    }


def _figures(sums: np.ndarray) -> dict[str, np.ndarray]:
    sources, right, worded, worded_right, exact, precision, recall = sums.T
    p, r = precision / sources, recall / sources
    return {
        "accuracy": 100 * right / sources,
        "accuracy, sources with words": 100 * worded_right / worded,
        "same id": 100 * exact / sources,
        "B-cubed precision": 100 * p,
        "B-cubed recall": 100 * r,
        "B-cubed F1": 100 * 2 * p * r / (p + r),
    }


def counts_of_part(part: str) -> list[Counts]:
    """The counts of every article of a part of the corpus."""
    return [counts_of(marked.claims, predicted(marked)) for marked in read_corpus(CORPUS, part)]


if __name__ == "__main__":
    for chosen in sys.argv[1:]:
        counted = counts_of_part(chosen)
        sys.stdout.write(f"{chosen}: {len(counted)} articles, {sum(c.sources for c in counted)} sources\n")
        for figure, (value, low, high) in figures(counted).items():
            sys.stdout.write(f"  {figure:30} {value:5.1f}  [{low:.1f}, {high:.1f}]\n")
