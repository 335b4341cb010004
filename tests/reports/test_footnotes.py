"""Footnotes: numbered by first mention, every mention with an anchor of its own, nothing lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.claim import ArticleRef, When
from mediant.reports.footnotes import Footnotes, statement_of

ids = st.sampled_from(["c1", "c2", "ref-7", "a b", "<b>", ""])


@given(st.lists(st.lists(ids, max_size=4), max_size=8))
def test_numbers_run_in_the_order_of_first_mention_and_lead_back(mentions):
    footnotes = Footnotes(())
    marks = [(claim, mark) for some in mentions for claim, mark in zip(dict.fromkeys(some), footnotes.mention(some), strict=True)]  # fmt: skip
    first = list(dict.fromkeys(claim for claim, _ in marks))
    assert all(mark.number == first.index(claim) + 1 for claim, mark in marks)
    anchors = [mark.anchor for _, mark in marks]
    assert len(set(anchors)) == len(anchors)
    notes = footnotes.notes()
    assert [note.number for note in notes] == list(range(1, len(first) + 1))
    back = {note.number: note.anchors for note in notes}
    assert all(mark.anchor in back[mark.number] for _, mark in marks)
    assert sum(map(len, back.values())) == len(anchors)


def test_a_claim_is_told_with_its_chain_its_manner_and_where_it_stands(claims):
    said = statement_of(claims[0], {})
    assert said.quote == "a permanent truce and nothing less"
    assert said.chain == "North's envoy, reported by Reuters"
    assert said.manner == "demand, asserted"
    assert said.article == "“Talks resume in the port”, The Daily, 2024-05-03"
    assert said.when == "Saturday (2024-05-04)"


def test_what_a_claim_does_not_tell_is_not_made_up(claims):
    bare = replace(claims[0], article=ArticleRef(id="a1"), act=None, certainty=None, when=When(text="soon"))
    said = statement_of(bare, {})
    assert (said.manner, said.article, said.when) == ("act not told, certainty not told", "article a1", "soon")
    assert statement_of(replace(bare, when=None), {}).when == ""


def test_the_names_of_the_case_stand_before_those_of_the_article(claims):
    footnotes = Footnotes(claims, {"host": "Host state"})
    assert footnotes.statement("c4").chain == "Host state (host)"


def test_claims_that_were_not_given_and_claims_that_nobody_used(claims):
    footnotes = Footnotes(claims)
    footnotes.mention(["c3", "c9"])
    known, missing = footnotes.notes()
    assert known.statement.given
    assert (missing.statement.given, missing.statement.id, missing.statement.quote) == (False, "c9", "")
    assert [statement.id for statement in footnotes.unused()] == ["c1", "c2", "c4"]
