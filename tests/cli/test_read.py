"""`mediant read`: what is shown, written, kept and said."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import click
import pytest
from cli.replaying import ARTICLES, REFUSED, replayer

from mediant.cli.keeping import Wish
from mediant.cli.main import main
from mediant.cli.read import read_all, reader_name
from mediant.evidence.corrections.correction import Correction
from mediant.evidence.files import check_claims, read_claims

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def shelf(here):
    """Five articles of the corpus in a folder, without their annotations being shown to the reader."""
    folder = here / "shelf"
    folder.mkdir()
    for path in ARTICLES[:5]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture
def reading(capsys):
    """Run the verb's work with the reader that knows the corpus; status, stdout, stderr."""

    def reading(*paths, **wishes):
        capsys.readouterr()
        failed = read_all(Wish(paths=tuple(map(str, paths)), **wishes), replayer)
        return failed, *capsys.readouterr()

    return reading


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


def test_it_prints_the_text_with_its_claims_marked(reading, shelf):
    failed, out, err = reading(next(iter(sorted(shelf.iterdir()))))
    assert (failed, err) == (0, "")
    assert "Who keeps the light on Cormorant Rock?" in out
    assert "[1 " in out
    assert "21 claims" in out
    assert "the last keeper, Ansel Crowe ← Tidewater Public Radio" in out
    assert "reject · asserted · speaks of “on Saturday” (2031-06-14)" in out
    assert max(map(len, out.splitlines())) <= 100
    assert "\x1b" not in out


def test_json_is_one_claim_a_line(reading, shelf, here):
    failed, out, err = reading(shelf, as_json=True)
    assert (failed, err) == (0, "")
    (here / "claims.jsonl").write_text(out, encoding="utf-8")
    assert all(claim.confidence is not None for claim in read_claims(here / "claims.jsonl"))
    assert len({claim["article"]["id"] for claim in lines(out)}) == 5


def test_what_it_writes_is_checked_with_the_texts_beside(reading, shelf, here):
    target = here / "out" / "claims.jsonl"
    target.parent.mkdir()
    failed, out, err = reading(shelf, output=target)
    assert (failed, err) == (0, "")
    assert out.startswith(f"Wrote {target}: {len(read_claims(target))} claims from 5 articles, their texts beside it\n")
    assert "What the articles say together" in out
    assert check_claims(target) == ()
    assert sorted(path.name for path in target.parent.iterdir()) == sorted(
        ["claims.jsonl", *(p.name for p in shelf.iterdir())]
    )


def test_any_number_of_jobs_writes_the_same(reading, shelf, here):
    for jobs in (1, 2):
        (here / str(jobs)).mkdir()
        assert reading(shelf, output=here / str(jobs) / "claims.jsonl", jobs=jobs)[0] == 0
    assert (here / "1" / "claims.jsonl").read_bytes() == (here / "2" / "claims.jsonl").read_bytes()


def test_a_failing_article_is_said_at_the_end_and_the_rest_is_kept(reading, shelf, here):
    (shelf / "a-refused.txt").write_text(REFUSED, encoding="utf-8")
    target = here / "claims.jsonl"
    failed, out, err = reading(shelf, "nowhere.txt", output=target)
    assert failed == 2
    assert "from 5 articles" in out
    assert err.splitlines()[0] == "mediant: 2 of 7 articles could not be read:"
    assert "a text that is refused" in err
    assert "nowhere.txt" in err
    assert len({claim.article.id for claim in read_claims(target)}) == 5


def test_claims_of_an_earlier_run_stay_where_nothing_could_be_read(reading, shelf, here):
    target = here / "claims.jsonl"
    assert reading(shelf, output=target)[0] == 0
    before = target.read_bytes()
    failed, _, err = reading("nowhere.txt", output=target)
    assert failed == 1
    assert "nothing was read" in err
    assert target.read_bytes() == before


def test_where_nothing_can_be_read_and_nothing_was_there_it_says_so(reading, here):
    failed, _, err = reading("nowhere.txt", output=here / "claims.jsonl")
    assert failed == 1
    assert "nowhere.txt" in err
    assert not (here / "claims.jsonl").exists()


