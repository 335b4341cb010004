"""A draft holds what claims say and nothing else, whatever the claims and their order."""

import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from draft_samples import NUMBERS, STRIKE, claim_lists, said
from hypothesis import given
from hypothesis import strategies as st

from mediant.analysis.dealspace import analyze
from mediant.errors import CannotDraft, InvalidValue
from mediant.evidence.drafting.bounds import MOST_ISSUES, MOST_PARTIES
from mediant.evidence.drafting.draft import draft
from mediant.evidence.files import read_claims, read_corpus
from mediant.model.checks import problems_of
from mediant.model.formats.mediant_case import parse, render

ROOT = Path(__file__).resolve().parents[3]
CAIRO = ROOT / "cases" / "news" / "cairo-2024"
HAVE_CORPUS = (ROOT / "corpus" / "topics.toml").is_file()


def test_what_is_said_becomes_the_case():
    made = draft(STRIKE)
    case = made.case
    assert [party.id for party in case.parties] == ["alder-terminals", "dockers-union"]
    assert [(host.id, host.may) for host in case.mediators] == [("labour-ministry", ("carry",))]
    rate = case.issue("night-rate")
    assert rate.options == ("night shifts be paid at double rate", "pay time and a half")
    union = case.preferences["dockers-union"]
    assert union.values["night-rate"].groups == (("night shifts be paid at double rate",), ("pay time and a half",))
    assert union.because["values.night-rate"] == ("c1", "c3")
    assert union.never == ({"night-rate": ("pay time and a half",)},)
    assert union.because["never.1"] == ("c3",)
    assert union.weights == union.walk_away == "unknown"


def test_what_is_asked_in_return_is_wanted():
    case = draft(STRIKE).case
    works = case.preferences["alder-terminals"]
    assert works.values["strike"].groups == (("the strike is called off",), ("not agreed",))
    assert works.because["values.strike"] == ("c2",)
    assert "night-rate" not in works.values  # offered, and nothing is told of what it is better than


def test_a_refusal_without_final_words_is_no_red_line():
    case = draft(STRIKE).case
    assert case.preferences["alder-terminals"].never == ()
    asked = [question.text for question in draft(STRIKE).questions if question.issue == "books"]
    assert any("never accept" in text for text in asked)


def test_an_unnamed_source_is_not_the_body():
    made = draft(STRIKE)
    assert "an-official" not in {party.id for party in made.case.parties}
    assert any("“an-official”" in question.text for question in made.questions)


def test_numbers_on_one_quantity_make_a_range():
    case = draft(NUMBERS).case
    pay = case.issue("pay").options
    assert (pay.low, pay.high, pay.step, pay.unit) == (11, 14, 1, "%")
    assert case.preferences["union"].values["pay"] == "more"
    assert case.preferences["works"].values["pay"] == "less"


def test_every_entry_names_its_claims_and_nothing_else_is_stated():
    for claims in (STRIKE, NUMBERS):
        for known in draft(claims).case.preferences.values():
            entries = [f"values.{issue}" for issue in known.values]
            entries += [f"never.{place}" for place in range(1, len(known.never) + 1)]
            assert sorted(entries) == sorted(known.because)
            assert known.together == known.prefers == known.accepts == known.rejects == ()


def test_too_little_is_said_in_one_line():
    with pytest.raises(CannotDraft) as found:
        draft(STRIKE[:1])
    assert "1 party (dockers-union) and 1 issue (night-rate)" in str(found.value)
    assert "read more articles" in str(found.value)
    with pytest.raises(CannotDraft, match="no parties and no issues"):
        draft(())


def test_too_many_parties_are_not_cut_off_silently():
    claims = [said(f"c{n}", f"north-{n}", "demand", f"road {n} of north-{(n + 1) % 101}", "road") for n in range(101)]
    made = draft(claims)
    assert len(made.case.parties) == MOST_PARTIES
    assert any("north-99" in note or "and 83 more" in note for note in made.notes)
    assert any(question.text.startswith("Are these parties too: ") for question in made.questions)


def test_many_claims_are_drafted_in_a_few_seconds():
    claims = [
        said(f"c{n}", f"north-{n % 60}", ("demand", "reject", "offer")[n % 3], f"item{n % 900} of road{n % 40} for x{n}",
             f"road-{n % 40}", start=n) for n in range(2_000)
    ]  # fmt: skip
    before = time.process_time()
    assert 1 <= len(draft(claims).case.issues) <= MOST_ISSUES
    assert time.process_time() - before < 10


