"""What is said in talks, as plain phrases in the words of the case: to be read after the speaker's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from mediant.model.case import Case
from mediant.reports.lookalikes import told_apart
from mediant.reports.wording import clean, figure, option_words, outcome_words, plural
from mediant.talks.acts import (
    Accept,
    Act,
    Answer,
    Ask,
    Bid,
    Carry,
    Choices,
    Clauses,
    Close,
    ComeBack,
    Compare,
    CouldAccept,
    Criticise,
    Invite,
    Leave,
    Offer,
    OfferPart,
    Pause,
    Pledge,
    Propose,
    Question,
    Rank,
    Rate,
    Reject,
    Release,
    State,
    Threaten,
    Visit,
    WalkOut,
)
from mediant.talks.words import words_of

WORDS = 600
"""Characters of free words that are shown."""

KINDS: Mapping[type, tuple[str, str]] = {
    Offer: ("offer", "offers"), OfferPart: ("offer in part", "offers in part"), Accept: ("acceptance", "acceptances"),
    Reject: ("refusal", "refusals"), Criticise: ("criticism", "criticisms"), Answer: ("answer", "answers"),
    State: ("statement in confidence", "statements in confidence"), Bid: ("bid", "bids"),
    Release: ("release", "releases"),
    Threaten: ("threat", "threats"), WalkOut: ("walk-out", "walk-outs"), ComeBack: ("return", "returns"),
    Pause: ("pause", "pauses"), Ask: ("question", "questions"), Invite: ("invitation", "invitations"),
    Carry: ("carried word", "carried words"), Propose: ("draft", "drafts"), Pledge: ("pledge", "pledges"),
    Visit: ("visit", "visits"), Leave: ("leave-taking", "leave-takings"), Close: ("close", "closes"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Before:
    """What a reader has seen: the last outcome named in the room, the open question, every seat's last offer or draft.

    An outcome close to one of these is told by what differs.
    """

    outcome: Choices | None = None
    question: Question | None = None
    own: Mapping[str, Choices] = field(default_factory=dict)


def phrase(speaker: str, act: Act, case: Case, before: Before | None = None) -> str:
    """What the speaker's act says."""
    short = _SHORT.get(type(act))
    if short is not None:
        return short + quoted(getattr(act, "words", ""))
    return _PHRASES[type(act)](act, _Saying(speaker, case, before or Before()))


def outcome_named(act: Act) -> Choices | None:
    """The outcome that an act names; None where it names none, or several."""
    if isinstance(act, Carry):
        return outcome_named(act.said)
    if isinstance(act, Ask):
        return act.question.choices if isinstance(act.question, CouldAccept | Rate) else None
    return act.choices if isinstance(act, Offer | Accept | Reject | Propose) else None


def called(case: Case) -> dict[str, str]:
    """Names of all seats by id, made safe to show; the id where a name is empty, and behind names that look alike."""
    return dict(
        _called((*((one.id, one.name) for one in case.parties), *((one.id, one.name) for one in case.mediators)))
    )


