"""Proper names: runs of words with a capital, with the titles before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

from mediant.evidence.meaning.naming.layout import Layout
from mediant.evidence.meaning.naming.words import Words

APART = frozenset(("of", "the", "y"))
MOST_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUse:
    """One place where a name stands: its words without titles; `the` stands before it, or 's behind it."""

    start: int
    end: int
    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    the: bool = False
    owns: bool = False

    label: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(word.lower() for word in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What the whole text says of its words: those it has in lower case, and how often two stand together."""

    common: frozenset[str]
    pairs: Counter[tuple[str, str]]


def bare(word: str) -> str:
    """The word without the 's of an owner."""
    return word[:-2] if word.endswith(("'s", "’s")) else word


def name_uses(layout: Layout, words: Words, sources: Container[tuple[int, int]] = ()) -> tuple[NameUse, ...]:
    """The names of a text in its order.

    Words that have a capital only as the first of a sentence are left out, but not one that is a whole source, from
    start to end, and no plural or common head.
    """
    seen = _Seen(
        common=frozenset(word.text for word in layout.words if word.text[0].islower()),
        pairs=Counter((one.text, bare(two.text)) for one, two in pairwise(layout.words) if one.text[0].isupper()),
    )
    uses = [use for run in _runs(layout, words, seen) if (use := _use(layout, run, words)) is not None]
    sure = {word for use in uses if not _doubtful(layout, use) for word in use.key}
    sure |= words.country.keys() | words.seat.keys()
    common = words.bodies | words.of_state | words.apart | words.documents

    def stands(use: NameUse) -> bool:
        low = use.key[0]
        if not _doubtful(layout, use) or low in sure:
            return True
        return (use.start, use.end) in sources and not low.endswith("s") and low not in common

    return tuple(use for use in uses if stands(use))


def _doubtful(layout: Layout, use: NameUse) -> bool:
    return len(use.words) == 1 and not use.titles and not use.owns and begins(layout, layout.word_at(use.start))


def _runs(layout: Layout, words: Words, seen: _Seen) -> Iterator[list[int]]:
    """Numbers of the words of each run."""
    past = 0
    for at, word in enumerate(layout.words):
        if at >= past and word.text[0].isupper() and _opens(layout, at, words, seen):
            run = _run(layout, at, words)
            yield run
            past = run[-1] + 1


def _opens(layout: Layout, at: int, words: Words, seen: _Seen) -> bool:
    word = layout.words[at].text
    lower = bare(word).lower()
    if lower in words.closed or word.startswith(("I'", "I’")):
        return False
    if not begins(layout, at):
        return True
    follows = _next_capital(layout, at)
    if lower in words.titles or lower in words.roles:
        return follows
    if follows and (lower in seen.common or lower.endswith("ing")):  # "Leaving Sund" or "Port Alder"
        return seen.pairs[word, bare(layout.words[at + 1].text)] > 1
    return follows or (lower not in seen.common and not _plain_plural(lower, words))


def _plain_plural(lower: str, words: Words) -> bool:
    return lower.endswith("s") and (lower[:-1] in words.roles or lower[:-1] in words.bodies)


def begins(layout: Layout, at: int) -> bool:
    """Whether a word is the first of its sentence or quotation, where a capital says nothing."""
    if at == 0:
        return True
    before, word = layout.words[at - 1], layout.words[at]
    opens = before.text in "“‘«:—–•([…!?" or (before.text == '"' and layout.quoted(before.start))
    return opens or layout.sentence(before.start) != layout.sentence(word.start)


def _next_capital(layout: Layout, at: int) -> bool:
    return (
        at + 1 < len(layout.words)
        and layout.words[at + 1].text[0].isupper()
        and bare(layout.words[at].text) == layout.words[at].text
        and _near(layout, at, at + 1)
    )


def _near(layout: Layout, at: int, then: int) -> bool:
    gap = layout.text[layout.words[at].end : layout.words[then].start]
    return len(gap) <= 2 and "\n" not in gap and gap.strip() == ""


def _run(layout: Layout, at: int, words: Words) -> list[int]:
    run = [at]
    while len(run) < MOST_WORDS:
        step = _step(layout, run, words) if bare(layout.words[run[-1]].text) == layout.words[run[-1]].text else None
        if step is None:
            step = _past_owner(layout, run, words)
        if step is None:
            break
        run += range(run[-1] + 1, step + 1)
    return run


def _past_owner(layout: Layout, run: list[int], words: Words) -> int | None:
    """The next word of a name that holds an owner: "the Quay Workers' Union", "the People's Party"."""
    at, then = run[-1], run[-1] + 1
    text = layout.text
    several = layout.words[at].text.endswith("s") and text[layout.words[at].end : layout.words[at].end + 1] in (
        "'",
        "’",
    )
    if not several and bare(layout.words[at].text) == layout.words[at].text:
        return None
    then += several and text[layout.words[at].end] in "'’"
    if (
        then >= len(layout.words)
        or not layout.words[then].text[0].isupper()
        or text[layout.words[then].start - 1] != " "
    ):
        return None
    if layout.words[run[0] - 1].text.lower() != "the":
        return None
    ends = then + 1 >= len(layout.words) or not layout.words[then + 1].text[0].isupper()
    return then if bare(layout.words[then].text).lower() in words.bodies or (several and ends) else None


def _step(layout: Layout, run: list[int], words: Words) -> int | None:
    """The number of the next capital word of the run, past small joining words."""
    at = run[-1]
    for then in range(at + 1, min(at + 4, len(layout.words))):
        word = layout.words[then].text
        if not _near(layout, then - 1, then):
            return None
        if word[0].isupper() and not word.startswith(("I'", "I’")) and bare(word).lower() not in words.parting:
            joined = tuple(layout.words[k].text for k in range(at + 1, then))
            return then if _joins(layout, run, joined, words) else None
        if word not in words.joining:
            return None
    return None


def _joins(layout: Layout, run: list[int], joined: tuple[str, ...], words: Words) -> bool:
    """Whether small words hold two capital ones together: "Friends of the Pool", not "President Korvan of Sund"."""
    if not joined or joined == ("&",) or not APART.intersection(joined):
        return True
    if joined not in (("of",), ("of", "the")):
        return False
    last = layout.words[run[-1]].text.lower()
    if last in words.roles or last in words.titles:
        return False
    return len(run) == 1 or last in words.bodies or last in words.outlet_last


def _use(layout: Layout, run: list[int], words: Words) -> NameUse | None:
    """The name in a run, its leading titles apart; None where it is nothing but titles."""
    texts = [layout.words[k].text for k in run if layout.words[k].text not in ("'", "’")]
    run = [k for k in run if layout.words[k].text not in ("'", "’")]
    lows = [bare(text).lower() for text in texts]
    titled = max((k + 1 for k, low in enumerate(lows[:-1]) if low in words.titles or low in words.speaking), default=0)
    if titled == 0 and len(run) > 1 and lows[0] in words.roles:
        titled = 1
    if lows[-1] in words.titles | words.speaking and (titled == len(run) - 1 or len(run) == 1):
        return None
    first = run[titled]
    before = layout.words[run[0] - 1].text.lower() if run[0] else ""
    end = layout.words[run[-1]].end
    owned = bare(texts[-1])
    return NameUse(
        start=layout.words[first].start,
        end=end - (len(texts[-1]) - len(owned)),
        words=(*(bare(text) for text in texts[titled:-1]), owned),
        label=layout.text[layout.words[first].start : end - (len(texts[-1]) - len(owned))],
        titles=tuple(lows[:titled]),
        the=not titled and (before == "the" or (len(run) == 1 and owned.lower() in words.bodies)),
        owns=owned != texts[-1] or (owned.endswith("s") and layout.text[end : end + 1] in ("'", "’")),
    )
