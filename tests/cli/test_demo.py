"""`mediant demo`."""

from __future__ import annotations

from mediant.cli.demo import CLAIMS_SHOWN, chain
from mediant.cli.inputs import bundled_case, claims_of, read_input
from mediant.evidence.article import article_of
from mediant.evidence.claim import ArticleRef, Claim, Source, Span
from mediant.evidence.reading.completion import of_case
from mediant.evidence.scoring import pairs_of
from mediant.reports.wording import names_seen


def test_from_the_article_to_the_report(run, here):
    done = run("demo", "-o", "out")
    assert (done.status, done.err) == (0, "")
    headings = [
        "1. The article", "2. What the reader finds", "3. Beside the claims", "4. A first case", "5. The deal space",
        "6. The report",
    ]  # fmt: skip
    places = [done.out.index(heading) for heading in headings]
    assert places == sorted(places)
    assert (here / "out" / "report.html").stat().st_size > 10_000
    assert "Wrote out/report.html" in done.out
    assert "file://" in done.out


def test_it_shows_what_is_read_beside_what_was_marked_by_hand(run, here, reader):
    folder = bundled_case("cairo-2024")
    case = read_input(str(folder / "case.toml")).case
    made = claims_of(case, str(folder / "case.toml"))
    text = (folder / "cairo-talks.txt").read_bytes().decode()
    found = of_case(reader, case)(article_of(text, made[0].article)).claims
    pairs = pairs_of(made, found, text)
    shown = " ".join(run("demo").out.split())
    assert f"finds in it: {len(found)} claims" in shown
    right = sum(pair.chain for pair in pairs)
    assert f"Of {len(made)} claims, {right} were found with the same chain" in shown
    names, seen = {party.id: party.name for party in case.parties}, names_seen(found)
    names |= {mediator.id: mediator.name for mediator in case.mediators}
    for claim in found[:CLAIMS_SHOWN]:
        assert " ← ".join(chain(claim, names, seen)) in shown
    for claim in {claim.id for claim in made} - {pair.gold.id for pair in pairs}:
        assert f"{claim}: “" in shown.partition("Not found as marked")[2]


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
    assert chain(claim, {}, {}) == ["Egypt Official (a security official)", "The Guardian", "The Daily"]


def test_words_that_name_their_actor_stand_alone():
    paper = Source(spans=(Span(start=0, end=12, text="The Guardian"),), actor="the-guardian", role="relay")
    envoy = Source(spans=(Span(start=0, end=8, text="an Envoy"),), actor="envoy", role="relay")
    nobody = Source(spans=(Span(start=0, end=7, text="sources"),), actor=None, role="speaker")
    claim = Claim(id="c1", article=ArticleRef(id="a1"), content=(), sources=(nobody, envoy, paper))
    assert chain(claim, {}, {}) == ["sources", "an Envoy", "The Guardian", "a1"]


def test_a_folder_that_cannot_be_made_is_said_at_once(run, here):
    (here / "file").write_text("mine", encoding="utf-8")
    done = run("demo", "-o", here / "file" / "below")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("mediant: ")
    assert done.err.count("\n") == 1
