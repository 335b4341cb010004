"""What a model answers becomes offers, or is counted with its reason."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.readers.offers import MOST_CLAIMS, Link, Offer, Tally, offers_of

CLAIM = {"source": "Ferro", "cue": "said", "content": "no", "relays": [], "act": "reject", "certainty": "asserted",
         "when": None}  # fmt: skip
NO_CLAIM = "claims without content or not in the form asked for"
NO_JSON = "an answer that is no JSON object with claims"


def read(answer):
    refused, left_out = Tally(), Tally()
    text = answer if isinstance(answer, str) else json.dumps(answer)
    return offers_of(text, refused, left_out), refused.counts, left_out.counts


def test_a_claim_with_everything():
    relays = [{"source": ["two people", "close to the talks"], "cue": "told"}, {"source": "the Courier", "cue": None}]
    (offer,), refused, left_out = read(
        {"claims": [{**CLAIM, "content": ["no", " never "], "relays": relays, "when": "on Friday"}]}
    )
    assert (refused, left_out) == ({}, {})
    assert offer == Offer(
        content=("no", "never"),
        chain=(
            Link(source=("Ferro",), cue=("said",)),
            Link(source=("two people", "close to the talks"), cue=("told",)),
            Link(source=("the Courier",), cue=()),
        ),
        act="reject", certainty="asserted", when="on Friday",
    )  # fmt: skip


def test_the_articles_own_and_a_source_left_out():
    (own, unsaid), *_ = read({"claims": [{"content": "Rain."}, {"content": "that", "cue": "It was feared"}]})
    assert own.chain == ()
    assert unsaid.chain == (Link(source=(), cue=("It was feared",)),)


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}\n```", "\n```JSON\r\n{}\n ```\n"])
def test_a_fence_around_all_of_it_is_taken_off(fence):
    offers, refused, _ = read(fence.replace("{}", json.dumps({"claims": [CLAIM]}, indent=1)))
    assert (len(offers), refused) == (1, {})


@pytest.mark.parametrize(
    "answer",
    [
        "", "Here you are:", "null", "[]", "{}", '{"claims": 3}', '{"claims": [', '{"claims": []} and more',
        '{"claims": [], "claims": []}', '{"claims": [NaN]}', "[" * 100_000, '{"claims": [' + "9" * 5_000 + "]}",
        'Sure!\n```json\n{"claims": []}\n```',
    ],
)  # fmt: skip
def test_what_is_no_such_json_counts_as_one(answer):
    assert read(answer) == ((), {NO_JSON: 1}, {})


@pytest.mark.parametrize(
    "change",
    [
        {"content": None}, {"content": " "}, {"content": 3}, {"content": ["no", 3]}, {"content": ["x"] * 9},
        {"source": 3}, {"cue": {"a": 1}}, {"relays": "the Courier"}, {"relays": ["the Courier"]},
        {"relays": [{"source": None, "cue": "reported"}]}, {"relays": [{"source": "x", "cue": "y"}] * 5},
        {"source": None, "cue": None, "relays": [{"source": "the Courier", "cue": "reported"}]},
        {"content": ["x"] * 8, "source": ["y"] * 8, "cue": ["z"] * 8, "relays": [{"source": "w", "cue": None}]},
    ],
)  # fmt: skip
def test_what_is_no_claim_is_refused_and_the_rest_stays(change):
    offers, refused, _ = read({"claims": [{**CLAIM, **change}, CLAIM, "x", None]})
    assert len(offers) == 1
    assert refused == {NO_CLAIM: 3}


def test_words_outside_the_lists_are_left_out_and_counted():
    claim = {**CLAIM, "act": "shout", "certainty": ["asserted"], "confidence": 1, "actor": "x"}
    (offer,), refused, left_out = read(
        {
            "claims": [
                claim,
            ]
        }
    )
    assert (offer.act, offer.certainty, refused) == (None, None, {})
    assert left_out == {
        "keys that nobody asked for": 2,
        "acts that there are not": 1,
        "certainties that there are not": 1,
    }


def test_more_claims_than_any_text_holds():
    offers, refused, _ = read({"claims": [CLAIM] * (MOST_CLAIMS + 7)})
    assert (len(offers), refused) == (MOST_CLAIMS, {f"claims after the first {MOST_CLAIMS} of an answer": 7})


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
    st.sampled_from([*CLAIM, "claims"]), inner))  # fmt: skip


@given(JSON | st.fixed_dictionaries({"claims": st.lists(JSON)}))
def test_nothing_is_lost_uncounted(value):
    offers, refused, _ = read(value)
    claims = value.get("claims") if isinstance(value, dict) else None
    assert len(offers) + sum(refused.values()) == (len(claims) if isinstance(claims, list) else 1)


def test_hostile_fences_cost_no_time():
    before = time.process_time()
    for text in ("```json\n" * 20_000, "```" + "\n" * 100_000, "```\n" + "\n ```x" * 20_000, "`" * 100_000):
        read(text)
    assert time.process_time() - before < 1
