"""Where and how a command speaks."""

from __future__ import annotations

import io
import json
import math
import os
import sys

import pytest

from mediant.cli.output import colored, columns, print_json, print_note, progress_bar


class Terminal(io.StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("encoding", "written"), [("utf-8", '"é ا"'), ("ascii", '"\\u00e9 \\u0627"'), ("latin-1", '"\\u00e9 \\u0627"')]
)
def test_json_is_valid_in_any_encoding(monkeypatch, encoding, written):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    print_json({"name": "é ا"})
    sys.stdout.flush()
    text = raw.getvalue().decode(encoding)
    assert written in text
    assert json.loads(text) == {"name": "é ا"}


def test_json_does_not_steer_the_terminal(capsys):
    name = "\x1b[31m\x9b31m\u202e\u2028\udc80"
    print_json({name: name})
    out = capsys.readouterr().out
    assert out.replace("\n", "").isprintable()
    assert json.loads(out) == {name: name}


def test_json_has_no_nan(capsys):
    with pytest.raises(ValueError, match="Out of range"):
        print_json({"p": math.nan})
    assert capsys.readouterr().out == ""


def test_a_note_goes_to_stderr(capsys):
    print_note("rounded")
    assert capsys.readouterr() == ("", "note: rounded\n")


def test_a_note_stays_on_its_line(capsys):
    print_note("of <a\n\x1b[31m\u202e>")
    assert capsys.readouterr().err == "note: of <a\\n\\x1b[31m\\u202e>\n"


def test_colour_needs_a_terminal_that_wants_it(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert colored(Terminal())
    assert not colored(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "")
    assert colored(Terminal()), "an empty NO_COLOR asks for nothing"
    monkeypatch.setenv("NO_COLOR", "1")
    assert not colored(Terminal())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not colored(Terminal())


@pytest.mark.parametrize(("said", "columns_wide"), [("120", 120), ("7", 40)])
def test_width_follows_columns(monkeypatch, said, columns_wide):
    monkeypatch.setenv("COLUMNS", said)
    assert columns() == columns_wide


def test_width_without_a_terminal(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    if os.isatty(1):
        pytest.skip("there is a terminal")
    assert columns() == 100


def test_a_bar_is_drawn_only_where_somebody_watches(monkeypatch):
    silent = io.StringIO()
    monkeypatch.setattr(sys, "stderr", silent)
    with progress_bar("Work") as progress:
        assert progress is None
    assert silent.getvalue() == ""

    watched = Terminal()
    monkeypatch.setattr(sys, "stderr", watched)
    with progress_bar("Work") as progress:
        progress(1, 4, "frontier")
        progress(4, 4, "frontier")
        assert "100%" in watched.getvalue()
        progress(1, 2, "outcomes")
        assert "50%" in watched.getvalue().rpartition("100%")[2]
    for what in ("Work", "frontier", "outcomes"):
        assert what in watched.getvalue()
