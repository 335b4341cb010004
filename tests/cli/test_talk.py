"""`mediant talk`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import mediant
from mediant.cli.talk import _print_lines
from mediant.talks.files import read_record

ORANGE = str(Path(__file__).resolve().parents[2] / "cases" / "books" / "fisher-ury-1981-orange")
NEWS = str(Path(__file__).resolve().parents[2] / "cases" / "news" / "cairo-2024")


SHUTTLE = ["--protocol", "shuttle", "--mediator", "egypt=facilitator", "--rounds", "8"]


def test_the_talk_and_how_it_ended(run):
    done = run("talk", ORANGE, "--rounds", "5", "--seat", "baker=conceder")
    assert (done.status, done.err) == (0, "")
    assert "(conceder)" in done.out
    assert "Agreed: " in done.out
    assert "The child who bakes: " in done.out


@pytest.fixture(autouse=True)
def _as_wide_as_a_page(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")


def test_a_partial_case_is_played_by_a_draw_and_says_so(run):
    done = run("talk", NEWS, *SHUTTLE, "--seed", "3")
    assert (done.status, done.err) == (0, "")
    assert "What the parties want is draw 3 of all that fits the case: an example, not a forecast." in done.out
    assert "Hamas and Egypt, apart from Israel" in done.out
    assert "Who knows what" in done.out
    assert run("talk", NEWS, *SHUTTLE, "--seed", "3").out == done.out
    assert run("talk", NEWS, *SHUTTLE, "--seed", "4").out != done.out


def test_talks_can_go_on_in_another_room(run):
    done = run("talk", NEWS, "--protocol", "shuttle:3,plenary:3", "--mediator", "egypt=facilitator")
    assert done.out.splitlines()[1] == "Played by shuttle:3,plenary:3; seed 0."
    assert "Hamas and Egypt, apart from Israel" in done.out
    assert ", all together" in done.out


def test_nothing_is_folded_when_all_is_asked_for(run):
    folded, whole = run("talk", NEWS, *SHUTTLE), run("talk", NEWS, *SHUTTLE, "--all")
    assert "more sessions" in folded.out
    assert "…" not in whole.out
    assert len(whole.out) > len(folded.out)


def test_what_a_seat_heard_is_printed_alone(run, tmp_path):
    done = run("talk", NEWS, *SHUTTLE, "--heard-by", "hamas", "--all")
    assert done.out.startswith("What Hamas heard\n1. Hamas and Egypt, apart from Israel\n")
    for told in ("could gain", "draw 0", "seed", "Who knows", "apart from Hamas", "boulware"):
        assert told not in done.out
    written = run("talk", NEWS, *SHUTTLE, "--heard-by", "hamas", "-o", str(tmp_path / "hamas.jsonl"), "--json")
    lines = (tmp_path / "hamas.jsonl").read_text(encoding="utf-8")
    assert lines == written.out
    head, *said, end = map(json.loads, lines.splitlines())
    assert (head["format"], head["heard_by"]) == ("mediant-heard/1", "hamas")
    assert "seed" not in head
    assert {seat for line in said for seat in line["in"]} == {"hamas", "egypt"}
    assert end.keys() == {"agreement"}


def test_a_written_record_is_read_and_played_again(run, tmp_path):
    file = tmp_path / "r.jsonl"
    assert run("talk", NEWS, *SHUTTLE, "-o", str(file)).status == 0
    case = mediant.load_case(NEWS)
    game, record = read_record(file, case)
    assert (game.seats["egypt"], game.drawn, game.settings) == ("facilitator", True, {"rounds": 8})
    again = mediant.talk(case, game.protocol, seats={}, mediators={"egypt": "facilitator"}, rounds=8, seed=game.seed)
    assert (again.game, again.record) == (game, record)


def test_lines_steer_no_terminal(capsys):
    _print_lines(['{"words": "\u202e\x85 é"}\n'])
    out = capsys.readouterr().out
    assert not {"\u202e", "\x85"} & set(out)
    assert json.loads(out) == {"words": "\u202e\x85 é"}


def test_the_record_is_written_and_the_same_for_the_same_seed(run, tmp_path):
    files = [tmp_path / name for name in ("one.jsonl", "two.jsonl")]
    for file in files:
        assert run("talk", ORANGE, "-o", str(file)).status == 0
    one, two = (file.read_text(encoding="utf-8") for file in files)
    assert one == two == run("talk", ORANGE, "--json").out
    head, *_, end = map(json.loads, one.splitlines())
    assert head["format"] == "mediant-record/1"
    assert end["why"] == "agreed"


@pytest.mark.parametrize("named", ["folder", "file", "link"])
def test_the_case_is_not_overwritten_by_its_record(run, tmp_path, named):
    case = tmp_path / "case.toml"
    case.write_text((Path(ORANGE) / "case.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "link.toml").symlink_to(case)
    before = case.read_text(encoding="utf-8")
    given = tmp_path if named == "folder" else case
    done = run("talk", str(given), "-o", str(tmp_path / "link.toml" if named == "link" else case))
    assert (done.status, case.read_text(encoding="utf-8")) == (2, before)
    assert "the same file" in done.err


@pytest.mark.parametrize(
    ("arguments", "status", "gist"),
    [
        ([NEWS, "--mediator", "egypt"], 2, "SEAT=NAME"),
        ([NEWS, "--mediator", "egypt=faciltator"], 1, "did you mean 'facilitator'"),
        ([ORANGE, "--mediator", "egypt=facilitator"], 2, "which has none"),
        ([NEWS, "--heard-by", "egypt"], 2, "hamas, israel"),
        ([NEWS, "--protocol", "shuttle"], 1, "mediator"),
        ([ORANGE, "--seat", "nobody=linear"], 2, "eater, baker"),
        ([ORANGE, "--seat", "eater"], 2, "SEAT=NAME"),
        ([ORANGE, "--seat", "eater=bulware"], 1, "did you mean 'boulware'"),
        ([ORANGE, "--protocol", "alternating"], 1, "alternating-offers"),
        ([ORANGE, "--protocol", "plenary:5:table=round"], 1, "setting"),
        ([ORANGE, "--rounds", "0"], 2, "--rounds"),
        ([ORANGE, "-o", "no/such/place.jsonl"], 1, "no/such"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(run, arguments, status, gist):
    done = run("talk", *arguments)
    assert done.status == status
    assert gist in done.err
    assert status == 2 or len(done.err.splitlines()) == 1


def test_stages_are_played_one_after_another(run):
    case = str(Path(NEWS).parents[1] / "constructed" / "ceasefire-two")
    done = run("talk", case, "--protocol", "proximity:2,plenary:2", "--mediator", "h=facilitator", "--all")
    assert (done.status, done.err) == (0, "")
    assert "1. First party and Host, apart from Second party" in done.out
    assert "5. First party, Second party and Host, all together" in done.out


@pytest.mark.parametrize(
    "spec", ["plenary:0", "plenary:many", "plenary:5:mood=good", "plenary,,shuttle", "post-settlement"]
)
def test_a_protocol_that_cannot_be_is_told_on_one_line(run, spec):
    done = run("talk", ORANGE, "--protocol", spec)
    assert (done.status, done.out) == (1, "")
    assert len(done.err.splitlines()) == 1


def test_a_mediator_that_needs_more_than_its_seat_may_do_is_refused_at_once(run):
    done = run("talk", NEWS, "--protocol", "shuttle", "--mediator", "egypt=manipulator")
    assert (done.status, done.out) == (1, "")
    assert "mediator egypt: manipulator, which needs to pledge" in done.err
    assert len(done.err.splitlines()) == 1
