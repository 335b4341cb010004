"""`mediant draft`: claims in, a case out, and a person's corrections kept."""

import json
from pathlib import Path

import pytest
from draft_samples import NUMBERS, STRIKE

from mediant.cli.main import main
from mediant.evidence.files import write_claims
from mediant.model.files import load_case

ROOT = Path(__file__).resolve().parents[2]
CAIRO = ROOT / "cases" / "news" / "cairo-2024" / "claims.jsonl"


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_claims(STRIKE, "strike.jsonl")
    write_claims(NUMBERS, "pay.jsonl")
    return tmp_path


def test_a_case_is_written_and_named_with_its_claims(here, capsys):
    assert main(["draft", "strike.jsonl", "-o", "case.toml"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Wrote case.toml: 2 parties, 1 mediator, 3 issues\n")
    assert "To ask about Dockers Union" in out
    assert "note: " in err
    assert load_case("case.toml").claims == "strike.jsonl"
    assert main(["check", "case.toml"]) == 0
    assert main(["analyze", "case.toml", "--draws", "20"]) == 0


def test_without_a_file_the_case_is_printed(here, capsys):
    assert main(["draft", "strike.jsonl", "--title", "A strike"]) == 0
    out = capsys.readouterr().out
    (here / "printed.toml").write_text(out)
    assert load_case("printed.toml").title == "A strike"


def test_json_holds_the_case_and_what_is_open(here, capsys):
    assert main(["draft", str(CAIRO), "--json"]) == 0
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert document["format"] == "mediant-draft/1"
    assert [party["id"] for party in document["case"]["party"]] == ["hamas", "israel"]
    assert document["case"]["as_of"] == "2024-05-04"
    assert {"text", "why", "party", "issue", "claims"} == set(document["questions"][0])
    assert document["conflicts"] == []
    assert document["path"] is None
    assert {"entry": "mediator egypt", "claims": ["c12a"]} in document["origins"]
    assert "names no claims file" in err


def test_drafting_again_keeps_what_a_person_changed_and_tells_conflicts(here, capsys):
    assert main(["draft", "strike.jsonl", "-o", "case.toml"]) == 0
    case = here / "case.toml"
    case.write_text(case.read_text().replace('name = "Books"', 'name = "The books"'))
    assert main(["draft", "strike.jsonl", "pay.jsonl", "-o", "case.toml"]) == 0
    assert "; what you changed is kept" in capsys.readouterr().out
    assert load_case(case).issue("books").name == "The books"
    assert load_case(case).issue("pay").numeric
    assert load_case(case).claims == "case.claims.jsonl"
    assert main(["check", "case.toml", "case.claims.jsonl"]) == 0
    case.write_text(case.read_text().replace('claims = "case.claims.jsonl"', 'claims = "pay.jsonl"'))
    capsys.readouterr()
    assert main(["draft", "strike.jsonl", "-o", "case.toml"]) == 1
    out = capsys.readouterr().out
    assert "Conflicts: yours was kept\n  - claims: kept pay.jsonl; the new draft has strike.jsonl" in out
    assert load_case(case).claims == "pay.jsonl"
    assert main(["draft", "strike.jsonl", "-o", "case.toml", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["path"] == "case.toml"


def test_force_starts_afresh_and_names_the_copy(here, capsys):
    (here / "case.toml").write_text("# mine\n")
    assert main(["draft", "strike.jsonl", "-o", "case.toml"]) == 1
    assert "no case.toml.drafted beside it" in capsys.readouterr().err
    assert main(["draft", "strike.jsonl", "-o", "case.toml", "--force"]) == 0
    assert "the earlier file is kept as case.toml.bak" in capsys.readouterr().err
    assert (here / "case.toml.bak").read_text() == "# mine\n"


def test_claims_from_standard_input(here, capsys, monkeypatch):
    class Stdin:
        buffer = (here / "strike.jsonl").open("rb")

    monkeypatch.setattr("sys.stdin", Stdin)
    assert main(["draft", "-", "-o", "case.toml"]) == 0
    assert load_case("case.toml").claims == "case.claims.jsonl"
    Stdin.buffer.close()
    for raw, seen in ((b'{"id": "\xff"}\n', "not UTF-8 (byte 8)"), (b'{"id": "x"}\n', "no article")):
        capsys.readouterr()
        (here / "bad.jsonl").write_bytes(raw)
        with (here / "bad.jsonl").open("rb") as Stdin.buffer:
            assert main(["draft", "-"]) == 1
        err = capsys.readouterr().err
        assert seen in err
        assert err.count("\n") == 1


def test_too_little_is_one_line(here, capsys):
    write_claims(STRIKE[:1], "one.jsonl")
    assert main(["draft", "one.jsonl", "-o", "case.toml"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("mediant: the claims give 1 party (dockers-union)")
    assert err.count("\n") == 1
    assert not (here / "case.toml").exists()


def test_wrong_usage(here, capsys):
    assert main(["draft"]) == 2
    assert main(["draft", "strike.jsonl", "--force"]) == 2
    assert "name it with -o" in capsys.readouterr().err
