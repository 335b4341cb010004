"""Where a negotiator of NegMAS sits while our talks go on: it is told what was said, and asked for its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mediant.bridges.negmas.library import ResponseType, SAOMechanism, SAONegotiator, SAOState
from mediant.talks.acts import Accept, Choices, Offer, Propose, Reject, unfolded
from mediant.talks.record import Heard

FIRST, LAST = 1e-6, 1.0 - 1e-6
"""Relative time never is 0 or 1 in NegMAS; some negotiators divide by it, or take 1 for the end."""


class Other(SAONegotiator):
    """Who sits in another seat; what it says is told by us."""

    def propose(self, state: Any, dest: str | None = None) -> None:
        """Nothing, ever."""


class Table(SAOMechanism):
    """A mechanism that is never run: its negotiator finds in it what NegMAS' own would show.

    Time runs from 0 to 1, its limit, by what it is told and not by a clock; the number of steps is not known.
    """

    def __init__(self, negotiator: Any, ufun: Any, seats: Sequence[str], seat: str) -> None:
        super().__init__(outcome_space=ufun.outcome_space, time_limit=1.0, n_steps=None, name="talks")
        self._now = FIRST
        self.negotiator = negotiator
        for other in seats:
            if other == seat:
                self.add(negotiator, ufun=ufun)
            else:
                self.add(Other(name=other, id=other))
        self._current_state = self._state()
        negotiator._on_negotiation_start(state=self._current_state)  # noqa: SLF001  (as its own mechanism does)

    @property
    def time(self) -> float:
        """The time of the talks, 0 to 1."""
        return self._now

    def answer(self, said: Sequence[Heard], time: float) -> Any:
        """Its response, after the others have said this since its last turn, as a `SAOResponse` of NegMAS."""
        self._now = min(max(time, FIRST), LAST)
        state = self._current_state = self._state()
        for words in said:
            self._tell(state, words)
        if state.current_proposer == self.negotiator.id:  # nobody has offered anything since: it is asked for more
            state.current_offer, state.current_proposer = None, None
        response = self.negotiator(state=state)
        if response.response == ResponseType.REJECT_OFFER and response.outcome is not None:
            self._put(state, self.negotiator.id, response.outcome)
        self._history.append(state)
        return response

    def _state(self) -> Any:
        state = SAOState(
            running=True, started=True, step=len(self._history), time=self._now, relative_time=self._now,
            n_negotiators=len(self.negotiators),
        )  # fmt: skip
        if self._history:
            before = self._history[-1]
            state.current_offer, state.current_proposer = before.current_offer, before.current_proposer
            state.n_acceptances, state.last_negotiator = before.n_acceptances, before.last_negotiator
        return state

    def _tell(self, state: Any, words: Heard) -> None:
        """What another seat has said. Acts that NegMAS does not know are passed over."""
        speaker, act = unfolded(words.speaker, words.act)
        match act:
            case Offer(choices) | Propose(choices):
                self._notify(state, speaker, ResponseType.REJECT_OFFER)
                self._put(state, speaker, choices)
                self.negotiator.on_partner_proposal(state=state, partner_id=speaker, offer=choices)
            case Accept():
                self._notify(state, speaker, ResponseType.ACCEPT_OFFER)
                state.n_acceptances += 1
            case Reject():
                self._notify(state, speaker, ResponseType.REJECT_OFFER)

    def _notify(self, state: Any, speaker: str, response: Any) -> None:
        if state.current_offer is not None:
            self.negotiator.on_partner_response(
                state=state, partner_id=speaker, outcome=state.current_offer, response=response
            )

    @staticmethod
    def _put(state: Any, speaker: str, outcome: Choices) -> None:
        state.current_offer, state.current_proposer, state.n_acceptances = outcome, speaker, 1
        state.last_negotiator = speaker
        state.new_offers.append((speaker, outcome))
        state.new_data.append((speaker, None))
