"""Pairs of claims of the corpus, labelled by hand before the thresholds were set: precision comes before recall."""

import pytest

from benchmarks.bench_agreement import LABELS, table

LEAST = {"train": {"same": 20, "contradicts": 9}, "dev": {"same": 5, "contradicts": 1}}


@pytest.mark.parametrize("part", LEAST)
def test_what_is_told_is_right(part):
    counts = table(part)
    for label, least in LEAST[part].items():
        assert counts[label, label] >= least
        assert sum(counts[other, label] for other in LABELS) == counts[label, label]
