"""The words of a text that name a time, found by a small grammar of our own. Pure: text in, phrases out.

Every repetition in the patterns is bounded, so that no text can make them slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
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


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


SPACE = r"\s{1,3}"  # what a space in the patterns stands for; "_" is one that may be missing
STOP = "[.,;:!?\"'”’)–—-]|$"
UNITS = "minute|hour|day|week|fortnight|month|year"
PIECES = {
    "stop": STOP,
    "quote": "['’]",
    "number": f"(?:{_any(NUMBERS)}|[0-9]{{1,3}})",
    "hour": f"(?:{_any(NUMBERS[:12])})",
    "unit": f"(?P<unit>{UNITS})s?\\b",
    "weekday": f"(?P<weekday>{_any(WEEKDAYS)})",
    "month": f"(?P<month>{_any(MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?![a-z])[.]?)(?![a-z])",
    "full_month": f"(?P<month>{_any(MONTHS)})\\b",
    "ordinal": f"(?P<day>{_any(ORDINALS)})",
    "day": "(?P<day>(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?)(?![0-9])\\b",
    "nth": f"(?P<day>(?:3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)|{_any(ORDINALS[9:])})\\b",
    "year": "(?P<year>(?:1[89]|20|21)[0-9][0-9])(?![0-9])\\b",
    "part": "(?:morning|afternoon|evening|night|lunchtime|noon|midnight)",
    "edge": "(?:the )?(?P<edge>end|close|last day|first day|beginning|start|middle)",
    "season": "(?P<season>spring|summer|autumn|fall|winter|midsummer|midwinter|harvest)",
    "ends": f"(?={STOP}| (?:at|in|by|after|and|but|to|with|without|when|whether|if|because|or|as|on|this|tomorrow"
    f"|today|tonight|yesterday|the|sharp|until|before|than|for|so|{_any(WEEKDAYS)})\\b)",
    "no_measure": "(?!_(?:%|(?:per cent|percent|million|billion|crowns?|people|members|votes?|points?|tonnes)\\b))",
}
AT_DAYS = ("on", "by", "until", "till", "before", "from", "for")
AT_HOURS = (
    "at", "by", "before", "until", "till", "since", "from", "after", "towards", "toward", "around", "about", "between",
    "shortly before", "shortly after", "as of", "for",
)  # fmt: skip
AT_SPOKEN_HOURS = ("at", "by", "before", "until", "till", "since", "after", "towards", "toward")
IN_SEASONS = ("in", "by", "before", "since", "until", "till", "from", "after", "into", "during", "through")
IN_YEARS = ("in", "by", "since", "until", "till", "from", "before", "after", "to", "dated")
PREPOSITIONS = (
    "as of", "as late as", "as early as", "as soon as", "not before", "shortly before", "shortly after", "late on",
    "late in", "early on", "early in", "later on", "until", "till", "since", "before", "after", "by", "on", "at", "in",
    "from", "for", "of", "throughout", "through", "to", "towards", "toward", "around", "about", "into", "during",
    "over", "between", "starting", "within", "inside", "dated",
)  # fmt: skip
ANY = PREPOSITIONS  # any, but one is needed


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of phrase is written; `after`: the prepositions one of which must stand before it, if any."""

    kind: str
    pattern: str
    after: tuple[str, ...] = ()


