"""Texts made safe to show, numbers rounded for reading, and the words for the analysis' own terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10
from unicodedata import combining

from mediant.evidence.claim import Claim, Source
from mediant.model.case import Case
from mediant.model.issue import Issue, Option, Range
from mediant.model.preferences import Interval, Number, Outcome, Pattern

JOINERS = "\u200c\u200d"  # Persian, Indic scripts and emoji cannot be spelt without them
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
MOST_MARKS = 3


@dataclass(frozen=True, slots=True)
class SolutionWords:
    """How a bargaining solution is called and what it does, in a phrase and in one plain sentence."""

    letter: str
    name: str
    phrase: str
    meaning: str


SOLUTIONS: Mapping[str, SolutionWords] = {
    "nash": SolutionWords(
        "N",
        "Nash",
        "largest product of the gains",
        "Multiplies the parties' gains with each other and takes the largest product.",
    ),
    "kalai_smorodinsky": SolutionWords(
        "K",
        "Kalai–Smorodinsky",
        "smallest share of its best gain as large as can be",
        "Compares what each party gains with the most it could gain in the zone, and raises the smallest share first.",
    ),
    "egalitarian": SolutionWords(
        "E",
        "Egalitarian",
        "smallest gain as large as can be",
        "Raises the smallest gain as far as it goes, then the next smallest.",
    ),
    "utilitarian": SolutionWords(
        "U",
        "Utilitarian",
        "largest sum of utilities",
        "Takes the largest sum of all utilities, whichever party they go to.",
    ),
}

EFFICIENT = (
    "Efficient: how often nothing else would suit everybody at least as well and somebody better. Low figures "
    "are normal where little is known."
)

MAY = {
    "carry": "carry messages",
    "draft": "draft proposals",
    "pledge": "pledge resources or guarantees of its own",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is read, and in full."""

    text: str
    full: str

    def __str__(self) -> str:
        return self.text


def clean(text: str, limit: int = 200) -> str:
    """The text on one line with nothing in it that can act: controls and direction overrides shown as escapes.

    Joiners are kept, combining marks beyond three in a row dropped, and a text longer than `limit` is cut with a mark.
    """
    shown: list[str] = []
    marks = 0
    for character in text[:limit]:
        marks = marks + 1 if combining(character) else 0
        if marks <= MOST_MARKS:
            shown.append(_safe(character))
    cut = len(text) - limit
    return "".join(shown) + (f"… [{cut:,} more characters]" if cut > 0 else "")


def short(text: str, limit: int) -> str:
    """The cleaned text in at most `limit` characters, with … where it is cut: for labels beside a full text."""
    whole = clean(text, max(4 * limit, 40))
    return whole if len(whole) <= limit else whole[: limit - 1].rstrip() + "…"


def both_ends(text: str, limit: int) -> str:
    """As `short`, but cut in the middle: for names that begin alike."""
    whole = clean(text, max(4 * limit, 40))
    head = (limit - 1) // 2
    return (
        whole if len(whole) <= limit else f"{whole[:head].rstrip()}…{whole[len(whole) - limit + head + 1 :].lstrip()}"
    )


def _safe(character: str) -> str:
    if character.isspace():
        return " "
    if character.isprintable() or character in JOINERS:
        return character
    return character.encode("unicode_escape", "backslashreplace").decode()


def figure(number: float, digits: int = 3) -> Figure:
    """A number to so many significant digits, trailing zeros dropped, and in full."""
    full = f"{number!r}".replace("-", "−")
    if not isfinite(number) or number == 0:
        return Figure("0" if number == 0 else full, full)
    exponent = floor(log10(abs(number)))
    if exponent >= 6 or exponent < -3:
        mantissa, power = f"{number:.{digits - 1}e}".split("e")
        mantissa = (mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa).replace("-", "−")
        return Figure(f"{mantissa} × 10{str(int(power)).translate(SUPERSCRIPT)}", full)
    text = f"{number:,.{max(0, digits - 1 - exponent)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Figure(text.replace("-", "−"), full)


def figures_apart(numbers: Sequence[float]) -> tuple[Figure, ...]:
    """The numbers of a column to three significant digits, or to as many more (at most 12) as tell them apart."""
    distinct = len(set(numbers))
    for digits in range(3, 12):
        shown = tuple(figure(number, digits) for number in numbers)
        if len({one.text for one in shown}) == distinct:
            return shown
    return tuple(figure(number, 12) for number in numbers)


def figure_beside(number: float, scale: float) -> Figure:
    """A number with as many decimals as give a number of size `scale` two significant digits, so that columns align."""
    size = abs(scale)
    if not 1e-3 <= size < 1e6 or not isfinite(number):
        return figure(number)
    text = f"{number:,.{max(0, 1 - floor(log10(size)))}f}".replace("-", "−")
    return Figure("0" if not text.strip("−0.,") else text, f"{number!r}".replace("-", "−"))


def signed(number: float) -> Figure:
    """As `figure`, with a plus sign where it is above zero."""
    plain = figure(number)
    return Figure(f"+{plain.text}", plain.full) if number > 0 else plain


