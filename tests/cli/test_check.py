"""`mediant check`."""

from __future__ import annotations

import json

import pytest


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


@pytest.mark.parametrize("kind", ["mediant-record/1", "mediant-heard/1", "mediant-games/1"])
def test_lines_that_are_no_claims_are_one_problem_that_says_what_they_are(run, here, kind):
    (here / "talks.jsonl").write_text(f'{{"format": "{kind}", "case": "x"}}\n{{"turn": 0}}\n', encoding="utf-8")
    done = run("check", "talks.jsonl")
    assert (done.status, len(done.out.splitlines())) == (1, 1)
    assert f"says that it is {kind}; expected claims; a record of talks is looked at with its case" in done.out


def test_the_bundled_claims(run, here):
    from mediant.cli.inputs import bundled_case

    folder = bundled_case("cairo-2024")
    done = run("check", folder / "case.toml", folder / "claims.jsonl")
    assert (done.status, done.out.count(": ok\n")) == (0, 2), done.out


def test_what_was_not_checked_of_a_file_that_is_right_is_noted(run, harbour):
    claims = harbour.with_name("claims.jsonl")
    claims.write_text(CLAIM, encoding="utf-8")
    done = run("check", claims)
    assert (done.status, done.out.endswith("claims.jsonl: ok\n")) == (0, True)
    assert "its quotes were not compared: no a1.txt beside it" in done.err
    claims.with_name("a1.txt").write_text("ab", encoding="utf-8")
    assert run("check", claims, harbour).err == ""
    text = harbour.read_text(encoding="utf-8")
    harbour.write_text(text + '[preferences.south.because]\nweights = ["c1"]\n', encoding="utf-8")
    done = run("check", harbour)
    assert done.status == 0
    assert "it names no file of them" in done.err


CLAIM = '{"id": "c1", "article": {"id": "a1"}, "content": [{"start": 0, "end": 2, "text": "ab"}]}\n'


@pytest.fixture
def resting(harbour):
    """The case, resting on claims of which one does not exist."""
    text = harbour.read_text(encoding="utf-8").replace("title =", 'claims = "claims.jsonl"\ntitle =')
    harbour.write_text(text + '[preferences.south.because]\nweights = ["c1", "c99"]\n', encoding="utf-8")
    return harbour


def test_claims_that_a_case_names_and_nobody_made(run, resting):
    resting.with_name("claims.jsonl").write_text(CLAIM, encoding="utf-8")
    done = run("check", resting)
    assert done.status == 1
    assert done.out.count("\n") == 1
    assert "preferences.south.because.weights: no claim 'c99'; expected a claim of claims.jsonl" in done.out


@pytest.mark.parametrize(
    ("claims", "said"),
    [(None, "claims: 'claims.jsonl': No such file"), (CLAIM + "x\n", "claims.jsonl: line 2, column 1: not JSON")],
)
def test_the_claims_beside_a_case_are_checked_with_it(run, resting, claims, said):
    if claims:
        resting.with_name("claims.jsonl").write_text(claims, encoding="utf-8")
    done = run("check", resting)
    assert done.status == 1
    assert said in done.out


def test_of_many_claims_that_do_not_exist_the_first_are_listed(run, resting):
    resting.with_name("claims.jsonl").write_text(CLAIM, encoding="utf-8")
    many = ", ".join(f'"x{k}"' for k in range(100_000))
    resting.write_text(resting.read_text(encoding="utf-8").replace('"c99"', many), encoding="utf-8")
    lines = run("check", resting).out.splitlines()
    assert len(lines) == 301
    assert "the rest: more claims that do not exist" in lines[-1]


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


def test_a_plan_is_checked_too(run, here):
    (here / "plan.toml").write_text('format = "mediant-plan/1"\nseeds = 1\nstrategies = []\n', encoding="utf-8")
    done = run("check", "plan.toml")
    assert done.status == 1
    for place in ("case: missing", "protocol: missing", "seeds: unknown key", "strategies: an empty list"):
        assert f"plan.toml: {place}" in done.out
    good = 'format = "mediant-plan/1"\nstrategies = ["a"]\n[[case]]\npath = "x"\n[[protocol]]\nname = "p"\n'
    (here / "plan.toml").write_text(good, encoding="utf-8")
    assert (run("check", "plan.toml").out, run("check", "plan.toml").status) == ("plan.toml: ok\n", 0)
