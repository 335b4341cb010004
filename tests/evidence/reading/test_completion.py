"""What a reader has told stays; what it left open is filled in from the text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import mediant
from mediant.evidence.article import article_of
from mediant.evidence.claim import ArticleRef, Claim, Source, Span, When
from mediant.evidence.meaning.actors import KnownActor
from mediant.evidence.meaning.issues import IssueName
from mediant.evidence.readers import Reading
from mediant.evidence.reading.completion import Completing, completed, of_case

ARTICLE = article_of(
    "Dana Ferro said on Friday that the pay offer was dead.", ArticleRef(id="a", published="2031-03-14")
)


def span(words):
    start = ARTICLE.text.index(words)
    return Span(start=start, end=start + len(words), text=words)


SPEAKER = Source(spans=(span("Dana Ferro"),), actor=None, role="speaker", cue=(span("said"),))
OPEN = Claim(
    id="a.1",
    article=ARTICLE.ref,
    content=(span("that the pay offer was dead"),),
    sources=(SPEAKER,),
    act="reject",
    certainty="asserted",
)


def test_time_actor_and_issue_are_filled_in():
    (claim,) = completed(ARTICLE, (OPEN,))
    assert claim.when == When(text="on Friday", date="2031-03-14")
    assert claim.sources[0].actor == "dana-ferro"
    assert "pay" in claim.issues


def test_what_was_told_stays():
    told = replace(
        OPEN, when=When(text="Friday"), issues=("wages",), sources=(replace(SPEAKER, actor="dockers-union"),)
    )
    assert completed(ARTICLE, (told,)) == (told,)


def test_a_case_lends_its_actors_and_issues():
    reader = Completing(
        lambda article: Reading(claims=(OPEN,)),
        known=(KnownActor(id="dockers", names=("Dana Ferro",)),),
        issues=(IssueName(id="wage-round", name="Pay offer"),),
    )
    (claim,) = reader(ARTICLE).claims
    assert claim.sources[0].actor == "dockers"
    assert claim.issues == ("wage-round",)


def test_the_names_of_a_case_are_those_of_its_parties_mediators_and_issues():
    case = mediant.load_case(Path(__file__).resolve().parents[3] / "cases" / "news" / "cairo-2024")
    reader = of_case(lambda article: Reading(claims=()), case)
    people = [*case.parties, *case.mediators]
    assert case.mediators
    assert [(one.id, *one.names) for one in reader.known] == [(one.id, one.name) for one in people]
    assert [(issue.id, issue.name) for issue in reader.issues] == [(issue.id, issue.name) for issue in case.issues]
    assert any(issue.options for issue in reader.issues)