def test_claims_of_a_text_that_has_changed_are_not_lost(reading, shelf, here):
    target, page = here / "claims.jsonl", here / "page.html"
    assert reading(shelf, output=target, html=page)[0] == 0
    before = target.read_bytes(), page.read_bytes()
    changed = shelf / ARTICLES[0].name
    changed.write_text(
        changed.read_text(encoding="utf-8").replace("\n---\n", "\n---\nRain fell.\n\n", 1), encoding="utf-8"
    )
    failed, _, err = reading(shelf, output=target, html=page)
    assert failed == 1
    assert "was left as it was" in err
    assert (target.read_bytes(), page.read_bytes()) == before


def test_another_text_of_that_name_is_not_overwritten(reading, shelf, here):
    name = ARTICLES[0].name
    (here / name).write_text("mine", encoding="utf-8")
    failed, _, err = reading(shelf, output=here / "claims.jsonl")
    assert failed == 1
    assert name in err
    assert (here / name).read_text(encoding="utf-8") == "mine"


def test_corrections_are_respected(reading, shelf, here):
    before = [claim for claim in read_out(reading, shelf) if claim.article.id == ARTICLES[0].stem]
    gone = replace(before[2], content=(replace(before[2].content[0], text="x" * len(before[2].content[0].text)),))
    decisions = (
        Correction(decision="drop", of=before[0]),
        Correction(decision="confirm", of=before[1]),
        Correction(decision="drop", of=gone),
        Correction(
            decision="drop", of=replace(before[0], article=replace(before[0].article, id="other", sha256="0" * 64))
        ),
    )
    _, out, err = reading(shelf, as_json=True, corrections=decisions)
    after = [claim for claim in lines(out) if claim["article"]["id"] == ARTICLES[0].stem]
    assert [claim["id"] for claim in after] == [claim.id for claim in before[1:]]
    assert "confidence" not in after[0]
    assert "its words are no longer in the text" in err
    assert "1 of 4 decisions are about articles that were not given" in err


def read_out(reading, shelf):
    target = shelf.parent / "first.jsonl"
    target.write_text(reading(shelf, as_json=True)[1], encoding="utf-8")
    return read_claims(target)


def test_the_least_confidence(reading, shelf):
    everything, some = (reading(shelf, as_json=True, least=least) for least in (None, 0.8))
    kept = [claim for claim in lines(everything[1]) if claim["confidence"] >= 0.8]
    assert lines(some[1]) == kept
    assert f"{len(lines(everything[1])) - len(kept)} claims less sure than 0.8 were left out" in some[2]


def test_a_page_to_review_them_on(reading, shelf, here):
    _, out, err = reading(shelf, html=here / "reading.html")
    assert err == ""
    assert out.startswith(f"Wrote {here / 'reading.html'}")
    page = (here / "reading.html").read_text(encoding="utf-8")
    assert page.count('<section class="article"') == 5


def test_one_page_has_an_end(reading, here):
    folder = here / "many"
    folder.mkdir()
    for n in range(1_001):
        (folder / f"{n}.txt").write_text("A text.", encoding="utf-8")
    with pytest.raises(click.UsageError, match="at most 1,000"):
        reading(folder, html=here / "reading.html")


