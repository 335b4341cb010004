"""The mutator: every change of one issue, each with the same chance, and the text itself at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.talks.acts import Propose
from mediant.talks.mediators.mutator import Mutator, changed
from mediant.talks.record import Heard, MediatorView, Room

OPTIONS = (3, 2, 4)
ROOM = Room("text, plenary", ("first", "second", "host"))
texts = st.tuples(*(st.integers(0, count - 1) for count in OPTIONS))


def view(*heard, time=0.5):
    said = tuple(Heard(ROOM, "host", Propose(choices)) for choices in heard)
    return MediatorView(
        seat="host", parties=("first", "second"), options=OPTIONS, may=frozenset({"draft"}), heard=said, room=ROOM, time=time
    )  # fmt: skip


@given(texts)
def test_the_changes_are_all_texts_that_differ_in_one_issue(text):
    found = [changed(text, OPTIONS, number) for number in range(6)]
    assert len(set(found)) == 6
    assert all(sum(a != b for a, b in zip(one, text, strict=True)) == 1 for one in found)
    with pytest.raises(IndexError):
        changed(text, OPTIONS, 6)


def test_every_change_is_as_likely_as_any_other():
    rng = np.random.default_rng(0)
    found = Counter(Mutator().act(view((1, 1, 1)), rng).choices for _ in range(3000))
    assert set(found) == {changed((1, 1, 1), OPTIONS, number) for number in range(6)}
    assert all(400 < times < 600 for times in found.values())


def test_the_first_text_can_be_any():
    rng = np.random.default_rng(0)
    assert len({Mutator().act(view(), rng).choices for _ in range(500)}) == 24


@given(texts, st.integers(0, 9))
def test_at_the_end_it_reads_the_text_out(text, seed):
    last = replace(view(text), room=replace(ROOM, id="close, plenary"))
    assert Mutator().act(last, np.random.default_rng(seed)) == Propose(text)


def test_where_no_issue_has_another_option_the_text_stays():
    assert Mutator().act(replace(view((0, 0)), options=(1, 1)), np.random.default_rng(0)) == Propose((0, 0))
