"""Cases, claims and analyses by hand: an exact one of two parties, one of three, and partial ones."""

from __future__ import annotations

from datetime import date
from itertools import product
from math import prod

import pytest
from talked import analysis_of, shuttled, three

from mediant.analysis.results import (
    Analysis,
    Chance,
    Frontier,
    NearestMiss,
    Point,
    Prospect,
    Solution,
    Spread,
    Uncertainty,
    Unknown,
    Zone,
)
from mediant.evidence.claim import ArticleRef, Claim, Source, Span, When
from mediant.model.case import Case
from mediant.model.issue import Issue, Range
from mediant.model.party import Mediator, Party
from mediant.model.preferences import AsGoodAs, Comparison, Curve, Interval, Preferences, Ranking
from mediant.talks.played import Played

TRUCE = Issue(id="truce", name="Length of the truce", options=("none", "40 days", "permanent"))
FEE = Issue(id="fee", name="Harbour fee", options=Range(low=0, high=100, step=5, unit="USD"))
PILOTS = Issue(id="pilots", name="Who pilots the ships", options=("North", "both", "South", "neither"))


def claim(id: str, words: str, *sources: tuple[str, str], act: str | None = "demand") -> Claim:
    return Claim(
        id=id,
        article=ArticleRef(id="a1", title="Talks resume in the port", outlet="The Daily", published="2024-05-03"),
        content=(Span(start=10, end=10 + len(words), text=words),),
        sources=tuple(
            Source(spans=(Span(start=0, end=len(name), text=name),), actor=name.lower(), role=role)
            for name, role in sources
        ),
        act=act,
        certainty="asserted",
        issues=("truce",),
        when=When(text="Saturday", date="2024-05-04"),
    )


@pytest.fixture
def claims() -> tuple[Claim, ...]:
    return (
        claim("c1", "a permanent truce and nothing less", ("North's envoy", "speaker"), ("Reuters", "relay")),
        claim("c2", "the fee is what keeps our harbour open", ("South", "speaker"), act="assess"),
        claim("c3", "both have moved lately", act=None),
        claim("c4", "we will carry whatever either side hands us", ("host", "speaker"), act="offer"),
    )


def _utility(known: Preferences, issues: tuple[Issue, ...], outcome: dict) -> float:
    total = 0.0
    for issue in issues:
        values, weight = known.values[issue.id], 1.0 if known.weights is None else known.weights[issue.id]
        if isinstance(values, Curve):
            (a, u), (b, v) = values.points
            total += weight * (u + (v - u) * (outcome[issue.id] - a) / (b - a))
        else:
            total += weight * values[outcome[issue.id]]
    return total


def enumerated(case: Case, disagreement: dict[str, float]) -> Analysis:
    """The exact answer by looking at every outcome: slow and plain, for small additive cases."""
    ids = tuple(party.id for party in case.parties)
    points = []
    for options in product(*(issue.options for issue in case.issues)):
        outcome = dict(zip((issue.id for issue in case.issues), options, strict=True))
        points.append(
            Point(outcome=outcome, utilities={p: _utility(case.known_of(p), case.issues, outcome) for p in ids})
        )
    best: dict[tuple[float, ...], Point] = {}
    for point in points:
        best.setdefault(tuple(round(u, 9) for u in point.utilities.values()), point)
    kept = [
        p for v, p in best.items()
        if not any(w != v and all(a >= b for a, b in zip(w, v, strict=True)) for w in best)
    ]  # fmt: skip
    gains = [(p, {q: p.utilities[q] - disagreement[q] for q in ids}) for p in points]
    zone = [(p, g) for p, g in gains if min(g.values()) >= -1e-9]
    miss = None
    picks: dict[str, Solution | None] = dict.fromkeys(("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"))
    if zone:
        top = {q: max(g[q] for _, g in zone) or 1.0 for q in ids}
        rules = {
            "nash": lambda g: (prod(g.values()),),
            "kalai_smorodinsky": lambda g: tuple(sorted(g[q] / top[q] for q in ids)),
            "egalitarian": lambda g: tuple(sorted(g.values())),
            "utilitarian": lambda g: (sum(g.values()),),
        }
        for name, rule in rules.items():
            point, gain = max(zone, key=lambda item: rule(item[1]))
            picks[name] = Solution(outcome=point.outcome, utilities=point.utilities, gains=gain)
    else:
        point, gain = max(gains, key=lambda item: min(item[1].values()))
        miss = NearestMiss(outcome=point.outcome, utilities=point.utilities, shortfall={q: -g for q, g in gain.items()})
    size = len(zone)
    return Analysis(
        case=case.title,
        exact=True,
        parties=ids,
        issues=tuple(issue.id for issue in case.issues),
        outcomes=case.size,
        zone=Zone(size=size, exact=True, low=size, high=size, nearest_miss=miss),
        frontier=Frontier(points=tuple(kept), exact=True),
        solutions=picks,
    )


NORTH = Preferences(
    weights={"truce": 0.5, "fee": 0.3, "pilots": 0.2},
    values={
        "truce": {"none": 0.0, "40 days": 0.7, "permanent": 1.0},
        "fee": Curve(((0, 1.0), (100, 0.0))),
        "pilots": {"North": 1.0, "both": 0.6, "South": 0.2, "neither": 0.0},
    },
    walk_away=0.45,
    because={"values.truce": ("c1", "c3"), "weights": ("c1",), "walk_away": ("c9",)},
)
SOUTH = Preferences(
    weights={"truce": 0.3, "fee": 0.4, "pilots": 0.3},
    values={
        "truce": {"none": 1.0, "40 days": 0.55, "permanent": 0.0},
        "fee": Curve(((0, 0.0), (100, 1.0))),
        "pilots": {"North": 0.0, "both": 0.7, "South": 1.0, "neither": 0.1},
    },
    walk_away=AsGoodAs({"truce": "none", "fee": 0, "pilots": "North"}),
    because={"values.fee": ("c2",)},
)
ISLES = Preferences(
    weights={"truce": 0.2, "fee": 0.2, "pilots": 0.6},
    values={
        "truce": {"none": 0.1, "40 days": 1.0, "permanent": 0.8},
        "fee": Curve(((0, 0.3), (100, 1.0))),
        "pilots": {"North": 0.2, "both": 0.3, "South": 0.4, "neither": 1.0},
    },
    walk_away=0.3,
)


