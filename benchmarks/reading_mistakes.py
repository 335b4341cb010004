"""What kinds of mistakes are made when the corpus is read, how often, with examples; on the part dev alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.reading_cues import kind_of
from benchmarks.reading_figures import Both
from mediant.evidence.claim import Claim, Source, Span, When
from mediant.evidence.scoring import WORD, Pair
from tests.actor_scores import best_assignment
from tests.time_scores import same as same_time

MOST = 10
EXAMPLES = 2
WIDEST = 150
NONE = "none"
COMMAND = "python -m benchmarks.bench_reading mistakes"
HEADER = f"""# What the reader gets wrong

The {MOST} commonest kinds of mistakes of the built-in reader on the part *dev* of the corpus, on which it was tuned.
`{COMMAND}` counted them and printed this page. One claim can have
several. Sorting is by rules and rough at its edges; what is marked is one annotation, and where two annotators differ
it need not be the better one.
"""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: its kind (family, colon, what), where, what is marked and what was read."""

    kind: str
    article: str
    marked: str
    read: str


def mistakes_of(one: Both) -> Iterator[Mistake]:
    """Every mistake in an article."""
    pairs = one.pairs
    yield from _missed(one, pairs)
    yield from _too_many(one, pairs)
    for pair in pairs:
        for kind, marked, read in (*_chain(pair), *_content(pair), *_meaning(pair)):
            yield Mistake(kind, one.gold.meta.article.id, marked, read)
    yield from _actors(one, pairs)


# ---- claims without their like ---------------------------------------------------------------------------------------


def _missed(one: Both, pairs: Sequence[Pair]) -> Iterator[Mistake]:
    paired = {pair.gold.id for pair in pairs}
    for claim in one.gold.claims:
        if claim.id not in paired:
            kind, read = _why_missed(claim, one)
            yield Mistake(kind, one.gold.meta.article.id, told(claim), read)


def _why_missed(claim: Claim, one: Both) -> tuple[str, str]:
    if not claim.sources:
        other = _nearest(claim, [found for found in one.found if found.sources])
        return "missed claim: the article's own statement", told(other) if other else "nothing"
    rival = _of_same_cue(claim, one.found)
    if rival is not None:
        return f"content: {_size(claim, rival)}, so that the claim is not found", told(rival)
    own = _nearest(claim, [found for found in one.found if not found.sources])
    if own is not None:
        return "missed claim: read as the article's own statement", told(own)
    if any(_within(claim, other) for other in one.gold.claims if other is not claim):
        return "missed claim: inside another claim", "nothing"
    if not claim.sources[0].spans:
        return "missed claim: no speaker in the text", "nothing"
    return f"missed claim: {kind_of(claim, one.gold.text)}", "nothing"


def _too_many(one: Both, pairs: Sequence[Pair]) -> Iterator[Mistake]:
    paired = {pair.found.id for pair in pairs}
    for claim in one.found:
        if claim.id in paired or (claim.sources and _of_same_cue(claim, one.gold.claims) is not None):
            continue
        like = _nearest(claim, [gold for gold in one.gold.claims if bool(gold.sources) != bool(claim.sources)])
        if not claim.sources and like is not None:
            continue  # counted as missed: read as the article's own
        what = kind_of(claim, one.gold.text) if claim.sources else "statement of the article's own"
        what = "the article's own statement, read as somebody's" if like is not None else what
        marked = told(like) if like is not None else "nothing"
        yield Mistake(f"claim too many: {what}", one.gold.meta.article.id, marked, told(claim))


def _of_same_cue(claim: Claim, others: Sequence[Claim]) -> Claim | None:
    cue = _words(claim.sources[0].cue)
    found = [other for other in others if other.sources and cue & _words(other.sources[0].cue)]
    content = _words(claim.content)
    return max(found, key=lambda other: len(content & _words(other.content)), default=None)


def _nearest(claim: Claim, others: Sequence[Claim]) -> Claim | None:
    """The one whose content shares at least half of its words."""
    content = _words(claim.content)
    return next(
        (o for o in others if 2 * len(content & _words(o.content)) >= len(content | _words(o.content)) > 0), None
    )


def _within(claim: Claim, other: Claim) -> bool:
    cue = _words(claim.sources[0].cue)
    return bool(cue) and cue <= _words(other.content)


def _size(claim: Claim, found: Claim) -> str:
    marked, read = _words(claim.content), _words(found.content)
    if not marked & read:
        return "another one taken for the cue's"
    return "far too short" if len(read) < len(marked) else "far too long"


# ---- paired claims ---------------------------------------------------------------------------------------------------

Found = Iterator[tuple[str, str, str]]


