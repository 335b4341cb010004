import errno
import os
from dataclasses import replace

import pytest
from genius_samples import DOMAIN, genius_files, profile, table

from mediant.errors import CannotConvert, FileProblem, InvalidFile, InvalidValue
from mediant.model.case import Case
from mediant.model.files import FORMATS, LARGEST_FILE, check_path, load_case, read_case, save_case
from mediant.model.issue import Issue, Range
from mediant.model.party import Mediator, Party
from mediant.model.preferences import AsGoodAs, Preferences

CASE = Case(
    title="Harbour",
    parties=(Party(id="north", name="North"), Party(id="south", name="South")),
    issues=(
        Issue(id="truce", name="Truce", options=("no", "40 days")),
        Issue(id="fee", name="Fee", options=Range(low=0, high=4, step=1)),
    ),
    preferences={
        party: Preferences(
            weights={"truce": 0.25, "fee": 0.75},
            values={"truce": {"no": 1, "40 days": 0.5}, "fee": side},
            walk_away=0.25,
        )
        for party, side in (("north", "more"), ("south", "less"))
    },
)
QUO = AsGoodAs({"truce": "no", "fee": 1})
TIED = replace(CASE, preferences={p: replace(known, walk_away=QUO) for p, known in CASE.preferences.items()})


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def write(folder, files):
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize(
    ("format", "case"), [("mediant-case", CASE), ("genius", CASE), ("geniusweb", TIED), ("negmas", CASE)]
)
def test_a_case_is_saved_and_loaded_in_every_format(tmp_path, format, case):
    target = tmp_path / ("case.toml" if format == "mediant-case" else "out")
    assert save_case(case, target, format=format) == ()
    for path in (target, tmp_path if format == "mediant-case" else target, str(target)):
        reading = read_case(path)
        assert (reading.format, reading.notes) == (format, ())
        assert (reading.case.title, reading.case.issues, reading.case.parties) == (
            case.title,
            case.issues,
            case.parties,
        )
        assert [table(reading.case, p.id) for p in case.parties] == [
            pytest.approx(table(case, p.id)) for p in case.parties
        ]
    assert check_path(target) == ()
    assert not [name for name in names(target.parent) if name.endswith(".part")]


def test_all_formats_are_covered():
    assert FORMATS == ("mediant-case", "genius", "geniusweb", "negmas")


def test_a_domain_file_stands_for_its_folder_and_strangers_are_passed_over(tmp_path):
    write(tmp_path, genius_files())
    write(
        tmp_path, {"pareto.xml": b"0.67824775, 1.0\n0.6, 0.9\n", "notes.json": b"{}", ".hidden.xml": b"<utility_space>"}
    )
    (tmp_path / "sub").mkdir()
    assert load_case(tmp_path) == load_case(tmp_path / "harbour_domain.xml")
    with pytest.raises(FileProblem, match="folder or its domain file"):
        load_case(tmp_path / "North.xml")
    with pytest.raises(FileProblem, match="looked for"):
        load_case(tmp_path / "pareto.xml")
    with pytest.raises(FileProblem, match=r"looked for .*GENIUS XML.*GeniusWeb.*NegMAS"):
        load_case(tmp_path / "sub")


def test_a_folder_of_cases_or_a_file_of_claims_names_what_to_give(tmp_path):
    write(tmp_path, {"claims.jsonl": b"{}\n", "pyproject.toml": b"[project]\n"})
    with pytest.raises(FileProblem, match="the case that names it under `claims`"):
        load_case(tmp_path / "claims.jsonl")
    with pytest.raises(FileProblem, match="looked for"):
        load_case(tmp_path)
    (tmp_path / "sub").mkdir()
    save_case(CASE, tmp_path / "sub")
    with pytest.raises(FileProblem, match=r"name the case in it, such as .*sub$"):
        load_case(tmp_path)
    save_case(CASE, tmp_path / "harbour.toml")
    with pytest.raises(FileProblem, match=r"such as .*harbour\.toml$"):
        check_path(tmp_path)


