"""The text as it is folded."""

from __future__ import annotations

from mediant.workbench.clauses import Arranged, Content, Grounded, Origin, Stood, Suggested, Withdrawn, Worded
from mediant.workbench.text import Text, settles, whole

FORTY = Content(words="It lasts 40 days.", title="Truce", issue="truce", option="40 days")
FOREVER = Content(words="It lasts.", title="Truce", issue="truce", option="permanent")
FEE = Content(words="5 USD")


def text(*facts: object) -> Text:
    now = Text()
    for at, fact in enumerate(facts, 1):
        now = now.evolve(fact, "m", float(at))
    return now


TWO = (Worded("clause-1", 1, FORTY, "host"), Worded("clause-2", 1, FEE, "host"))


def test_every_version_is_kept():
    now = text(*TWO, Worded("clause-1", 2, FOREVER, "north", Origin("wording", "north.joint.1")))
    assert [version.content for version in now.clauses["clause-1"]] == [FORTY, FOREVER]
    assert (now.now("clause-1").side, now.now("clause-1").by, now.now("clause-1").at) == ("north", "m", 3.0)
    assert now.order == ("clause-1", "clause-2")
    assert now.evolve("something else", "m", 9.0) is now


def test_the_text_as_it_is_put_to_a_ballot():
    assert whole(text(*TWO)) == "1. Truce\nIt lasts 40 days.\n\n2. 5 USD"
    assert whole(text(*TWO, Arranged(("clause-2",)))) == "1. 5 USD"
    assert whole(Text()) == ""


def test_what_it_settles():
    assert settles(text(*TWO)) == {"truce": "40 days"}
    assert settles(text(*TWO, Worded("clause-3", 1, FOREVER, "host"))) == {}
    assert settles(text(*TWO, Arranged(("clause-2",)))) == {}


def test_where_a_version_comes_from_may_be_for_mediators():
    now = text(*TWO, Grounded("clause-1", 1, Origin("outcome")))
    assert now.now("clause-1").ground == Origin("outcome")
    assert now.now("clause-1").origin is None


def test_a_stance_is_about_words():
    stance = Stood("north", "clause-1", 1, "cannot")
    now = text(*TWO, stance)
    assert now.stances_on("clause-1") == {"north": stance}
    assert now.evolve(Worded("clause-1", 2, FOREVER, "host"), "m", 5.0).stances_on("clause-1") == {}
    again = text(*TWO, stance, Worded("clause-1", 2, FOREVER, "host"), Worded("clause-1", 3, FORTY, "host"))
    assert again.stances_on("clause-1") == {"north": stance}


def test_wordings_are_counted_by_side_and_room():
    one = Suggested("north.north.1", "north", "north", "n", FEE)
    now = text(*TWO, one)
    assert now.minted("north", "north") == "north.north.2"
    assert now.minted("north", "joint") == "north.joint.1"
    assert now.standing == (one,)
    gone = now.evolve(Withdrawn("north", one.id), "n", 5.0)
    assert gone.standing == ()
    assert gone.minted("north", "north") == "north.north.2"


def test_a_change_is_all_that_somebody_does_at_one_time():
    now = Text()
    for fact in (*TWO, Worded("clause-1", 2, FOREVER, "host")):
        now = now.evolve(fact, "m", 1.0)
    assert (now.last.order, now.last.words) == ((), {"clause-1": None, "clause-2": None})
    now = now.evolve(Worded("clause-1", 3, FORTY, "host"), "m", 2.0)
    assert now.last.words["clause-1"].content == FOREVER
    assert now.last.order == ("clause-1", "clause-2")
