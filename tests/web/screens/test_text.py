"""The single text as each may see it."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from findings import with_claims
from languages import foreign_text
from seeing import seen, shown
from sitting import Sitting, opened, package

from mediant.errors import Refused
from mediant.web.languages.locales import LOCALES
from mediant.web.screens.text import SCREEN, values
from mediant.workbench.articles import Confirm, Share
from mediant.workbench.audience import JOINT
from mediant.workbench.ballots import OpenBallot, Sign, Vote
from mediant.workbench.clauses import Adopt, Bracket, Content, Draft, Edit, Origin, Remove, Stand, Suggest
from mediant.workbench.talk import Write


def drafting() -> Sitting:
    sitting = opened()
    sitting.ask("m", Edit(Content(words="Both stop firing.", title="Ceasefire")))
    sitting.ask("m", Edit(Content(words="5 USD", title="Harbour fee", issue="fee", option=5)))
    sitting.now += 60
    sitting.ask("n", Suggest("north", Content(words="Both stop firing at dawn."), "clause-1", "named"))
    sitting.ask("n", Stand("clause-1", 1, "need change", "say when"))
    return sitting


def test_clauses_with_where_they_come_from_and_what_is_proposed():
    sitting = drafting()
    first, second = values(seen(sitting, "m"))["clauses"]
    assert (first["place"], first["title"], first["side"], first["proposed"], first["last"]) == (
        1,
        "Ceasefire",
        "host",
        1,
        False,
    )
    assert (second["issue"], second["option"], second["last"]) == ("fee", "5", True)
    assert values(seen(sitting, "s"))["clauses"][0]["proposed"] == 0


def test_where_the_others_stand_is_for_mediators():
    sitting = drafting()
    for seat, parties in (("m", ["north", "south"]), ("n", ["north"]), ("s", []), ("o", [])):
        assert [party for party, _ in values(seen(sitting, seat))["clauses"][0]["stances"]] == parties
    assert "say when" in shown(sitting, "m", "text", "clause=clause-1")
    for seat in ("s", "o"):
        assert "Needs a change" not in shown(sitting, seat, "text")
        assert "say when" not in shown(sitting, seat, "text", "clause=clause-1")


def test_the_history_shows_what_changed_word_by_word():
    sitting = drafting()
    sitting.ask("m", Adopt(("north.north.1",)))
    chosen = values(seen(sitting, "s", query="clause=clause-1"))["chosen"]
    assert [version["number"] for version in chosen["history"]] == [2, 1]
    assert chosen["history"][0]["diff"] == [("same", "Both stop firing"), ("in", " at dawn"), ("same", ".")]
    assert (chosen["side"], chosen["origin"]) == ("north", None)
    page = shown(sitting, "s", "text", "clause=clause-1")
    assert "<ins> at dawn</ins>" in page
    assert "in confidence" not in page.split("propose-title")[0]
    assert "in confidence" in shown(sitting, "m", "text", "clause=clause-1")


def test_a_proposed_wording_beside_what_the_clause_says():
    sitting = drafting()
    (mine,) = values(seen(sitting, "n", query="clause=clause-1"))["chosen"]["suggestions"]
    assert (mine["mine"], mine["free"], mine["taken"]) == (True, True, False)
    assert ("in", " at dawn") in mine["diff"]
    assert values(seen(sitting, "s", query="clause=clause-1"))["chosen"]["suggestions"] == []
    sitting.ask("m", Adopt(("north.north.1",)))
    assert values(seen(sitting, "m", query="clause=clause-1"))["chosen"]["suggestions"][0]["taken"]


def test_what_cannot_go_into_the_text_has_no_button():
    sitting = drafting()
    sitting.ask("s", Suggest("south", Content(words="At noon."), "clause-1", "none"))
    page = shown(sitting, "m", "text", "clause=clause-1")
    assert page.count("Put into the text") == 1
    assert "ask its owner" in page


def test_where_words_come_from_leads_there():
    sitting = drafting()
    sitting.ask("n", Write(JOINT, "at dawn"))
    sitting.ask("m", Edit(Content(words="At dawn."), "clause-1", 1, Origin("line", "north.joint-1")))
    origin = values(seen(sitting, "o"))["clauses"][0]["origin"]
    assert origin == {"kind": "line", "at": "/c/x/table?room=joint#north.joint-1", "side": "north"}
    sitting.ask("m", Draft(package()))
    sitting.ask("m", Adopt(("host.mediators.1", "host.mediators.2")))
    assert "worked out by the program" not in shown(sitting, "s", "text")


def test_a_wording_begins_with_what_it_comes_from():
    sitting = with_claims("joint", "m")
    sitting.ask("m", Confirm("host.joint.a1.c1"))
    sitting.ask("m", Share("host.joint.a1.c1", "joint"))
    sitting.ask("n", Write(JOINT, "at dawn"))
    page = shown(sitting, "s", "text", "origin=claim:joint.claim-1")
    assert '<input type="hidden" name="origin" value="claim:joint.claim-1">' in page
    assert ">the truce would last 40 days</textarea>" in page
    assert ">at dawn</textarea>" in shown(sitting, "m", "text", "origin=line:north.joint-1")
    for origin in ("claim:host.joint.a1.c1", "claim:joint.claim-9", "line:north-1", "wording:x", "x", ""):
        assert shown(sitting, "s", "text", f"origin={origin}") == shown(sitting, "s", "text")


def test_brackets_and_what_can_be_kept_of_them():
    sitting = drafting()
    sitting.ask("m", Bracket("clause-1", 1, ("north.north.1",)))
    chosen = values(seen(sitting, "m", query="clause=clause-1"))["chosen"]
    assert chosen["brackets"] == [("at dawn",)]
    page = shown(sitting, "m", "text", "clause=clause-1")
    assert '<span class="bracket">at dawn</span>' in page
    assert 'name="keep-1" value="0"' in page
    assert "choose there first" in shown(sitting, "m", "text")


def test_a_clause_that_was_taken_out_can_be_put_back_by_mediators():
    sitting = drafting()
    sitting.ask("m", Remove("clause-1"))
    assert "Put back at the end" in shown(sitting, "m", "text")
    assert "Put back" not in shown(sitting, "n", "text")
    assert "was taken out" in shown(sitting, "n", "text", "clause=clause-1")


def test_undo_is_offered_for_ten_seconds_to_whoever_did_it():
    sitting = drafting()
    assert values(seen(sitting, "m"))["undo"] is None
    sitting.ask("m", Edit(Content(words="Third.")))
    assert values(seen(sitting, "m"))["undo"] == 10
    assert values(seen(sitting, "n"))["undo"] is None
    assert 'action="/c/x/text/undo"' in shown(sitting, "m", "text")
    sitting.now += 11
    assert values(seen(sitting, "m"))["undo"] is None


@pytest.mark.parametrize("seat", ["n", "na", "s", "o"])
def test_only_mediators_have_ways_to_change_the_text(seat):
    page = shown(drafting(), seat, "text") + shown(drafting(), seat, "text", "clause=clause-1")
    for form in ("edit", "adopt", "bracket", "clean", "remove", "move", "undo", "open-ballot", "hold", "void"):
        assert f"/text/{form}" not in page


def test_07_an_observer_has_no_form_at_all():
    page = shown(drafting(), "o", "text") + shown(drafting(), "o", "text", "clause=clause-1")
    assert re.findall(r'<form[^>]*action="(?!/language|/c/x/leave)', page) == []


@pytest.mark.parametrize(
    "words", ['<img src=x onerror="x()">', '" hx-get="/x" hx-trigger="load', "javascript:x()", "{{ 7*191 }}"]
)
def test_51_52_53_what_people_write_is_text(words):
    sitting = opened()
    sitting.ask("m", Edit(Content(words=words, title=words)))
    sitting.ask("n", Suggest(JOINT, Content(words=words, title=words)))
    sitting.ask("n", Suggest(JOINT, Content(words=f"{words} more", title=words), "clause-1"))
    sitting.ask("n", Stand("clause-1", 1, "cannot", words))
    sitting.ask("m", OpenBallot(None, sitting.now + 60))
    for page in (
        shown(sitting, "m", "text"),
        shown(sitting, "m", "text", "clause=clause-1"),
        shown(sitting, "s", "text"),
    ):
        assert "<img src=x" not in page
        assert '" hx-get="/x"' not in page
        assert 'href="javascript:' not in page
        assert "1337" not in page


def test_55_words_that_turn_the_line_around_never_come_in():
    sitting = drafting()
    for words in ("stop \u202e now", "stop \u2066 now"):
        with pytest.raises(Refused, match="without that character"):
            sitting.ask("n", Suggest(JOINT, Content(words=words)))
        with pytest.raises(Refused, match="without that character"):
            sitting.ask("m", Edit(Content(words=words)))
    page = shown(sitting, "n", "text")
    assert "<bdi>North</bdi>" in page
    assert "\u202e" not in page


@pytest.mark.parametrize("code", LOCALES)
def test_in_one_language(code):
    sitting = drafting()
    sitting.ask("s", Suggest(JOINT, Content(words="9"), "clause-2"))
    sitting.ask("s", Suggest("south", Content(words="8")))
    sitting.ask("m", Draft(package()))
    sitting.ask("m", Bracket("clause-1", 1, ("north.north.1",)))
    for seat in ("m", "n", "o"):
        for asked in ({}, {"clause": "clause-1"}, {"clause": "clause-2"}):
            assert foreign_text(shown(sitting, seat, "text", urlencode(asked), code)) == []


@pytest.mark.parametrize("part", SCREEN.parts)
def test_every_part_for_everybody_whatever_is_asked(part):
    for sitting in (opened(), drafting(), agreed()):
        for seat in ("m", "n", "na", "s", "o"):
            for asked in ({}, {"clause": "clause-1"}, {"clause": "clause-9"}, {"origin": "x:y"}):
                assert shown(sitting, seat, f"text/{part}", urlencode(asked))


def test_a_clause_that_is_not_there_is_the_whole_text():
    assert shown(drafting(), "n", "text", "clause=clause-9") == shown(drafting(), "n", "text")


def agreed() -> Sitting:
    sitting = drafting()
    sitting.ask("m", OpenBallot(None, sitting.now + 60))
    digest = sitting.kept.ballots.all["ballot-1"].opened.digest
    for seat in ("n", "s"):
        sitting.ask(seat, Vote("ballot-1", digest, yes=True))
    sitting.wait(60)
    sitting.ask("n", Sign("ballot-1", digest))
    return sitting


def test_what_was_agreed_is_signed_by_whoever_has_yet_to():
    sitting = agreed()
    assert "/text/sign" in shown(sitting, "s", "text")
    for seat in ("n", "na", "m", "o"):
        assert 'action="/c/x/text/sign"' not in shown(sitting, seat, "text")
    assert "has yet to sign" in shown(sitting, "o", "text/signing")
