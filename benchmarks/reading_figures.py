"""How well claims are read from the corpus: each figure with its interval, and the two annotators' beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.corpus_agreement import CORPUS, FIGURES, both, figures
from benchmarks.corpus_agreement import counts_of as agreement_of
from mediant.evidence.article import article_of
from mediant.evidence.claim import ACTS, CERTAINTIES, Claim
from mediant.evidence.files import read_corpus
from mediant.evidence.markup import MarkedArticle
from mediant.evidence.readers import Reader
from mediant.evidence.reading.completion import Completing
from mediant.evidence.reading.files import load_reader
from mediant.evidence.scoring import Pair, pairs_of
from tests.time_scores import same as same_time

Counts = Counter[str]
Sums = Callable[[str], np.ndarray]
Figure = Callable[[Sums], np.ndarray]
Three = tuple[float, float, float]

LEVELS = {
    "content": "found (content)",
    "cue": "… and cue",
    "speaker": "… and speaker",
    "chain": "whole chain",
    "exact": "exact, word by word",
}
GROUPS = {"attributed": "attributed claims", "relayed": "claims with relays", "own": "own statements"}
AIMS = {
    "attributed claims: whole chain, share of those marked": 80,
    "act, macro-F1": 75,
    "certainty, macro-F1": 75,
    "time, those with a time right (words and day)": 80,
    "actors, right": 80,
}


@dataclass(frozen=True, slots=True)
class Both:
    """An annotated article and the claims that were read from its text."""

    gold: MarkedArticle
    found: tuple[Claim, ...]

    @property
    def pairs(self) -> list[Pair]:
        return pairs_of(self.gold.claims, self.found, self.gold.text)


def reader_of(weights: str | Path | None = None) -> Reader:
    """The reader as `mediant read` has it: claims with their times, actors and issues."""
    return Completing(load_reader(weights))


def read_part(part: str, reader: Reader) -> list[Both]:
    """Every article of a part of the corpus with what is read from its text alone."""
    return [
        Both(marked, reader(article_of(marked.text, marked.meta.article)).claims)
        for marked in read_corpus(CORPUS, part)
    ]


# ---- counting one article --------------------------------------------------------------------------------------------


def counts_of(one: Both) -> Counts:
    """Everything that is counted in one article: what the agreement counts, and what belongs to a gold side."""
    counts = agreement_of(one.gold, replace(one.gold, claims=one.found))
    pairs = one.pairs
    for side, claims in (("marked", one.gold.claims), ("read", one.found)):
        counts.update(f"{side}, {group}" for claim in claims for group in _groups(claim))
    for pair in pairs:
        counts.update(_right(pair))
        counts.update(_time(pair))
    return counts


def _groups(claim: Claim) -> Iterator[str]:
    yield "attributed" if claim.sources else "own"
    if len(claim.sources) > 1:
        yield "relayed"


def _right(pair: Pair) -> Iterator[str]:
    for group in _groups(pair.gold):
        yield f"right, {group}, content"
        if pair.cue:
            yield f"right, {group}, cue"
        if pair.cue and pair.speaker:
            yield f"right, {group}, speaker"
        if pair.chain:
            yield f"right, {group}, chain"
        if pair.exact:
            yield f"right, {group}, exact"


def _time(pair: Pair) -> Iterator[str]:
    gold, found = pair.gold.when, pair.found.when
    right = same_time(gold, found)
    yield "time"
    yield from ["time, right"] * right
    if gold is not None:
        yield "timed"
        yield from ["timed, right"] * right
        if gold.date is not None:
            yield "dated"
            yield from ["dated, right"] * (found is not None and found.date == gold.date)


# ---- figures of sums -------------------------------------------------------------------------------------------------


def share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Per cent; not a number where there is nothing to divide by."""
    return 100 * np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=np.asarray(whole) > 0)


def _of_marked(group: str, level: str) -> Figure:
    return lambda of: share(of(f"right, {group}, {level}"), of(f"marked, {group}"))


def _of_paired(group: str, level: str) -> Figure:
    return lambda of: share(of(f"right, {group}, {level}"), of(f"right, {group}, content"))


def _f1(group: str, level: str) -> Figure:
    """Of claims with relays, a chain that is right has them on both sides; a content alone may not."""
    return lambda of: share(2 * of(f"right, {group}, {level}"), of(f"marked, {group}") + of(f"read, {group}"))


def _ratio(part: str, whole: str) -> Figure:
    return lambda of: share(of(part), of(whole))


def _class(key: str, label: str) -> Figure:
    labels = (*(ACTS if key == "act" else CERTAINTIES), "none")

    def f1(of: Sums) -> np.ndarray:
        either = sum(of(f"{key}: {label} / {other}") + of(f"{key}: {other} / {label}") for other in labels)
        return share(2 * of(f"{key}: {label} / {label}"), np.asarray(either))

    return f1


def _levels(group: str) -> Iterator[tuple[str, Figure]]:
    for level, name in LEVELS.items():
        if group == "own" and level not in ("content", "exact"):
            continue
        yield f"{GROUPS[group]}: {name}, share of those marked", _of_marked(group, level)
        if level in ("chain", "exact"):
            yield f"{GROUPS[group]}: {name}, share of those found", _of_paired(group, level)
        if group != "relayed" or level in ("chain", "exact"):
            yield f"{GROUPS[group]}: {name}, F1", _f1(group, level)


OWN: Mapping[str, Figure] = {
    **{name: figure for group in GROUPS for name, figure in _levels(group)},
    **{
        name: FIGURES[name]
        for key in ("act", "certainty")
        for name in (f"{key}, same", f"{key}, kappa × 100", f"{key}, macro-F1")
    },
    **{f"act: {act}, F1": _class("act", act) for act in ACTS},
    **{f"certainty: {one}, F1": _class("certainty", one) for one in CERTAINTIES},
    "time, all claims right": _ratio("time, right", "time"),
    "time, those with a time right (words and day)": _ratio("timed, right", "timed"),
    "time, those of a known day right (day)": _ratio("dated, right", "dated"),
    "actors, right": _ratio("actors, same", "actors"),
}


def agreement() -> dict[str, Three]:
    """The same figures of the two annotators: the second's claims as if read, over all articles annotated twice."""
    return figures([counts_of(Both(one, other.claims)) for one, other in both()["all"]], OWN)


def table(read: Sequence[Both]) -> str:
    """The figures in Markdown, the annotators' beside them and the aim where there is one."""
    counted = [counts_of(one) for one in read]
    sums: Counts = sum(counted, Counter())
    ours, theirs = figures(counted, OWN), agreement()
    sizes = ", ".join(f"{sums[f'{side}, {group}']} {group} {side}" for group in GROUPS for side in ("marked", "read"))
    rows = [
        f"{len(read)} articles; claims: {sizes}; {sums['paired']} paired.",
        "The annotators' figures are of all articles annotated twice, the first annotation taken for the one marked.",
        "",
        "| figure | ours (95 % interval) | the two annotators | aim |",
        "| --- | ---: | ---: | --- |",
    ]
    for name, value in ours.items():
        aim = AIMS.get(name)
        verdict = "" if aim is None else f"at least {aim}: {'met' if value[0] >= aim else 'missed'}"
        rows.append(f"| {name} | {_cell(value)} | {_cell(theirs[name])} | {verdict} |")
    return "\n".join(rows)


def _cell(three: Three) -> str:
    if np.isnan(three[0]):
        return "–"
    return "{:.1f} ({:.1f}–{:.1f})".format(*three)
