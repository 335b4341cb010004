"""Parties with an additive utility function that answer a mediator's questions truly."""

from __future__ import annotations

from itertools import product

import numpy as np

from mediant.talks.acts import Compare, CouldAccept, Rank, Rate


class Party:
    """worth : per issue what each option is worth, from 0 to 1 in all."""

    def __init__(self, worth, walk_away=0.2):
        self.worth, self.walk_away = worth, walk_away

    @classmethod
    def drawn(cls, options, seed):
        rng = np.random.default_rng(seed)
        weights = rng.dirichlet(np.ones(len(options)))
        values = [rng.permutation(np.concatenate([[0.0, 1.0], rng.random(count - 2)])) for count in options]
        return cls([weight * row for weight, row in zip(weights, values, strict=True)])

    def utility(self, package):
        return float(sum(row[option] for row, option in zip(self.worth, package, strict=True)))

    def answer(self, question):
        match question:
            case CouldAccept(package):
                return self.utility(package) >= self.walk_away
            case Compare(first, second):
                return 0 if self.utility(first) >= self.utility(second) else 1
            case Rank(packages):
                return tuple(sorted(range(len(packages)), key=lambda place: -self.utility(packages[place])))
            case Rate(package):
                return 100 * self.utility(package)


def every_package(options):
    return np.array(list(product(*map(range, options))), dtype=np.intp)


def random_questions(options, count, rng):
    """As many yes/no as A-or-B."""
    packages = [tuple(int(rng.integers(size)) for size in options) for _ in range(3 * count)]
    pairs = zip(packages[: 2 * count : 2], packages[1 : 2 * count : 2], strict=True)
    compares = [Compare(first, second) for first, second in pairs if first != second]
    return [*compares[: count // 2], *map(CouldAccept, packages[2 * count :][: count // 2])]