def harbour(**parties: Preferences) -> Case:
    return Case(
        title="Harbour dispute",
        as_of=date(2024, 5, 4),
        parties=tuple(Party(id=p, name={"isles": "The Outer Isles"}.get(p, p.title())) for p in parties),
        mediators=(Mediator(id="host", name="Host state", may=("carry", "draft")),),
        issues=(TRUCE, FEE, PILOTS),
        preferences=parties,
        claims="claims.jsonl",
    )


@pytest.fixture
def exact_two() -> tuple[Case, Analysis]:
    case = harbour(north=NORTH, south=SOUTH)
    return case, enumerated(case, {"north": 0.45, "south": 0.3})


@pytest.fixture
def exact_three() -> tuple[Case, Analysis]:
    case = harbour(north=NORTH, south=SOUTH, isles=ISLES)
    return case, enumerated(case, {"north": 0.45, "south": 0.3, "isles": 0.3})


@pytest.fixture
def no_zone() -> tuple[Case, Analysis]:
    proud = {"north": 0.9, "south": 0.8}
    case = harbour(
        north=Preferences(weights=NORTH.weights, values=NORTH.values, walk_away=proud["north"]),
        south=Preferences(weights=SOUTH.weights, values=SOUTH.values, walk_away=proud["south"]),
    )
    return case, enumerated(case, proud)


def uncertain(case: Case) -> Analysis:
    """A partial answer with figures that fall from place to place; the figures themselves mean nothing."""
    ids = tuple(party.id for party in case.parties)
    prospects = []
    options = list(product(*(tuple(issue.options)[1:5] for issue in case.issues)))[:24]
    for place, chosen in enumerate(options):
        chance = 0.62 * 0.93**place
        each = {
            q: Chance(p=min(1.0, chance + (0.3 if (place + k) % 2 else 0.08)), se=0.0101) for k, q in enumerate(ids)
        }
        prospects.append(
            Prospect(
                outcome=dict(zip((issue.id for issue in case.issues), chosen, strict=True)),
                acceptable={**each, "all": Chance(p=chance, se=0.0109)},
                efficient=Chance(p=max(0.0, 0.4 - 0.03 * place), se=0.008),
                gains={q: Spread(mean=0.21 - 0.02 * place + 0.05 * k, p5=-0.12, p95=0.55) for k, q in enumerate(ids)},
            )
        )
    return Analysis(
        case=case.title,
        exact=False,
        parties=ids,
        issues=tuple(issue.id for issue in case.issues),
        outcomes=case.size,
        zone=None,
        frontier=None,
        solutions=None,
        uncertainty=Uncertainty(
            draws=2000,
            seed=0,
            outcomes=tuple(prospects),
            matters_most=(
                Unknown(party="south", entry="preferences.south.walk_away", label="South's walk-away", rise=Chance(p=0.17, se=0.012)),
                Unknown(party="north", entry="preferences.north.values.pilots", label="what North wants of the pilots", rise=Chance(p=0.06, se=0.009)),
                Unknown(party="north", entry="preferences.north.weights", label="what matters most to North", rise=Chance(p=0.002, se=0.004)),
            ),
            note="24 of 252 outcomes were ranked.",
        ),
    )  # fmt: skip


def partly_known(*others: str) -> Case:
    north = Preferences(
        weights=Ranking((("truce",), ("fee",))),
        values={"truce": Ranking((("permanent",), ("40 days",), ("none",))), "fee": "less"},
        walk_away=Interval(0.2, 0.5),
        never=({"truce": ("none",), "fee": (95, 100)},),
        because={"values.truce": ("c1", "c3"), "never.1": ("c1",)},
    )
    south = Preferences(
        weights="unknown",
        values={"truce": {"none": Interval(0.5, 1), "40 days": Interval(0.2, 0.9), "permanent": 0.0}, "fee": "more"},
        walk_away="unknown",
        prefers=(Comparison(this={"truce": "40 days", "fee": 80}, to={"truce": "none", "fee": 100}),),
        accepts=({"truce": "40 days", "fee": 90, "pilots": "both"},),
        rejects=({"truce": "permanent", "fee": 0, "pilots": "North"},),
        because={"values.fee": ("c2",), "prefers.1": ("c2",), "accepts.1": ("c3",)},
    )
    return harbour(north=north, south=south, **{other: Preferences() for other in others})


@pytest.fixture
def partial_two() -> tuple[Case, Analysis]:
    case = partly_known()
    return case, uncertain(case)


@pytest.fixture
def partial_three() -> tuple[Case, Analysis]:
    case = partly_known("isles")
    return case, uncertain(case)


@pytest.fixture
def talks_two() -> tuple[Case, Analysis, Played]:
    case, talked = shuttled()
    return case, analysis_of("news/cairo-2024"), talked


@pytest.fixture
def talks_three() -> tuple[Case, Analysis, Played, Played]:
    case, talked = three()
    return case, analysis_of("constructed/ceasefire-three"), talked, talked