def _chain(pair: Pair) -> Found:
    gold, found = pair.gold.sources, pair.found.sources
    if not gold:
        return
    if not pair.cue:
        yield "cue: another one", told(pair.gold), told(pair.found)
    if not pair.speaker:
        yield f"speaker: {_speaker(gold[0], found[0])}", told(pair.gold), told(pair.found)
    if len(gold) != len(found):
        what = "missed" if len(gold) > len(found) else "read where there is none"
        yield f"relay: {what}", told(pair.gold), told(pair.found)
    elif pair.cue and pair.speaker and not pair.chain:
        swapped = [_words(s.spans) for s in gold[1:]] == [_words(s.spans) for s in found[:0:-1]]
        yield f"relay: {'in another order' if swapped else 'other words'}", told(pair.gold), told(pair.found)


def _speaker(gold: Source, found: Source) -> str:
    a, b = _words(gold.spans), _words(found.spans)
    if not a or not b:
        return "read where the text has none" if b else "not found"
    if not a & b:
        return "another one"
    return "only a part" if len(b) < len(a) else "too much"


def _content(pair: Pair) -> Found:
    a, b = _words(pair.gold.content), _words(pair.found.content)
    if a != b:
        what = "somewhat shorter than marked" if b < a else "somewhat longer than marked" if b > a else "other edges"
        yield f"content: {what}", _cut(_joined(pair.gold.content)), _cut(_joined(pair.found.content))


def _meaning(pair: Pair) -> Found:
    gold, found = pair.gold, pair.found
    for key, a, b in (("act", gold.act, found.act), ("certainty", gold.certainty, found.certainty)):
        if a != b:
            yield f"{key}: {a or NONE} read as {b or NONE}", f"{a or NONE}: {told(gold)}", b or NONE
    if not same_time(gold.when, found.when):
        what = "not found" if found.when is None else "one where none is meant" if gold.when is None else "another one"
        yield f"time: {what}", f"{_time(gold.when)}: {told(gold)}", _time(found.when)


def _time(when: When | None) -> str:
    return "no time" if when is None else f"“{when.text}” ({when.date or 'no day'})"


def _actors(one: Both, pairs: Sequence[Pair]) -> Iterator[Mistake]:
    links = [(a, b) for pair in pairs for a, b in zip(pair.gold.sources, pair.found.sources, strict=False)]
    best = best_assignment((a.actor, b.actor) for a, b in links)
    for a, b in links:
        if b.actor is None if a.actor is None else b.actor is not None and best.get(a.actor) == b.actor:
            continue
        what = "not told" if b.actor is None else "one where none is marked" if a.actor is None else "taken for another"
        marked, read = (f"“{_joined(s.spans) or 'no words'}” is {s.actor or 'nobody told'}" for s in (a, b))
        yield Mistake(f"actor: {what}", one.gold.meta.article.id, marked, read)


# ---- words and showing -----------------------------------------------------------------------------------------------


def _words(spans: Sequence[Span]) -> set[int]:
    return {span.start + word.start() for span in spans for word in WORD.finditer(span.text)}


def _joined(spans: Sequence[Span]) -> str:
    return " … ".join(span.text for span in spans)


def told(claim: Claim) -> str:
    """A claim on one line: content, then who said it, through whom."""
    chain = " ← ".join(f"{_joined(s.spans) or '(nobody named)'} [{_joined(s.cue)}]" for s in claim.sources)
    return f"“{_cut(_joined(claim.content))}” ← {chain or 'the article'}"


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else f"{text[: WIDEST // 2 - 2]} … {text[2 - WIDEST // 2 :]}"


def _plain(text: str) -> str:
    """As Markdown shows it, marks and all."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def page(read: Sequence[Both]) -> str:
    """The page: the commonest kinds with two short examples each, then all families."""
    found = [mistake for one in read for mistake in mistakes_of(one)]
    kinds = Counter(mistake.kind for mistake in found).most_common(MOST)
    claims = sum(len(one.gold.claims) for one in read)
    written = [HEADER, f"{len(read)} articles with {claims} claims; {len(found)} mistakes of all kinds.\n"]
    for number, (kind, count) in enumerate(kinds, 1):
        written.append(f"## {number}. {kind[0].upper()}{kind[1:]} ({count})\n")
        written += [
            f"* `{one.article}`: marked {_plain(one.marked)}; read {_plain(one.read)}" for one in _examples(found, kind)
        ]
        written.append("")
    families = Counter(mistake.kind.split(":")[0] for mistake in found)
    written += ["## All kinds together\n", "| of | mistakes | commonest kinds |", "| --- | ---: | --- |"]
    for family, count in families.most_common():
        inner = Counter(one.kind.split(": ")[1] for one in found if one.kind.startswith(f"{family}:")).most_common(4)
        written.append(f"| {family} | {count} | {'; '.join(f'{what} {n}' for what, n in inner)} |")
    return "\n".join(written) + "\n"


def _examples(found: Sequence[Mistake], kind: str) -> list[Mistake]:
    """The shortest two, of different articles where there are."""
    short = sorted((one for one in found if one.kind == kind), key=lambda one: len(one.marked) + len(one.read))
    first = short[:1]
    return first + ([one for one in short[1:] if one.article != first[0].article] or short[1:])[: EXAMPLES - 1]
