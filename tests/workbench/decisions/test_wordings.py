"""Proposed wordings, and where parties stand."""

from __future__ import annotations

import pytest
from sitting import Sitting, opened

from mediant.errors import Refused
from mediant.workbench.audience import JOINT, MEDIATORS
from mediant.workbench.clauses import Content, Edit, Origin, Remove, Stand, Suggest, Withdraw
from mediant.workbench.talk import Write

STOP = Content(words="Both stop firing.", title="Ceasefire")


def with_a_clause() -> Sitting:
    sitting = opened()
    sitting.ask("m", Edit(STOP))
    return sitting


def test_a_wording_is_for_those_in_its_room():
    sitting = with_a_clause()
    sitting.ask("na", Suggest("north", Content(words="Both stop at dawn."), "clause-1"))
    sitting.ask("n", Suggest(JOINT, Content(words="Both stop at noon."), "clause-1"))
    sitting.ask("m", Suggest(MEDIATORS, Content(words="Both stop at dusk.")))
    ids = {seat: list(sitting.table(seat).text.suggestions) for seat in "nsom"}
    assert ids["n"] == ["north.north.1", "north.joint.1"]
    assert ids["s"] == ids["o"] == ["north.joint.1"]
    assert ids["m"] == ["north.north.1", "north.joint.1", "host.mediators.1"]


def test_leave_is_for_what_is_said_in_confidence():
    sitting = with_a_clause()
    for room, seat in ((JOINT, "n"), ("north", "n"), ("north", "m")):
        sitting.ask(seat, Suggest(room, Content(words=f"{seat} {room}"), leave="named"))
    assert [one.leave for one in sitting.table("m").text.standing] == ["none", "named", "none"]


@pytest.mark.parametrize(
    ("seat", "command", "why"),
    [
        ("n", Suggest("south", STOP), "no such room"), ("n", Suggest(MEDIATORS, STOP), "no such room"),
        ("n", Suggest(JOINT, STOP, "clause-9"), "no such clause"),
        ("n", Suggest(JOINT, Content(words="x", option="none")), "without its issue"),
        ("n", Suggest(JOINT, Content(words="x", issue="oil")), "no such issue"),
        ("n", Suggest(JOINT, Content(words="x", issue="truce", option="never")), "truce"),
        ("n", Suggest(JOINT, Content(words="x\u202ey")), "U\\+202E"), ("n", Suggest(JOINT, Content(words="x\x00y")), "U\\+0000"),
        ("n", Suggest(JOINT, Content(words=" \r\n ")), "characters"), ("n", Suggest(JOINT, Content(words="[x")), "bracket"),
        ("n", Suggest(JOINT, Content(words="x", title="a\nb")), "line"),
        ("n", Suggest(JOINT, STOP, origin=Origin("line", "south-1")), "not known here"),
        ("n", Suggest(JOINT, STOP, origin=Origin("line", "north-1")), "not known in this room"),
        ("n", Suggest(JOINT, STOP, origin=Origin("claim", "joint.claim-1")), "not known here"),
        ("s", Withdraw("north.joint.1"), "no such wording"), ("s", Withdraw("north.north.1"), "no such wording"),
        ("n", Stand("clause-1", 2, "cannot"), "has changed"), ("n", Stand("clause-2", 1, "cannot"), "no such clause"),
        ("m", Stand("clause-1", 1, "cannot"), "may not"), ("o", Suggest(JOINT, STOP), "may not"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_refused(seat, command, why):
    sitting = with_a_clause()
    sitting.ask("n", Write("north", "between us"))
    with pytest.raises(Refused, match=why):
        sitting.ask(seat, command)


def test_the_same_words_are_not_proposed_twice():
    sitting = with_a_clause()
    sitting.ask("n", Suggest(JOINT, STOP))
    with pytest.raises(Refused, match="have proposed"):
        sitting.ask("na", Suggest(JOINT, Content(words="Both stop firing. ", title="Ceasefire")))
    sitting.ask("n", Withdraw("north.joint.1"))
    assert sitting.table("s").text.standing == ()
    with pytest.raises(Refused, match="no such wording"):
        sitting.ask("n", Withdraw("north.joint.1"))
    sitting.ask("n", Suggest(JOINT, STOP))


def test_so_many_wordings_stand_in_a_room(monkeypatch):
    monkeypatch.setattr("mediant.workbench.decisions.wordings.MOST", 2)
    sitting = with_a_clause()
    for words in ("one", "two"):
        sitting.ask("n", Suggest("north", Content(words=words)))
    with pytest.raises(Refused, match="take one back"):
        sitting.ask("na", Suggest("north", Content(words="three")))
    sitting.ask("n", Suggest(JOINT, Content(words="three")))
    sitting.ask("n", Withdraw("north.north.1"))
    sitting.ask("n", Suggest("north", Content(words="three")))


def test_where_it_comes_from():
    sitting = with_a_clause()
    sitting.ask("n", Write("north", "between us"))
    sitting.ask("n", Write(JOINT, "at dawn"))
    sitting.ask("n", Suggest("north", STOP, origin=Origin("line", "north-1")))
    sitting.ask("n", Suggest(JOINT, STOP, origin=Origin("line", "north.joint-1")))
    sitting.ask("m", Suggest(MEDIATORS, STOP, origin=Origin("wording", "north.north.1")))
    assert [one.origin.id for one in sitting.table("m").text.standing] == ["north-1", "north.joint-1", "north.north.1"]


def test_where_a_party_stands_is_for_itself_and_the_mediators():
    sitting = with_a_clause()
    sitting.ask("na", Stand("clause-1", 1, "need change", "say when"))
    for seat in ("n", "m"):
        assert sitting.table(seat).text.stances_on("clause-1")["north"].words == "say when"
    for seat in ("s", "o"):
        assert sitting.table(seat).text.stances_on("clause-1") == {}
    sitting.ask("n", Stand("clause-1", 1, "can live with"))
    assert sitting.table("m").text.stances_on("clause-1")["north"].stance == "can live with"


def test_a_clause_that_was_taken_out_is_no_clause():
    sitting = with_a_clause()
    sitting.ask("m", Remove("clause-1"))
    for command in (Stand("clause-1", 1, "cannot"), Suggest(JOINT, STOP, "clause-1")):
        with pytest.raises(Refused, match="no such clause"):
            sitting.ask("n", command)
