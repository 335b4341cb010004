"""Drafts on disk: what is written, what is kept, and what is refused."""

import pytest
from draft_samples import NUMBERS, STRIKE, said

from mediant.errors import FileProblem, InvalidFile, InvalidValue
from mediant.evidence.drafting.draft import draft
from mediant.evidence.drafting.files import (
    case_path,
    claims_beside,
    joined,
    joined_name,
    write_draft,
    write_joined,
)
from mediant.evidence.files import read_claims
from mediant.model.files import load_case

MADE = draft(STRIKE)
MORE = draft((*STRIKE, *NUMBERS))


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_first_draft_stands_beside_what_was_drafted(tmp_path):
    written = write_draft(MADE, tmp_path / "case.toml")
    assert names(tmp_path) == ["case.toml", "case.toml.drafted"]
    assert load_case(tmp_path) == MADE.case == written.case
    assert not written.again


def test_drafting_again_without_changes_changes_nothing(tmp_path):
    write_draft(MADE, tmp_path)
    before = (tmp_path / "case.toml").read_bytes()
    written = write_draft(MADE, tmp_path)
    assert (tmp_path / "case.toml").read_bytes() == before
    assert (written.again, written.conflicts, written.moved, written.backup) == (True, (), (), None)
    assert set(written.questions) == set(MADE.questions)


def test_a_persons_work_is_kept_and_new_claims_come_in(tmp_path):
    file = tmp_path / "case.toml"
    write_draft(MADE, file)
    mine = file.read_text().replace('name = "Alder Terminals"', 'name = "The terminals"  # as they say')
    file.write_text(mine)
    for _ in range(3):
        written = write_draft(MORE, file)
        assert load_case(file) == written.case
        assert 'name = "The terminals"  # as they say' in file.read_text()
    assert {issue.id for issue in written.case.issues} == {issue.id for issue in MORE.case.issues}
    back = write_draft(MADE, file)
    assert {issue.id for issue in back.case.issues} == {issue.id for issue in MADE.case.issues}
    assert "# as they say" in file.read_text()


def test_a_conflict_is_told_in_the_file_too(tmp_path):
    file = tmp_path / "case.toml"
    write_draft(MADE, file)
    file.write_text(file.read_text().replace('title = "Alder Terminals and Dockers Union"', 'title = "Mine"'))
    written = write_draft(draft(STRIKE, title="Theirs"), file)
    assert [str(conflict) for conflict in written.conflicts] == ["title: kept Mine; the new draft has Theirs"]
    assert "# - title: kept Mine; the new draft has Theirs" in file.read_text()
    assert load_case(file).title == "Mine"
    assert write_draft(draft(STRIKE, title="Theirs"), file).conflicts == ()


def test_a_file_that_was_not_drafted_is_left_alone(tmp_path):
    file = tmp_path / "case.toml"
    file.write_text("# all mine\n")
    with pytest.raises(FileProblem, match=r"stands there already, and no case\.toml\.drafted"):
        write_draft(MADE, file)
    assert names(tmp_path) == ["case.toml"]


def test_force_starts_afresh_and_keeps_every_earlier_file(tmp_path):
    file = tmp_path / "case.toml"
    for number, text in enumerate(("# one\n", "\udcff two".encode("utf-8", "surrogateescape").decode("latin-1")), 1):
        file.write_text(text, encoding="latin-1")
        written = write_draft(MADE, file, force=True)
        assert written.backup == f"{file}.bak{'' if number == 1 else '.2'}"
    assert (tmp_path / "case.toml.bak").read_text() == "# one\n"
    assert (tmp_path / "case.toml.bak.2").read_bytes() == b"\xff two"
    assert load_case(file) == MADE.case


def test_what_cannot_be_read_again_is_not_overwritten(tmp_path):
    file = tmp_path / "case.toml"
    write_draft(MADE, file)
    file.write_text(file.read_text().replace("[[party]]", "[[parties]]"))
    before = file.read_bytes()
    with pytest.raises(InvalidFile):
        write_draft(MORE, file)
    assert file.read_bytes() == before


def test_force_does_not_replace_a_folder_or_write_into_nothing(tmp_path):
    with pytest.raises(FileProblem):
        write_draft(MADE, tmp_path / "nowhere" / "case.toml")
    (tmp_path / "case.toml").mkdir()
    with pytest.raises(FileProblem, match="is no plain file"):
        write_draft(MADE, tmp_path, force=True)


def test_claims_of_several_files(tmp_path):
    assert joined([("a", STRIKE), ("b", NUMBERS), ("c", STRIKE)]) == (*STRIKE, *NUMBERS)
    with pytest.raises(InvalidValue, match="another claim than in a"):
        joined([("a", STRIKE), ("b", (said("c1", "x", "demand", "y"),))])
    written = write_draft(MADE, tmp_path / "harbour.toml")
    assert joined_name(tmp_path / "harbour.toml") == "harbour.claims.jsonl"
    assert write_joined(STRIKE, written) is None
    assert read_claims(tmp_path / "harbour.claims.jsonl") == STRIKE
    assert write_joined(NUMBERS, written) == str(tmp_path / "harbour.claims.jsonl.bak")
    assert read_claims(tmp_path / "harbour.claims.jsonl") == NUMBERS


def test_where_the_claims_stand(tmp_path):
    (tmp_path / "in").mkdir()
    assert claims_beside([tmp_path / "c.jsonl"], tmp_path) == "c.jsonl"
    assert claims_beside([tmp_path / "in" / "c.jsonl"], tmp_path) == "in/c.jsonl"
    assert claims_beside([tmp_path / "c.jsonl"], tmp_path / "in") is None
    assert claims_beside([tmp_path / "a", tmp_path / "b"], tmp_path) is None
    assert case_path(tmp_path) == tmp_path / "case.toml"
    assert case_path(tmp_path / "x.toml") == tmp_path / "x.toml"
