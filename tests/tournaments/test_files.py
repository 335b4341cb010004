"""Tournaments on the disk."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest
from small_tournaments import SMALL, plan, result, table, tournament

from mediant.errors import FileProblem, InvalidFile, InvalidValue
from mediant.tournaments.files import JOURNAL, Journal, entered, is_plan, read_plan, write_table
from mediant.tournaments.plan import Files, Generated
from mediant.tournaments.results import line_of

CASES = Path(__file__).resolve().parents[2] / "cases"
HEAD = {"fingerprint": "f"}


def lot(*numbers):
    return [(number, line_of(result(number, (0.5, number / 100)))) for number in numbers]


def held(folder, size=10, head=HEAD):
    with Journal(folder, head, size) as journal:
        return [one.game for one in journal.results()], journal.missing


def test_a_plan_is_read(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(SMALL, encoding="utf-8")
    assert read_plan(path).names == ("boulware", "conceder", "micro")
    assert entered(read_plan(path), tmp_path).size == 54


def test_a_plan_is_told_from_a_case(tmp_path):
    (tmp_path / "plan.toml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "plan.txt").write_text(SMALL, encoding="utf-8")
    (tmp_path / "folder.toml").mkdir()
    assert is_plan(tmp_path / "plan.toml")
    for other in ("plan.txt", "folder.toml", "nowhere.toml", "\0.toml"):
        assert not is_plan(tmp_path / other)
    assert not is_plan(CASES / "constructed" / "ceasefire-two" / "case.toml")


@pytest.mark.parametrize(
    ("pattern", "labels"),
    [
        ("constructed/ceasefire-two", ["constructed/ceasefire-two"]),
        ("constructed/ceasefire-two/", ["constructed/ceasefire-two"]),
        ("constructed/ceasefire-two/case.toml", ["constructed/ceasefire-two"]),
        ("constructed/ceasefire-*", None),
        ("*/ceasefire-two/case.toml", ["constructed/ceasefire-two"]),
    ],
)
def test_cases_are_found(pattern, labels):
    found = [one.label for one in entered(plan(sources=(Files(pattern),)), CASES).cases]
    assert found == (labels or sorted(p.relative_to(CASES).as_posix() for p in CASES.glob(pattern)))


def test_cases_of_other_formats_are_read(tmp_path):
    from mediant.model.files import save_case

    (made,) = tournament(count=1).cases
    for kind in ("genius", "negmas", "geniusweb"):
        save_case(made.case, tmp_path / kind, format=kind, lossy=True)
    found = entered(plan(sources=(Files("*"),)), tmp_path)
    assert [one.label for one in found.cases] == ["genius", "geniusweb", "negmas"]


def test_names_that_are_no_text_are_written_out(tmp_path):
    case = (CASES / "constructed" / "ceasefire-two" / "case.toml").read_bytes()
    for name in (b"a\nb.toml", b"n\xe9.toml"):
        (tmp_path / os.fsdecode(name)).write_bytes(case)
    found = entered(plan(sources=(Files("*.toml"),)), tmp_path)
    assert [one.label for one in found.cases] == ["a\\nb.toml", "n\\udce9.toml"]


@pytest.mark.parametrize(
    ("pattern", "gist"),
    [
        ("nowhere", "No such file"),
        ("nowhere/*", "fits no file or folder"),
        ("constructed/**/../**/case.toml", "more than one"),
        ("/**/case.toml", "is no pattern"),
        ("\0*", "fits no file or folder|null"),
        ("\0", "null"),
        ("constructed", "no case in any known format"),
        ("[", "fits no file or folder"),
        ("*/../*/../*/../*/../*/../*/../*/../*/../nowhere", "goes up"),
    ],
)
def test_a_pattern_that_leads_nowhere_is_named(pattern, gist):
    with pytest.raises(FileProblem, match=gist):
        entered(plan(sources=(Files(pattern),)), CASES)


def test_a_case_that_is_partial_or_wrong_is_named(tmp_path):
    with pytest.raises(InvalidValue, match="case 'news/cairo-2024': numbers are not given"):
        entered(plan(sources=(Files("news/cairo-2024"),)), CASES)
    (tmp_path / "x.toml").write_text('format = "mediant-case/1"', encoding="utf-8")
    with pytest.raises(InvalidFile):
        entered(plan(sources=(Files("x.toml"),)), tmp_path)


def test_many_cases_are_refused():
    wish = Generated(kind="random", count=1, parties=2, options=(2,), walk_away=0.0)
    other = Generated(kind="opposed", count=10_000, parties=2, options=(2,), walk_away=0.0)
    with pytest.raises(InvalidValue, match="more than 10,000 cases"):
        entered(plan(sources=(wish, other)), CASES)


def test_cases_that_would_not_fit_in_memory_are_refused_before_they_are_made():
    wish = Generated(kind="random", count=10_000, parties=20, options=(1_000,) * 100, walk_away=0.0)
    with pytest.raises(InvalidValue, match="20,000,000,000 values to make"):
        entered(plan(sources=(wish,)), CASES)
    half = Generated(kind="opposed", count=1_300, parties=2, options=(1_000,), walk_away=0.0)
    with pytest.raises(InvalidValue, match="5,200,000 values"):
        entered(plan(sources=(half, half)), CASES)


def test_one_case_by_two_paths_is_one_case_twice():
    path = "constructed/ceasefire-two"
    for other in (f"./{path}", f"constructed/../{path}", f"{path}//case.toml", f"{path}/."):
        with pytest.raises(InvalidValue, match=f"case '{path}': stands in the plan twice"):
            entered(plan(sources=(Files(path), Files(other))), CASES)


def test_what_is_kept_is_there_again(tmp_path):
    with Journal(tmp_path / "deep" / "out", HEAD, 10) as journal:
        assert journal.missing == list(range(10))
        journal.keep(lot(3, 1))
        journal.keep(lot(7))
        assert journal.missing == [0, 2, 4, 5, 6, 8, 9]
    assert held(tmp_path / "deep" / "out") == ([1, 3, 7], [0, 2, 4, 5, 6, 8, 9])


def test_a_line_cut_anywhere_is_played_again(tmp_path):
    with Journal(tmp_path, HEAD, 10) as journal:
        journal.keep(lot(0, 1))
        whole = (tmp_path / JOURNAL).stat().st_size
        journal.keep(lot(2))
    full = (tmp_path / JOURNAL).read_bytes()
    for cut in range(whole, len(full)):
        (tmp_path / JOURNAL).write_bytes(full[:cut])
        assert held(tmp_path)[0] == [0, 1]
        assert (tmp_path / JOURNAL).read_bytes() == full[:whole]
    with Journal(tmp_path, HEAD, 10) as journal:
        journal.keep(lot(2))
    assert (tmp_path / JOURNAL).read_bytes() == full


@pytest.mark.parametrize("cut", [0, 1, 20])
def test_a_head_cut_short_begins_anew(tmp_path, cut):
    with Journal(tmp_path, HEAD, 10):
        pass
    path = tmp_path / JOURNAL
    path.write_bytes(path.read_bytes()[:cut])
    assert held(tmp_path) == ([], list(range(10)))


def test_games_twice_or_outside_change_nothing(tmp_path):
    with Journal(tmp_path, HEAD, 10) as journal:
        journal.keep(lot(1))
    with (tmp_path / JOURNAL).open("ab") as file:
        file.write(line_of(result(1, (0.9, 0.9))))
    with Journal(tmp_path, HEAD, 10) as journal:
        assert [one.seats[0].utility for one in journal.results()] == [0.5]
    with (tmp_path / JOURNAL).open("ab") as file:
        file.write(lot(10)[0][1] + lot(2)[0][1])
    assert held(tmp_path)[0] == [1]  # what stands behind what is none of ours is played again


def test_another_plan_is_refused_and_nothing_changed(tmp_path):
    with Journal(tmp_path, HEAD, 10) as journal:
        journal.keep(lot(1))
    before = (tmp_path / JOURNAL).read_bytes()
    with pytest.raises(FileProblem, match="begun with another plan"):
        Journal(tmp_path, {"fingerprint": "g"}, 10)
    assert (tmp_path / JOURNAL).read_bytes() == before


@pytest.mark.parametrize("content", [b"my notes", b"my notes\n", b"{}\n", b"\xff" * 100])
def test_a_file_of_somebody_elses_is_left_alone(tmp_path, content):
    (tmp_path / JOURNAL).write_bytes(content)
    with pytest.raises(FileProblem, match="begun with another plan"):
        Journal(tmp_path, HEAD, 10)
    assert (tmp_path / JOURNAL).read_bytes() == content


def test_two_runs_at_once_are_one_too_many(tmp_path):
    with Journal(tmp_path, HEAD, 10) as journal:
        journal.keep(lot(1))
        with pytest.raises(FileProblem, match="is being written by another run"):
            Journal(tmp_path, HEAD, 10)
        journal.keep(lot(2))
    assert held(tmp_path)[0] == [1, 2]


def test_places_that_cannot_hold_it_are_named(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / JOURNAL).symlink_to(tmp_path / "elsewhere")
    for folder, gist in ((tmp_path / "file" / "x", "Not a directory"), (tmp_path, "is a link"), (Path("\0"), "null")):
        with pytest.raises(FileProblem, match=gist):
            Journal(folder, HEAD, 10)
    assert not (tmp_path / "elsewhere").exists()


def test_a_disk_that_takes_no_more_is_told_and_loses_nothing(tmp_path):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Journal(tmp_path, HEAD, 10) as journal:
        journal.keep(lot(1))
        most = (tmp_path / JOURNAL).stat().st_size + 10
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        try:
            with pytest.raises(FileProblem, match="File too large"):
                journal.keep(lot(2))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert 2 in journal.missing
    assert 1 in held(tmp_path)[0]


def test_the_table_is_read_by_others(tmp_path):
    rows = table([("x", "a", 0.25), ("y", "b", 0.75)])
    path = write_table(rows, tmp_path)
    first = path.read_bytes()
    read = duckdb.read_parquet(str(path))
    assert read.columns[:5] == ["game", "scenario", "protocol", "repetition", "seed"]
    assert read.aggregate("strategy, avg(score)").order("strategy").fetchall() == [("a", 0.25), ("b", 0.75)]
    assert read.project("offered, error").fetchall()[0] == ([None] * 10, None)
    assert write_table(rows, tmp_path).read_bytes() == first
    assert [file.name for file in tmp_path.iterdir()] == ["results.parquet"]
