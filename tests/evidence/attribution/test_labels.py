"""Labels are numbered so that a beginning is odd and its going on the next even number."""

from __future__ import annotations

from mediant.evidence.attribution.labels import KINDS, OF_KIND, OF_PLACE, PLACES, begin, inside


def test_every_label_is_a_beginning_or_a_going_on_or_outside():
    for sorts, count in ((PLACES, OF_PLACE), (KINDS, OF_KIND)):
        labels = [label for sort in range(len(sorts)) for label in (begin(sort), inside(sort))]
        assert labels == list(range(1, count))
