"""Hypothesis strategies for valid cases, exact and partial, small enough to enumerate.

Every case passes `problems_of`. Statements are drawn freely, so they may contradict one another; `statements=False`
leaves them out.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from mediant.model.case import Case
from mediant.model.issue import Issue, Range
from mediant.model.party import ROLES, Mediator, Party
from mediant.model.preferences import AsGoodAs, Comparison, Curve, Interval, Preferences, Ranking, Term

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

names = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters=BIDI), min_size=1, max_size=12
).filter(str.strip) | st.sampled_from(
    ["no", "40 days", "at", "5", 'say "yes"', "a\\b", "unknown", "Gaza – هدنة", "#", "=", "more"]
)
"""Texts that people read, in any script."""

small_numbers = st.integers(-9, 9) | st.integers(-900, 900).map(lambda k: k / 100)
all_numbers = small_numbers | st.floats(-1e12, 1e12) | st.integers(-(10**12), 10**12)

party_ids = st.text("abcdefgxyz0189-", min_size=1, max_size=6)
issue_ids = st.text("abcdefgxyz0189-_", min_size=1, max_size=6)


@st.composite
def ranges(draw, max_options=6):
    """Ranges of 2 to `max_options` numbers: whole, decimal, or whole with a decimal step; negative ones too."""
    places = draw(st.sampled_from([0, 0, 1, 3]))
    scale = 10**places
    low = draw(st.integers(-50, 50))
    step = draw(st.integers(1, 25))
    high = low + step * draw(st.integers(1, max_options - 1))
    if not places:
        return Range(low=low, high=high, step=step, unit=draw(st.none() | names))
    low, high, step = (float(Decimal(number) / scale) for number in (low, high, step))
    return Range(low=int(low) if low == int(low) else low, high=high, step=step, unit=draw(st.none() | names))


@st.composite
def issues(draw, max_options=5):
    """A tuple of 2 to 5 options (words), or a range, under an id and a name."""
    worded = st.lists(names, min_size=2, max_size=max_options, unique=True).map(tuple)
    return Issue(id=draw(issue_ids), name=draw(names), options=draw(worded | worded | ranges(max_options)))


@st.composite
def rankings(draw, members, least=1):
    """An order of all the members in at least `least` groups."""
    order = draw(st.permutations(list(members)))
    cuts = [draw(st.booleans()) for _ in order[1:]]
    if least > 1 and not any(cuts):
        cuts[draw(st.integers(0, len(cuts) - 1))] = True
    groups = [[order[0]]]
    for member, apart in zip(order[1:], cuts, strict=True):
        if apart:
            groups.append([])
        groups[-1].append(member)
    return Ranking(tuple(map(tuple, groups)))


def quantities(numbers, *, exact=False):
    """A number, or (unless `exact`) an interval of two."""
    intervals = st.tuples(numbers, numbers).map(lambda ends: Interval(min(ends), max(ends)))
    return numbers if exact else numbers | intervals


@st.composite
def curves(draw, span, numbers, *, exact=False):
    """A curve over a range, its ends on or beyond the range's."""
    inner = draw(st.sets(st.integers(1, 15), max_size=3))
    width = Fraction(span.high) - Fraction(span.low)
    xs = {float(Fraction(span.low) + width * k / 16) for k in inner} | {span.low, span.high}
    xs |= draw(st.sampled_from([set(), {span.low - 1}, {span.high + 2.5}]))
    return Curve(tuple((x, draw(quantities(numbers, exact=exact))) for x in sorted(xs)))


def outcomes(case_issues):
    """One option for every issue."""
    return st.fixed_dictionaries({issue.id: st.sampled_from(list(issue.options)) for issue in case_issues})


@st.composite
def patterns(draw, case_issues):
    """For one to three issues, one or more of the options."""
    chosen = draw(st.lists(st.sampled_from(case_issues), min_size=1, max_size=3, unique_by=lambda issue: issue.id))
    return {
        issue.id: tuple(draw(st.lists(st.sampled_from(list(issue.options)), min_size=1, max_size=3, unique=True)))
        for issue in chosen
    }


