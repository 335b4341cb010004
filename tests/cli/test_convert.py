"""`mediant convert`."""

from __future__ import annotations

import pytest

from mediant.cli.inputs import read_input
from mediant.model.files import FORMATS


def test_a_mediant_case_by_its_ending(run, harbour):
    done = run("convert", "harbour.toml", "copy.toml")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Wrote copy.toml")
    assert read_input("copy.toml").case == read_input("harbour.toml").case


def test_nothing_is_overwritten_unasked(run, harbour):
    (harbour.parent / "copy.toml").write_text("mine", encoding="utf-8")
    done = run("convert", "harbour.toml", "copy.toml")
    assert (done.status, done.out) == (1, "")
    assert (harbour.parent / "copy.toml").read_text(encoding="utf-8") == "mine"
    assert run("convert", "harbour.toml", "copy.toml", "--force").status == 0


def test_help_names_every_format(run):
    shown = run("convert", "--help").out
    for form in FORMATS:
        assert form in shown


@pytest.mark.parametrize("options", [[], ["--to", "nonesuch"]])
def test_a_format_must_be_known(run, harbour, options):
    done = run("convert", "harbour.toml", "folder", *options)
    assert (done.status, done.out) == (2, "")
    for form in FORMATS:
        assert form in done.err


@pytest.mark.parametrize("form", [form for form in FORMATS if not form.startswith("mediant")])
def test_what_the_target_cannot_hold_is_said(run, little_known, form):
    """Orders of importance are ours alone."""
    done = run("convert", "little-known.toml", "out", "--to", form)
    assert (done.status, done.out) == (1, "")
    assert "cannot hold" in done.err
    assert not (little_known.parent / "out").exists()


@pytest.mark.parametrize("form", [form for form in FORMATS if not form.startswith("mediant")])
def test_there_and_back(run, harbour, form):
    """What the other format does not know (titles of parties, say) may go; what a party wants may not."""
    import json

    there = run("convert", "harbour.toml", "out", "--to", form, "--lossy")
    assert there.status == 0, there.err
    before = json.loads(run("analyze", "harbour.toml", "--json").out)
    after = json.loads(run("analyze", "out", "--json").out)
    assert after["outcomes"] == before["outcomes"]
    assert after["frontier"]["size"] == before["frontier"]["size"]
