"""The slow plain twin of the deal space: every answer of an exact case, found by looking at every outcome.

Written from the definitions of `mediant-case/1` alone, over the parsed TOML; it shares no code with `mediant.analysis`.
"""

from __future__ import annotations

from itertools import pairwise, product
from math import prod

TOLERANCE = 1e-9


def options(issue):
    if "options" in issue:
        return issue["options"]
    r = issue["range"]
    steps = round((r["to"] - r["from"]) / r["step"])
    whole = isinstance(r["from"], int) and isinstance(r["step"], int)
    return [r["from"] + k * r["step"] if whole else round(r["from"] + k * r["step"], 12) for k in range(steps + 1)]


def value(entry, option, issue):
    if entry in ("more", "less"):
        share = (option - issue["range"]["from"]) / (issue["range"]["to"] - issue["range"]["from"])
        return share if entry == "more" else 1 - share
    if set(entry) == {"at"} and "range" in issue:
        points = entry["at"]
        for (x0, y0), (x1, y1) in pairwise(points):
            if x0 <= option <= x1:
                return y0 + (y1 - y0) * (option - x0) / (x1 - x0)
        raise AssertionError(f"{option} is not on the curve")
    return entry[option]


def matches(outcome, pattern):
    return all(outcome[i] in (o if isinstance(o, list) else [o]) for i, o in pattern.items())


def utility(case, party, outcome):
    known = case["preferences"][party]
    weights = known.get("weights", {})
    u = sum(
        weights.get(issue["id"], 1 if not weights else None)
        * value(known["values"][issue["id"]], outcome[issue["id"]], issue)
        for issue in case["issue"]
    )
    return u + sum(term["add"] for term in known.get("together", []) if matches(outcome, term["when"]))


class Enumerated:
    """Everything about an exact case, found by looking at every outcome."""

    def __init__(self, case):
        ids = [issue["id"] for issue in case["issue"]]
        self.parties = [party["id"] for party in case["party"]]
        self.outcomes = [dict(zip(ids, row, strict=True)) for row in product(*map(options, case["issue"]))]
        self.u = [[utility(case, p, x) for p in self.parties] for x in self.outcomes]
        lines = [pattern for p in self.parties for pattern in case["preferences"][p].get("never", [])]
        self.free = [k for k, x in enumerate(self.outcomes) if not any(matches(x, line) for line in lines)]
        walk = [self.level(case, p) for p in self.parties]
        least = [min(column) for column in zip(*self.u, strict=True)]
        self.d = [low if w is None else w for w, low in zip(walk, least, strict=True)]
        self.zone = [k for k in self.free if min(self.gains(k)) >= -TOLERANCE]

    def level(self, case, party):
        stated = case["preferences"][party].get("walk_away")
        return utility(case, party, stated["as_good_as"]) if isinstance(stated, dict) else stated

    def gains(self, k):
        return [u - d for u, d in zip(self.u[k], self.d, strict=True)]

    def frontier(self):
        """The distinct vectors that no other weakly dominates: (utilities, first outcome)."""
        kept = []
        for k in self.free:
            if any(close(self.u[k], self.u[j]) for j in kept):
                continue
            if not any(dominates(self.u[j], self.u[k]) for j in self.free):
                kept.append(k)
        return kept

    def best(self, criterion):
        """First outcome of the zone whose criterion (a list, compared place by place) and then Σ gains is greatest."""
        best = None
        for k in self.zone:
            key = [*criterion(k), sum(self.gains(k))]
            if best is None or above(key, best[0]):
                best = (key, k)
        return None if best is None else best[1]

    def solutions(self):
        if not self.zone:
            return dict.fromkeys(("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"))
        ideal = [max(column) for column in zip(*map(self.gains, self.zone), strict=True)]

        def shares(k):
            pairs = zip(self.gains(k), ideal, strict=True)
            return sorted(g / top if top > TOLERANCE else 1.0 for g, top in pairs)

        return {
            "nash": self.best(lambda k: [prod(g / top if g > TOLERANCE else 0.0 for g, top in self.pairs(k, ideal))]),
            "kalai_smorodinsky": self.best(shares),
            "egalitarian": self.best(lambda k: sorted(self.gains(k))),
            "utilitarian": self.best(lambda k: [sum(self.u[k])]),
        }

    def pairs(self, k, ideal):
        """Gains beside each party's best (1 where that is none), so that products compare whatever the scale."""
        return [(g, top if top > TOLERANCE else 1.0) for g, top in zip(self.gains(k), ideal, strict=True)]

    def nearest_miss(self):
        if self.zone:
            return None
        among = self.free or range(len(self.u))
        return min(among, key=lambda k: (round(-min(self.gains(k)), 9), round(-sum(self.gains(k)), 9), k))


def close(a, b):
    return all(abs(x - y) <= TOLERANCE for x, y in zip(a, b, strict=True))


def dominates(a, b):
    return all(x >= y - TOLERANCE for x, y in zip(a, b, strict=True)) and not close(a, b)


def above(a, b):
    for x, y in zip(a, b, strict=True):
        if abs(x - y) > TOLERANCE:
            return x > y
    return False