def test_two_domains_need_a_choice(tmp_path):
    write(tmp_path, genius_files())
    write(tmp_path, {"other.xml": DOMAIN.replace("40 days", "50 days").encode()})
    with pytest.raises(FileProblem, match="several domain files"):
        load_case(tmp_path)
    assert load_case(tmp_path / "harbour_domain.xml").size == 33
    save_case(CASE, tmp_path / "n", format="negmas")
    write(tmp_path, {path.name: path.read_bytes() for path in (tmp_path / "n").iterdir()})
    with pytest.raises(FileProblem, match=r"several formats \(genius, negmas\)"):
        load_case(tmp_path)


def test_what_a_format_says_beyond_a_case_is_noted(tmp_path):
    write(tmp_path, genius_files(**{"North.xml": profile(tail='<discount_factor value="0.5"/>')}))
    reading = read_case(tmp_path)
    assert reading.format == "genius"
    assert "0.5" in reading.notes[0]


def test_errors_name_the_file(tmp_path):
    write(tmp_path, genius_files(**{"North.xml": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + profile()}))
    with pytest.raises(InvalidFile, match=r"North\.xml: line 1: a DOCTYPE") as caught:
        load_case(tmp_path)
    assert "\n" not in str(caught.value)
    assert "DOCTYPE" in str(check_path(tmp_path)[0])
    lone = DOMAIN.replace('<item index="2" value="40 days"/><item index="3" value="permanent"/>', "").encode()
    write(tmp_path, genius_files() | {"harbour_domain.xml": lone})
    with pytest.raises(InvalidFile, match="two or more"):
        load_case(tmp_path)


def test_all_problems_of_a_case_file_are_found(tmp_path):
    path = tmp_path / "case.toml"
    path.write_text('format = "mediant-case/1"\ntitle = 3\nfoo = 1\n')
    assert len(check_path(path)) > 2
    assert check_path(tmp_path) == check_path(path)
    with pytest.raises(InvalidFile, match="mediant check"):
        load_case(path)


def test_a_case_file_is_known_by_what_it_says(tmp_path):
    save_case(CASE, tmp_path / "harbour.case")
    assert load_case(tmp_path / "harbour.case") == CASE
    (tmp_path / "x.json").write_text('{"format": 1}')
    with pytest.raises(FileProblem, match="looked for"):
        load_case(tmp_path / "x.json")


