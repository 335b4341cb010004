"""A person's decisions hold over later readings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evidence.corrections.article import TEXT, claim, claims_in, span
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.article import article_of
from mediant.evidence.claim import ArticleRef, Source
from mediant.evidence.corrections.applying import GONE, NOTHING_TO_UNDO, about, apply, by_article, places_of
from mediant.evidence.corrections.correction import DECISIONS, Correction

REF = ArticleRef(id="h", title="The ferry", outlet="Quay Radio", published="2031-05-06")


def drop(claim):
    return Correction(decision="drop", of=claim)


def confirm(claim):
    return Correction(decision="confirm", of=claim)


def correct(of, claim):
    return Correction(decision="correct", of=of, claim=claim)


def undo(claim):
    return Correction(decision="undo", of=claim)


def test_without_decisions_nothing_changes(article, claims):
    assert apply((), claims, article).claims == claims


def test_dropped_stay_dropped(article, claims):
    after = apply([drop(claims[1])], claims, article)
    assert after.claims == (claims[0], claims[2])
    assert [(one.was, one.now) for one in after.applied] == [(claims[1], None)]


def test_a_confirmed_claim_has_no_confidence(article, claims):
    after = apply([confirm(claims[0])], claims, article)
    assert after.claims == (replace(claims[0], confidence=None), *claims[1:])


def test_a_corrected_claim_takes_the_place(article, claims):
    better = replace(claims[1], act="offer", content=(span("would accept nine berths"),), id="whatever")
    after = apply([correct(claims[1], better)], claims, article)
    assert after.claims[1] == replace(better, id="h.2", confidence=None)
    assert [c.id for c in after.claims] == ["h.1", "h.2", "h.3"]


def test_an_added_claim_has_an_id_that_stays(article, claims):
    new = claim(article, "new", "on the quay")
    first = apply([Correction(decision="add", claim=new)], claims, article)
    second = apply([Correction(decision="add", claim=new)], claims[:1], article)
    assert [c for c in first.claims if c not in claims] == [c for c in second.claims if c not in claims]
    assert len(first.claims) == 4
    assert len({c.id for c in first.claims}) == 4
    assert first.applied[0].was is None


def test_the_last_decision_wins_and_undo_takes_back_one(article, claims):
    one = claims[0]
    log = [drop(one), confirm(one), drop(one)]
    assert one.id not in {c.id for c in apply(log, claims, article).claims}
    assert apply([*log, undo(one)], claims, article).claims[0].confidence is None
    assert apply([*log, undo(one), undo(one)], claims, article).claims == claims[1:]
    assert apply([*log, *[undo(one)] * 3], claims, article).claims == claims
    again = apply([*log, *[undo(one)] * 4], claims, article)
    assert [(left.correction, left.why) for left in again.unmatched] == [(undo(one), NOTHING_TO_UNDO)]


def test_a_decision_on_a_corrected_claim_is_about_the_same_claim(article, claims):
    better = replace(claims[1], content=(span("nine berths"),), sources=(), confidence=None)
    assert apply([correct(claims[1], better), drop(better)], claims, article).claims == (claims[0], claims[2])
    back = apply([correct(claims[1], better), drop(better), undo(better)], claims, article)
    assert places_of(back.claims[1]) == places_of(better)
    assert apply([correct(claims[1], better), undo(better)], claims, article).claims == claims


def test_running_ids_may_shift(article, claims):
    shifted = tuple(replace(c, id=f"h.{n + 7}") for n, c in enumerate(claims))
    assert apply([drop(claims[1])], shifted, article).claims == (shifted[0], shifted[2])


def test_a_reader_that_moves_an_edge_does_not_bring_a_claim_back(article, claims):
    wider = replace(claims[0], content=(span("ferry stays in port"),))
    assert apply([drop(claims[0])], (wider, *claims[1:]), article).claims == claims[1:]


def test_the_same_words_of_another_speaker_are_another_claim(article, claims):
    other = replace(claims[0], sources=(Source(spans=(span("The Harbour Post"),), actor=None, role="speaker"),))
    assert apply([drop(claims[0])], (other,), article).claims == (other,)


def test_what_the_reader_no_longer_finds_stands_when_confirmed(article, claims):
    after = apply([confirm(claims[0])], claims[1:], article)
    assert places_of(after.claims[0]) == places_of(claims[0])
    assert after.claims[0].confidence is None


def test_words_are_found_again_in_a_changed_text(article, claims):
    later = article_of("CORRECTED. " + TEXT, article.ref)
    moved = claims_in(later)
    after = apply([drop(claims[0]), confirm(claims[2])], moved, later)
    assert [places_of(c) for c in after.claims] == [places_of(moved[1]), places_of(moved[2])]
    assert after.claims[1].confidence is None
    assert after.claims[1].article == later.ref
    assert after.unmatched == ()


RAIN = article_of("It rained. It rained. It rained. Ferro said no. Ferro said never.", REF)


def at(text, start, words, **more):
    """An own statement that stands at a place."""
    assert text.text.startswith(words, start)
    made = claim(text, f"r.{start}", words, **more)
    return replace(made, content=(replace(made.content[0], start=start, end=start + len(words)),))


def test_of_words_that_stand_in_several_places_the_nearest_are_meant():
    later = article_of("Oh. " + RAIN.text, REF)
    now = tuple(at(later, start, "It rained.") for start in (4, 15, 26))
    after = apply([drop(at(RAIN, 11, "It rained."))], now, later)
    assert after.claims == (now[0], now[2])


def test_all_words_of_a_claim_move_as_its_content_does():
    def never(article, speaker):
        made = at(article, article.text.index("never"), "never", speaker="Ferro", cue="said")
        return replace(made, sources=(Source(spans=(replace(made.sources[0].spans[0], start=speaker, end=speaker + 5),),
                                             actor=None, role="speaker"),))  # fmt: skip

    first, second = (RAIN.text.index("Ferro"), RAIN.text.rindex("Ferro"))
    later = article_of("Well, it is so. " + RAIN.text, REF)
    assert apply([drop(never(RAIN, second))], (never(later, second + 16),), later).claims == ()
    assert apply([drop(never(RAIN, second))], (never(later, first + 16),), later).claims != ()


def test_claims_come_in_the_order_of_the_text(article, claims):
    new = claim(article, "new", "The Harbour Post")
    after = apply([Correction(decision="add", claim=new), confirm(claims[0])], claims, article)
    assert [places_of(one) for one in after.claims] == [places_of(one) for one in (*claims[:2], new, claims[2])]


def test_a_decision_is_about_the_claim_that_shares_most(article, claims):
    near, nearer = (replace(claims[2], id=words, content=(span(words),)) for words in
                    ("Nobody on the quay had", "Nobody on the quay had expected"))  # fmt: skip
    assert apply([drop(claims[2])], (near, nearer), article).claims == (near,)
    assert apply([drop(claims[2])], (nearer, near), article).claims == (near,)


def test_a_claim_that_shares_less_than_half_is_another(article, claims):
    less = replace(claims[2], content=(span("Nobody on the"),))
    assert apply([drop(claims[2])], (less,), article).claims == (less,)


def test_the_articles_own_words_are_not_those_of_somebody_left_out(article, claims):
    passive = replace(claims[2], sources=(Source(spans=(), actor=None, role="speaker", cue=(span("expected"),)),))
    assert apply([drop(claims[2])], (passive,), article).claims == (passive,)


def test_words_that_are_gone_are_reported(article, claims):
    later = article_of(TEXT.replace("Nobody", "Everybody"), article.ref)
    after = apply([drop(claims[2])], (), later)
    assert [(one.correction, one.why) for one in after.unmatched] == [(drop(claims[2]), GONE)]


def test_decisions_about_other_articles_are_left_alone(article, claims):
    elsewhere = article_of("Another text.", replace(article.ref, id="other"))
    assert apply([drop(claims[0])], claims, elsewhere).claims == claims
    assert not about(drop(claims[0]), elsewhere)
    assert about(drop(claims[0]), article_of(TEXT, replace(article.ref, id="renamed")))


def test_decisions_are_found_by_article(article, claims):
    other = article_of("A second text.", replace(article.ref, id="other"))
    log = [drop(claims[0]), drop(claim(other, "o.1", "second")), undo(claims[0])]
    find = by_article(log)
    assert find(article) == (log[0], log[2])
    assert find(other) == (log[1],)
    assert find(article_of("none", replace(article.ref, id="none"))) == ()


@given(st.lists(st.tuples(st.sampled_from(DECISIONS), st.integers(0, 2), st.integers(0, 2)), max_size=12))
def test_the_last_decision_that_stands_holds(log):
    """Against a plain model: a stack of decisions for each claim; also no claim stands twice."""
    article = article_of(TEXT, REF)
    claims = claims_in(article)
    after = apply([decision(kind, claims[a], claims[b]) for kind, a, b in log], claims, article)
    stacks: dict[int, list[tuple[str, int]]] = {0: [], 1: [], 2: []}
    for kind, a, b in log:
        if kind != "undo":
            stacks[a].append((kind, b))
        elif stacks[a]:
            stacks[a].pop()
    expected = {}
    for n, stack in stacks.items():
        if not stack:
            expected[claims[n].id] = claims[n].act, claims[n].confidence
        elif stack[-1][0] == "confirm":
            expected[claims[n].id] = claims[n].act, None
        elif stack[-1][0] != "drop":
            expected[claims[n].id] = claims[stack[-1][1]].act, None
    assert {c.id: (c.act, c.confidence) for c in after.claims} == expected
    assert len(after.claims) == len(expected)


def decision(kind, a, b):
    return Correction(
        decision=kind,
        of=None if kind == "add" else a,
        claim=replace(a, act=b.act) if kind in ("add", "correct") else None,
    )


@pytest.mark.parametrize("size", [2_000])
def test_many_decisions_on_one_article_are_quick(article, claims, size):
    log = [drop(claims[n % 3]) if n % 2 else undo(claims[n % 3]) for n in range(size)]
    assert len(apply(log, claims, article).applied) <= 3
