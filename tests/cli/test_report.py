"""`mediant report`."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

CAIRO = Path(__file__).resolve().parents[2] / "cases" / "news" / "cairo-2024" / "case.toml"


def names(harbour):
    return sorted(path.name for path in harbour.parent.iterdir())


def test_it_writes_a_page_and_says_where(run, harbour):
    done = run("report", harbour)
    assert (done.status, done.out) == (0, "Wrote report.html\n")
    page = (harbour.parent / "report.html").read_text(encoding="utf-8")
    assert "Harbour dispute" in page
    assert page.rstrip().endswith("</html>")


def test_a_second_report_replaces_the_first(run, harbour):
    assert run("report", harbour, "-o", "out.html").status == 0
    harbour.write_text(harbour.read_text(encoding="utf-8").replace("Harbour dispute", "Port quarrel"), encoding="utf-8")
    assert run("report", harbour, "-o", "out.html").status == 0
    assert "Port quarrel" in (harbour.parent / "out.html").read_text(encoding="utf-8")


def test_what_is_not_a_report_stays(run, harbour):
    notes = harbour.parent / "notes.html"
    notes.write_text("<p>mine</p>", encoding="utf-8")
    done = run("report", harbour, "-o", notes)
    assert (done.status, done.out) == (1, "")
    assert "not a mediant report" in done.err
    assert notes.read_text(encoding="utf-8") == "<p>mine</p>"
    assert run("report", harbour, "-o", notes, "--force").status == 0
    assert "Harbour dispute" in notes.read_text(encoding="utf-8")


@pytest.mark.parametrize("target", [".", "nowhere/report.html"])
def test_a_place_that_cannot_be_written(run, harbour, target):
    done = run("report", harbour, "-o", target)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("mediant: ")
    assert done.err.count("\n") == 1


def test_standard_input(run, harbour):
    assert run("report", "-", "-o", "a.html", stdin=harbour.read_bytes()).status == 0
    assert run("report", harbour, "-o", "b.html").status == 0
    assert (harbour.parent / "a.html").read_bytes() == (harbour.parent / "b.html").read_bytes()


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_pipe_is_refused_at_once(run, harbour, force):
    os.mkfifo("pipe.html")
    done = run("report", harbour, "-o", "pipe.html", *force)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith("mediant: pipe.html: is no plain file")
    assert names(harbour) == ["harbour.toml", "pipe.html"]


def test_a_link_that_leads_nowhere_is_not_replaced_unasked(run, harbour):
    link = harbour.with_name("link.html")
    link.symlink_to("elsewhere.html")
    assert run("report", harbour, "-o", link).status == 1
    assert link.is_symlink()


@pytest.mark.parametrize("command", [["report", "-o", "-"], ["convert", "-", "--to", "genius"]])
def test_standard_output_is_no_target(run, harbour, command):
    done = run(command[0], harbour, *command[1:])
    assert (done.status, done.out) == (2, "")
    assert names(harbour) == ["harbour.toml"]


def test_footnotes_lead_to_the_articles(run, here):
    done = run("report", CAIRO, "-o", "report.html", "--reading", "a view.html")
    assert (done.status, done.out) == (0, "Wrote report.html\nWrote a view.html\n")
    page = (here / "report.html").read_text(encoding="utf-8")
    view = (here / "a view.html").read_text(encoding="utf-8")
    targets = set(re.findall(r'href="a%20view\.html#([^"]+)"', page))
    assert len(targets) > 10
    assert targets <= set(re.findall(r' id="([^"]+)"', view))


def test_no_reading_where_no_text_stands_beside(run, harbour):
    done = run("report", harbour, "--reading", "view.html")
    assert done.status == 1
    assert "no article's text" in done.err
    assert names(harbour) == ["harbour.toml"]


def test_the_report_and_the_articles_are_two_files(run, here):
    done = run("report", CAIRO, "-o", "report.html", "--reading", "./report.html")
    assert (done.status, "name the same file" in done.err) == (2, True)
    assert not (here / "report.html").exists()


def test_talks_are_told_in_a_part_of_their_own(run, here):
    assert run("talk", CAIRO, "--rounds", "4", "-o", "one.jsonl").status == 0
    assert run("talk", CAIRO, "--rounds", "4", "--seed", "5", "-o", "two.jsonl").status == 0
    done = run("report", CAIRO, "--draws", "20", "--record", "one.jsonl", "--record", "two.jsonl")
    assert (done.status, done.out) == (0, "Wrote report.html\n")
    page = (here / "report.html").read_text(encoding="utf-8")
    assert "draw 0 of all that fits the case" in page
    assert "draw 5 of all that fits the case" in page


def test_a_record_of_another_case_is_refused_before_the_long_work(run, harbour):
    assert run("talk", CAIRO, "--rounds", "4", "-o", "talks.jsonl").status == 0
    done = run("report", harbour, "--record", "talks.jsonl")
    assert (done.status, done.out) == (1, "")
    assert "line 1, issues" in done.err
    assert "another case" in done.err
    assert not (harbour.parent / "report.html").exists()
