"""Articles made anew keep who said what, and are the same for the same seed."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.checks import spans_of
from mediant.evidence.markup import parse
from mediant.training.variation import sentences_of, varied

MARKED = parse(
    "title: A\noutlet: The Coast Courier\npublished: 2031-03-14\ntopic: labour\nmanner: paper\n---\n"
    'Rain fell. The boats stayed in the harbour for a third day in a row. {1s Mara Quill} {1q said} {1c talks would go on}. '
    '{2c "We will not sign,"} {2s Ivo Ferro} {2q added}.\n---\n1: act=report\n2: act=reject\n',
    "a",
)  # fmt: skip
PLAIN = ["The boats stayed in the harbour for a third day in a row"]


def test_plain_sentences_hold_no_claim():
    assert sentences_of(MARKED.text, MARKED.claims) == PLAIN


@given(st.integers(0, 10_000))
def test_spans_are_verbatim_and_hold_what_they_held(seed):
    text, claims = varied(MARKED.text, MARKED.claims, PLAIN, np.random.default_rng(seed))
    assert all(text[span.start : span.end] == span.text for claim in claims for _, span in spans_of(claim))
    for old, new in zip(MARKED.claims, claims, strict=True):
        assert new.act == old.act
        assert old.sources[0].spans[0].text in new.sources[0].spans[0].text
        told = old.sources[0].cue[0].text == "said" and len(new.sources) == 2 and not new.sources[1].cue
        assert new.sources[0].cue[0].text == ("told" if told else old.sources[0].cue[0].text)
        assert new.content[0].text[-4:] == old.content[0].text[-4:] or new.content[0].text.startswith(
            old.content[0].text
        )
        assert len(new.sources) <= 3


def test_the_same_seed_gives_the_same_and_others_differ():
    made = [varied(MARKED.text, MARKED.claims, PLAIN, np.random.default_rng(seed)) for seed in (1, 1, *range(20))]
    assert made[0] == made[1]
    assert len({text for text, _ in made}) > 5
    assert any(len(claim.sources) > 1 for _, claims in made for claim in claims)


def test_an_outlet_is_told_and_a_relay_stands_behind_the_day_of_saying():
    marked = parse(
        "title: A\noutlet: The Coast Courier\npublished: 2031-03-14\ntopic: labour\nmanner: paper\n---\n"
        "{1s Ivo Ferro} {1q said} {1c talks would go on}. {2c The boats stay}, {2s Quill} {2q said} late Friday.\n---\n"
        "1: act=report\n2: act=report\n",
        "a",
    )
    made = [varied(marked.text, marked.claims, [], np.random.default_rng(seed)) for seed in range(200)]
    told = [claims[0] for _, claims in made if claims[0].sources[0].cue[0].text == "told"]
    assert told
    assert all(len(claim.sources) == 2 and not claim.sources[1].cue for claim in told)
    assert any(
        text[claims[1].sources[0].cue[0].end :].startswith(" late Friday, ") and len(claims[1].sources) > 1
        for text, claims in made
    )