@st.composite
def values(draw, issue, numbers, *, exact=False):
    """What is stated of the values of one issue's options."""
    number = quantities(numbers, exact=exact)
    kinds = [st.fixed_dictionaries(dict.fromkeys(issue.options, number))]
    if not exact:
        kinds.append(rankings(issue.options, least=2))
    if issue.numeric:
        kinds += [st.sampled_from(["more", "less"]), curves(issue.options, numbers, exact=exact)]
    return draw(st.one_of(kinds))


@st.composite
def weights(draw, ids, numbers, *, exact=False):
    """What is stated of the weights of the issues."""
    number = quantities(numbers.map(abs), exact=exact)
    kinds = [st.none(), st.fixed_dictionaries(dict.fromkeys(ids, number))]
    if not exact:
        some = st.lists(st.sampled_from(ids), min_size=1, unique=True)
        kinds += [st.just("unknown"), some.flatmap(rankings), st.dictionaries(st.sampled_from(ids), number)]
    return draw(st.one_of(kinds))


def walk_aways(case_issues, numbers, *, exact=False):
    """What is stated of a walk-away."""
    known = st.none() | quantities(numbers, exact=exact) | outcomes(case_issues).map(AsGoodAs)
    return known if exact else known | st.just("unknown")


def _entries(stated):
    yield from (key for key in ("weights", "walk_away") if getattr(stated, key) is not None)
    yield from (f"values.{issue}" for issue in stated.values)
    for key in ("together", "never", "prefers", "accepts", "rejects"):
        yield from (f"{key}.{position}" for position, _ in enumerate(getattr(stated, key), 1))


@st.composite
def preferences(draw, case_issues, numbers=small_numbers, *, exact=False, statements=True):
    """Everything stated of one party; when `exact`, every number of it is given."""
    ids = [issue.id for issue in case_issues]
    valued = case_issues if exact else [issue for issue in case_issues if draw(st.booleans())]

    def few(strategy, *, most=2):
        return tuple(draw(st.lists(strategy, max_size=most)))

    outcome = outcomes(case_issues)
    terms = st.builds(Term, when=patterns(case_issues), add=quantities(numbers, exact=exact))
    stated = {
        "weights": draw(weights(ids, numbers, exact=exact)),
        "values": {issue.id: draw(values(issue, numbers, exact=exact)) for issue in valued},
        "walk_away": draw(walk_aways(case_issues, numbers, exact=exact)),
        "together": few(terms),
        "never": few(patterns(case_issues)),
    }
    if statements:
        said = st.builds(Comparison, this=outcome, to=outcome)
        stated |= {"prefers": few(said), "accepts": few(outcome), "rejects": few(outcome)}
    entries = list(_entries(Preferences(**stated)))
    claims = st.lists(names, min_size=1, max_size=3, unique=True).map(tuple)
    because = draw(st.dictionaries(st.sampled_from(entries), claims, max_size=3)) if entries else {}
    return Preferences(**stated, because=because)


@st.composite
def cases(draw, *, exact=None, statements=True, max_parties=3, max_issues=3, max_options=5, numbers=small_numbers):
    """Any valid case.

    exact : True for cases whose numbers are all given, None for any (most are partial).
    statements : whether reported comparisons, acceptances and rejections (which may contradict) can occur.
    numbers : what numbers are drawn from; `all_numbers` goes to the limits of the format.
    """
    ids = draw(st.lists(party_ids, min_size=2, max_size=max_parties + 2, unique=True))
    count = draw(st.integers(2, min(len(ids), max_parties)))
    on_table = tuple(
        draw(st.lists(issues(max_options), min_size=1, max_size=max_issues, unique_by=lambda issue: issue.id))
    )
    is_exact = draw(st.booleans()) if exact is None else exact
    spoken = ids[:count] if is_exact else [party for party in ids[:count] if draw(st.integers(0, 4))]
    roles = st.lists(st.sampled_from(ROLES), unique=True).map(tuple)
    return Case(
        title=draw(names),
        parties=tuple(Party(id=party, name=draw(names)) for party in ids[:count]),
        issues=on_table,
        preferences={
            party: draw(preferences(on_table, numbers, exact=is_exact, statements=statements)) for party in spoken
        },
        mediators=tuple(Mediator(id=host, name=draw(names), may=draw(roles)) for host in ids[count:]),
        as_of=draw(st.none() | st.dates(date(1900, 1, 1))),
        claims=draw(st.sampled_from([None, "claims.jsonl", "news/claims.jsonl", "свідчення.jsonl"])),
    )
