from agreement_claims import claim

from mediant.evidence.agreement.points import points_of
from mediant.evidence.agreement.statements import groups_of, statements_of

GATES = "the gates of the upper dam stay shut"


def test_two_alike_are_not_joined_through_a_third_that_hides_what_differs():
    """Three gates and five gates both resemble "gates", and still are not one statement."""
    claims = [
        claim("a.1", "to open three gates of the dam"),
        claim("b.1", "to open gates of the dam"),
        claim("c.1", "to open five gates of the dam"),
    ]
    three, gates, five = (next(p for p, held in points_of(claims).items() if one in held) for one in claims)
    groups = groups_of((three, gates, five), [(0.9, three, gates), (0.8, gates, five)])
    assert sorted(len(group) for group in groups) == [1, 2]
    assert {three, gates} in [set(group) for group in groups]


def test_the_first_printed_gives_its_words():
    points = points_of([claim("b.1", GATES, day="2031-03-10", words="Dana Ferro"), claim("a.1", GATES.upper())])
    (point,) = (point for point in points if len(points[point]) == 1 and points[point][0].id == "b.1")
    other = next(one for one in points if one != point)
    (statement,) = statements_of((point, other), points)
    assert (statement.id, statement.name, statement.content) == ("b.1", "Dana Ferro", GATES)
    assert (statement.first, statement.last, statement.claims) == ("2031-03-10", "2031-03-14", ("b.1", "a.1"))


def printed(content, days, **about):
    points = points_of([claim(f"a{n}.1", content, day=day, **about) for n, day in enumerate(days)])
    (group,) = (tuple(points),)
    return [statement.claims for statement in statements_of(group, points)]


def test_on_monday_is_another_monday_a_week_later():
    assert printed(f"{GATES} until Monday", ["2031-03-10", "2031-03-12", "2031-03-20"]) == [("a0.1", "a1.1"), ("a2.1",)]


def test_what_articles_say_for_themselves_is_news_for_a_month():
    days = ["2031-03-10", "2031-06-10"]
    assert printed(GATES, days, speaker=None, outlet="Radio Sund") == [("a0.1",), ("a1.1",)]
    assert printed(GATES, days) == [("a0.1", "a1.1")]


def test_without_a_day_it_comes_last_and_is_kept():
    assert printed(GATES, [None, "2031-03-10"]) == [("a1.1", "a0.1")]
