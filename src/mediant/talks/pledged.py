"""What a party wants once a mediator has pledged something: every agreement worth more, or none worth less."""

from __future__ import annotations

from dataclasses import dataclass

from mediant.talks.acts import Choices, Pledge
from mediant.talks.record import Liked, Standing


@dataclass(frozen=True, slots=True)
class Pledged:
    """A standing with pledges: `gain` is added to every agreement, `cost` is taken from having none."""

    standing: Standing
    gain: float
    cost: float

    @classmethod
    def of(cls, standing: Standing, pledge: Pledge) -> Pledged:
        """A standing after one more pledge."""
        gain, cost = (0.0, pledge.worth) if pledge.kind == "cost" else (pledge.worth, 0.0)
        if isinstance(standing, Pledged):
            return cls(standing.standing, standing.gain + gain, standing.cost + cost)
        return cls(standing, gain, cost)

    @property
    def reserved(self) -> float:
        """The least utility it can live with now."""
        return self.standing.reserved - self.cost

    @property
    def greatest(self) -> float:
        """The utility of its best outcome."""
        return self.standing.greatest + self.gain

    def utility(self, choices: Choices) -> float:
        """Of an outcome; minus infinity where it crosses a red line of the party: no pledge buys that."""
        return self.standing.utility(choices) + self.gain

    def ranked(self, place: int) -> Choices | None:
        """The outcome at a place: pledges for any agreement change no order."""
        return self.standing.ranked(place)

    def at_least(self, level: float) -> Choices:
        """The outcome of least utility at or above a level; of its best where the level is above that."""
        return self.standing.at_least(level - self.gain)

    def toward(self, liked: Liked, level: float) -> Choices:
        """Of the outcomes at or above a level, the one of greatest sum over issues of liked[i][x_i]."""
        return self.standing.toward(liked, level - self.gain)