RULES = (
    Rule("date", "(?P<year>[0-9]{{4}})-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12][0-9]|3[01])\\b"),
    Rule("date", "(?:{weekday},? )?(?:the )?{day} (?:of )?{month}(?:,? {year})?"),
    Rule("date", "(?:{weekday},? )?the {ordinal} of {month}(?:,? {year})?"),
    Rule("date", "(?:{weekday},? )?{month} (?:the )?{day}(?![.:][0-9]){no_measure}(?:,? {year})?"),
    Rule("date", "the {nth} of (?P<which>this|next|last|the) month\\b"),
    Rule("date", "the {nth}{ends}", AT_DAYS),
    Rule("edge", "{edge} of {full_month}(?: {year})?"),
    Rule("edge", "{edge} of {year}"),
    Rule("edge", "{edge} of (?P<which>this|next|last|the) (?P<unit>week|month|year|season|summer|winter|spring)\\b"),
    Rule(
        "weekday",
        "(?:(?P<which>this|next|last|that|each|every|the following|the coming|the previous) )?(?:late )?{weekday}"
        "(?: (?P<week>week)(?={stop}))?(?: {part})?(?P<own>{quote}s)?\\b",
    ),
    Rule("near", "the (?P<near>day before yesterday|day after tomorrow)\\b"),
    Rule(
        "near",
        "(?P<near>today|tonight|tomorrow|yesterday|last night|overnight|this (?:morning|afternoon|evening|lunchtime)"
        "|(?:earlier|later) in the day)(?: {part})?(?P<own>{quote}s)?\\b",
    ),
    Rule("beside", "(?:the|that) (?:day|evening|morning|night|afternoon) (?P<way>before|earlier|after|later){ends}"),
    Rule("beside", "that (?:day|morning|afternoon|evening|night|hour)\\b{ends}"),
    Rule("beside", "the (?P<way>following|next|previous|same) (?:day|morning|evening|night|afternoon)\\b"),
    Rule(
        "ago",
        "(?P<count>an?|half an?|a few|few|several|some|a couple of|{number})(?: and a half)?(?: |-){unit} "
        "(?P<way>ago|earlier|later|before(?={stop}))\\b",
    ),
    Rule(
        "ahead",
        "(?:(?:about|the next|at most) )?(?P<count>an?|half an?|a few|few|several|a couple of|{number}) {unit}"
        "(?:{quote}s? time)?(?! (?:after|before|of|ago|earlier|later)\\b)",
        ("in", "within", "inside"),
    ),
    Rule("ahead", "(?:the )?{unit}", ("within", "inside")),
    Rule(
        "clock",
        "(?P<clock>(?:the )?(?:noon|midday|midnight|dawn|dusk|first light|daybreak|daylight|sunrise|sunset|nightfall"
        "|lunchtime|lunch|breakfast|teatime|dark|evening|supper)\\b"
        "|(?:half past|a quarter (?:to|past)|(?:five|ten|twenty) (?:to|past)) (?:{hour}|midnight|noon)\\b"
        "|{hour} (?:o{quote}clock\\b|[ap][.]m[.])|(?:1[0-2]|[1-9])_(?:[ap][.]?m\\b[.]?|o{quote}clock\\b)"
        "|(?:[01]?[0-9]|2[0-3])[.:h][0-5][0-9](?![.,]?[0-9])(?:_[ap][.]?m\\b[.]?)?{no_measure})",
        AT_HOURS,
    ),
    Rule("clock", "(?P<clock>{hour})(?! to\\b| in a row){ends}", AT_SPOKEN_HOURS),
    Rule("clock", "(?P<clock>noon|midday|midnight)\\b"),
    Rule(
        "period",
        "(?P<which>last|next|this|the coming|the following|the past|the previous) (?P<unit>week|month|year|spring"
        "|summer|autumn|fall|winter|decade|century|season|weekend|quarter)\\b(?P<own>{quote}s)?",
    ),
    Rule("period", "the (?P<unit>weekend|new year)\\b(?: is over)?", ANY),
    Rule(
        "period",
        "(?P<holiday>christmas day|christmas eve|christmas|new year{quote}s day|new year{quote}s eve|new year|easter"
        "|whitsun|all souls|all saints|halloween|boxing day|may day)\\b(?P<own>{quote}s?)?",
    ),
    Rule(
        "period",
        "(?:the )?(?:(?:first|next|new|[a-z]{{3,12}}) )?(?P<turn>snows?|frosts?|rains|thaw|season|holidays|recess|elections?"
        "|budget|harvest|regatta|new moon)\\b(?: (?:begins|starts|ends|is over)\\b)?",
        ("before", "until", "till", "by", "after"),
    ),
    Rule("period", "{full_month}(?:,? {year})?(?P<own>{quote}s)?", ANY),
    Rule("period", "{year}", IN_YEARS),
    Rule("period", "(?:the )?{season}\\b(?: of {year})?(?P<own>{quote}s)?", IN_SEASONS),
)


def _spaced(pattern: str) -> str:
    return pattern.replace("_", f"(?:{SPACE})?").replace(" ", SPACE)


GRAMMAR = tuple((rule, re.compile(r"\b" + _spaced(rule.pattern.format_map(PIECES)))) for rule in RULES)
LOOK_BACK = 36  # characters before a match in which its preposition is looked for
SHADES = (
    "early", "earlier", "late", "later", "mid", "only", "just", "about", "around", "exactly", "just before",
    "just after", "most of", "more than", "almost", "some",
)  # fmt: skip
LEADS = {shade: "" for shade in SHADES} | {
    f"{prep}{middle}{shade}": prep
    for prep in PREPOSITIONS
    for middle in ("", " the")
    for shade in ("", *(f" {shade}" for shade in SHADES))
}
ENDS = frozenset(" ".join(lead.split()[first:]) for lead in LEADS for first in range(len(lead.split())))
LAST_WORDS = tuple({lead.split()[-1] for lead in LEADS})
MOST_LEAD = 6  # words
WORD = re.compile(r"[a-z]+")
OTHER = re.compile(r"[^a-z\s-]")
BETWEEN = re.compile(_spaced("_,?_(?:about )?"))
SMALL = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
BEFORE_A_NOUN = re.compile(_spaced(" (?!(?:that|to|as|would|will|was|is|and|but|or|nor|not|after|before|when|while|in|at|on"
    "|with|for|by|from|it|he|she|they|we|the|a|an|which|who|if|because|whether|may|might|could|should|has|had|than"
    "|until|since|until|its|his|her|their|about|between|over|against|again|afternoon|morning|evening|night)\\b)[a-z]"))
AFTER_A_NAME = re.compile(r"[A-Z]\w{1,30}(?:['’]s?)?\s$")
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
    if (rule.after and prep not in rule.after) or not _meant(match, parts, text, bare=not prep):
        return None
    if prep:
        parts["prep"] = prep
    words = text[start : match.end()]
    return Phrase(start=start, end=match.end(), text=words, kind=rule.kind, parts=tuple(parts.items()))


def _lead(small: str, start: int) -> tuple[int, str]:
    """Where the words before a match begin that belong to it, and the preposition among them ("" where none)."""
    back = max(0, start - LOOK_BACK)
    before = small[back:start]
    last = before.rstrip(" \n\t-")
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


def _meant(match: re.Match[str], parts: dict[str, str], text: str, *, bare: bool) -> bool:
    """Whether a name of a day or a month is one: not "may", "march on", "Saturday lessons", "a Tuesday", "Lorne Today"."""
    names = [name for name in ("month", "weekday") if name in parts and not parts[name].isdigit()]
    if any(not text[match.start(name)].isupper() for name in names):
        return False
    if match.start() == 0 or not ("weekday" in parts or "near" in parts):
        return True
    before = text[max(0, match.start() - LOOK_BACK) : match.start()]
    if AFTER_AN_ARTICLE.search(before):
        return False
    if not bare or "which" in parts or "own" in parts or "month" in parts:
        return True
    name = text[match.start()].isupper() and AFTER_A_NAME.search(before)
    return not (name or ("weekday" in parts and BEFORE_A_NOUN.match(text, match.end())))


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
