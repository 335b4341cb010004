from dataclasses import replace

import pytest
from agreement_claims import claim

from mediant.evidence.agreement.compare import compare
from mediant.evidence.agreement.opposed import statement_order

DAM = "the gates of the upper dam"


def told(*claims):
    found = compare(claims)
    return [(c.kind, c.one.id, c.other.id, c.opposed) for c in found.contradictions], [
        [(step.day, step.statement.id) for step in change.steps] for change in found.changes
    ]


def test_two_outlets_on_neighbouring_days_contradict():
    one = claim("a.1", f"to open three of {DAM}", day="2031-03-10")
    other = claim("b.1", f"to open five of {DAM}", day="2031-03-11")
    assert told(other, one) == ([("number", "a.1", "b.1", ("3", "5"))], [])


@pytest.mark.parametrize(
    "later", [{"day": "2031-03-20"}, {"day": "2031-03-11", "outlet": "Radio Sund"}], ids=["days later", "one outlet"]
)
def test_the_same_speaker_later_has_changed_its_position(later):
    one = claim("a.1", f"to open three of {DAM}", day="2031-03-10", outlet="Radio Sund")
    other = claim("b.1", f"to open five of {DAM}", **later)
    assert told(one, other) == ([], [[("2031-03-10", "a.1"), (later["day"], "b.1")]])


def test_to_concede_is_a_change_whoever_prints_it():
    one = claim("a.1", f"that {DAM} be opened", act="demand", day="2031-03-10")
    other = claim("b.1", f"that {DAM} be opened", act="concede", day="2031-03-11")
    assert told(one, other) == ([], [[("2031-03-10", "a.1"), ("2031-03-11", "b.1")]])
    same_day = claim("c.1", f"that {DAM} be opened", act="concede", day="2031-03-10")
    assert told(one, same_day) == ([("act", "a.1", "c.1", ("demand", "concede"))], [])


def test_to_deny_having_said_it_is_no_change():
    one = claim("a.1", f"it would shut {DAM}", day="2031-03-10", act="report")
    other = claim("b.1", f"that it would shut {DAM}", day="2031-05-10", act="deny", cue="denied")
    assert told(one, other) == ([("denial", "a.1", "b.1", ("holds true", "holds untrue"))], [])


def test_forth_and_back_is_one_sequence():
    claims = [
        claim("a.1", f"the plan for {DAM}", act="accept", day="2031-01-10"),
        claim("b.1", f"the plan for {DAM}", act="reject", day="2031-02-10"),
        claim("c.1", f"the plan for {DAM}", act="accept", day="2031-03-10"),
        claim("d.1", f"the plan for {DAM}", act="accept", day="2031-03-11"),
    ]
    days = [("2031-01-10", "a.1"), ("2031-02-10", "b.1"), ("2031-03-10", "a.1")]
    assert told(*claims) == ([], [days])


def test_an_accusation_and_its_denial_contradict_for_a_month():
    accused = claim("a.1", "it shut gates of the upper dam in July", act="accuse", speaker="lower-valley")
    denied = claim("b.1", "having shut gates of the upper dam in July", act="deny", cue="denied", speaker="velmark")
    late = replace(denied, id="c.1", article=replace(denied.article, id="c", published="2031-08-14"))
    assert told(accused, denied)[0] == [("denial", "a.1", "b.1", ("holds true", "holds untrue"))]
    assert told(accused, late) == ([], [])


def test_one_article_that_tells_of_both_sides_contradicts_nothing():
    one, other = claim("a.1", f"to open three of {DAM}"), claim("a.2", f"to open five of {DAM}")
    assert told(one, other) == ([], [])


def test_weekdays_differ_only_within_a_week():
    one = claim("a.1", f"to open {DAM} on Monday", day="2031-03-10")
    near = claim("b.1", f"to open {DAM} on Friday", day="2031-03-11")
    far = claim("b.1", f"to open {DAM} on Friday", speaker=None, words="x", day="2031-06-11")
    assert told(one, near) == ([("date", "a.1", "b.1", ("monday", "friday"))], [])
    assert told(one, far) == ([], [])


def test_undated_statements_come_last():
    dated, undated = compare([claim("a.1", DAM, day=None), claim("b.1", "melons and apricots")]).statements
    assert statement_order(dated) < statement_order(undated)
    assert undated.id == "a.1"
