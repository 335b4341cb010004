"""How far the two annotations of the corpus agree: what stands in corpus/README.md.

python -m benchmarks.corpus_agreement          prints the tables (from the checkout's root)

Figures are in per cent (kappa: times 100), with 95 % intervals over draws of articles. Neither annotation is taken
for the right one: each figure is the same with the two exchanged.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from mediant.evidence.claim import ACTS, CERTAINTIES, Claim, Span, When
from mediant.evidence.files import read_corpus, read_topics
from mediant.evidence.markup import MarkedArticle
from mediant.evidence.scoring import LEAST_SHARED, WORD, Pair, pairs_of
from mediant.evidence.topics import PARTS
from tests.actor_scores import best_assignment

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
SECOND = CORPUS / "second-annotation"
NONE = "none"
LABELS = {"act": (*ACTS, NONE), "certainty": (*CERTAINTIES, NONE)}
ROLES = ("source", "cue", "content")
DRAWS, SEED = 2000, 0
SHOWN = 8

Counts = Counter[str]
Sums = Callable[[str], np.ndarray]
Both = tuple[MarkedArticle, MarkedArticle]


def both() -> dict[str, list[Both]]:
    """The articles annotated twice, first and second annotation, by part; `all` before the parts."""
    topics = read_topics(CORPUS)
    first = {article.meta.article.id: article for article in read_corpus(CORPUS)}
    found = [(first[second.meta.article.id], second) for second in read_corpus(SECOND)]
    return {"all": found} | {
        part: [(one, other) for one, other in found if topics[one.meta.topic].part == part] for part in PARTS
    }


# ---- counting one article --------------------------------------------------------------------------------------------


def counts_of(one: MarkedArticle, other: MarkedArticle) -> Counts:
    """Everything that is counted in one article, by name; each figure is made of sums of these."""
    pairs = pairs_of(one.claims, other.claims, one.text)
    counts = Counter({"articles": 1, "claims, first": len(one.claims), "claims, second": len(other.claims)})
    for count in (_claims(one, other), _paired(pairs), _words(one, other), _actors(pairs)):
        counts.update(count)
    for pair in pairs:
        counts.update(_meaning(pair.gold, pair.found))
    return counts


def _claims(one: MarkedArticle, other: MarkedArticle) -> Iterator[str]:
    for claim in (*one.claims, *other.claims):
        yield "attributed" if claim.sources else "own"
        if len(claim.sources) > 1:
            yield "relayed"


def _paired(pairs: Sequence[Pair]) -> Iterator[str]:
    for pair in pairs:
        kind = "attributed" if pair.gold.sources else "own"
        levels = {
            "content": True,
            "cue": pair.cue,
            "speaker": pair.cue and pair.speaker,
            "chain": pair.chain,
            "exact": pair.exact,
        }
        named = [level for level, agrees in levels.items() if agrees]
        yield from (f"{kind}, {level}" for level in named)
        if len(pair.gold.sources) > 1 and len(pair.found.sources) > 1:
            yield from (f"relayed, {level}" for level in named)


def _words(one: MarkedArticle, other: MarkedArticle) -> Counts:
    counts: Counts = Counter()
    for role in ROLES:
        a, b = (_words_of(article, role) for article in (one, other))
        counts[f"words, {role}"], counts[f"words, {role}, both"] = len(a) + len(b), len(a & b)
    return counts


def _words_of(article: MarkedArticle, role: str) -> set[int]:
    """Where the words start that any claim has in this role."""
    spans = [span for claim in article.claims for span in _spans(claim, role)]
    return {span.start + word.start() for span in spans for word in WORD.finditer(span.text)}


def _spans(claim: Claim, role: str) -> Iterable[Span]:
    if role == "content":
        return claim.content
    return (span for source in claim.sources for span in (source.spans if role == "source" else source.cue))


def _actors(pairs: Sequence[Pair]) -> Counts:
    """Sources at the same place of paired chains, and those with the same actor, whatever its id is called."""
    ids = [(a.actor, b.actor) for pair in pairs for a, b in zip(pair.gold.sources, pair.found.sources, strict=False)]
    best = best_assignment(ids)
    same = sum(b is None if a is None else b is not None and best.get(a) == b for a, b in ids)
    return Counter({"actors": len(ids), "actors, same": same})


def _meaning(one: Claim, other: Claim) -> Iterator[str]:
    yield "paired"
    yield f"act: {one.act or NONE} / {other.act or NONE}"
    yield f"certainty: {one.certainty or NONE} / {other.certainty or NONE}"
    yield from _when(one.when, other.when)
    a, b = set(one.issues), set(other.issues)
    yield from ["issues"] * len(a | b) + ["issues, both"] * len(a & b) + ["issues, same"] * (a == b)


def _when(one: When | None, other: When | None) -> Iterator[str]:
    if one or other:
        yield "when"
        if one and other and _overlap(one.text, other.text):
            yield "when, words"
    dates = [when.date if when else None for when in (one, other)]
    if any(dates):
        yield "when, dated"
        if dates[0] == dates[1]:
            yield "when, same date"


def _overlap(one: str, other: str) -> bool:
    a, b = ({word.casefold() for word in WORD.findall(text)} for text in (one, other))
    return len(a & b) >= LEAST_SHARED * len(a | b)


# ---- figures of sums -------------------------------------------------------------------------------------------------


def _f1(kind: str, level: str) -> Callable[[Sums], np.ndarray]:
    return lambda of: _share(2 * of(f"{kind}, {level}"), of(kind))


def _ratio(part: str, whole: str) -> Callable[[Sums], np.ndarray]:
    return lambda of: _share(of(part), of(whole))


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return 100 * np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=np.asarray(whole) > 0)


def _table_of(key: str, of: Sums) -> np.ndarray:
    """Counts of (label in the first, label in the second), the draws last."""
    labels = LABELS[key]
    return np.array([[of(f"{key}: {a} / {b}") for b in labels] for a in labels], float)


def _accuracy(key: str) -> Callable[[Sums], np.ndarray]:
    return lambda of: _share(np.trace(_table_of(key, of)), of("paired"))


def _kappa(key: str) -> Callable[[Sums], np.ndarray]:
    """Cohen's kappa: agreement beyond what the two annotators' own frequencies of labels give by chance."""

    def kappa(of: Sums) -> np.ndarray:
        table = _table_of(key, of) / of("paired")
        chance = (table.sum(axis=0) * table.sum(axis=1)).sum(axis=0)
        return _share(np.trace(table) - chance, 1 - chance)

    return kappa


def _macro(key: str) -> Callable[[Sums], np.ndarray]:
    """The mean F1 of the labels that occur, without "none"."""

    def macro(of: Sums) -> np.ndarray:
        table = _table_of(key, of)
        hits = np.array([table[i, i] for i in range(len(LABELS[key]) - 1)])
        each = _share(2 * hits, (table.sum(axis=0) + table.sum(axis=1))[:-1])
        return np.nanmean(each, axis=0)

    return macro


FIGURES: dict[str, Callable[[Sums], np.ndarray]] = {
    "attributed claims, content, F1": _f1("attributed", "content"),
    "attributed claims, content + cue, F1": _f1("attributed", "cue"),
    "attributed claims, content + cue + speaker, F1": _f1("attributed", "speaker"),
    "attributed claims, whole chain, F1": _f1("attributed", "chain"),
    "attributed claims, exact, F1": _f1("attributed", "exact"),
    "own statements, content, F1": _f1("own", "content"),
    "own statements, exact, F1": _f1("own", "exact"),
    "claims with relays, content, F1": _f1("relayed", "content"),
    "claims with relays, whole chain, F1": _f1("relayed", "chain"),
    **{f"words, {role}, F1": _f1(f"words, {role}", "both") for role in ROLES},
    **{
        f"{key}, {name}": make(key)
        for key in LABELS
        for name, make in (("same", _accuracy), ("kappa × 100", _kappa), ("macro-F1", _macro))
    },
    "when, words overlap": _ratio("when, words", "when"),
    "when, same date": _ratio("when, same date", "when, dated"),
    "actors, same": _ratio("actors, same", "actors"),
    "issues, shared of all named": _ratio("issues, both", "issues"),
    "issues, same set": _ratio("issues, same", "paired"),
}


def figures(
    counted: Sequence[Counts], wanted: Mapping[str, Callable[[Sums], np.ndarray]] = FIGURES
) -> dict[str, tuple[float, float, float]]:
    """Each wanted figure with the 2.5th and 97.5th percentile over draws of articles (seed 0)."""
    picks = np.random.default_rng(SEED).integers(0, len(counted), (DRAWS, len(counted)))
    times = np.array([np.bincount(row, minlength=len(counted)) for row in [np.arange(len(counted)), *picks]], float)

    def of(name: str) -> np.ndarray:
        return times @ np.array([counts[name] for counts in counted], float)

    found = {}
    for name, figure in wanted.items():
        values = figure(of)
        there = values[1:][~np.isnan(values[1:])]
        low, high = np.percentile(there, [2.5, 97.5]) if there.size else (np.nan, np.nan)
        found[name] = (float(values[0]), float(low), float(high))
    return found


# ---- showing ---------------------------------------------------------------------------------------------------------


def table(counted: dict[str, list[Counts]]) -> str:
    """The figures as a table in Markdown, a column for each part."""
    by_part = {part: figures(counts) for part, counts in counted.items()}
    rows = [f"| | {' | '.join(counted)} |", f"| --- |{' ---: |' * len(counted)}"]
    for name in ("articles", "claims, first", "claims, second", "paired"):
        sums = (str(sum(count[name] for count in counts)) for counts in counted.values())
        rows.append(f"| {name} | {' | '.join(sums)} |")
    for name in FIGURES:
        cells = (f"{value:.1f} ({low:.1f}–{high:.1f})" for value, low, high in (f[name] for f in by_part.values()))
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(rows)


def confusions(counted: Sequence[Counts], key: str) -> str:
    """The labels that were most often given for one another, in one line, either way round."""
    both_ways: Counter[tuple[str, ...]] = Counter()
    for counts in counted:
        for name, count in counts.items():
            if name.startswith(f"{key}: "):
                pair = name.removeprefix(f"{key}: ").split(" / ")
                both_ways[tuple(sorted(pair))] += count * (pair[0] != pair[1])
    most = sorted(both_ways.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
    return f"{key}, commonest disagreements: {', '.join(f'{a}/{b} {count}' for (a, b), count in most if count)}."


def shown() -> str:
    """All that is printed."""
    counted = {part: [counts_of(*pair) for pair in pairs] for part, pairs in both().items()}
    return "\n\n".join([table(counted), *(confusions(counted["all"], key).capitalize() for key in LABELS)])


if __name__ == "__main__":
    sys.stdout.write(f"{shown()}\n")
