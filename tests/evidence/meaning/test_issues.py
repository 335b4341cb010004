"""Which issues a claim touches: a case's own, or general ones; measured on the corpus where ids mean the same."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.article import Article
from mediant.evidence.claim import ArticleRef, Claim, Span
from mediant.evidence.files import read_article, read_claims, read_corpus
from mediant.evidence.meaning.files import issue_table
from mediant.evidence.meaning.issues import IssueName, touched
from mediant.model.files import load_case

ROOT = Path(__file__).resolve().parents[3]
CAIRO = ROOT / "cases" / "news" / "cairo-2024"
HARBOUR = (
    IssueName(id="truce-length", name="Length of the truce", options=("none", "40 days")),
    IssueName(id="fee", name="Harbour fee"),
    IssueName(id="ridge", name="Who holds the northern ridge", options=("Sund alone", "joint patrols of both")),
    IssueName(id="share", name="share"),
)


def issues_of(content: str, issues=None, act="demand") -> tuple[str, ...]:
    ref = ArticleRef(id="a1")
    span = Span(start=0, end=len(content), text=content)
    claim = Claim(id="c1", article=ref, content=(span,), act=act, issues=("old",))
    return touched(Article(ref=ref, text=content), (claim,), issues)[0].issues


@pytest.mark.parametrize(
    ("content", "issues"),
    [
        ("a ceasefire and the release of all hostages", ("truce", "hostages")),
        ("that duties on steel be dropped", ("tariffs",)),
        ("a cap on prices", ("price-cap",)),
        ("the price", ("price",)),
        ("a pay rise of 4 per cent and shorter working hours", ("pay", "hours")),
        ("to pay by Friday", ()),
        ("the offer was dead", ()),
        ("it", ()),
    ],
)
def test_general_issues_by_their_words(content, issues):
    assert issues_of(content) == issues


LIVE = """The ferry

Skippers want cameras off their boats. The agency refuses to take the cameras down. "Never," a skipper said.

The pier was wet, she added. A price was named. "Never," the mayor said."""


def all_issues(*pieces: tuple[str, str | None]) -> list[tuple[str, ...]]:
    ref, claims = ArticleRef(id="a1"), []
    for words, act in pieces:
        start = LIVE.index(words) if words != "Never" else LIVE.index(words, claims[-1].content[0].end)
        span = Span(start=start, end=start + len(words), text=words)
        claims.append(Claim(id=str(len(claims)), article=ref, content=(span,), act=act))
    return [claim.issues for claim in touched(Article(ref=ref, text=LIVE), tuple(claims))]


def test_what_the_demands_of_an_article_come_back_to_is_an_issue_and_short_answers_are_about_the_last():
    wanted, refused = ("cameras off their boats", "demand"), ("to take the cameras down", "reject")
    assert all_issues(wanted, refused, ("Never", "reject")) == [("cameras",)] * 3
    assert all_issues(wanted, refused, ("Never", "report")) == [("cameras",), ("cameras",), ()]


def test_an_answer_in_another_paragraph_stays_open():
    wanted, refused = ("cameras off their boats", "demand"), ("to take the cameras down", "reject")
    wet = ("The pier was wet", "report")
    assert all_issues(wanted, refused, wet, ("Never", "reject")) == [("cameras",), ("cameras",), (), ()]


def test_a_general_issue_named_once_counts_where_a_stand_is_taken_on_it():
    assert all_issues(("A price was named", "report")) == [()]
    assert all_issues(("A price was named", "demand")) == [("price",)]


@pytest.mark.parametrize(
    ("content", "issues"),
    [
        ("the ceasefire could last forty days", ("truce-length",)),
        ("a truce and a lower fee", ("truce-length", "fee")),
        ("the toll at the harbour", ("fee",)),
        ("the length of the table", ()),
        ("joint patrols of both", ("ridge",)),
        ("no patrol went out", ()),
        ("Sund is not alone", ()),
        ("their share of it", ("share",)),
        ("the hostages", ()),
    ],
)
def test_the_issues_of_a_case_by_their_own_words_and_others_for_the_same(content, issues):
    assert issues_of(content, HARBOUR) == issues


def test_no_issues_at_all_touch_none():
    assert issues_of("a truce", ()) == ()


def test_two_issues_do_not_share_a_word_of_their_names():
    pair = (IssueName(id="a1", name="Opening of the southern market"), IssueName(id="b1", name="Opening of the pass"))
    assert issues_of("the opening", pair) == ()
    assert issues_of("the market", pair) == ("a1",)


def test_an_issue_of_the_same_id_has_the_general_words_to_itself():
    pair = (IssueName(id="truce", name="Stopping"), IssueName(id="after", name="What follows the truce"))
    assert issues_of("a ceasefire", pair) == ("truce",)


def test_the_bundled_claims():
    claims = read_claims(CAIRO / "claims.jsonl")
    article = Article(ref=claims[0].article, text=read_article(CAIRO / "cairo-talks.txt"))
    case = load_case(CAIRO / "case.toml")
    names = [IssueName(id=issue.id, name=issue.name, options=tuple(map(str, issue.options))) for issue in case.issues]
    assert touched(article, tuple(replace(claim, issues=()) for claim in claims), names) == claims


@given(st.text(max_size=80), st.text(max_size=20), st.lists(st.text(max_size=20), max_size=3))
def test_any_words_touch_only_what_was_asked_for(content, name, options):
    issue = IssueName(id="x", name=name, options=tuple(options))
    assert set(issues_of(content, (issue, *HARBOUR))) <= {"x", *(known.id for known in HARBOUR)}
    assert set(issues_of(content)) <= {*issue_table(), *re.findall(r"[a-z]+", content.lower())}


def measured(part: str, *, general: bool) -> tuple[int, int, int]:
    """Issues that were marked and found, found, marked: with the article's own ids as a case, or by the general table.

    The corpus marks what a claim is about in its article, also where only the article around it says so ("the offer",
    "for ninety-nine"); `touched` goes by the words of the claim. So the second share says how much is said in words.
    """
    both = found = marked = 0
    for article in read_corpus(ROOT / "corpus", part):
        here = {issue for claim in article.claims for issue in claim.issues}
        kept = here & set(issue_table()) if general else here
        names = None if general else [IssueName(id=issue, name=issue.replace("-", " ")) for issue in sorted(here)]
        for was, is_ in zip(
            article.claims,
            touched(Article(ref=article.meta.article, text=article.text), article.claims, names),
            strict=True,
        ):
            gold, seen = set(was.issues) & kept, set(is_.issues) & kept
            both, found, marked = both + len(gold & seen), found + len(seen), marked + len(gold)
    return both, found, marked


def test_figures(capsys):
    """How often a touched issue is one that was marked, and how many of those marked are named: with -s to see them."""
    rows = []
    for part in ("dev", "test"):
        for general in (False, True):
            both, found, marked = measured(part, general=general)
            kind = "general ids that the article uses too" if general else "the article's ids as those of a case"
            rows.append(f"{part:5} {kind:38} right {both}/{found}, named {both}/{marked}")
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(rows) + "\n")
    both, found, _ = measured("dev", general=False)
    assert both >= 0.75 * found
