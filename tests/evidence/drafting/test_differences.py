"""The draft of the Cairo article beside the case that was made of it by hand: all differences, and why."""

from dataclasses import replace
from pathlib import Path

import pytest
from draft_samples import NUMBERS, STRIKE

from mediant.evidence.drafting.differences import differences
from mediant.evidence.drafting.draft import draft
from mediant.evidence.files import read_claims
from mediant.model.files import load_case
from mediant.model.party import Mediator
from mediant.model.preferences import Preferences, Ranking

CAIRO = Path(__file__).resolve().parents[3] / "cases" / "news" / "cairo-2024"


@pytest.fixture(scope="module")
def cairo():
    return differences(draft(read_claims(CAIRO / "claims.jsonl")).case, load_case(CAIRO))


def test_a_case_does_not_differ_from_itself():
    for claims in (STRIKE, NUMBERS):
        assert differences(draft(claims).case, draft(claims).case) == ()


def test_parties_are_the_same_and_one_mediator_is_not_told(cairo):
    assert not [line for line in cairo if line.startswith("party")]
    assert [line for line in cairo if line.startswith("mediator")] == [
        "mediator united-states: in the made case only; no claim shows it as one",
        "mediator egypt: may carry in the draft, carry, draft in the made case",
    ]


def test_issues_that_the_draft_lacks_are_all_assumed(cairo):
    lacking = [line for line in cairo if line.startswith("issue") and "made case only" in line]
    assert lacking == [
        "issue hostages: in the made case only; every entry on it is assumed",
        "issue prisoners: in the made case only; every entry on it is assumed",
        "issue aid: in the made case only; every entry on it is assumed",
        "issue return: in the made case only; every entry on it is assumed",
        "issue guarantees: in the made case only; nothing is stated on it",
    ]


def test_the_rest_is_options_that_nobody_named_and_what_is_read_into_claims(cairo):
    rest = [line for line in cairo if not line.startswith(("mediator",)) and "made case only;" not in line]
    assert [line.split(":")[0] for line in rest] == [
        "issue truce", "issue withdrawal", "issue rafah",
        "hamas on truce", "hamas on withdrawal", "hamas on hostages", "hamas on prisoners", "hamas on aid",
        "hamas on return", "hamas on rafah", "hamas, red line truce none, hostages ['all, in stages', 'all at once']",
        "israel on truce", "israel on rafah", "israel on withdrawal", "israel on hostages", "israel on prisoners",
        "israel, red line truce permanent, hostages none",
    ]  # fmt: skip
    assumed = [line for line in rest if "assumed" in line]
    assert len(assumed) == 10
    assert "a permanent ceasefire over not agreed (c11a) in the draft" in rest[3]
    assert (
        rest[12]
        == "israel on rafah: nothing in the draft, goes ahead over put off over called off (c14) in the made case"
    )


def test_what_only_the_draft_has_is_told():
    made = draft(STRIKE).case
    less = replace(
        made, issues=made.issues[:1], mediators=(Mediator(id="host", name="Host"),),
        preferences={"dockers-union": Preferences(values={"night-rate": Ranking((("pay time and a half",),
                                                                                 ("night shifts be paid at double rate",)))})},
    )  # fmt: skip
    text = "\n".join(differences(made, less))
    for part in ("mediator labour-ministry: in the draft only", "issue books: in the draft only",
                 "dockers-union, red line night-rate pay time and a half: in the draft only (c3)",
                 "dockers-union, weights: unknown in the draft, None in the made case"):  # fmt: skip
        assert part in text, part
