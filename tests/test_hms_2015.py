"""Hörner, Morelli & Squintani 2015: the linear program, the formula of the paper, and the page that quotes both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.hms_2015 import EXAMPLES, Quarrel, closed_form, lines, peace

PAGE = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "mediation-and-confidentiality.md"
quarrels = st.builds(Quarrel, st.floats(0.02, 0.98), st.floats(0.3, 0.95), st.floats(0.55, 0.99)).filter(
    lambda quarrel: quarrel.war(0, 1) > 0.5
)


@given(quarrels)
def test_in_confidence_it_is_the_formula_of_the_paper(quarrel):
    assert peace(quarrel, public=False) == pytest.approx(closed_form(quarrel), abs=1e-6)


@given(quarrels)
def test_confidence_never_costs_peace(quarrel):
    assert peace(quarrel, public=True) <= peace(quarrel, public=False) + 1e-7


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("example", EXAMPLES)
def test_more_splits_to_choose_from_bring_no_more_peace(example, public):
    quarrel = Quarrel(*example)
    finer = tuple(sorted({*quarrel.splits, *(k / 40 for k in range(41))}))
    assert peace(quarrel, public=public, splits=finer) == pytest.approx(peace(quarrel, public=public), abs=1e-7)


@given(quarrels)
def test_where_half_will_do_unasked_a_mediator_brings_peace_for_sure(quarrel):
    assert quarrel.half_will_do == (closed_form(quarrel) == 1.0)


def test_the_figures_are_those_of_the_reference(shared_data):
    """The reference searches the split in public on a grid; in the fourth case it lies 4.5e-5 below the optimum, 73/81."""
    cases = json.loads((shared_data / "literature" / "cases.json").read_text(encoding="utf-8"))["cases"]
    (case,) = (case for case in cases if case["id"] == "mediation-hms")
    assert [tuple(example) for example in case["inputs"]["cases"]] == [tuple(example) for example in EXAMPLES]
    expected = case["expected"]
    for example, private, public in zip(
        EXAMPLES, expected["peace_mediated"], expected["peace_public_separating"], strict=True
    ):
        quarrel = Quarrel(*example)
        assert peace(quarrel, public=False) == pytest.approx(private, abs=case["tolerance"])
        if public is None:
            assert quarrel.half_will_do
        elif example == EXAMPLES[3]:
            assert peace(quarrel, public=True) == pytest.approx(73 / 81, abs=1e-9)
            assert 0 < peace(quarrel, public=True) - public < 5e-5
        else:
            assert peace(quarrel, public=True) == pytest.approx(public, abs=case["tolerance"])


def test_the_page_shows_what_is_printed():
    assert "\n".join(lines()) in PAGE.read_text(encoding="utf-8")