def test_devices_pipes_and_loops_are_refused_unread(tmp_path):
    os.mkfifo(tmp_path / "pipe.xml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    for name, word in (("pipe.xml", "neither"), ("zero.toml", "neither"), ("loop.toml", "symbolic"), ("no", "No such")):
        with pytest.raises(FileProblem, match=word) as caught:
            load_case(tmp_path / name)
        assert "\n" not in str(caught.value)
    with pytest.raises(FileProblem, match="neither"):
        load_case(tmp_path)
    with pytest.raises(FileProblem, match="null"):
        load_case("a\0b")
    (tmp_path / "dir").mkdir()
    (tmp_path / "dir" / "case.toml").mkdir()
    with pytest.raises(FileProblem, match="a folder"):
        load_case(tmp_path / "dir")


def test_a_sparse_file_of_10_gb_is_refused_unread(tmp_path):
    for name in ("big.toml", "big.xml"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(10**10)
        with pytest.raises(FileProblem, match="10,000,000,000 bytes"):
            load_case(tmp_path / name)
    assert LARGEST_FILE < 10**10


def test_folders_with_too_much_are_refused(tmp_path):
    for k in range(5):
        with (tmp_path / f"{k}.xml").open("wb") as file:
            file.truncate(LARGEST_FILE - 1)
    with pytest.raises(FileProblem, match="too much data"):
        load_case(tmp_path)


def test_nothing_is_lost_without_consent(tmp_path):
    case = replace(CASE, mediators=(Mediator(id="host", name="Host"),))
    with pytest.raises(CannotConvert, match=r"genius cannot hold: mediators .*--lossy; in Python lossy=True"):
        save_case(case, tmp_path / "out", format="genius")
    assert not (tmp_path / "out").exists()
    lost = save_case(case, tmp_path / "out", format="genius", lossy=True)
    assert lost == ("mediators (host)",)
    assert load_case(tmp_path / "out").size == case.size


@pytest.mark.parametrize("target", FORMATS[1:])
def test_what_no_loss_can_cure_is_not_said_to_be_curable_so(tmp_path, target):
    wide = Issue(id="fee", name="Fee", options=Range(low=0, high=20_000, step=1))
    with pytest.raises(CannotConvert, match=r"20,001 options.*; choose another target, or give fee fewer") as caught:
        save_case(replace(CASE, issues=(wide,), preferences={}), tmp_path / "out", format=target, lossy=True)
    assert "lossy" not in str(caught.value)


def test_nothing_is_overwritten_without_consent(tmp_path):
    for kind, target in (("mediant-case", tmp_path / "c.toml"), ("negmas", tmp_path / "n")):
        save_case(CASE, target, format=kind)
        with pytest.raises(FileProblem, match=r"already; .*--force; in Python overwrite=True"):
            save_case(CASE, target, format=kind)
        save_case(CASE, target, format=kind, overwrite=True)
    (tmp_path / "n" / "third.yml").write_text("type: LinearAdditiveUtilityFunction\n")
    with pytest.raises(FileProblem, match=r"third\.yml"):
        save_case(CASE, tmp_path / "n", format="negmas", overwrite=True)
    with pytest.raises(FileProblem, match="needs a folder"):
        save_case(CASE, tmp_path / "c.toml", format="genius", overwrite=True)
    with pytest.raises(FileProblem, match="No such"):
        save_case(CASE, tmp_path / "missing" / "c.toml")


def test_a_target_that_is_a_link_is_replaced_and_not_followed(tmp_path):
    (tmp_path / "precious").write_text("keep")
    (tmp_path / "c.toml").symlink_to("precious")
    with pytest.raises(FileProblem, match="already"):
        save_case(CASE, tmp_path / "c.toml")
    save_case(CASE, tmp_path / "c.toml", overwrite=True)
    assert (tmp_path / "precious").read_text() == "keep"
    assert load_case(tmp_path / "c.toml") == CASE


def test_a_target_that_is_a_pipe_stays_one(tmp_path):
    os.mkfifo(tmp_path / "c.toml")
    with pytest.raises(FileProblem, match="is no plain file"):
        save_case(CASE, tmp_path / "c.toml", overwrite=True)
    assert (tmp_path / "c.toml").is_fifo()


def test_names_in_a_case_never_lead_out_of_the_folder(tmp_path):
    parties = (Party(id="a", name="../../outside"), Party(id="b", name="/etc/x"))
    tricky = replace(CASE, title="../../../up", parties=parties, preferences={})
    for target in FORMATS[1:]:
        save_case(tricky, tmp_path / target, format=target, lossy=True)
        assert names(tmp_path / target)[0].startswith("a.")
    assert names(tmp_path) == sorted(FORMATS[1:])
    with pytest.raises(InvalidValue):
        save_case(replace(tricky, parties=(Party(id="../x", name="x"), parties[1])), tmp_path / "y", format="negmas")


def test_an_unknown_format_is_named(tmp_path):
    with pytest.raises(InvalidValue, match="one of mediant-case"):
        save_case(CASE, tmp_path / "x", format="xls")


def test_the_shared_scenarios_load_from_their_folders(shared_data):
    found = {path.name: read_case(path) for path in (shared_data / "genius").iterdir() if path.is_dir()}
    assert {reading.format for reading in found.values()} == {"genius"}
    assert found["10issues"].case.size == 10**10
    assert found["y2015-group2-politics"].case.size == 4 * 3 * 3 * 4 * 5 * 2 * 4 * 4


def test_a_full_disk_leaves_what_was_there(tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    save_case(CASE, tmp_path / "c.toml")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileProblem, match="; make room there"):
        save_case(TIED, tmp_path / "c.toml", overwrite=True)
    assert load_case(tmp_path / "c.toml") == CASE
    assert names(tmp_path) == ["c.toml"]
