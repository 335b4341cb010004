"""`mediant talk`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ORANGE = str(Path(__file__).resolve().parents[2] / "cases" / "books" / "fisher-ury-1981-orange")
NEWS = str(Path(__file__).resolve().parents[2] / "cases" / "news" / "cairo-2024")


def test_the_talk_and_how_it_ended(run):
    done = run("talk", ORANGE, "--rounds", "5", "--seat", "baker=conceder")
    assert (done.status, done.err) == (0, "")
    assert "(conceder)" in done.out
    assert "Agreed: " in done.out


def test_the_record_is_written_and_the_same_for_the_same_seed(run, tmp_path):
    files = [tmp_path / name for name in ("one.jsonl", "two.jsonl")]
    for file in files:
        assert run("talk", ORANGE, "-o", str(file)).status == 0
    one, two = (file.read_text(encoding="utf-8") for file in files)
    assert one == two == run("talk", ORANGE, "--json").out
    head, *_, end = map(json.loads, one.splitlines())
    assert head["format"] == "mediant-record/1"
    assert end["why"] == "agreed"


@pytest.mark.parametrize(
    ("arguments", "status", "gist"),
    [
        ([NEWS], 1, "exact case"),
        ([ORANGE, "--seat", "nobody=linear"], 2, "eater, baker"),
        ([ORANGE, "--seat", "eater"], 2, "PARTY=NAME"),
        ([ORANGE, "--seat", "eater=bulware"], 1, "did you mean 'boulware'"),
        ([ORANGE, "--protocol", "alternating"], 1, "alternating-offers"),
        ([ORANGE, "--rounds", "0"], 2, "--rounds"),
        ([ORANGE, "-o", "no/such/place.jsonl"], 1, "no/such"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(run, arguments, status, gist):
    done = run("talk", *arguments)
    assert done.status == status
    assert gist in done.err
    assert status == 2 or len(done.err.splitlines()) == 1
