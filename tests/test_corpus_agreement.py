"""The second annotation of the corpus, and the agreement of the two that the data card states."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from marked_article import ARTICLE

from benchmarks.corpus_agreement import FIGURES, NONE, SECOND, both, confusions, counts_of, figures, shown, table
from mediant.errors import InvalidFile
from mediant.evidence.files import read_corpus, read_marked

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
BEGIN, END = "<!-- agreement: as printed -->", "<!-- end of agreement -->"


def value(counted, name):
    return figures(counted)[name][0]


def with_claims(*claims):
    return replace(ARTICLE, claims=claims)


def changed(number, **to):
    return with_claims(*(replace(c, **to) if c.id == f"a.{number}" else c for c in ARTICLE.claims))


@pytest.mark.parametrize("path", sorted(SECOND.glob("*/*.txt")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_second_annotation_is_of_the_same_text(path):
    try:
        second = read_marked(path)
    except InvalidFile as invalid:
        pytest.fail("\n".join(map(str, invalid.problems)), pytrace=False)
    first = read_marked(CORPUS / path.parent.name / path.name)
    assert (second.text, second.meta) == (first.text, first.meta)


def test_a_fifth_of_the_corpus_is_annotated_twice_and_taken_for_articles_once():
    articles, second = read_corpus(CORPUS), read_corpus(SECOND)
    assert 5 * len(second) >= len(articles)
    assert Counter(article.meta.article.id for article in articles).most_common(1)[0][1] == 1
    assert {article.meta.topic for article in second} == {article.meta.topic for article in articles}


def test_the_data_card_states_what_is_printed():
    card = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert card.split(BEGIN)[1].split(END)[0].strip() == shown()


def test_the_parts_make_up_the_whole():
    parts = both()
    whole = parts.pop("all")
    assert sorted(one.meta.article.id for pairs in parts.values() for one, _ in pairs) == sorted(
        one.meta.article.id for one, _ in whole
    )


def test_an_annotation_agrees_with_itself():
    for name, of_three in figures([counts_of(ARTICLE, ARTICLE)]).items():
        assert of_three == pytest.approx((100, 100, 100)), name


def test_figures_are_the_same_either_way_round():
    pairs = both()["dev"]
    there, back = (figures([counts_of(*order(pair)) for pair in pairs]) for order in (tuple, lambda p: p[::-1]))
    for name in FIGURES:
        assert there[name] == pytest.approx(back[name], abs=1e-9), name


def test_a_claim_that_one_has_not_lowers_only_its_kind():
    counted = [counts_of(ARTICLE, with_claims(*ARTICLE.claims[:3]))]
    assert value(counted, "attributed claims, whole chain, F1") == 100
    assert value(counted, "own statements, content, F1") == 0


def test_another_relay_breaks_the_chain_and_not_the_content():
    counted = [counts_of(ARTICLE, changed(1, sources=ARTICLE.claims[0].sources[:1]))]
    assert value(counted, "attributed claims, content, F1") == 100
    assert value(counted, "attributed claims, whole chain, F1") == pytest.approx(200 / 3)
    assert value(counted, "claims with relays, content, F1") == 0


def test_kappa_takes_chance_away():
    counted = [counts_of(ARTICLE, changed(3, act="demand"))]
    assert value(counted, "act, same") == 75
    # chance: assess 1/16, demand 2/16, reject 0, report 1/16
    assert value(counted, "act, kappa × 100") == pytest.approx(100 * (0.75 - 0.25) / (1 - 0.25))
    assert value(counted, "act, macro-F1") == pytest.approx(100 * (1 + 2 / 3 + 0 + 1) / 4)
    assert confusions(counted, "act").endswith(": demand/reject 1.")


def test_an_act_that_one_left_out_is_a_difference():
    counted = [counts_of(ARTICLE, changed(3, act=None))]
    assert value(counted, "act, same") == 75
    assert confusions(counted, "act").endswith(f": {NONE}/reject 1.")


def test_times_actors_and_issues_are_compared():
    demand = ARTICLE.claims[1]
    other_time = replace(demand.when, date="2031-03-14")
    other_name = tuple(replace(source, actor="someone") for source in demand.sources)
    counted = [counts_of(ARTICLE, changed(2, when=other_time, sources=other_name, issues=("books", "pay")))]
    assert value(counted, "when, words overlap") == 100
    assert value(counted, "when, same date") == 0
    assert value(counted, "actors, same") == 75  # one of ferro's two sources, orbis-wire and the firm
    assert value(counted, "issues, shared of all named") == 75
    assert value(counted, "issues, same set") == 75


def test_other_ids_for_the_same_actors_do_no_harm():
    ids = {"ferro": "union", "orbis-wire": "orbis", "firm": "company"}
    renamed = with_claims(
        *(replace(c, sources=tuple(replace(s, actor=ids[s.actor]) for s in c.sources)) for c in ARTICLE.claims)
    )
    assert value([counts_of(ARTICLE, renamed)], "actors, same") == 100


def test_a_table_has_a_row_for_each_figure():
    rows = table({"all": [counts_of(ARTICLE, ARTICLE)]}).splitlines()
    assert len(rows) == 2 + 4 + len(FIGURES)
    assert all(row.count("|") == 3 for row in rows)
