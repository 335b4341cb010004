"""The cast of an article: names that are short for others, ids that stay apart."""

from mediant.evidence.meaning.naming.cast import BODY, OUTLET, PERSON, Actor, Cast, Mention, initials
from mediant.evidence.meaning.naming.files import shipped_words


def cast_of(*actors):
    cast = Cast(words=shipped_words())
    for actor in actors:
        cast.add(actor)
    return cast


def test_a_surname_is_short_for_a_person_and_initials_for_a_body():
    ferro = Actor(kind=PERSON, label="Dana Ferro", names={("dana", "ferro")})
    union = Actor(kind=BODY, label="Quay Union", names={("quay", "union")}, the=True)
    cast = cast_of(ferro, union)
    assert cast.named(("ferro",)) is ferro
    assert cast.named(("pia", "ferro")) is None
    assert cast.named(("union",), the=True) is union
    assert cast.named(("quay",)) is None
    assert cast.by_initials["qu"] is union
    assert initials(("friends", "of", "the", "pool")) == "fp"


def test_a_state_is_not_short_for_an_outlet_of_its_name():
    mercury = Actor(kind=OUTLET, label="Sund Mercury", names={("sund", "mercury")}, the=True)
    wire = Actor(kind=OUTLET, label="Orbis Wire", names={("orbis", "wire")})
    cast = cast_of(mercury, wire)
    assert cast.named(("sund",)) is None
    assert cast.named(("mercury",), the=True) is mercury
    assert cast.named(("orbis",)) is wire


def test_two_actors_never_share_an_id():
    cast = cast_of()
    ids = [cast.identify(cast.add(Actor(kind=PERSON, label="an aide"))) for _ in range(3)]
    assert ids == ["an-aide", "an-aide-2", "an-aide-3"]
    assert cast.identify(Actor(kind=PERSON, label="中")) == "4e2d"
    assert cast.identify(Actor(kind=PERSON, label="?!")) == "unnamed"


def test_a_person_means_the_body_it_speaks_for_and_no_one_itself_twice():
    union = Actor(kind=BODY, label="union")
    leader = Actor(kind=PERSON, label="leader", body=union)
    deputy = Actor(kind=PERSON, label="deputy", body=leader)
    assert deputy.meant is union
    union.body = union
    assert union.meant is union


def test_recent_mentions_come_latest_first_and_never_from_ahead():
    cast = cast_of()
    actor = Actor(kind=BODY, label="a")
    cast.mentions += [Mention(at=k, end=k + 2, actor=actor, sentence=0, paragraph=0) for k in range(0, 1000, 2)]
    found = [mention.at for mention in cast.recent(700)]
    assert found[0] == 698
    assert len(found) <= 200
