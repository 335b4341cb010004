"""A party's sheet: what it answers about its own preferences, question by question, before it hands them in.

The answers are the party's alone. Handing in makes them a statement that the mediators see too, with a receipt that
proves later on what was stated, and no more than that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, TypeAlias

from msgspec import Meta, Struct
from msgspec.json import Encoder
from msgspec.structs import replace

from mediant.stores.chains import commit
from mediant.workbench.audience import THE_PARTY, Audience
from mediant.workbench.people import Id
from mediant.workbench.strict import Strict

Entry: TypeAlias = Annotated[str, Meta(pattern=r"^(weights|walk_away|never|values\.[a-z0-9_-]{1,100})$")]
Salt: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Digest: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
_ENCODER = Encoder(order="deterministic")


class Fill(Strict, frozen=True, tag="fill"):
    """An entry of `[preferences.PARTY]`. Its answer is what a case file has there."""

    entry: Entry


class Choose(Strict, frozen=True, tag="choose"):
    """Which of two packages the party would rather have. Its answer is "this" or "to"."""

    this: Mapping[str, Any]
    to: Mapping[str, Any]


class LiveWith(Strict, frozen=True, tag="live-with"):
    """Whether the party could live with a package. Its answer is true or false."""

    outcome: Mapping[str, Any]


Asked: TypeAlias = Fill | Choose | LiveWith


class Answered(Strict, frozen=True, tag="answered"):
    """A party answers a question. answer : None where it does not know, or takes its answer back."""

    party: Id
    asked: Asked
    answer: Any = None
    AUDIENCE: ClassVar[Audience] = THE_PARTY


class Receipted(Strict, frozen=True, tag="receipted"):
    """A party's receipt: whoever has the salt and the sheet can show that the digest is theirs."""

    party: Id
    digest: Digest
    salt: Salt
    AUDIENCE: ClassVar[Audience] = THE_PARTY


class Reply(Strict, frozen=True, tag="reply"):
    """Answer a question about one's own preferences; replaces an earlier answer to it."""

    asked: Asked
    answer: Any = None


class Declare(Strict, frozen=True, tag="declare"):
    """State what the sheet holds. salt : by chance, kept with the receipt."""

    salt: Salt


class Sheet(Struct, frozen=True):
    """The answers of one party, each question once, in the order in which they were first answered."""

    answers: tuple[tuple[Asked, Any], ...] = ()

    def answer(self, asked: Asked) -> Any:
        """The answer to a question; None where there is none, or the party does not know."""
        return next((answer for one, answer in self.answers if one == asked), None)

    def has(self, asked: Asked) -> bool:
        """Whether the party has said anything to it, be it that it does not know."""
        return any(one == asked for one, _ in self.answers)

    def with_answer(self, asked: Asked, answer: Any) -> Sheet:
        """The sheet with another answer to a question, at its place."""
        if not self.has(asked):
            return Sheet((*self.answers, (asked, answer)))
        return Sheet(tuple((one, answer if one == asked else old) for one, old in self.answers))

    @property
    def preferences(self) -> dict[str, Any]:
        """All that it says, as `[preferences.PARTY]` of a case file; what is not known stays unknown."""
        filled = {one.entry: answer for one, answer in self.known(Fill)}
        values = {entry.partition(".")[2]: answer for entry, answer in filled.items() if entry.startswith("values.")}
        chosen = [(one.this, one.to) if answer == "this" else (one.to, one.this) for one, answer in self.known(Choose)]
        document = {
            "weights": filled.get("weights", "unknown"),
            "walk_away": filled.get("walk_away", "unknown"),
            "values": values,
            "never": filled.get("never", []),
            "prefers": [{"this": dict(this), "to": dict(to)} for this, to in chosen],
            "accepts": [dict(one.outcome) for one, answer in self.known(LiveWith) if answer],
            "rejects": [dict(one.outcome) for one, answer in self.known(LiveWith) if not answer],
        }
        return {key: value for key, value in document.items() if value not in ({}, [])}

    def known(self, kind: type) -> Iterator[tuple[Any, Any]]:
        """Questions of a kind that have an answer, with it."""
        return ((one, answer) for one, answer in self.answers if isinstance(one, kind) and answer is not None)

    def behind(self, statement: str) -> Asked | None:
        """The question whose answer became a statement of the preferences, by its name there, such as "prefers.2"."""
        kind, _, rest = statement.partition(".")
        if kind == "never":
            return Fill("never")
        wanted: dict[str, Any] = {"prefers": None, "accepts": True, "rejects": False}
        if kind not in wanted:
            return None
        found = self.known(Choose) if kind == "prefers" else self.known(LiveWith)
        of_kind = [one for one, answer in found if wanted[kind] in (None, answer)]
        number = int(rest.split()[0])
        return of_kind[number - 1] if number <= len(of_kind) else None


class Receipt(Struct, frozen=True):
    """What was stated, and the digest and the salt that prove it."""

    digest: Digest
    salt: Salt


class Sheets(Struct, frozen=True):
    """The sheets that the one who looks may see, by party, and the receipts, one for each version stated."""

    all: Mapping[str, Sheet] = {}
    receipts: Mapping[str, tuple[Receipt, ...]] = {}

    def evolve(self, fact: object) -> Sheets:
        """After a fact."""
        match fact:
            case Answered(party, asked, answer):
                return replace(self, all={**self.all, party: self.of(party).with_answer(asked, answer)})
            case Receipted(party, digest, salt):
                given = (*self.receipts.get(party, ()), Receipt(digest, salt))
                return replace(self, receipts={**self.receipts, party: given})
            case _:
                return self

    def of(self, party: str) -> Sheet:
        """The sheet of a party, an empty one where it has answered nothing."""
        return self.all.get(party, Sheet())


def written(preferences: Mapping[str, Any]) -> bytes:
    """A statement as the bytes that its receipt is about; the same for equal ones."""
    return _ENCODER.encode(preferences)


def committed(preferences: Mapping[str, Any], salt: str) -> str:
    """The digest of a receipt for a statement."""
    return commit(written(preferences), bytes.fromhex(salt)).hex()
