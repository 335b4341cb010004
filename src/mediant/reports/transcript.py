"""Talks as people read them: what was said, session by session, long ones folded with a count of what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from mediant.model.case import Case
from mediant.reports.sayings import KINDS, Before, called, listed, outcome_named, phrase
from mediant.reports.settlements import share_words
from mediant.reports.wording import clean, outcome_words, plural
from mediant.talks.acts import Ask, Choices, Leave, Offer, Propose, Visit, unfolded
from mediant.talks.dance import share
from mediant.talks.lines import Game
from mediant.talks.record import Heard, Room, Standing
from mediant.talks.words import words_of

ENDS = 4
"""Sessions, and acts of a session, that are shown at either end of what is folded."""

Worth = Callable[[str, Choices], str]
"""What an outcome that a seat puts forward is worth to it, in words; '' where that is not to be said."""


@dataclass(frozen=True, slots=True)
class Session:
    """What was said in one room without a break."""

    room: Room
    said: tuple[Heard, ...]


def _untold(seat: str, choices: Choices) -> str:  # noqa: ARG001
    return ""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a transcript is: whether it says what outcomes are worth, and tells all or folds long parts."""

    worth: Worth = _untold
    everything: bool = False


def worth_to(standings: Mapping[str, Standing]) -> Worth:
    """What outcomes are worth to the parties that put them forward, for the one who keeps the record."""

    def words(seat: str, choices: Choices) -> str:
        if seat not in standings:
            return ""
        return f" ({share_words(share(standings[seat], choices))} of what it could gain)"

    return words


@dataclass(frozen=True, slots=True)
class Line:
    """A line, and its level: 0 for headings of sessions, 1 for what is left out between them, 2 for what is said."""

    level: int
    text: str


def titles(case: Case, game: Game) -> tuple[str, ...]:
    """What was played, by whom; of a partial case also what that is worth."""
    said = (f"{clean(case.title, 200)}: {seats_words(case, game)}", rules_words(game))
    return (*said, drawn_words(game)) if game.drawn else said


def seats_words(case: Case, game: Game) -> str:
    """Who sat where: 'Hamas (boulware), Israel (linear) and Egypt (facilitator)'."""
    names = called(case)
    return listed([f"{names[seat]} ({clean(name, 60)})" for seat, name in game.seats.items()])


def rules_words(game: Game) -> str:
    """By which rules it was played, and from which seed; stages that are given their own rounds say them themselves."""
    usual = {} if all(map(_has_rounds, game.protocol.split(","))) else game.settings
    rules = [clean(game.protocol, 200), *(f"{number} {clean(key, 40)}" for key, number in usual.items())]
    return f"Played by {'; '.join(rules)}; seed {game.seed}."


def _has_rounds(stage: str) -> bool:
    return stage.partition(":")[2].partition(":")[0].isdigit()


def drawn_words(game: Game) -> str:
    """What utilities are worth where the case is partial."""
    return f"What the parties want is draw {game.seed} of all that fits the case: an example, not a forecast."


def sessions_of(heard: Iterable[Heard]) -> tuple[Session, ...]:
    """The sessions in their order. Where mediators come and go is not in them: headings say where they are."""
    found = (Session(room, tuple(said)) for room, said in groupby(heard, key=lambda words: words.room))
    stays = (replace(one, said=tuple(w for w in one.said if not isinstance(w.act, Visit | Leave))) for one in found)
    return tuple(one for one in stays if one.said)


def transcript(case: Case, heard: Iterable[Heard], reader: Reader) -> Iterator[Line]:
    """The lines of the transcript, safe to print."""
    sessions = sessions_of(heard)
    folded = _folded(len(sessions), reader)
    seen = _Seen()
    for number, session in enumerate(sessions):
        if number in folded:
            if number == folded[0]:
                left = sessions[folded.start : folded.stop]
                acts = counted(words for one in left for words in one.said)
                yield Line(1, f"… {plural(len(left), 'more session')}: {acts}")
                seen.forget()
            continue
        yield Line(0, f"{number + 1}. {heading(case, session.room)}")
        seen.outcome = None
        yield from _said(case, session.said, reader, seen)


def _folded(count: int, reader: Reader) -> range:
    """What is left out of so many."""
    return range(0) if reader.everything or count <= 2 * ENDS + 1 else range(ENDS, count - ENDS)


def heading(case: Case, room: Room) -> str:
    """Who is in the room: 'Egypt and Hamas, apart from Israel', 'all together'."""
    names = called(case)
    there = [names[seat] for seat in room.seats]
    absent = [names[party.id] for party in case.parties if party.id not in room.seats]
    if not absent:
        return f"{listed(there)}, all together" if len(there) > 1 else there[0]
    if len(absent) == len(case.parties):
        return f"{listed(there)}, without the parties"
    return f"{listed(there)}, apart from {listed(absent)}"


def counted(said: Iterable[Heard]) -> str:
    """'20 questions, 20 answers and 1 draft', the most frequent first."""
    kinds = Counter(type(words.act) for words in said)
    return listed([plural(number, *KINDS[kind]) for kind, number in kinds.most_common()])


@dataclass(slots=True)
class _Seen:
    """What the reader has seen so far, since the last fold."""

    outcome: Choices | None = None
    own: dict[str, Choices] = field(default_factory=dict)

    def forget(self) -> None:
        self.outcome = None
        self.own.clear()

    def see(self, words: Heard) -> None:
        speaker, act = unfolded(words.speaker, words.act)
        self.outcome = outcome_named(act) or self.outcome
        if isinstance(act, Offer | Propose):
            self.own[speaker] = act.choices


def _said(case: Case, said: Sequence[Heard], reader: Reader, seen: _Seen) -> Iterator[Line]:
    names = called(case)
    folded = _folded(len(said), reader)
    for place, words in enumerate(said):
        if place in folded:
            if place == folded[0]:
                yield Line(2, f"… {counted(said[k] for k in folded)}")
                seen.forget()
            continue
        last = said[place - 1].act if place else None
        before = Before(seen.outcome, last.question if isinstance(last, Ask) else None, seen.own)
        named = outcome_named(words.act)
        worth = reader.worth(words.speaker, named) if named is not None else ""
        yield Line(2, f"{names[words.speaker]} {phrase(words.speaker, words.act, case, before)}{worth}")
        seen.see(words)


def ending(case: Case, agreement: Choices | None, why: str = "") -> str:
    """How talks ended, in one sentence."""
    if agreement is None:
        return f"No agreement: {clean(why, 200)}." if why else "No agreement."
    return f"Agreed: {outcome_words(case, words_of(agreement, case))}"
