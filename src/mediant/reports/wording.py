"""Texts made safe to show, numbers rounded for reading, and the words for the analysis' own terms."""

from __future__ import annotations

from collections.abc import Mapping
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
    """How a bargaining solution is called and what it does, in one plain sentence."""

    letter: str
    name: str
    meaning: str


SOLUTIONS: Mapping[str, SolutionWords] = {
    "nash": SolutionWords("N", "Nash", "Multiplies the parties' gains with each other and takes the largest product."),
    "kalai_smorodinsky": SolutionWords(
        "K",
        "Kalai–Smorodinsky",
        "Compares what each party gains with the most it could gain in the zone, and raises the smallest share first.",
    ),
    "egalitarian": SolutionWords(
        "E", "Egalitarian", "Raises the smallest gain as far as it goes, then the next smallest."
    ),
    "utilitarian": SolutionWords(
        "U", "Utilitarian", "Takes the largest sum of all utilities, whichever party they go to."
    ),
}

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


def figure(number: float) -> Figure:
    """A number to three significant digits, trailing zeros dropped, and in full."""
    full = f"{number!r}".replace("-", "−")
    if not isfinite(number) or number == 0:
        return Figure("0" if number == 0 else full, full)
    exponent = floor(log10(abs(number)))
    if exponent >= 6 or exponent < -3:
        mantissa, power = f"{number:.2e}".split("e")
        mantissa = mantissa.rstrip("0").rstrip(".").replace("-", "−")
        return Figure(f"{mantissa} × 10{str(int(power)).translate(SUPERSCRIPT)}", full)
    text = f"{number:,.{max(0, 2 - exponent)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Figure(text.replace("-", "−"), full)


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


def option_words(issue: Issue, option: Option, limit: int = 120) -> str:
    """An option as it is read, with its unit."""
    if isinstance(option, str):
        return clean(option, limit)
    unit = issue.options.unit if isinstance(issue.options, Range) else None
    number = f"{option:,}".replace("-", "−")
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


def chain_of(claim: Claim, names: Mapping[str, str] | None = None) -> str:
    """Who is said to have said it, through whom: 'Hamas, reported by Reuters'; the article itself where it has none.

    names : actor ids to the names the case gives them, which then stand before the article's own word for them.
    """
    if not claim.sources:
        return "stated by the article itself"
    words = []
    for place, source in enumerate(claim.sources):
        named = _named(source, names or {})
        if source.role == "relay":
            words.append(f"reported by {named}" if place else f"a speaker not named, reported by {named}")
        else:
            words.append(named)
    return ", ".join(words)


def _named(source: Source, names: Mapping[str, str]) -> str:
    said = clean(" … ".join(span.text for span in source.spans), 160)
    known = clean(names.get(source.actor or "", ""), 80)
    if known:
        return f"{known} ({said})" if said and known.casefold() not in said.casefold() else said or known
    actor = clean((source.actor or "").replace("-", " "), 80)
    if said and actor and not _alike(said, actor):
        return f"{said} ({actor})"
    return said or actor or "a source not named"


def _alike(said: str, actor: str) -> bool:
    spoken = said.casefold().replace("-", " ")
    return actor.casefold() in spoken or spoken in actor.casefold()
