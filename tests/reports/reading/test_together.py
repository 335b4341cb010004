"""What several articles say together, in words."""

from __future__ import annotations

from dataclasses import replace

from reports.reading.article import claims_of, made

from mediant.evidence.agreement.compare import compare
from mediant.evidence.claim import ArticleRef, Claim, Source, Span
from mediant.reports.reading.listing import together_text
from mediant.reports.reading.page import reading_html
from mediant.reports.reading.pieces import ReadArticle
from mediant.reports.reading.together import together_of


def printed(id: str, outlet: str, day: str, content: str, relay: str = "", act: str = "announce") -> Claim:
    """One claim of the ferry union, as one outlet printed it."""

    def link(words: str, role: str, at: int) -> Source:
        return Source(spans=(Span(start=at, end=at + len(words), text=words),), actor=words.lower(), role=role)

    sources = [link("Union", "speaker", 500), *([link(relay, "relay", 600)] if relay else [])]
    ref = ArticleRef(id=id, title=f"Title {id}", outlet=outlet, published=day)
    span = Span(start=0, end=len(content), text=content)
    return Claim(id=f"{id}.1", article=ref, content=(span,), sources=tuple(sources), act=act)


TELLINGS = (
    printed("a", "The Post", "2031-05-06", "the ferry will stay in port for 40 days", "Wire"),
    printed("b", "Quay Radio", "2031-05-06", "the ferry will stay in port for 40 days", "Wire"),
    printed("c", "The Mirror", "2031-05-07", "the ferry will stay in port for 90 days"),
)


def view(*claims, **more):
    return together_of(compare(claims, **more), {claim.id: claim for claim in claims})


def test_two_outlets_with_one_relay_are_one_source():
    together = view(*TELLINGS)
    assert len(together.statements) == 1
    common = together.statements[0]
    assert common.sources == "at most 1 independent source in 2 articles"
    assert [(told.claim, told.day) for told in common.tellings] == [("a.1", "2031-05-06"), ("b.1", "2031-05-06")]
    assert common.tellings[0].chain.endswith("Wire ← The Post")
    assert together.once == 1


def test_pairs_that_were_passed_over_are_counted_in_text_and_page():
    claims = [
        printed(f"a{day}", "The Post", "2031-05-06", f"the ferry will stay in port for {day} days")
        for day in range(2, 62)
    ]
    together = view(*claims)
    passed = f"{60 * 59 // 2 - sum(min(earlier, 40) for earlier in range(60)):,}"
    assert together.passed_over.startswith(f"{passed} pairs of claims were not compared")
    assert f"{passed} pairs of claims were not compared" in together_text(together, width=200, color=False)
    assert f"{passed} pairs of claims were not compared" in reading_html(
        [ReadArticle(article=made("one"), claims=())], (), together
    )
    assert view(*TELLINGS).passed_over == ""
    assert "not compared" not in reading_html([ReadArticle(article=made("one"), claims=())], (), view(*TELLINGS))


def test_contradictions_stand_side_by_side():
    together = view(*TELLINGS)
    differing = [*together.contradictions, *together.changes]
    assert differing
    assert all(len(one.sides) == 2 for one in together.contradictions)
    text = together_text(together, width=80, color=False)
    assert "90 days" in text
    assert max(map(len, text.splitlines())) <= 80


def test_what_was_taken_back_is_said():
    together = view(*TELLINGS, corrects={"c": "a"}, withdrawn={"b"})
    assert together.taken_back == (
        "a: 1 claim taken back (corrected by c)",
        "b: 1 claim taken back (withdrawn, or only quoted as printed before)",
    )
    assert "corrected by c" in together_text(together, width=80, color=False)


def test_nothing_in_common_is_said_too():
    text = together_text(view(TELLINGS[0]), width=80, color=False)
    assert "no statements in several articles; 1 statement in one alone" in text
    assert "no contradictions" in text


def test_the_page_leads_from_each_printing_to_its_claim():
    one, two = made("one"), made("two")
    reads = [ReadArticle(article=article, claims=claims_of(article)) for article in (one, two)]
    together = view(*(claim for read in reads for claim in read.claims))
    assert together.statements
    html = reading_html(reads, (), together)
    for told in together.statements[0].tellings:
        assert f'<a href="#claim-{told.claim}">' in html
    evil = replace(together, taken_back=("<script>alert(1)</script>",))
    assert "<script>alert" not in reading_html(reads, (), evil)
