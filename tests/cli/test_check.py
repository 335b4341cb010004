"""`mediant check`."""

from __future__ import annotations

import json


def test_a_good_case_is_ok(run, harbour):
    done = run("check", "harbour.toml")
    assert (done.status, done.out, done.err) == (0, "harbour.toml: ok\n", "")


def test_every_problem_of_every_file(run, harbour):
    bad = harbour.parent / "bad.toml"
    text = harbour.read_text(encoding="utf-8")
    bad.write_text(
        text.replace("walk_away = 0.35", "walk_away = [0.5, 0.2]").replace('fee = "more"', 'fee = "up"'),
        encoding="utf-8",
    )
    (harbour.parent / "claims.jsonl").write_text("{}\nnot json\n", encoding="utf-8")
    done = run("check", "bad.toml", "harbour.toml", "claims.jsonl", "missing.toml")
    lines = done.out.splitlines()
    assert (done.status, done.err) == (1, "")
    assert len([line for line in lines if line.startswith("bad.toml: ")]) == 2
    assert "harbour.toml: ok" in lines
    assert len([line for line in lines if line.startswith("claims.jsonl: ")]) >= 2
    assert len([line for line in lines if line.startswith("missing.toml: ")]) == 1
    assert len(lines) == len([line for line in lines if ": " in line])


def test_json(run, harbour):
    done = run("check", "harbour.toml", "missing.toml", "--json")
    answer = json.loads(done.out)
    assert (done.status, answer["ok"], answer["format"]) == (1, False, "mediant-check/1")
    assert [(file["path"], file["ok"]) for file in answer["files"]] == [("harbour.toml", True), ("missing.toml", False)]
    assert set(answer["files"][1]["problems"][0]) == {"place", "seen", "expected", "do"}


def test_standard_input(run, harbour):
    assert run("check", "-", stdin=harbour.read_bytes()).out == "-: ok\n"
    done = run("check", "-", stdin=b"title = 3\n")
    assert done.status == 1
    assert all(line.startswith("-: ") for line in done.out.splitlines())


def test_the_bundled_claims(run, here):
    from mediant.cli.inputs import bundled_case

    folder = bundled_case("cairo-2024")
    done = run("check", folder / "case.toml", folder / "claims.jsonl")
    assert (done.status, done.out.count(": ok\n")) == (0, 2), done.out


def test_annotated_articles(run, harbour):
    good = (
        "title: A\noutlet: O\npublished: 2031-03-14\ntopic: water\nmanner: live\n---\n{1c Rain.}\n---\n1: act=report\n"
    )
    (harbour.parent / "good.txt").write_text(good, encoding="utf-8")
    (harbour.parent / "bad.txt").write_text(good.replace("report", "rain").replace("{1c", "{2c"), encoding="utf-8")
    done = run("check", "good.txt", "bad.txt")
    lines = done.out.splitlines()
    assert (done.status, lines[0]) == (1, "good.txt: ok")
    assert [line.split(":")[1] for line in lines[1:]] == [" line 7", " line 9", " line 9, claim 1"]
