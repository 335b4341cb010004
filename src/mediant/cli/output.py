"""How a command speaks: results on stdout, notes and progress on stderr, colour and width as the terminal allows."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

import click

from mediant.errors import one_line

PLAIN_WIDTH = 100
"""Columns where there is no terminal to ask."""


STEERING = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON may hold raw, but a terminal obeys or UTF-8 lacks; within JSON it stands in texts only."""


def print_json(document: Mapping[str, object]) -> None:
    """One JSON object on stdout; characters that its encoding lacks or that steer a terminal are escaped."""
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    text = json.dumps(document, ensure_ascii=plain, allow_nan=False, indent=2)
    click.echo(STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def print_note(text: str) -> None:
    """A line on stderr: something the reader of the result should know. It may hold words of a strange file."""
    click.echo(one_line(f"note: {text}"), err=True)


def colored(stream: TextIO) -> bool:
    """Whether colours are welcome: a terminal that can show them, and no NO_COLOR (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """Width to write in: COLUMNS if set, else the terminal's, else 100."""
    return max(40, shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int, str], None] | None]:
    """A callback (done, total, what) that draws a bar on stderr; None where stderr is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr, color=colored(sys.stderr)) as bar:

        def advance(done: int, total: int, what: str) -> None:
            bar.label = what
            bar.length = max(total, 1)
            if done < bar.pos:  # the next step of the work counts from 0 again
                bar.pos, bar.finished = 0, False
            bar.update(done - bar.pos)

        yield advance
