"""The words of a text that name a time, found by the grammar of `time_rules`. Pure: text in, phrases out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mediant.evidence.meaning.time_rules import PIECES, PREPOSITIONS, RULES, SHADES, SPACE, Rule

MOST_WORDS = 120  # characters of a phrase given to `phrase_of`


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that name a time: where they stand, of which kind they are, and the parts that the grammar found.

    A clock time beside a day ("at ten on Saturday") is one phrase of the day's kind.
    """

    start: int
    end: int
    text: str
    kind: str
    parts: tuple[tuple[str, str], ...] = ()

    def part(self, name: str) -> str | None:
        """What stands for this part, in small letters with single spaces; None where the phrase has none."""
        return dict(self.parts).get(name)


def _spaced(pattern: str) -> str:
    return pattern.replace("_", f"(?:{SPACE})?").replace(" ", SPACE)


GRAMMAR = tuple((rule, re.compile(r"\b" + _spaced(rule.pattern.format_map(PIECES)))) for rule in RULES)
LOOK_BACK = 36  # characters before a match in which its preposition is looked for
LEADS = dict.fromkeys(SHADES, "") | {
    f"{prep}{middle}{shade}": prep
    for prep in PREPOSITIONS
    for middle in ("", " the")
    for shade in ("", *(f" {shade}" for shade in SHADES))
}
ENDS = frozenset(" ".join(lead.split()[first:]) for lead in LEADS for first in range(len(lead.split())))
LAST_WORDS = tuple({lead.split()[-1] for lead in LEADS})
MOST_LEAD = 6  # words
MOST_AMOUNT = 30  # characters before a number in which it is told of what it is one
WORD = re.compile(r"[a-z]+")
OTHER = re.compile(r"[^a-z\s-]")
BETWEEN = re.compile(_spaced("_,?_(?:about )?"))
SMALL = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
BEFORE_A_NOUN = re.compile(
    _spaced(
        " (?!(?:that|to|as|would|will|was|is|and|but|or|nor|not|after|before|when|while|in|at|on"
        "|with|for|by|from|it|he|she|they|we|the|a|an|which|who|if|because|whether|may|might|could|should|has|had|than"
        "|until|since|until|its|his|her|their|about|between|over|against|again|afternoon|morning|evening|night)\\b)[a-z]"
    )
)
AFTER_A_NAME = re.compile(r"[A-Z]\w{1,30}(?:['’]s?)?\s$")
OF_A_NOUN = re.compile(r"\b(?:the|an?)\s$", re.IGNORECASE)  # "the April elections"
DEADLINES = ("by", "before", "until", "till", "since", "after")
MODIFIERS = ("month", "holiday", "weekday")
AMOUNT = re.compile(
    r"\b(?:numbers?|figures?|totals?|prices?|shares?|scores?|counts?|points?|caps?|capped|held|hold|sets?|puts?|stands?|stood)\b"
)
AFTER_AN_ARTICLE = re.compile(r"\ban?\s$", re.IGNORECASE)


def phrases(text: str) -> tuple[Phrase, ...]:
    """Every phrase of the text that names a time, in its order; of those that overlap the first, then the longest."""
    small = text.translate(SMALL)  # of the same length, whatever the letters
    found = [
        phrase
        for rule, pattern in GRAMMAR
        for match in pattern.finditer(small)
        if (phrase := _phrase(match, rule, text, small)) is not None
    ]
    found.sort(key=lambda phrase: (phrase.start, -phrase.end))
    kept: list[Phrase] = []
    for phrase in found:
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return tuple(_joined(kept, text))


def phrase_of(words: str) -> Phrase | None:
    """The first phrase in these words; None where they name no time that the grammar knows."""
    found = phrases(words[:MOST_WORDS])
    return found[0] if found else None


def _phrase(match: re.Match[str], rule: Rule, text: str, small: str) -> Phrase | None:
    """The phrase with its preposition; None where one that is needed is missing, or the words mean something else."""
    start, prep = _lead(small, match.start())
    parts = {name: " ".join(value.split()) for name, value in match.groupdict().items() if value}
    if (rule.after and prep not in rule.after) or not _meant(match, parts, text, prep):
        return None
    if prep:
        parts["prep"] = prep
    words = text[start : match.end()]
    return Phrase(start=start, end=match.end(), text=words, kind=rule.kind, parts=tuple(parts.items()))


def _lead(small: str, start: int) -> tuple[int, str]:
    """Where the words before a match begin that belong to it, and the preposition among them ("" where none)."""
    back = max(0, start - LOOK_BACK)
    before = small[back:start]
    last = before.rstrip().rstrip("-")
    if len(last) == len(before) or not last.endswith(LAST_WORDS):
        return start, ""
    words = list(WORD.finditer(before, 1 + max((at.start() for at in OTHER.finditer(before)), default=-1)))
    found, lead = (start, ""), ""
    for word in reversed(words[-MOST_LEAD:]):
        lead = f"{word[0]} {lead}".rstrip()
        if lead not in ENDS:
            break
        if lead in LEADS and (back == 0 or word.start() > 0):
            found = back + word.start(), LEADS[lead]
    return found


def _meant(match: re.Match[str], parts: dict[str, str], text: str, prep: str) -> bool:
    """Whether a day or a month is named: not "may", "march on", "Saturday lessons", "a Tuesday", "Lorne Today"."""
    if "bare" in parts and AMOUNT.search(text, max(0, match.start() - MOST_AMOUNT), match.start()):
        return False
    if prep not in DEADLINES and _before_a_noun(match, parts, text):
        return False
    names = [name for name in ("month", "weekday") if name in parts and not parts[name].isdigit()]
    if any(not text[match.start(name)].isupper() for name in names):
        return False
    if match.start() == 0 or not ("weekday" in parts or "near" in parts):
        return True
    before = text[max(0, match.start() - LOOK_BACK) : match.start()]
    if AFTER_AN_ARTICLE.search(before):
        return False
    if prep or "which" in parts or "own" in parts or "month" in parts:
        return True
    name = text[match.start()].isupper() and AFTER_A_NAME.search(before)
    return not (name or ("weekday" in parts and BEFORE_A_NOUN.match(text, match.end())))


def _before_a_noun(match: re.Match[str], parts: dict[str, str], text: str) -> bool:
    """Whether a name of a time tells which thing is meant: "the April elections", "a Christmas tree"."""
    if "own" in parts or "year" in parts or "day" in parts or not any(name in parts for name in MODIFIERS):
        return False
    before = text[max(0, match.start() - LOOK_BACK) : match.start()]
    return bool(OF_A_NOUN.search(before)) and BEFORE_A_NOUN.match(text, match.end()) is not None


def _joined(found: list[Phrase], text: str) -> Iterator[Phrase]:
    """The phrases, where a clock time and a day stand side by side as one."""
    waiting: Phrase | None = None
    for phrase in found:
        if waiting is not None and _beside(waiting, phrase, text):
            waiting = _one(waiting, phrase, text)
            continue
        if waiting is not None:
            yield waiting
        waiting = phrase
    if waiting is not None:
        yield waiting


def _one(first: Phrase, second: Phrase, text: str) -> Phrase:
    day, clock = (second, first) if first.kind == "clock" else (first, second)
    words = text[first.start : second.end]
    return replace(day, start=first.start, end=second.end, text=words, parts=(*clock.parts, *day.parts))


def _beside(first: Phrase, second: Phrase, text: str) -> bool:
    kinds = {first.kind, second.kind}
    between = text[first.end : second.start]
    return "clock" in kinds and bool(kinds & {"date", "weekday", "near"}) and bool(BETWEEN.fullmatch(between))
