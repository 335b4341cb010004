"""The parts of a noun phrase: who owns it, its head, the name in it, what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mediant.evidence.meaning.naming.layout import WORD
from mediant.evidence.meaning.naming.words import Words

MOST_CHARACTERS = 600
_TAIL = re.compile(r"\s*(?:,|\(|;| [—–-] |\s(?:who|which|whose|whom|that|where|when|speaking|asked|including)\s)")
_OWNER = re.compile(r"(?:['’]s|s['’])\s+(?=\S)")
OWNING = re.compile(r"(?:(?<=\w)['’]s|(?<=s)['’])$")
_DETERMINER = re.compile(
    r"(?i)(?:both(?: the| of the)?|the same|the (?:two|three)|all (?:the|of the)|one of the"
    r"|(?:one|some|most|many|several|two|half) of (?:the|its|his|her|their|our)"
    r"|the other|the|this|that|these|those|an?|its|his|her|their|our|my|your|another|some|no|any|every|each)\s+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase. Positions count characters of the text it came from; `core` is (start, end) of its heart."""

    determiner: str = ""
    owner: str = ""
    words: tuple[str, ...] = ()
    place: str = ""
    complement: str = ""
    tail: str = ""
    core: tuple[int, int] = (0, 0)
    plain: str = ""

    @property
    def lows(self) -> tuple[str, ...]:
        """The words of the heart in lower case."""
        return tuple(word.lower() for word in self.words)

    @property
    def head(self) -> str:
        """The last word of the heart in lower case; empty where it has none."""
        return self.words[-1].lower() if self.words else ""


def phrase_of(text: str, words: Words, start: int = 0, names: Sequence[tuple[int, int]] = ()) -> Phrase:
    """The parts of a noun phrase that begins at `start` of its article; an owner within one of `names` is no owner."""
    text = text[:MOST_CHARACTERS]
    tail = _TAIL.search(text)
    front, rest = (text[: tail.start()], text[tail.start() :]) if tail else (text, "")
    front = OWNING.sub("", front.rstrip())
    plain = front
    owned = [match for match in _OWNER.finditer(front) if not any(a <= start + match.start() < b - 1 for a, b in names)]
    owner, at = "", 0
    if owned and not _place_before(front[: owned[-1].start()], words):
        owner, at = OWNING.sub("", front[: owned[-1].end()].rstrip()), owned[-1].end()
    determiner = _DETERMINER.match(front, at)
    at = determiner.end() if determiner else at
    core, place, complement = _split(front, at, words)
    return Phrase(
        determiner=" ".join(determiner[0].lower().split()) if determiner else "",
        owner=owner,
        words=tuple(match[0] for match in core),
        place=place,
        complement=complement,
        tail=rest,
        core=(start + at, start + (core[-1].end() if core else at)),
        plain=plain,
    )


def _place_before(text: str, words: Words) -> bool:
    """Whether the owner stands within a complement: "dockers at Orra's port"."""
    return any(match[0].lower() in words.places for match in WORD.finditer(text))


def _split(front: str, at: int, words: Words) -> tuple[Sequence[re.Match[str]], str, str]:
    """The words of the heart, then the preposition that ends it and what follows."""
    core: list[re.Match[str]] = []
    for match in WORD.finditer(front, at):
        low = match[0].lower()
        if core and (low in words.places or low in words.participles):
            return core, low, front[match.end() :].strip()
        if match[0][0].isalnum() or match[0] == "&":
            core.append(match)
    return core, "", ""
