"""What an article teaches: words of pieces, the longest piece of a cue as anchor, the outermost on top."""

from __future__ import annotations

from mediant.evidence.attribution.labels import KINDS, PLACES
from mediant.evidence.claim import ACTS, CERTAINTIES, Span
from mediant.evidence.markup import parse
from mediant.training.examples import SKIP, example_of

HEAD = "title: A\noutlet: The Coast Courier\npublished: 2031-03-14\ntopic: labour\nmanner: paper\n---\n"


def taught(body, lines):
    article = parse(f"{HEAD}{body}\n---\n{lines}\n", "a")
    example = example_of(article.text, article.claims)
    return example, [article.text[word.start : word.end] for word in example.words]


def test_pieces_anchor_and_meaning():
    example, words = taught(
        "{1s Ferro} {1q has} often {1q said again} {1c the vote was off}, {1s1 Orbis Wire} {1q1 reported}.",
        "1: act=report certainty=hedged",
    )
    (one,) = example.taught
    assert words[one.anchor[0] : one.anchor[1] + 1] == ["said", "again"]
    by_place = {PLACES[place]: words[a : b + 1] for place, (a, b) in one.pieces if PLACES[place] != "cue"}
    assert by_place == {
        "speaker": ["Ferro"], "content": ["the", "vote", "was", "off"], "relay-1": ["Orbis", "Wire"], "relay-1-cue": ["reported"],
    }  # fmt: skip
    assert (ACTS[one.act], CERTAINTIES[one.certainty]) == ("report", "hedged")
    assert example.anchors.tolist() == [0, 0, 0, 1, 2] + [0] * 9


def test_the_outermost_is_painted_over_what_lies_in_it():
    example, words = taught(
        "{1s Ferro} {1q said} {1c {2s the firm} {2q had promised} {2c to pay}}. {3c Rain fell.}",
        "1: act=report\n2: act=commit\n3: act=report",
    )
    kinds = {
        (word, kind): [words[at] for at, label in enumerate(example.kinds) if label in (1 + 2 * kind, 2 + 2 * kind)]
        for kind, word in enumerate(KINDS)
    }
    assert kinds["content", KINDS.index("content")] == ["the", "firm", "had", "promised", "to", "pay"]
    assert kinds["own", KINDS.index("own")] == ["Rain", "fell", "."]
    assert [one.anchor for one in example.taught] == [(-1, -1), (1, 1), (4, 5)]


def test_words_set_aside_teach_nothing():
    article = parse(f"{HEAD}{{1s Ferro}} {{1q said}} {{1c no}}. Buy it.\n---\n1: act=reject\n", "a")
    at = article.text.index("Buy")
    example = example_of(article.text, article.claims, (Span(start=at, end=at + 7, text="Buy it."),))
    assert example.kinds.tolist()[-3:] == [SKIP] * 3
    assert SKIP not in example.kinds.tolist()[:-3]
    assert example.anchors.tolist()[-3:] == [SKIP] * 3


def test_an_act_that_is_not_told_is_none_and_what_is_not_annotated_teaches_nothing():
    example, _ = taught(
        "{1s Ferro} {1q declined to comment on} {1c the list}. {2s She} {2q left it open} {2c when}.",
        "1: certainty=uncertain\n2:",
    )
    assert [(one.act, one.certainty) for one in example.taught] == [(len(ACTS), 2), (-1, -1)]
