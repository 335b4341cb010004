"""How well and how fast the claims of many articles are compared.

python benchmarks/bench_agreement.py pairs [train|dev] ...   precision and recall on pairs labelled by hand
python benchmarks/bench_agreement.py speed [ARTICLES]        CPU time and memory on made-up articles, 20 claims each
"""

from __future__ import annotations

import resource
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np

from mediant.evidence.agreement.compare import compare
from mediant.evidence.agreement.values import Agreement
from mediant.evidence.claim import ArticleRef, Claim, Source, Span
from mediant.evidence.files import read_corpus

ROOT = Path(__file__).resolve().parents[1]
PAIRS = ROOT / "tests" / "evidence" / "agreement" / "pairs.toml"
LABELS = ("same", "contradicts", "neither")


def judged(agreement: Agreement) -> dict[tuple[str, str], str]:
    """What was found of every pair of claims, in both directions; a pair of which nothing was found is left out."""
    found = {}
    for statement in agreement.statements:
        found |= {(a, b): "same" for a in statement.claims for b in statement.claims if a != b}
    sides = [(one.one, one.other) for one in agreement.contradictions]
    for change in agreement.changes:
        sides += [(a.statement, b.statement) for a in change.steps for b in change.steps if a is not b]
    for one, other in sides:
        for a in one.claims:
            for b in other.claims:
                found[a, b] = found[b, a] = "contradicts"
    return found


def table(part: str) -> Counter[tuple[str, str]]:
    """How often a pair with a label (first) was found to be what (second)."""
    claims = [claim for article in read_corpus(ROOT / "corpus", part) for claim in article.claims]
    found = judged(compare(claims))
    labelled = tomllib.loads(PAIRS.read_text(encoding="utf-8"))[part]
    return Counter((label, found.get((a, b), "neither")) for label in LABELS for a, b in labelled[label])


def show_pairs(part: str) -> None:
    counts = table(part)
    print(f"{part}: {counts.total()} pairs labelled by hand")
    for label in LABELS[:2]:
        right = counts[label, label]
        told = sum(counts[other, label] for other in LABELS)
        there = sum(counts[label, other] for other in LABELS)
        print(f"  {label:<12} precision {right}/{told}   recall {right}/{there}")


def made_up(articles: int, seed: int = 0) -> list[Claim]:
    """Claims of articles that share speakers and words as news does: both follow Zipf's law, the n-th 1 / (n + 10)."""
    rng = np.random.default_rng(seed)
    words = ["".join(letters) for letters in rng.choice(list("abcdefghiklmnoprstuvz"), (20_000, 5))]
    chances = 1 / (np.arange(20_000) + 10)
    reach = np.cumsum(chances)

    def drawn(most: int, size: int) -> list[int]:
        return np.searchsorted(reach, rng.random(size) * reach[most - 1]).tolist()

    claims = []
    for at in range(articles):
        day = f"2031-{1 + at * 12 // articles:02d}-{1 + at % 28:02d}"
        ref = ArticleRef(id=f"a{at}", outlet=f"Outlet {at % 200}", published=day)
        for n in range(20):
            content = " ".join(words[at] for at in drawn(20_000, int(rng.integers(3, 12))))
            speaker = f"speaker-{drawn(3000, 1)[0]}"
            spans = (Span(start=0, end=1, text="it"),)
            source = Source(spans=spans, actor=speaker, role="speaker", cue=(Span(start=2, end=6, text="said"),))
            claims.append(
                Claim(
                    id=f"a{at}.{n}",
                    article=ref,
                    content=(Span(start=7, end=7 + len(content), text=content),),
                    sources=() if n < 4 else (source,),
                    act=("report", "demand", "assess", "reject", "offer", "deny")[int(rng.integers(6))],
                    certainty="asserted",
                )
            )
    return claims


def show_speed(articles: int) -> None:
    claims = made_up(articles)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    agreement = compare(claims)
    took = time.process_time() - start
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{articles:,} articles, {len(claims):,} claims: {took:.1f} s of one core, {more:.0f} MB more at the peak")
    print(f"  {len(agreement.statements):,} statements, {len(agreement.contradictions):,} contradictions")


def main(arguments: list[str]) -> int:
    match arguments:
        case ["pairs", *parts]:
            for part in parts or ["train", "dev"]:
                show_pairs(part)
        case ["speed", *number]:
            show_speed(int(number[0]) if number else 10_000)
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
