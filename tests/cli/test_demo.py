"""`mediant demo`."""

from __future__ import annotations

from mediant.cli.demo import CLAIMS_SHOWN, chain
from mediant.cli.inputs import bundled_case, claims_of, read_input
from mediant.evidence.claim import ArticleRef, Claim, Source, Span


def test_from_the_article_to_the_report(run, here):
    done = run("demo", "-o", "out")
    assert (done.status, done.err) == (0, "")
    headings = ["1. The article", "2. The claims", "3. The deal space", "4. The report"]
    places = [done.out.index(heading) for heading in headings]
    assert places == sorted(places)
    assert (here / "out" / "report.html").stat().st_size > 10_000
    assert "Wrote out/report.html" in done.out
    assert "file://" in done.out


def test_it_shows_claims_with_their_chains(run, here):
    path = str(bundled_case("cairo-2024") / "case.toml")
    claims = claims_of(read_input(path).case, path)
    shown = " ".join(run("demo").out.split())
    assert f"({len(claims)} in all)" in shown
    for claim in claims[:CLAIMS_SHOWN]:
        assert " ← ".join(chain(claim)) in shown


def test_it_leaves_a_file_that_is_not_a_report(run, here):
    (here / "report.html").write_text("mine", encoding="utf-8")
    assert run("demo").status == 1
    assert (here / "report.html").read_text(encoding="utf-8") == "mine"


def test_a_chain_runs_outwards():
    official = Source(
        spans=(Span(start=0, end=18, text="a security official"),), actor="egypt-official", role="speaker"
    )
    relay = Source(spans=(), actor="the-guardian", role="relay")
    claim = Claim(id="c1", article=ArticleRef(id="a1", outlet="The Daily"), content=(), sources=(official, relay))
    assert chain(claim) == ["a security official (egypt-official)", "the-guardian", "The Daily"]


def test_words_that_name_their_actor_stand_alone():
    paper = Source(spans=(Span(start=0, end=12, text="The Guardian"),), actor="the-guardian", role="relay")
    envoy = Source(spans=(Span(start=0, end=8, text="an Envoy"),), actor="envoy", role="relay")
    nobody = Source(spans=(Span(start=0, end=7, text="sources"),), actor=None, role="speaker")
    claim = Claim(id="c1", article=ArticleRef(id="a1"), content=(), sources=(nobody, envoy, paper))
    assert chain(claim) == ["sources", "an Envoy", "The Guardian", "a1"]


def test_a_folder_that_cannot_be_made_is_said_at_once(run, here):
    (here / "file").write_text("mine", encoding="utf-8")
    done = run("demo", "-o", here / "file" / "below")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("mediant: ")
    assert done.err.count("\n") == 1