@lru_cache(maxsize=64)
def _called(names: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return told_apart({seat: clean(name, 60) or seat for seat, name in names})


def listed(names: list[str]) -> str:
    """'A', 'A and B', 'A, B and C'."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


@dataclass(frozen=True, slots=True)
class _Saying:
    speaker: str
    case: Case
    before: Before

    def whole(self, choices: Choices) -> str:
        return outcome_words(self.case, words_of(choices, self.case))

    def outcome(self, choices: Choices, own: str = "") -> str:
        """In full, or by what differs. own : what the speaker's last outcome is called, where it may be compared."""
        known = [
            (self.before.outcome, "the same"),
            (self.before.own.get(self.speaker) if own else None, f"its last {own}"),
        ]
        found = [(_differing(choices, last), name) for last, name in known if last is not None]
        other, name = min(found, key=lambda one: len(one[0]), default=((*range(len(choices)),), ""))
        if not other:
            return name if name == "the same" else f"{name} again"
        whose = next((seat for seat, last in self.before.own.items() if last == choices), None)
        if whose is not None and not own:
            return f"the last {'offer' if self.is_party(whose) else 'draft'} of {self.seats((whose,))}"
        if 2 * len(other) > len(choices):
            return self.whole(choices)
        return f"{name} but " + "; ".join(self.clause(issue, choices[issue]) for issue in other)

    def is_party(self, seat: str) -> bool:
        return any(party.id == seat for party in self.case.parties)

    def clause(self, issue: int, option: int) -> str:
        of = self.case.issues[issue]
        return f"{self.issue(issue)}: {option_words(of, of.options[option])}"

    def clauses(self, clauses: Clauses) -> str:
        return "; ".join(self.clause(issue, option) for issue, option in clauses)

    def issue(self, issue: int) -> str:
        return clean(self.case.issues[issue].name, 80)

    def seats(self, seats: tuple[str, ...]) -> str:
        names = called(self.case)
        return listed([names[seat] for seat in seats])

    def told(self, speaker: str, act: Act) -> str:
        """What was said elsewhere, or before."""
        return phrase(speaker, act, self.case, Before(own=self.before.own))


def _differing(one: Choices, two: Choices) -> tuple[int, ...]:
    return tuple(issue for issue, (here, there) in enumerate(zip(one, two, strict=True)) if here != there)


def quoted(words: str) -> str:
    """Free words in quotation marks, after a colon; nothing where there are none."""
    return f": “{clean(words, WORDS)}”" if words.strip() else ""


def _offer(act: Any, say: _Saying) -> str:
    to = f", for {say.seats(act.to)} to hear" if act.to else ""
    if isinstance(act, OfferPart):
        return f"offers{to}: {say.clauses(act.clauses)}; the rest stays open"
    return f"offers{to}: {say.outcome(act.choices, 'offer')}"


def _bid(act: Bid, say: _Saying) -> str:
    if not act.regions:
        return "bids nothing"
    best = max(act.regions, key=lambda region: region.worth)
    first = say.whole(tuple(min(some) for some in best.options))
    regions = plural(len(act.regions), "region")
    return f"bids on {regions}, the best of them worth {figure(best.worth)} to it, such as {first}"


def _reject(act: Reject, say: _Saying) -> str:
    because = f", because of {listed([say.issue(issue) for issue in act.because])}" if act.because else ""
    return f"says no to {say.outcome(act.choices)}{because}{quoted(act.words)}"


def _criticise(act: Criticise, say: _Saying) -> str:
    of = say.case.issues[act.issue]
    rather = "" if act.rather is None else f"; would rather have {option_words(of, of.options[act.rather])}"
    return f"finds fault with {say.issue(act.issue)}{rather}{quoted(act.words)}"


def _answer(act: Answer, say: _Saying) -> str:
    match say.before.question, act.answer:
        case _, None:
            words = "no answer"
        case _, bool() as said:
            words = "yes" if said else "no"
        case Compare(), (0 | 1 | 2) as said:
            words = ("the first", "the second", "no difference")[int(said)]
        case Rate(), (int() | float()) as said:
            words = f"{figure(float(said))} of 100"
        case Rank(), tuple() as said:
            words = f"in this order: {', '.join(str(place + 1) for place in said)}"
        case _:  # a record that nobody has played may hold it
            words = clean(str(act.answer))
    return f"answers: {words}"


def _state(act: State, say: _Saying) -> str:
    verb = "needs" if act.kind == "need" else "can never accept, taken together"
    return f"{verb}: {say.clauses(act.clauses)}{quoted(act.words)}"


def _ask(act: Ask, say: _Saying) -> str:
    match act.question:
        case CouldAccept(choices):
            asked = f"could you live with this? {say.outcome(choices)}"
        case Compare(first, second):
            then = _Saying(say.speaker, say.case, Before(first))
            asked = f"which would you rather have? First: {say.outcome(first)}. Second: {then.outcome(second)}"
        case Rate(choices):
            asked = f"how good is this for you, from 0 to 100? {say.outcome(choices)}"
        case Rank(outcomes):
            each = " ".join(f"{place}. {say.whole(choices)}." for place, choices in enumerate(outcomes, 1))
            asked = f"in what order would you put these, the best first? {each}"
    return f"asks: {asked}{_rests_on(act.rests_on, say)}"


def _propose(act: Propose, say: _Saying) -> str:
    return f"proposes {say.outcome(act.choices, 'draft')}{_rests_on(act.rests_on, say)}{quoted(act.words)}"


def _rests_on(parties: tuple[str, ...], say: _Saying) -> str:
    return f" (rests on what {say.seats(parties)} confided)" if parties else ""


def _pledge(act: Pledge, say: _Saying) -> str:
    what = {
        "payment": f"a payment to {say.seats((act.to,))} for any agreement",
        "guarantee": f"{say.seats((act.to,))} a guarantee of any agreement",
        "cost": f"a cost to {say.seats((act.to,))} of having no agreement",
    }[act.kind]
    return f"pledges {what}, worth {figure(float(act.worth))} to it{quoted(act.words)}"


def _threaten(act: Threaten, _: _Saying) -> str:
    return f"threatens to act outside the talks by {clean(act.by, 100) or 'no date'}{quoted(act.words)}"


_SHORT: Mapping[type, str] = {
    WalkOut: "walks out", ComeBack: "comes back", Pause: "asks for a pause", Invite: "asks what they would say",
    Leave: "leaves", Close: "closes the talks",
}  # fmt: skip
_PHRASES: Mapping[type, Callable[[Any, _Saying], str]] = {
    Bid: _bid, Offer: _offer, OfferPart: _offer, Reject: _reject, Criticise: _criticise, Answer: _answer, State: _state,
    Ask: _ask, Propose: _propose, Pledge: _pledge,
    Accept: lambda act, say: f"accepts {say.outcome(act.choices)}",
    Release: lambda act, say: f"lets {say.seats(act.to) or 'nobody'} be told that it {say.told(say.speaker, act.said)}",
    Carry: lambda act, say: f"passes on that {say.seats((act.of,))} {say.told(act.of, act.said)}",
    Threaten: _threaten, Visit: lambda act, say: f"goes to {say.seats((act.party,))}",
}  # fmt: skip
