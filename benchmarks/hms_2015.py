"""What a mediator who keeps confidences adds to peace (Hörner, Morelli & Squintani 2015), run by

    python -m benchmarks.hms_2015

Two parties quarrel over something worth 1. Each is strong with chance q, else weak, and alone knows which. War destroys
all but theta: equals can expect theta / 2 each, the strong against the weak p theta, the weak (1 - p) theta. Each says
to a mediator whether it is strong; the mediator names a split, or lets the talks fail, which is war. A party may lie,
and may refuse a split and go to war. The mediator has no force: what it names must be worth accepting.

`peace` is the greatest chance of peace that any such mediator can bring about, by a linear program: in confidence a
party learns no more than its split; in public it hears what the other has said. The greatest chance over all splits is
reached with a few of them (`splits`); a test tries a finer choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mediant.analysis.programs import Program

EXAMPLES = ((0.3, 0.7, 0.9), (0.2, 0.8, 0.9), (0.5, 0.8, 0.8), (1 / 3, 0.75, 0.8), (0.5, 0.7, 0.9))
STRONG, WEAK = 0, 1
TYPES = (STRONG, WEAK)

Row = dict[int, float]


@dataclass(frozen=True, slots=True)
class Quarrel:
    """q : the chance that a party is strong; theta : what a war leaves; p : the strong one's share of it."""

    q: float
    theta: float
    p: float

    def chance(self, kind: int) -> float:
        """That a party is of a kind."""
        return self.q if kind == STRONG else 1 - self.q

    def war(self, own: int, other: int) -> float:
        """What a party can expect of a war."""
        share = 0.5 if own == other else self.p if own == STRONG else 1 - self.p
        return share * self.theta

    @property
    def splits(self) -> tuple[float, ...]:
        """Half, what a strong party can expect of war with a weak one, what equals can, and the rest of each."""
        worths = (0.5, self.war(STRONG, WEAK), self.war(WEAK, WEAK))
        return tuple(sorted({split for worth in worths for split in (worth, 1 - worth)}))

    @property
    def half_will_do(self) -> bool:
        """Whether both accept one half each without a word said: a strong party expects no more of war."""
        return sum(self.chance(other) * self.war(STRONG, other) for other in TYPES) <= 0.5


def peace(quarrel: Quarrel, *, public: bool, splits: tuple[float, ...] | None = None) -> float:
    """The greatest chance of peace, where parties do not lie. splits : shares of a party, symmetric about one half."""
    return _Mediation(quarrel, splits or quarrel.splits, public).greatest()


class _Mediation:
    """The linear program: for two parties that have said what they are, the chance of each split; the rest is war."""

    def __init__(self, quarrel: Quarrel, splits: tuple[float, ...], public: bool) -> None:  # noqa: FBT001
        self.quarrel, self.splits, self.public = quarrel, splits, public
        self.program = Program()
        self.chances: dict[tuple[int, int, int], int] = {}
        last = len(splits) - 1
        for own, other in ((STRONG, STRONG), (WEAK, WEAK), (STRONG, WEAK)):
            for number in range(len(splits)):
                if (own, other, number) not in self.chances:
                    column = self.program.column(0.0, 1.0)
                    self.chances[own, other, number] = self.chances[other, own, last - number] = column
            self.program.at_least(_total((self.chances[own, other, n], -1.0) for n in range(len(splits))), -1.0)

    def greatest(self) -> float:
        """The chance of peace, with nobody better off by refusing or lying."""
        for kind in TYPES:
            self._honest(kind)
        goal = _total(
            (column, self.quarrel.chance(own) * self.quarrel.chance(other))
            for (own, other, _), column in self.chances.items()
        )
        found = self.program.maximum(goal)
        assert found is not None  # war for all is always possible
        return float(sum(weight * found[column] for column, weight in goal.items()))

    def _honest(self, kind: int) -> None:
        """What is offered beats war whenever it is offered; and together it beats what a lie would gain.

        A liar takes what it is offered where that beats war, and goes to war where it does not.
        """
        row: Row = {}
        for gain in self._gains(kind, kind):
            self.program.at_least(gain, 0.0)
            row = _total([*row.items(), *gain.items()])
        for gain in self._gains(kind, 1 - kind):
            taken = self.program.column(0.0, 1.0)
            self.program.at_least({taken: 1.0, **{column: -weight for column, weight in gain.items()}}, 0.0)
            row[taken] = -1.0
        self.program.at_least(row, 0.0)

    def _gains(self, kind: int, said: int) -> Iterator[Row]:
        """What accepting is worth more than war, for each thing that it can hear: a split, in public the other, too."""
        for number, split in enumerate(self.splits):
            terms = [
                (
                    self.chances[said, other, number],
                    self.quarrel.chance(other) * (split - self.quarrel.war(kind, other)),
                )
                for other in TYPES
            ]
            yield from ([_total([term]) for term in terms] if self.public else [_total(terms)])


def _total(terms: Iterable[tuple[int, float]]) -> Row:
    row: Row = {}
    for column, weight in terms:
        row[column] = row.get(column, 0.0) + weight
    return row


def closed_form(quarrel: Quarrel) -> float:
    """The formula of the paper for a mediator who keeps confidences."""
    odds = quarrel.q / (1 - quarrel.q)
    edge = (quarrel.war(STRONG, WEAK) - 0.5) / (0.5 - quarrel.theta / 2)
    if odds >= edge:
        return 1.0
    strong, mixed = (
        (0.0, 1 / (1 + edge - 2 * odds)) if odds <= edge / 2 else ((2 * odds - edge) / (odds * (edge - odds + 1)), 1.0)
    )
    q = quarrel.q
    return float(1 - q * q * (1 - strong) - 2 * q * (1 - q) * (1 - mixed))


def lines() -> Iterator[str]:
    """The table, as it is printed."""
    yield "strong with  war leaves  strong gets  in confidence   formula  in public  unasked"
    for example in EXAMPLES:
        quarrel = Quarrel(*example)
        private, public = peace(quarrel, public=False), peace(quarrel, public=True)
        half = "peace" if quarrel.half_will_do else "war"
        yield (
            f"{quarrel.q:11.4g}{quarrel.theta:12.4g}{quarrel.p:13.4g}"
            f"{private:15.6f}{closed_form(quarrel):10.6f}{public:11.6f}  {half}"
        )


if __name__ == "__main__":
    print("\n".join(lines()))
