"""Reasons: what moved, for whom, in plain words."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediant.talks.mediators.reasons import reasons

LABELS = (("Truce", ("none", "long")), ("Fee", ("0", "10", "20")), ("Aid", ("less", "more")))
WORTH = [np.array([0.0, 0.5]), np.array([0.3, 0.2, 0.0]), np.array([0.0, 0.2])]


def test_what_is_asked_and_what_is_given_are_named_by_how_much_they_matter():
    assert reasons(LABELS, (1, 2, 1), (0, 0, 0), WORTH) == (
        "Next to what you last put forward, it asks you to move on ‘Fee’ (20), and gives you more on ‘Truce’ (long) and "
        "‘Aid’ (more)."
    )
    assert reasons(LABELS, (1, 2, 1), (1, 0, 1), WORTH) == (
        "Next to what you last put forward, it asks you to move on ‘Fee’ (20), and leaves the rest."
    )
    assert reasons(LABELS, (1, 0, 1), (1, 0, 0), WORTH) == (
        "Next to what you last put forward, it gives you more on ‘Aid’ (more), and leaves the rest."
    )
    assert reasons(LABELS, (1, 0, 1), (1, 0, 1), WORTH) == "It is what you have put forward or accepted yourself."


def test_to_a_party_that_has_put_nothing_forward_it_names_what_it_seems_to_want_most():
    assert reasons(LABELS, (1, 0, 0), None, WORTH) == (
        "You would have what you seem to want most on ‘Truce’ (long) and ‘Fee’ (0)."
    )
    assert reasons(LABELS, (0, 2, 0), None, WORTH) == ""


def test_without_names_issues_and_options_have_numbers():
    assert reasons((), (1, 0, 0), None, WORTH).endswith("issue 1 (option 2) and issue 2 (option 1).")


@given(st.lists(st.floats(0, 1), min_size=9, max_size=9), st.lists(st.booleans(), min_size=9, max_size=9))
def test_every_issue_that_moved_is_named_or_counted(values, moved):
    labels = tuple((f"Issue{i}", ("old", "new")) for i in range(9))
    worth = [np.array([0.5, value]) for value in values]
    words = reasons(labels, tuple(map(int, moved)), (0,) * 9, worth)
    named = sum(f"Issue{i}’" in words for i in range(9))
    more = sum(
        int(word)
        for word, after in zip(words.split(), words.split()[1:], strict=False)
        if after[:4] == "more" and word.isdigit()
    )
    assert named + more == sum(moved)
