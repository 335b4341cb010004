"""Records of a case at random: every act, in any room, said by anybody. What is said need not be wise."""

from __future__ import annotations

from itertools import count

from mediant.model.case import Case
from mediant.model.issue import Issue, Range
from mediant.model.party import Mediator, Party
from mediant.talks.acts import (
    Accept,
    Answer,
    Ask,
    Bid,
    Carry,
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
from mediant.talks.lines import Game
from mediant.talks.record import End, Entry, Record, Room

PRICES = Case(
    title="Prices",
    parties=(Party(id="a", name="A"), Party(id="b", name="B"), Party(id="c", name="C")),
    mediators=(Mediator(id="host", name="Host", may=("carry",)),),
    issues=(
        Issue(id="fee", name="Fee", options=Range(low=0, high=10, step=5, unit="USD")),
        Issue(id="share", name="Share", options=Range(low=0, high=1, step=0.1)),
        Issue(id="at", name="At", options=("1", "no", 'say "yes"\\', "هدنة")),
    ),
)
CHARACTERS = 'ab \n\t"\\\x00\x1b\x85\u2028\u202eé中\ud800🕊'
PLAIN = 19


def some(rng, things, most=3):
    return tuple(things[int(k)] for k in rng.integers(0, len(things), rng.integers(0, most + 1)))


def words(rng):
    return "".join(some(rng, CHARACTERS, 6))


def choices(rng, case):
    return tuple(int(rng.integers(len(issue.options))) for issue in case.issues)


def clauses(rng, case):
    picked = [k for k in range(len(case.issues)) if rng.random() < 0.5] or [0]
    return tuple((k, int(rng.integers(len(case.issues[k].options)))) for k in picked)


def regions(rng, case):
    def options(count):
        return tuple(sorted({int(k) for k in rng.integers(count, size=3)}))

    return tuple(
        Region(tuple(options(len(issue.options)) for issue in case.issues), [1, 0.25][rng.integers(2)])
        for _ in range(rng.integers(3))
    )


def question(rng, case):
    one, two = choices(rng, case), choices(rng, case)
    return [CouldAccept(one), Compare(one, two), Rate(one), Rank((one, two))][rng.integers(4)]


def act(rng, case, depth=0):
    """Any act of the case; one in ten tells of another act."""
    parties = [party.id for party in case.parties]
    issues = range(len(case.issues))
    one, issue, party = choices(rng, case), int(rng.integers(len(issues))), parties[rng.integers(len(parties))]
    if rng.random() < 0.1 and depth < 4:
        said = act(rng, case, depth + 1)
        return Carry(said, party) if rng.random() < 0.5 else Release(said, some(rng, parties))
    number = [None, True, False, 0, 2, 55.5, 100.0, (), (1, 0)][rng.integers(9)]
    rather = [None, int(rng.integers(len(case.issues[issue].options)))][rng.integers(2)]
    return [
        Offer(one, some(rng, parties)), OfferPart(clauses(rng, case), some(rng, parties)), Accept(one),
        Reject(one, some(rng, issues), words(rng)), Criticise(issue, rather, words(rng)), Answer(number),
        State(["need", "red line"][rng.integers(2)], clauses(rng, case), words(rng)), Threaten(words(rng), words(rng)),
        Bid(regions(rng, case)), WalkOut(words(rng)), ComeBack(), Pause(words(rng)), Ask(question(rng, case), some(rng, parties)), Invite(),
        Propose(one, words(rng), some(rng, parties)), Visit(party), Leave(), Close(words(rng)),
        Pledge(["payment", "guarantee", "cost"][rng.integers(3)], party, [1, 0.25][rng.integers(2)], words(rng)),
    ][rng.integers(PLAIN)]  # fmt: skip


def room(rng, case):
    seats = [one.id for one in (*case.parties, *case.mediators)]
    picked = tuple(dict.fromkeys(some(rng, seats, 4))) or (seats[0],)
    return Room(words(rng), picked)


def record(rng, case):
    """A game and a record of a case."""
    entries, clock = [], 0.0
    timed = rng.random() < 0.5
    for turn in range(rng.integers(0, 12)):
        where, clock = room(rng, case), clock + float(rng.integers(0, 5))
        speakers = where.seats[: rng.integers(1, len(where.seats) + 1)]
        entries += [Entry(turn, where, one, act(rng, case), clock if timed else None) for one in speakers]
    seats = {one.id: words(rng) for one in case.parties}
    game = Game(
        protocol=words(rng), seats=seats, seed=int(rng.integers(99)), settings={"rounds": 3}, drawn=not case.exact
    )
    return game, Record(tuple(entries), End([None, choices(rng, case)][rng.integers(2)], words(rng)))


def kinds(rng, case):
    """The kinds of acts that a thousand draws give."""
    return {type(one) for _, one in zip(range(1000), (act(rng, case) for _ in count()), strict=False)}
