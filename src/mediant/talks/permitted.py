"""What a seat may say where it is: acts that are whole, of its role, about what was heard, and break no confidence.

Negotiators and people may send anything: every field is looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from math import isfinite
from numbers import Integral, Real
from typing import Any

from mediant.talks.acts import (
    OF_ANY_MEDIATOR,
    OF_MEDIATORS_WHO,
    OF_PARTIES,
    Accept,
    Act,
    Answer,
    Ask,
    Bid,
    Carry,
    Choices,
    Clauses,
    Close,
    Compare,
    CouldAccept,
    Criticise,
    Offer,
    OfferPart,
    Pause,
    Pledge,
    Propose,
    Question,
    Rank,
    Rate,
    Region,
    Reject,
    Release,
    State,
    Threaten,
    Visit,
    WalkOut,
)
from mediant.talks.place import Place
from mediant.talks.record import open_question

LONGEST = 10_000
"""Characters of free words in one act."""
OUTCOME = "for every issue the number of an option"
HEARD = "an outcome that it has heard an offer of"
MOST_RANKED = 100
MOST_REGIONS = 10_000
"""In one bid."""
DEEPEST = 8
"""Of an act that tells of an act that tells of an act."""


def checked(act: Act, place: Place) -> Act:
    """The act, where this seat may say it here. Raises WrongAct."""
    kind = type(act)
    if kind not in _acts_of(place.may):  # a kind of somebody's own would go unchecked
        is_one = kind in OF_PARTIES or kind in _acts_of(frozenset(OF_MEDIATORS_WHO))
        what = kind.__name__ if is_one else repr(act)[:100]
        known = ", ".join(sorted(kind.__name__ for kind in _acts_of(place.may)))
        place.refuse(f"made an act that is not its own: {what}", f"one of {known}")
    if kind in SPOKEN:
        _words(act, place)
    if kind in CHECKS:
        CHECKS[kind](act, place)
    return act


@lru_cache(maxsize=16)
def _acts_of(may: frozenset[str] | None) -> frozenset[type]:
    if may is None:
        return frozenset(OF_PARTIES)
    kinds = (kind for what, kinds in OF_MEDIATORS_WHO.items() if what in may for kind in kinds)
    return frozenset((*OF_ANY_MEDIATOR, *kinds))


def _words(act: Any, place: Place) -> None:
    if not isinstance(act.words, str) or len(act.words) > LONGEST:
        place.refuse("used words that are none, or too many", f"at most {LONGEST:,} characters of text")


def is_outcome(choices: object, options: tuple[int, ...]) -> bool:
    """Whether it names an option of every issue."""
    if not isinstance(choices, tuple) or len(choices) != len(options):
        return False
    for number, count in zip(choices, options):  # noqa: B905  (of equal length; `strict` takes its time)
        if type(number) is int and 0 <= number < count:  # nearly always, and seen without a call
            continue
        if not _below(number, count):
            return False
    return True


def _below(number: object, count: int) -> bool:
    if type(number) is int:  # nearly always, and far quicker to see
        return 0 <= number < count
    return isinstance(number, Integral) and not isinstance(number, bool) and 0 <= int(number) < count


def _clauses(clauses: Clauses, place: Place) -> None:
    fine = isinstance(clauses, tuple) and all(isinstance(pair, tuple) and len(pair) == 2 for pair in clauses)
    issues = [issue for issue, _ in clauses] if fine else []
    fine = fine and all(_below(issue, len(place.options)) for issue in issues)
    if not fine or not clauses or any(one >= two for one, two in pairwise(issues)):
        place.refuse(f"named {str(clauses)[:100]}", "issues of the case in their order, each with an option")
    if not all(_below(option, place.options[issue]) for issue, option in clauses):
        place.refuse(f"named {str(clauses)[:100]}", "options that the issues have")


def _are_parties(seats: object, place: Place) -> bool:
    return isinstance(seats, tuple) and all(isinstance(seat, str) and seat in place.parties for seat in seats)


def _offer(act: Offer, place: Place) -> None:
    if not is_outcome(act.choices, place.options):
        place.refuse(f"offered {str(act.choices)[:100]}", OUTCOME)
    if act.to != () and not _are_parties(act.to, place):
        place.refuse(f"offered it to {str(act.to)[:100]}", f"some of {', '.join(place.parties)}")


def _offer_part(act: OfferPart, place: Place) -> None:
    _clauses(act.clauses, place)
    if not _are_parties(act.to, place):
        place.refuse(f"offered it to {str(act.to)[:100]}", f"some of {', '.join(place.parties)}")


def _accept(act: Accept, place: Place) -> None:
    if not _was_offered(act.choices, place):
        place.refuse(f"accepted {str(act.choices)[:100]}", HEARD)


def _reject(act: Reject, place: Place) -> None:
    if not _was_offered(act.choices, place):
        place.refuse(f"rejected {str(act.choices)[:100]}", HEARD)
    if not isinstance(act.because, tuple) or not all(_below(issue, len(place.options)) for issue in act.because):
        place.refuse(f"rejected because of {str(act.because)[:100]}", "numbers of issues")


def _was_offered(choices: Choices, place: Place) -> bool:
    return is_outcome(choices, place.options) and choices in place.offered


def _criticise(act: Criticise, place: Place) -> None:
    if not _below(act.issue, len(place.options)):
        place.refuse(f"criticised clause {act.issue!r}", "the number of an issue")
    if act.rather is not None and not _below(act.rather, place.options[act.issue]):
        place.refuse(f"would rather have {act.rather!r}", "an option of that issue")


def _state(act: State, place: Place) -> None:
    if act.kind not in ("need", "red line"):
        place.refuse(f"stated a {act.kind!r}", "a need or a red line")
    _clauses(act.clauses, place)


def _bid(act: Bid, place: Place) -> None:
    if not isinstance(act.regions, tuple) or len(act.regions) > MOST_REGIONS:
        place.refuse("bid no regions, or too many", f"at most {MOST_REGIONS:,} regions")
    for region in act.regions:
        if not isinstance(region, Region) or not _is_region(region.options, place.options):
            place.refuse(f"bid {str(region)[:100]}", "for every issue one option or more, in their order")
        if not _is_number(region.worth):
            place.refuse(f"bid a region worth {str(region.worth)[:100]}", "a finite number")


def _is_region(options: object, counts: tuple[int, ...]) -> bool:
    if not isinstance(options, tuple) or len(options) != len(counts):
        return False
    return all(
        isinstance(some, tuple)
        and len(some) > 0
        and all(_below(option, count) for option in some)
        and all(one < two for one, two in pairwise(some))
        for some, count in zip(options, counts, strict=True)
    )


def _is_number(number: object) -> bool:
    return isinstance(number, Real) and not isinstance(number, bool) and isfinite(number)


def _release(act: Release, place: Place) -> None:
    if not _are_parties(act.to, place):
        place.refuse(f"released words to {str(act.to)[:100]}", f"some of {', '.join(place.parties)}")
    if not any(words.speaker == place.seat and words.act == act.said for words in place.heard):
        place.refuse("released what it has not said", "an act of its own")


def _answer(act: Answer, place: Place) -> None:
    question = open_question(place.heard, place.room)
    if question is None:
        place.refuse("answered where nothing was asked", "a question first")
    if act.answer is not None and not _fits(question, act.answer):
        place.refuse(
            f"answered {str(act.answer)[:100]} to {type(question).__name__}", "an answer of that kind, or none"
        )


def _fits(question: Question, answer: Any) -> bool:
    match question:
        case CouldAccept():
            return isinstance(answer, bool)
        case Compare():
            return _below(answer, 3)
        case Rate():
            return _is_number(answer) and 0 <= float(answer) <= 100
        case _:
            places = isinstance(answer, tuple) and all(_below(place, len(question.outcomes)) for place in answer)
            return places and len(set(answer)) == len(answer) == len(question.outcomes)


def _threaten(act: Threaten, place: Place) -> None:
    if not isinstance(act.by, str) or len(act.by) > 100:
        place.refuse("threatened with no date", "a date, in at most 100 characters")


def _ask(act: Ask, place: Place) -> None:
    outcomes = _outcomes_of(act.question)
    if not 1 <= len(outcomes) <= MOST_RANKED:
        place.refuse("asked about no outcome, or too many", f"1 to {MOST_RANKED} in one question")
    for choices in outcomes:
        if not is_outcome(choices, place.options):
            place.refuse(f"asked about {str(choices)[:100]}", OUTCOME)
    _rests_on(act.rests_on, place)


def _outcomes_of(question: object) -> tuple[object, ...]:
    match question:
        case CouldAccept(choices) | Rate(choices):
            return (choices,)
        case Compare(first, second):
            return (first, second)
        case Rank(outcomes) if isinstance(outcomes, tuple):
            return outcomes
        case _:
            return ()


def _propose(act: Propose, place: Place) -> None:
    if not is_outcome(act.choices, place.options):
        place.refuse(f"proposed {str(act.choices)[:100]}", OUTCOME)
    _rests_on(act.rests_on, place)


def _rests_on(seats: object, place: Place) -> None:
    if not _are_parties(seats, place):
        place.refuse(f"rests on {str(seats)[:100]}", f"some of {', '.join(place.parties)}")


def _pledge(act: Pledge, place: Place) -> None:
    if not _are_parties((act.to,), place):
        place.refuse(f"pledged something to {str(act.to)[:100]}", f"one of {', '.join(place.parties)}")
    if act.kind not in ("payment", "guarantee", "cost") or not _is_number(act.worth) or act.worth < 0:
        place.refuse(f"pledged {act.kind!r} worth {act.worth!r}", "a payment, guarantee or cost worth 0 or more")


def _visit(act: Visit, place: Place) -> None:
    if not _are_parties((act.party,), place):
        place.refuse(f"visits {str(act.party)[:100]}", f"one of {', '.join(place.parties)}")


def _carry(act: Carry, place: Place) -> None:
    """Nothing is carried but what was said to those in the room, for them, or released to them by its owner."""
    if _depth(act) > DEEPEST:
        place.refuse("carried words about words", "what a party said")
    heard_in = [words.room.seats for words in place.heard if (words.speaker, words.act) == (act.of, act.said)]
    if not heard_in:
        place.refuse(f"carried what {str(act.of)[:100]} has not said to it", "something it has heard")
    released = [
        words.act.to
        for words in place.heard
        if words.speaker == act.of and isinstance(words.act, Release) and words.act.said == act.said
    ]
    leave = {seat for seats in (*heard_in, getattr(act.said, "to", ()), *released) for seat in seats}
    confided = [seat for seat in place.room.seats if seat not in leave | {place.seat, act.of}]
    if confided:
        place.refuse(f"carried to {', '.join(confided)} what was said in confidence", "what its owner has released")


def _depth(act: object) -> int:
    depth = 0
    while isinstance(act, Carry | Release) and depth <= DEEPEST:
        act, depth = act.said, depth + 1
    return depth


CHECKS: dict[type, Callable[[Any, Place], None]] = {
    Offer: _offer, OfferPart: _offer_part, Accept: _accept, Reject: _reject, Criticise: _criticise, State: _state,
    Bid: _bid, Release: _release, Answer: _answer, Ask: _ask, Propose: _propose, Pledge: _pledge, Visit: _visit,
    Carry: _carry, Threaten: _threaten,
}  # fmt: skip
SPOKEN = frozenset({Reject, Criticise, State, Threaten, WalkOut, Pause, Propose, Pledge, Close})
"""Acts with free words."""
