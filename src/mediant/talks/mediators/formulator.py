"""The formulator: asks few, easy questions in confidence, learns, and drafts what all could live with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from mediant.errors import InvalidValue
from mediant.talks.acts import Act, Ask, Close, Leave, Propose, Visit
from mediant.talks.mediators.beliefs import Belief
from mediant.talks.mediators.bridging import Candidate, best_package
from mediant.talks.mediators.questions import ENOUGH, next_question, room_left
from mediant.talks.mediators.reasons import reasons
from mediant.talks.mediators.told import Told, belief_about, pool, told_by, unshared
from mediant.talks.record import Heard, MediatorView
from mediant.talks.text import drafting, text_of

LATE = 0.8
"""Of all exchanges: from here on it drafts with what it knows."""
AT_A_TIME = 5
"""Questions of one visit that rest on what others have said."""
HOPELESS = 0.1
"""A draft that all could live with at a lower chance is not put on the table."""
PATIENCE = 3
"""Questions without any answer after which a party is asked no more."""


@dataclass(frozen=True, slots=True)
class Formulator:
    """Goes between separate rooms in three steps.

    It first asks every party questions that depend on that party's own answers alone. Then it asks, the least
    satisfied first, what would tell its candidates apart; these questions rest on what the others have confided, and
    say so in the record. When more questions cannot help it brings its best candidate to one party after the other,
    the least satisfied first; a refusal teaches it more than an answer. All that it knows it folds from what it heard.

    questions : at most, to each party; alone : of these, in the first step; drafts : that are put before it closes.
    """

    needs: ClassVar[tuple[str, ...]] = ("draft",)
    questions: int = 60
    alone: int = 15
    drafts: int = 12

    def __post_init__(self) -> None:
        if min(self.alone, self.questions) < 0 or self.drafts < 1:
            seen = f"{self.questions} questions, {self.alone} alone, {self.drafts} drafts"
            raise InvalidValue("formulator", seen, "0 questions or more, and at least 1 draft")

    @property
    def _first(self) -> int:
        return min(self.alone, self.questions)

    def act(self, view: MediatorView, rng: np.random.Generator) -> Act:  # noqa: ARG002  (it leaves nothing to chance)
        """Choose whom to visit; in a party's room ask, draft, or leave."""
        told = {party: told_by(party, view.seat, view.heard) for party in view.parties}
        present = [party for party in view.parties if party in view.room.seats]
        return self._say(view, told, present[0]) if present else self._go(view, told)

    def _go(self, view: MediatorView, told: dict[str, Told]) -> Act:
        new = [party for party in view.parties if self._alone(view, told, party) is not None]
        if new:
            return Visit(min(new, key=lambda party: told[party].asked))
        beliefs = _beliefs(view, told)
        best = best_package(beliefs, pool(beliefs))
        if self._asks(view, told, beliefs):
            order = sorted(range(len(beliefs)), key=lambda place: best.prospects[place].gain)
            open_ = [view.parties[place] for place in order if self._further(view, told, view.parties[place])]
            return Visit(min(open_, key=lambda party: told[party].asked // AT_A_TIME))
        drafts = {choices for one in told.values() for choices in (*one.accepted, *one.refused)}
        if _hopeless(best) or len(drafts - {best.package}) >= self.drafts:
            return Close("there is nothing more to propose")
        return Visit(_next_to_see(view, told, best))

    def _say(self, view: MediatorView, told: dict[str, Told], party: str) -> Act:
        text = text_of(view)
        if text is not None and not drafting(view.room):  # it is put to the parties for the last time
            return Propose(text, rests_on=_confided(view, told))
        mine, asked_now = told[party], _asked_since_it_came(view.heard)
        alone = self._alone(view, told, party)
        if alone is not None:
            return alone
        if asked_now and not _relied(view, party):
            return Leave()
        then = {one: told_by(one, view.seat, view.heard[: _came(view.heard)]) for one in view.parties}
        beliefs = _beliefs(view, then)
        if self._asks(view, then, beliefs):
            question = None
            if asked_now < AT_A_TIME:
                question = self._further(view, told | {one: then[one] for one in then if one != party}, party)
            return question or Leave()
        best = best_package(beliefs, pool(beliefs))
        if _hopeless(best) or best.package in (*mine.accepted, *mine.refused):
            return Leave()
        return self._draft(view, told, party, best)

    def _asks(self, view: MediatorView, told: dict[str, Told], beliefs: tuple[Belief, ...]) -> bool:
        """Whether questions can still help, there are some left, and nothing was put on the table yet."""
        if view.time >= LATE or any(one.accepted or one.refused for one in told.values()):
            return False
        if room_left(beliefs, pool(beliefs)) < ENOUGH:
            return False
        return any(self._further(view, told, party) for party in view.parties)

    def _alone(self, view: MediatorView, told: dict[str, Told], party: str) -> Act | None:
        """The next question of the first step; None where there is none, or the step is over for the party."""
        over = told[party].asked >= self._first or not _answers(told[party]) or _relied(view, party)
        return None if over else self._question(view, told, party, alone=True)

    def _further(self, view: MediatorView, told: dict[str, Told], party: str) -> Act | None:
        """The next question of the second step; None where there is none, or the party may be asked no more."""
        if told[party].asked >= self.questions or not _answers(told[party]):
            return None
        return self._question(view, told, party)

    def _question(self, view: MediatorView, told: dict[str, Told], party: str, *, alone: bool = False) -> Act | None:
        others = tuple(one for one in view.parties if one != party and told[one].answers and not alone)
        heeded = {one: told[one] if one == party or one in others else Told() for one in view.parties}
        beliefs = _beliefs(view, heeded)
        before = _beliefs(view, heeded | {party: Told(answers=heeded[party].answers[: _round(heeded[party])])})
        number = view.parties.index(party)
        chance = np.random.default_rng([number, len(told[party].answers)])
        question = next_question(beliefs, number, pool(before), chance).question
        heeded_here = [one for one in view.parties if one in others or (one == party and told[one].answers)]
        return None if question is None else Ask(question, rests_on=unshared(view, heeded_here))

    def _draft(self, view: MediatorView, told: dict[str, Told], party: str, best: Candidate) -> Act:
        rests_on = _confided(view, told)
        if party in rests_on:  # others hear it: reasons would tell them what the party has confided
            return Propose(best.package, rests_on=rests_on)
        belief = belief_about(party, view, told[party].answers)
        worth = np.split(belief.worth.mean(axis=0), np.cumsum(view.options)[:-1])
        return Propose(best.package, reasons(view.labels, best.package, told[party].before, worth), rests_on=rests_on)


def _confided(view: MediatorView, told: dict[str, Told]) -> tuple[str, ...]:
    """Whose confidences a draft for this room rests on."""
    return unshared(view, [party for party in view.parties if told[party].answers])


def _hopeless(best: Candidate) -> bool:
    return best.refused or best.acceptable < HOPELESS


def _beliefs(view: MediatorView, told: dict[str, Told]) -> tuple[Belief, ...]:
    return tuple(belief_about(party, view, told[party].answers) for party in view.parties)


def _relied(view: MediatorView, party: str) -> bool:
    """Whether anything said to a party rested on what others had confided."""
    return any(party in words.room.seats and getattr(words.act, "rests_on", ()) for words in view.heard)


def _round(told: Told) -> int:
    """Answers up to the last full round of questions: candidates are searched anew once a round."""
    return len(told.answers) - len(told.answers) % AT_A_TIME


def _answers(told: Told) -> bool:
    """Whether a party answers questions at all."""
    return told.asked < PATIENCE or told.answered > 0


def _next_to_see(view: MediatorView, told: dict[str, Told], best: Candidate) -> str:
    """Of those who have not accepted the draft the least satisfied."""
    places = [place for place, party in enumerate(view.parties) if best.package not in told[party].accepted]
    return view.parties[min(places or range(len(view.parties)), key=lambda place: best.prospects[place].gain)]


def _came(heard: Sequence[Heard]) -> int:
    """Where the visit begins that the mediator is on; at the end where it goes nowhere, and each exchange is one."""
    visits = (place for place in range(len(heard) - 1, -1, -1) if isinstance(heard[place].act, Visit))
    return next(visits, len(heard))


def _asked_since_it_came(heard: Sequence[Heard]) -> int:
    return sum(isinstance(words.act, Ask) for words in heard[_came(heard) :])