def test_killed_and_started_again_it_reads_the_rest(shelf, here):
    """kill -9 in the middle: the readings so far are used, and the result is that of a run in one go."""
    target = here / "out" / "claims.jsonl"
    target.parent.mkdir()
    code = (
        "import sys, time\nsys.path[:0] = {paths!r}\n"
        "from pathlib import Path\nfrom cli.replaying import replay\nfrom mediant.cli.keeping import Wish\n"
        "from mediant.cli.read import read_all, reader_name\n"
        "def slow(article):\n    print(article.ref.id, flush=True)\n    time.sleep({pause})\n    return replay(article)\n"
        "read_all(Wish(paths=({shelf!r},), output=Path({target!r}), reader='r', jobs=1), lambda: slow)\n"
    )
    paths = [str(ROOT / "src"), str(ROOT / "tests")]

    def start(pause):
        script = code.format(paths=paths, pause=pause, shelf=str(shelf), target=str(target))
        return subprocess.Popen(
            [sys.executable, "-c", script], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    first = start(0.4)
    read = [first.stdout.readline().strip() for _ in range(3)]
    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert not target.exists()
    said, notes = start(0).communicate()
    assert "2 articles were read by an earlier run" in notes
    again = said[: said.index("Wrote")].splitlines()
    assert read[:2] == [path.stem for path in ARTICLES[:2]]
    assert again == [path.stem for path in ARTICLES[2:5]]
    whole = target.read_bytes()
    assert not list(target.parent.glob("claims.jsonl.*"))
    assert "from 5 articles" in start(0).communicate()[0]
    assert target.read_bytes() == whole


def test_a_withdrawn_article_takes_its_claims_with_it(reading, shelf, here):
    marked = ARTICLES[5].read_text(encoding="utf-8").replace("title: ", "title: WITHDRAWN: ", 1)
    (shelf / ARTICLES[5].name).write_text(marked, encoding="utf-8")
    target = here / "claims.jsonl"
    failed, out, err = reading(shelf, output=target)
    assert failed == 0
    assert f"note: {ARTICLES[5].stem}: withdrawn by its outlet, so its claims do not stand" in err
    assert ARTICLES[5].stem not in {claim.article.id for claim in read_claims(target)}
    assert f"{ARTICLES[5].stem}: " in out.replace("\n", " ")
    assert "taken back (withdrawn" in out.replace("\n", " ")


def test_a_corrected_article_takes_its_claims_with_it_though_it_was_read_before(reading, shelf, here):
    old, new = ARTICLES[0].stem, ARTICLES[5].stem
    marked = ARTICLES[5].read_text(encoding="utf-8").replace("manner: ", f"corrects: {old}\nmanner: ", 1)
    (shelf / ARTICLES[5].name).write_text(marked, encoding="utf-8")
    target = here / "claims.jsonl"
    failed, out, err = reading(shelf, output=target)
    assert failed == 0
    assert f"note: {old}: corrected by {new}, so its claims do not stand" in err
    assert {claim.article.id for claim in read_claims(target)} == {path.stem for path in ARTICLES[1:6]}
    assert f"Wrote {target}: {len(read_claims(target))} claims" in out


def test_readings_with_another_state_of_a_case_are_not_mixed(here):
    options = {"reader": "built-in", "weights": None, "case": "case.toml", "option": ()}
    text = (ROOT / "cases" / "books" / "fisher-ury-1981-orange" / "case.toml").read_text(encoding="utf-8")
    names = []
    for title in ("The orange", "Another orange", "The orange"):
        (here / "case.toml").write_text(text.replace('title = "The orange"', f'title = "{title}"'), encoding="utf-8")
        names.append(reader_name(options))
    assert names[0] == names[2] != names[1]
    assert reader_name({**options, "option": ("a=b",)}) not in names


def test_standard_input(capsys, here, monkeypatch):
    import io

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLES[0].read_bytes())))
    assert read_all(Wish(paths=("-",), as_json=True, outlet="Another Radio"), replayer) == 0
    claims = lines(capsys.readouterr().out)
    assert len(claims) == 21
    assert {claim["article"]["outlet"] for claim in claims} == {"Another Radio"}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ([], 2, "Missing argument"),
        (["a.txt", "-o", "-"], 2, "Claims go to standard output with --json"),
        (["a.txt", "--least", "2"], 2, "0<=x<=1"),
        (["a.txt", "-o", "notes.jsonl"], 1, "is no file of claims"),
        (["a.txt", "--html", "notes.jsonl"], 1, "not a mediant report"),
        (["a.txt", "--corrections", "notes.jsonl"], 1, "not JSON"),
        (["a.txt", "--corrections", "none.jsonl"], 1, "none.jsonl"),
        (["a.txt", "--weights", "none"], 1, "reader.json"),
        (["a.txt", "--reader", "nonesuch"], 1, "nonesuch"),
        (["a.txt", "--option", "x"], 2, "is not NAME=VALUE"),
        (["a.txt", "-o", "same.out", "--html", "./same.out"], 2, "name the same file"),
        (["empty"], 1, "holds no article"),
    ],
)
def test_wrong_usage_is_said_before_the_work(run, here, arguments, status, said):
    (here / "a.txt").write_text("A text.", encoding="utf-8")
    (here / "notes.jsonl").write_text("mine\n", encoding="utf-8")
    (here / "empty").mkdir()
    done = run("read", *arguments)
    assert done.status == status
    assert said in done.err
    assert (here / "notes.jsonl").read_text(encoding="utf-8") == "mine\n"


def test_help():
    assert main(["read", "--help"]) == 0
