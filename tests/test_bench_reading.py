"""The commands that print the reader's figures, on articles of which the figures can be told by hand."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from marked_article import ARTICLE

from benchmarks import reading_confidence, reading_drafts, reading_mistakes, reading_polnear
from benchmarks.bench_reading import arguments
from benchmarks.corpus_agreement import figures
from benchmarks.reading_figures import OWN, Both, counts_of
from mediant.evidence.readers import Reading

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "reading-mistakes.md"
FIRST, DEMAND, REFUSAL, STATEMENT = ARTICLE.claims


def read(*claims):
    return Both(ARTICLE, claims)


def value(one, name):
    return figures([counts_of(one)], OWN)[name][0]


def test_what_is_read_as_marked_is_right_in_everything():
    for name, (middle, _, _) in figures([counts_of(read(*ARTICLE.claims))], OWN).items():
        assert middle == 100 or np.isnan(middle), name
    assert not list(reading_mistakes.mistakes_of(read(*ARTICLE.claims)))


def test_a_missed_claim_lowers_the_share_of_those_marked_and_not_of_those_found():
    one = read(FIRST, DEMAND, STATEMENT)
    assert value(one, "attributed claims: whole chain, share of those marked") == pytest.approx(200 / 3)
    assert value(one, "attributed claims: whole chain, share of those found") == 100
    assert value(one, "attributed claims: whole chain, F1") == pytest.approx(80)


def test_a_relay_left_out_leaves_the_claim_found():
    one = read(replace(FIRST, sources=FIRST.sources[:1]), DEMAND, REFUSAL, STATEMENT)
    assert value(one, "claims with relays: found (content), share of those marked") == 100
    assert value(one, "claims with relays: whole chain, share of those marked") == 0
    assert [mistake.kind for mistake in reading_mistakes.mistakes_of(one)] == ["relay: missed"]


def test_times_count_where_one_is_meant():
    one = read(FIRST, replace(DEMAND, when=None), REFUSAL, STATEMENT)
    assert value(one, "time, all claims right") == 75
    assert value(one, "time, those with a time right (words and day)") == 0


@pytest.mark.parametrize(
    ("claims", "kinds"),
    [
        ((FIRST, DEMAND, STATEMENT), ["missed claim: other verb"]),
        ((FIRST, REFUSAL, STATEMENT), ["missed claim: cue of attitude or intention"]),
        ((*ARTICLE.claims[:3], replace(STATEMENT, sources=REFUSAL.sources)),
         ["missed claim: the article's own statement"]),
        ((*ARTICLE.claims[:3],), ["missed claim: the article's own statement"]),
        ((FIRST, DEMAND, replace(REFUSAL, act="deny"), STATEMENT), ["act: reject read as deny"]),
        ((FIRST, DEMAND, replace(REFUSAL, content=REFUSAL.content + STATEMENT.content), STATEMENT),
         ["content: far too long, so that the claim is not found"]),
    ],
)  # fmt: skip
def test_kinds_of_mistakes(claims, kinds):
    assert [mistake.kind for mistake in reading_mistakes.mistakes_of(read(*claims))] == kinds


def test_the_page_has_the_form_that_the_command_prints():
    page = PAGE.read_text(encoding="utf-8")
    assert page.startswith(reading_mistakes.HEADER)
    counts = [int(n) for n in re.findall(r"^## [0-9]+\. .*\(([0-9]+)\)$", page, re.MULTILINE)]
    assert len(counts) == reading_mistakes.MOST
    assert counts == sorted(counts, reverse=True)
    assert all(len(line) <= 1000 for line in page.splitlines())
    assert reading_mistakes.page([read(FIRST, DEMAND)]).startswith(reading_mistakes.HEADER)


def test_the_outermost_source_with_a_cue_takes_the_place_of_the_speaker():
    made = reading_polnear.attributions_of(ARTICLE.claims, ARTICLE.text)
    cut = [{role: [ARTICLE.text[a:b] for a, b in pieces] for role, pieces in one.items()} for one in made]
    assert cut[0] == {
        "source": ["Orbis Wire"], "cue": ["reported"], "content": ["Dana Ferro said the offer was dead"],
    }  # fmt: skip
    assert [one["source"] for one in cut] == [["Orbis Wire"], ["She"], ["The firm"]]


def test_an_attribution_inside_another_is_left_out():
    whole = replace(DEMAND, content=(*FIRST.content, *FIRST.sources[0].spans, *FIRST.sources[0].cue))
    inner = replace(FIRST, sources=FIRST.sources[:1])
    made = reading_polnear.attributions_of([inner, whole], ARTICLE.text)
    assert [one["cue"] for one in made] == [[(DEMAND.sources[0].cue[0].start, DEMAND.sources[0].cue[0].end)]]


def test_offsets_count_characters_of_the_file_as_it_stands(tmp_path):
    (tmp_path / "a.txt").write_bytes("Żółw\r\nsaid 🐢 no\r\n".encode())
    seen = []

    def reader(article):
        seen.append(article.text)
        return Reading(claims=())

    assert json.loads(reading_polnear.lines(tmp_path, reader)) == {"doc": "a", "attributions": []}
    assert seen == ["Żółw\r\nsaid 🐢 no\r\n"]


def test_the_threshold_offers_the_most_with_nine_in_ten_right():
    sure = [(0, 0.9, 1)] * 9 + [(0, 0.8, 0)] + [(1, 0.7, 1)] * 2 + [(1, 0.6, 0)] * 5
    table = np.array(sure, float)
    assert reading_confidence.threshold(table) == 0.7
    precision, share = reading_confidence.offered(table, 0.7)
    assert precision[0] == pytest.approx(100 * 11 / 12)
    assert share[0] == pytest.approx(100 * 12 / 17)


def test_nine_in_ten_must_hold_for_most_draws_of_articles():
    table = np.array([(0, 0.9, 1)] * 27 + [(1, 0.8, 1), (1, 0.8, 0), (1, 0.8, 0)], float)
    assert reading_confidence.offered(table, 0.8)[0][0] > 90
    assert reading_confidence.threshold(table) == 0.9


def test_no_threshold_where_nothing_is_sure():
    assert reading_confidence.threshold(np.array([(0, 0.9, 0), (0, 0.5, 1)], float)) is None


def test_reliability_counts_every_claim_once():
    claims = [replace(claim, confidence=k / 3) for k, claim in enumerate(ARTICLE.claims)]
    rows = re.findall(r"^\| [0-9.]+–[0-9.]+ \| ([0-9]+) ", reading_confidence.reliability(
        reading_confidence.judged([read(*claims)])), re.MULTILINE)  # fmt: skip
    assert sum(map(int, rows)) == len(claims)


def test_a_scorer_needs_a_file_to_score():
    with pytest.raises(SystemExit):
        arguments(["polnear", "somewhere", "--scorer", "scorer.py"])
    assert arguments(["own"]).part == "test"


def test_drafts_of_what_is_read_as_marked_have_the_same_parties_and_issues():
    told = [replace(claim, issues=("books",)) for claim in ARTICLE.claims]
    marked = Both(replace(ARTICLE, claims=tuple(told)), tuple(replace(claim, issues=("ledgers",)) for claim in told))
    shares = [line.split(" | ")[1] for line in reading_drafts.table([marked]).splitlines()[2:]]
    assert shares == ["100.0"] * 7
    missed = Both(marked.gold, (told[3],))
    shares = [line.split(" | ")[1] for line in reading_drafts.table([missed]).splitlines()[2:]]
    assert shares == ["0.0", "100.0", "0.0", "0.0", "0.0", "100.0", "25.0"]
