"""What claims say of an issue: who wants, would do, refuses or threatens what. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediant.evidence.claim import Claim
from mediant.evidence.drafting.labels import is_speech, keywords, label_of, parted, plain, words_of
from mediant.evidence.drafting.vocabulary import SAYING, STANDING_IN

WANTS, WOULD, REFUSES, THREATENS, GIVES_UP = "wants", "would", "refuses", "threatens", "gives up"
KINDS = {
    "demand": WANTS,
    "offer": WOULD,
    "commit": WOULD,
    "accept": WOULD,
    "concede": WOULD,
    "reject": REFUSES,
    "threaten": THREATENS,
}
"""What an act says of the speaker's stand; the other acts say nothing of it."""

ANSWERS = frozenset(("accept", "reject", "concede"))
"""Acts that often speak of what another has put forward."""

_FLAT = re.compile(
    r"\b(?:(?:will|would|shall|can) never|never (?:accept|agree|sign|allow)|rul(?:e|es|ed|ing) out|"
    r"(?:under no|not under any) circumstances?|out of the question|non-negotiable|red line|flatly|categorically|"
    r"absolutely not|will not hear of)\b",
    re.IGNORECASE,
)
_TIED = re.compile(r"\b(?:before|until|unless|without|if|except|as long as|more than|less than)\b", re.IGNORECASE)
_DROPPED = re.compile(
    r"\b(?:drop(?:s|ped)?|gives? up|gave up|given up|withdr[ae]w(?:n|s|ing)?|abandon(?:s|ed)?|no longer|"
    r"relinquish(?:es|ed)?)\b",
    re.IGNORECASE,
)
_GIVING = re.compile(
    r"\b(?:accepts?|accepted|agree[sd]?|willing|ready|prepared|settle[sd]?|come up|came up|down to|back(?:s|ed) down|"
    r"soften(?:s|ed)?|signal(?:s|l?ed)?|could live|could be enough|allows?)\b",
    re.IGNORECASE,
)
_JUDGED = re.compile(r"\s+as\s+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One stand of one actor on one issue, as one claim has it.

    label : the option it speaks of, in the words of the claim; None where these name none by themselves.
    words : keywords of what is about the issue, for finding the option that an answer speaks of; heard : all words.
    firm : a refusal that is asserted and tied to nothing; flat : it is also worded as final.
    """

    claim: str
    actor: str
    issue: str
    act: str
    kind: str
    label: str | None
    said: str
    words: frozenset[str]
    heard: frozenset[str]
    day: str
    firm: bool = False
    flat: bool = False


def said_in(claim: Claim) -> str:
    """The words of a claim, its pieces joined."""
    return plain(" ".join(span.text for span in claim.content))


def cue_of(claim: Claim) -> str:
    """The words that attribute the claim to its speaker."""
    return plain(" ".join(span.text for span in claim.sources[0].cue)) if claim.sources else ""


def in_order(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims by day, article and place: an order that does not depend on how they were handed over."""
    return tuple(sorted(claims, key=lambda claim: (day_of(claim), claim.article.id, _start(claim), claim.id)))


def day_of(claim: Claim) -> str:
    """The day its article was published; "" where that is not told."""
    day = claim.article.published
    return day if day is not None and _DAY.fullmatch(day) else ""


def positions_of(claims: Sequence[Claim], speakers: Sequence[str | None]) -> tuple[Position, ...]:
    """The stands that claims take, in the order of the claims; `speakers` names the actor of each.

    A claim of an unknown speaker, on no issue, or of which it is open whether it holds gives none.
    """
    return tuple(
        position
        for claim, speaker in zip(claims, speakers, strict=True)
        if speaker is not None and claim.certainty != "uncertain" and claim.act in KINDS and claim.issues
        for position in _positions(claim, speaker)
    )


def _positions(claim: Claim, speaker: str) -> Iterator[Position]:
    kind = _kind(claim)
    if kind is None:
        return
    said = _without_subject(claim)
    refusal = kind == REFUSES
    firm = refusal and claim.certainty == "asserted" and not _TIED.search(said)
    flat = firm and bool(_FLAT.search(cue_of(claim)) or _FLAT.search(said))
    for issue, text, in_return in _texts(claim, kind, said):
        label = None if is_speech(said) or _is_somebody(text) else label_of(text, whole=refusal)
        yield Position(
            claim=claim.id,
            actor=speaker,
            issue=issue,
            act=claim.act or "",
            kind=WANTS if in_return else kind,
            label=label,
            said=said,
            words=keywords(text or said),
            heard=frozenset(words_of(said)),
            day=day_of(claim),
            firm=firm,
            flat=flat,
        )


def _texts(claim: Claim, kind: str, said: str) -> Iterator[tuple[str, str, bool]]:
    """Each issue that a claim touches, with the words that are about it, and whether these are asked in return.

    The words of a claim on several issues go to those that they mention, where they mention any. Where something is
    asked in return and no words tell on which issue, an issue gets none: "".
    """
    issues = tuple(dict.fromkeys(claim.issues))
    main, asked = parted(said) if kind in (WOULD, THREATENS) else (parted(said)[0] if kind == WANTS else said, "")
    if claim.act in ("accept", "reject"):
        main = _JUDGED.split(main, maxsplit=1)[0]
    in_main = {issue for issue in issues if _mentions(issue, main)}
    in_asked = {issue for issue in issues if asked and _mentions(issue, asked)} - in_main
    for issue in issues:
        if issue in in_asked:
            yield issue, asked, True
        elif issue in in_main or len(issues) == 1 or in_asked or not (in_main or asked):
            yield issue, main, False
        elif asked and not in_main:
            yield issue, "", False
        elif asked and len(issues) == 2:
            yield issue, asked, True


def _kind(claim: Claim) -> str | None:
    """The stand of a claim; None for an admission, which gives up no position."""
    kind = KINDS[claim.act or ""]
    if claim.act != "concede":
        return kind
    cue = cue_of(claim)
    if _DROPPED.search(cue):
        return GIVES_UP
    return kind if _GIVING.search(cue) or _GIVING.search(said_in(claim)) else None


def is_tied(said: str) -> bool:
    """Whether what is said holds only before, without or unless something."""
    return _TIED.search(said) is not None


def _mentions(issue: str, text: str) -> bool:
    stems = [stem[:5] for stem in issue.split("-") if len(stem) > 2]
    return any(word.startswith(stem) for word in words_of(text) for stem in stems)


def _is_somebody(text: str) -> bool:
    """Whether a text begins with a pronoun that stands for what was said before, and names nothing by itself."""
    words = words_of(text)[:2]
    return bool(words) and words[0].partition("’")[0].partition("'")[0] in STANDING_IN and words[1:] != ["to"]


def _without_subject(claim: Claim) -> str:
    """What an article itself says of somebody ("Hamas demands a truce"), from what is demanded on."""
    said = said_in(claim)
    words = said.split(" ")
    if claim.sources:
        return said
    for place, word in enumerate(words[:6]):
        if word.casefold() in SAYING and words[place + 1 :]:
            return " ".join(words[place + 1 :])
    return said


def _start(claim: Claim) -> int:
    return claim.content[0].start if claim.content else 0
