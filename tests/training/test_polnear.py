"""PolNeAR's annotations as claims; broken references and spans set aside are dealt with."""

from __future__ import annotations

import pytest

from mediant.evidence.claim import ArticleRef
from mediant.training.polnear import claims_of

TEXT = "Ferro said no. Buy our paper. The firm was accused of stalling."
ANN = f"""T1\tSource 0 5\tFerro
T2\tCue 6 10\tsaid
T3\tContent 11 13\tno
E1\tAttribution:T2 Content:T3 Cue:T2 Source:T1
T4\tDiscard 15 29\tBuy our paper.
T5\tContent 30 38;51 62\tThe firm of stalling
T6\tCue 39 50\twas accused
E2\tAttribution-no-source:T6 Content:T5 Cue:T6
E3\tAttribution:T2 Content:T99 Cue:T2
T7\tContent 60 9000\tnot there
E4\tAttribution:T2 Content:T7 Cue:T2
T8\tContent 60 {"9" * 5_000}\tendless
T9\tContent {"9" * 5_000} 62\tendless
E5\tAttribution:T2 Content:T8 Content:T9 Cue:T2
#1\tAnnotatorNotes T1\tsure
rubbish
"""


def test_relations_become_claims_and_broken_ones_are_left_out():
    claims, aside = claims_of(ANN, TEXT, ArticleRef(id="a"))
    assert [claim.id for claim in claims] == ["a.1", "a.2"]
    first, second = claims
    assert [span.text for span in first.content] == ["no"]
    assert [span.text for span in first.sources[0].spans] == ["Ferro"]
    assert [span.text for span in second.content] == ["The firm", "of stalling"]
    assert second.sources[0].spans == ()
    assert [span.text for span in aside] == ["Buy our paper."]


def test_it_reads_the_real_thing_as_the_scorer_counts_it(shared_data):
    folder = shared_data / "polnear" / "dev"
    first: dict[str, str] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rpartition("_")[0], path.read_text(encoding="utf-8"))
    if not first:
        pytest.skip("PolNeAR's dev part is not there")
    count = 0
    for name, marks in first.items():
        text = (folder / "text" / f"{name}.txt").read_bytes().decode()
        claims, _ = claims_of(marks, text, ArticleRef(id="a"))
        spans = [span for claim in claims for span in (*claim.content, *claim.sources[0].spans, *claim.sources[0].cue)]
        assert all(text[span.start : span.end] == span.text for span in spans)
        count += len(claims)
    assert count == 2192  # what score_attribution.py counts as gold