def test_an_id_for_two_claims_is_an_error_and_the_same_claim_twice_is_one():
    assert draft((*STRIKE, *STRIKE)) == draft(STRIKE)
    with pytest.raises(InvalidValue, match="two claims with the id 'c1'"):
        draft((*STRIKE, replace(STRIKE[1], id="c1")))


def test_a_title_is_taken_on_one_line():
    assert draft(STRIKE, title="The \n strike").case.title == "The strike"
    assert draft(STRIKE).case.title == "Alder Terminals and Dockers Union"


def test_who_is_only_named_in_demands_is_a_party_that_is_asked_about():
    claims = (
        said("c1", "hill-front", "demand", "Lorne's complete withdrawal from the Ford", "withdrawal", start=1),
        said("c2", "hill-front", "demand", "a lasting truce", "truce", start=2),
    )
    made = draft(claims)
    assert [(party.id, party.name) for party in made.case.parties] == [("hill-front", "Hill Front"), ("lorne", "Lorne")]
    assert made.case.preferences["lorne"].values == {}
    assert ("party lorne", ("c1",)) in [(origin.entry, origin.claims) for origin in made.origins]
    assert any("“lorne” a party" in question.text and question.claims == ("c1",) for question in made.questions)


@given(claim_lists())
def test_any_claims_give_a_valid_case_or_the_one_error(claims):
    try:
        made = draft(claims)
    except CannotDraft:
        return
    assert problems_of(made.case) == ()
    assert parse(render(made.case), "x") == made.case


@given(claim_lists(), st.randoms(use_true_random=False))
def test_the_order_of_claims_makes_no_difference(claims, random):
    shuffled = list(claims)
    random.shuffle(shuffled)

    def outcome(of):
        try:
            return draft(of)
        except CannotDraft as error:
            return str(error)

    assert outcome(claims) == outcome(shuffled)


@given(claim_lists())
def test_only_what_a_claim_says_is_stated(claims):
    try:
        made = draft(claims)
    except CannotDraft:
        return
    by_id = {claim.id: claim for claim in claims}
    for party, known in made.case.preferences.items():
        for entry, ids in known.because.items():
            assert ids, entry
            assert all(
                by_id[claim].act in ("demand", "offer", "commit", "accept", "concede", "reject") for claim in ids
            )
        assert party in {actor.id for actor in made.case.parties}


def test_the_draft_of_cairo_loads_and_is_analyzed():
    made = draft(read_claims(CAIRO / "claims.jsonl"))
    assert [party.id for party in made.case.parties] == ["hamas", "israel"]
    assert [host.id for host in made.case.mediators] == ["egypt"]
    assert [issue.id for issue in made.case.issues] == ["truce", "withdrawal", "rafah"]
    assert made.case.preferences["hamas"].because == {"values.truce": ("c11a",), "values.withdrawal": ("c11b",)}
    assert analyze(made.case, draws=50).uncertainty is not None


@pytest.mark.skipif(not HAVE_CORPUS, reason="no corpus beside the tests")
@pytest.mark.parametrize("part", ["train", "dev"])
def test_nearly_every_event_of_the_corpus_gives_a_case_that_can_be_analyzed(part):
    events = defaultdict(list)
    for article in read_corpus(ROOT / "corpus", part):
        events[article.meta.event or article.meta.article.id] += article.claims
    drafted = {}
    for event, claims in events.items():
        try:
            drafted[event] = draft(claims)
        except CannotDraft:
            continue
    assert len(drafted) >= 0.9 * len(events)
    for event in sorted(drafted)[::8]:
        assert analyze(drafted[event].case, draws=10, points=1).uncertainty is not None, event


@pytest.mark.skipif(not HAVE_CORPUS, reason="no corpus beside the tests")
def test_a_whole_topic_with_all_its_talks_gives_a_valid_case():
    topics = defaultdict(list)
    for article in read_corpus(ROOT / "corpus", "dev"):
        topics[article.meta.topic] += article.claims
    for topic, claims in topics.items():
        case = draft(claims).case
        assert 2 < len(case.parties) <= MOST_PARTIES, topic
        assert parse(render(case), topic) == case
