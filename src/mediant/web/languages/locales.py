"""Which languages there are, which way they run, and which of them a browser asks for."""

from __future__ import annotations

from dataclasses import dataclass

from babel import negotiate_locale

LONGEST_HEADER = 500  # characters of an Accept-Language header that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """A language of the pages: its code, its own name for itself, its direction and its digits (Unicode's names).

    `region` is one whose way of writing dates is taken, where that is not the same everywhere.
    """

    code: str
    name: str
    direction: str = "ltr"
    digits: str = "latn"
    region: str = ""

    @property
    def tag(self) -> str:
        """What browsers call the language with its digits, as in ar-u-nu-arab."""
        return f"{self.code}{self.region and '-'}{self.region}-u-nu-{self.digits}"


LOCALES = {
    locale.code: locale
    for locale in (
        Locale(code="en", name="English", region="GB"),
        Locale(code="fr", name="Français"),
        Locale(code="es", name="Español"),
        Locale(code="ar", name="العربية", direction="rtl", digits="arab"),
    )
}


def best_locale(accepted: str, chosen: str | None = None) -> str:
    """The code to render in: the one that the person has chosen, else what the browser prefers, else English.

    `accepted` is an Accept-Language header, hostile or not; what cannot be read in it counts for nothing.
    """
    if chosen in LOCALES:
        return chosen
    wanted = []
    for place, part in enumerate(accepted[:LONGEST_HEADER].split(",")):
        code, _, weight = part.strip().partition(";")
        wanted.append((-_quality(weight), place, code.strip()))
    ordered = [code for weight, _, code in sorted(wanted) if weight < 0]
    return negotiate_locale(ordered, list(LOCALES), sep="-") or "en"


def _quality(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name != "q":
        return 0.0 if name else 1.0
    digits = value.strip()
    return float(digits) if digits.replace(".", "", 1).isascii() and digits.replace(".", "", 1).isdigit() else 0.0