def count(number: int) -> Figure:
    """How many there are, at any size: with separators below a thousand million, then in powers of ten, and in full."""
    if number < 10**9:
        return Figure(f"{number:,}", f"{number:,}")
    exponent = floor(log10(number))
    exponent -= 10**exponent > number  # the logarithm of 999,999,999,999,999 is rounded up to 15
    mantissa = number // 10 ** (exponent - 2) / 100
    text = f"about {mantissa:.3g} × 10{str(exponent).translate(SUPERSCRIPT)}"
    return Figure(text, f"{number:,}" if exponent < 100 else text)


def percent(share: float) -> Figure:
    """A share of one in per cent: whole ones, or one decimal where it is small or nearly all; in full to six digits."""
    value = 100 * share
    near = 0 < value < 1 or 99 < value < 100 or -1 < value < 0
    text = f"{value:.1f}" if near else f"{value:.0f}"
    return Figure(f"{text}%".replace("-", "−"), f"{value:.6g}%".replace("-", "−"))


def points(share: float) -> Figure:
    """A standard error of a share or a rise of one, in percentage points with one decimal."""
    text = f"{100 * share:.1f}".replace("-0.0", "0.0")
    return Figure(text.replace("-", "−"), f"{100 * share:.6g} percentage points".replace("-", "−"))


def plural(number: int, one: str, many: str | None = None) -> str:
    """'1 outcome', '12 outcomes', 'no outcomes'."""
    if number == 0:
        return f"no {many or one + 's'}"
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def frontier_words(*, exact: bool) -> str:
    """What the points of a frontier are called: efficient outcomes, or those that stand for them."""
    return "efficient outcomes" if exact else "outcomes that stand for the efficient ones"


def option_words(issue: Issue, option: Option, limit: int = 120) -> str:
    """An option as it is read, with its unit."""
    if isinstance(option, str):
        return clean(option, limit)
    unit = issue.options.unit if isinstance(issue.options, Range) else None
    whole = isinstance(option, float) and option.is_integer()
    number = f"{int(option) if whole else option:,}".replace("-", "−")
    return f"{number} {clean(unit, 40)}" if unit else number


def number_words(number: Number) -> str:
    """A number, or 'a to b' for an interval."""
    if isinstance(number, Interval):
        return f"{figure(number.low)} to {figure(number.high)}"
    return figure(number).text


def outcome_words(case: Case, outcome: Outcome | Pattern, most: int = 40) -> str:
    """'Length of the truce: permanent; Harbour fee: 40 USD', in the case's order, at most that many issues."""
    parts = []
    for issue in case.issues:
        if issue.id in outcome:
            chosen = outcome[issue.id]
            options = chosen if isinstance(chosen, tuple) else (chosen,)
            parts.append(f"{clean(issue.name, 80)}: {' or '.join(option_words(issue, o) for o in options)}")
    rest = f"; and {len(parts) - most:,} more issues" if len(parts) > most else ""
    return "; ".join(parts[:most]) + rest or "any outcome"


def quote_of(claim: Claim, limit: int = 1200) -> str:
    """The claim's own words, its pieces joined by an ellipsis."""
    return clean(" … ".join(span.text for span in claim.content), limit)


def chain_of(claim: Claim, names: Mapping[str, str] | None = None, seen: Mapping[str, str] | None = None) -> str:
    """Who is said to have said it, through whom: 'Hamas, reported by Reuters'; the article itself where it has none.

    names, seen : as for `named_source`.
    """
    if not claim.sources:
        return "stated by the article itself"
    words = []
    for place, source in enumerate(claim.sources):
        named = named_source(source, names or {}, seen or {})
        if source.role == "relay":
            words.append(f"reported by {named}" if place else f"a speaker not named, reported by {named}")
        else:
            words.append(named)
    return ", ".join(words)


def named_source(source: Source, names: Mapping[str, str], seen: Mapping[str, str]) -> str:
    """A link of a chain: 'Hamas (the group)', or the article's own words alone where they tell who is meant.

    names : actor ids to the names the case gives them; seen : to those the claims use elsewhere, for all others.
    """
    said = clean(" … ".join(span.text for span in source.spans), 160)
    if source.actor is None:
        return said or "a source not named"
    known = clean(names.get(source.actor, ""), 80)
    if not known and _tells(said, source.actor):
        return said
    known = known or clean(seen.get(source.actor) or _titled(source.actor), 80)
    if not said or not known:
        return known or said or "a source not named"
    return said if known.casefold() in said.casefold() else f"{known} ({said})"


def names_seen(claims: Iterable[Claim]) -> dict[str, str]:
    """Actor ids to the longest name in the claims that holds all words of the id: 'the-guardian' to 'The Guardian'."""
    found: dict[str, str] = {}
    for claim in claims:
        for source in claim.sources:
            for span in source.spans:
                seen = clean(span.text, 80)
                if source.actor and _tells(seen, source.actor) and len(seen) > len(found.get(source.actor, "")):
                    found[source.actor] = seen
    return found


def _tells(said: str, actor: str) -> bool:
    words = actor.casefold().replace("-", " ").split()
    return bool(words) and set(words) <= set(said.casefold().replace("-", " ").split())


def _titled(actor: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in actor.replace("-", " ").split())
