"""The grammar of time words: how each kind of phrase is written, and which prepositions belong to it.

Every repetition is bounded, so that no text can make a search slow. Patterns are for text in small letters.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    "day": "(?P<day>(?:3[01]|[12][0-9]|0?[1-9])(?:st|[nr]d|th)?)(?![0-9])\\b",
    "nth": f"(?P<day>(?:3[01]|[12][0-9]|[1-9])(?:st|[nr]d|th)|{_any(ORDINALS[9:])})\\b",
    "year": "(?P<year>(?:1[89]|20|21)[0-9][0-9])(?![0-9])\\b",
    "part": "(?:morning|afternoon|evening|night|lunchtime|noon|midnight)",
    "edge": "(?:the )?(?P<edge>end|close|last day|first day|beginning|start|middle)",
    "season": "(?P<season>spring|summer|autumn|fall|winter|midsummer|midwinter|harvest)",
    "ends": f"(?={STOP}| (?:had|has|have|was|were|will|would|could"
    "|at|in|by|after|and|but|to|with|without|when|whether|if|because|or|as|on|this|tomorrow"
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
    "over", "between", "past", "starting", "within", "inside", "dated",
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
        "(?P<near>just now|today|tonight|tomorrow|yesterday|last night|overnight"
        "|this (?:morning|afternoon|evening|lunchtime)"
        "|(?:earlier|later) in the day)(?: {part})?(?P<own>{quote}s)?\\b",
    ),
    Rule("beside", "(?:the|that) (?:day|evening|morning|night|afternoon) (?P<way>before|earlier|after|later){ends}"),
    Rule("period", "(?P<vague>soon|recently|imminent)\\b(?! (?:as|after|enough)\\b)"),
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
        "|lunchtime|dark|evening)\\b"
        "|(?:half past|a quarter (?:to|past)|(?:five|ten|twenty) (?:to|past)) (?:{hour}|midnight|noon)\\b"
        "|{hour} (?:o{quote}clock\\b|[ap][.]m[.])|(?:1[0-2]|[1-9])_(?:[ap][.]?m\\b[.]?|o{quote}clock\\b)"
        "|(?:[01]?[0-9]|2[0-3])[.:h][0-5][0-9](?![.,]?[0-9])(?:_[ap][.]?m\\b[.]?)?{no_measure})",
        AT_HOURS,
    ),
    Rule("clock", "(?P<clock>(?P<bare>(?!one\\b){hour}))(?! to\\b| in a row|-){ends}", AT_SPOKEN_HOURS),
    Rule("clock", "(?P<clock>noon|midday|midnight)\\b"),
    Rule(
        "period",
        "(?P<which>last|next|this|the coming|the following|the past|the previous) (?P<unit>week|month|year|spring"
        "|summer|autumn|fall|winter|decade|century|season|weekend|quarter)\\b(?P<own>{quote}s)?",
    ),
    Rule(
        "period",
        "the (?:first|second|third|fourth|last) (?P<unit>week|weekend) (?:of|in) {full_month}(?: {year})?",
        ANY,
    ),
    Rule("period", "the (?P<unit>weekend|new year)\\b(?P<over> is over)?", ANY),
    Rule(
        "period",
        "(?P<holiday>christmas day|christmas eve|christmas|new year{quote}s day|new year{quote}s eve|new year|easter"
        "|whitsun|all souls|all saints|halloween|boxing day|may day)\\b(?P<own>{quote}s?)?",
    ),
    Rule(
        "period",
        "(?:the )?(?:(?:first|next|new|[a-z]{{3,12}}) )?(?P<turn>snows?|frosts?|rains|thaw|season|holidays|recess"
        "|elections?|budget|harvest|regatta|new moon)\\b(?: (?:begins|starts|ends|is over)\\b)?",
        ("before", "until", "till", "by", "after"),
    ),
    Rule("period", "{full_month}(?:,? {year})?(?P<own>{quote}s)?", ANY),
    Rule("period", "{year}", IN_YEARS),
    Rule("period", "(?:the )?{season}\\b(?: of {year})?(?P<own>{quote}s)?", IN_SEASONS),
)
SHADES = (
    "early", "earlier", "late", "later", "mid", "only", "just", "about", "around", "exactly", "just before",
    "just after", "most of", "more than", "almost", "some",
)  # fmt: skip
