"""What each party has told a mediator, and what the mediator has made of it: folds over what it has heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Accept, Act, Answer, Ask, Choices, CouldAccept, Offer, Pledge, Propose
from mediant.talks.mediators.answered import Answered
from mediant.talks.mediators.beliefs import Belief, Manner, beliefs_of, known, unknown
from mediant.talks.mediators.bridging import pool_of
from mediant.talks.record import Heard, MediatorView, When
from mediant.talks.text import drafting


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """By one party, alone with the mediator.

    answers : to questions and drafts, in order; asked, answered : how many questions; before : the outcome that it last
    put forward or accepted; accepted, refused : drafts, in order.
    """

    answers: tuple[Answered, ...] = ()
    asked: int = 0
    answered: int = 0
    before: Choices | None = None
    accepted: tuple[Choices, ...] = ()
    refused: tuple[Choices, ...] = ()


def told_by(party: str, mediator: str, heard: Sequence[Heard]) -> Told:
    """What a party has told the mediator in answer to it, and of its own accord.

    An offer says that it could live with what it offers. Whatever it answers to a draft but yes is a no, until the
    mediator pledges something to it: then what it refused is open again.
    """
    told = Told()
    for last, words in pairwise(heard):
        if words.speaker == mediator and isinstance(words.act, Pledge) and words.act.to == party:
            told = _open_again(told)
        if words.speaker == party and last.speaker == mediator and party in last.room.seats:
            told = _heeded(_replied(told, last, words.act), words.act)
    return told


def unshared(view: MediatorView, parties: Iterable[str]) -> tuple[str, ...]:
    """Of these parties, those whose confidences others would hear in this room."""
    there = [party for party in view.parties if party in view.room.seats]
    return tuple(party for party in parties if there != [party])


def _replied(told: Told, last: Heard, act: Act) -> Told:
    """After a reply to what the mediator put to it. Where a text is drafted, yes says only: no worse than the text."""
    put = last.act
    if isinstance(put, Ask):
        answer = act.answer if isinstance(act, Answer) else None
        answered = told.answered + (answer is not None)
        return replace(
            told, asked=told.asked + 1, answered=answered, answers=(*told.answers, (put.question, answer))
        )  # fmt: skip
    if not isinstance(put, Propose):
        return told
    yes = act == Accept(put.choices)
    answers = (*told.answers, (CouldAccept(put.choices), yes))
    if yes:
        learned = told.answers if drafting(last.room) else answers
        return replace(told, answers=learned, accepted=(*told.accepted, put.choices))
    return replace(told, answers=answers, refused=(*told.refused, put.choices))


def _heeded(told: Told, act: Act) -> Told:
    """After what it has put forward or accepted."""
    if isinstance(act, Offer):
        told = replace(told, answers=(*told.answers, (CouldAccept(act.choices), True)))
    return replace(told, before=act.choices) if isinstance(act, Offer | Accept) else told


def _open_again(told: Told) -> Told:
    refused = [(CouldAccept(no), False) for no in told.refused]
    return replace(told, refused=(), answers=tuple(pair for pair in told.answers if pair not in refused))


def belief_about(party: str, view: MediatorView, answers: tuple[Answered, ...]) -> Belief:
    """What is thought of a party after its answers, starting from what is publicly stated of it."""
    stated = view.stated.get(party)
    number = view.parties.index(party)
    start = (
        _unknown(view.options, number)
        if stated is None
        else _known(view.options, (stated.tobytes(), len(stated)), number, tuple(view.together.get(party, ())))
    )
    return beliefs_of(start, answers)


@lru_cache(maxsize=64)
def pool(beliefs: tuple[Belief, ...]) -> tuple[Choices, ...]:
    """Candidate packages for all, the best first; the same beliefs give the same candidates."""
    return pool_of(beliefs, np.random.default_rng(len(beliefs)))


@lru_cache(maxsize=64)
def _unknown(options: tuple[int, ...], number: int) -> Belief:
    return unknown(options, Manner(seed=number))


@lru_cache(maxsize=64)
def _known(options: tuple[int, ...], stated: tuple[bytes, int], number: int, when: tuple[When, ...]) -> Belief:
    numbers, draws = stated
    table: NDArray[np.float64] = np.frombuffer(numbers).reshape(draws, -1)
    return known(options, table, Manner(when=when, seed=number))
