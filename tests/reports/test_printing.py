"""What is printed keeps its width, ends no line in blanks, and has colours only where they are wanted."""

from __future__ import annotations

from rich.text import Text

from mediant.reports.printing import NARROWEST, printed


def test_lines_keep_the_width_and_end_without_blanks():
    shown = printed([Text("a b " * 60), Text("end   ")], width=50, color=False)
    lines = shown.splitlines()
    assert all(len(line) <= 50 and line == line.rstrip() for line in lines)
    assert shown.endswith("end\n")
    assert max(map(len, printed([Text("a" * 200)], width=5, color=False).splitlines())) == NARROWEST


def test_only_colour_brings_escape_sequences(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in printed([Text("a", style="bold")], width=60, color=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1m" in printed([Text("a", style="bold")], width=60, color=True)
