"""The file of what a viewer was shown: all that holds is counted, all that does not is told."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidFile
from mediant.stores.chains import (
    commit,
    commitment_line,
    first_line,
    head_of,
    opening_line,
    seen_file,
    seen_line,
)
from mediant.stores.seen import checked

SALT = bytes(range(32))
WORDS = "thirty days – ثلاثون"
DIGEST = commit(WORDS.encode(), SALT)
LINES = (
    first_line("north", "Harbour talks"),
    seen_line(b'{"said":"welcome"}'),
    commitment_line(DIGEST, "what south could live with"),
    seen_line('{"said":"مرحبا"}'.encode()),
    opening_line(DIGEST, SALT, WORDS),
)
FILE = seen_file(LINES)


def told(raw, heads=()):
    with pytest.raises(InvalidFile) as refused:
        checked(raw, "seen.jsonl", heads)
    text = str(refused.value)
    assert text.startswith("seen.jsonl: ")
    assert text.isprintable()
    return text


def test_a_whole_file_holds():
    seen = checked(FILE, "seen.jsonl")
    assert (seen.viewer, seen.case) == ("north", "Harbour talks")
    assert (seen.lines, seen.commitments, seen.opened) == (2, 1, 1)
    assert seen.head == head_of(LINES).hex()
    assert checked(seen_file(LINES[:1]), "seen.jsonl").lines == 0


def test_heads_noted_earlier_must_be_there():
    earlier = [head_of(LINES[:place]).hex() for place in (2, 4)]
    assert checked(FILE, "seen.jsonl", earlier).lines == 2
    rewritten = seen_file((*LINES[:1], seen_line(b'{"said":"farewell"}'), *LINES[2:]))
    assert checked(rewritten, "seen.jsonl").lines == 2  # by itself it holds: the note is what proves it
    assert "never had the head" in told(rewritten, earlier)
    assert "never had the head 'nonsense'" in told(FILE, ["nonsense"])


@given(st.data())
def test_no_byte_can_be_changed_added_or_taken(data):
    place = data.draw(st.integers(0, len(FILE) - 1))
    byte = data.draw(st.integers(0, 255))
    how = data.draw(st.sampled_from(["changed", "added", "taken"]))
    after = FILE[place:] if how == "added" else FILE[place + 1 :]
    changed = FILE[:place] + (b"" if how == "taken" else bytes([byte])) + after
    if changed != FILE:
        with suppress(InvalidFile):
            seen = checked(
                changed, "seen.jsonl"
            )  # spaces in the last line, which is not of the chain, say nothing else
            assert seen == checked(FILE, "seen.jsonl")
            assert changed.split(b"\n")[:-2] == FILE.split(b"\n")[:-2]


@given(st.binary(max_size=400))
def test_anything_else_is_refused_in_one_line(raw):
    told(raw)
    told(LINES[0] + b"\n" + raw + b"\n")


def test_lines_cannot_be_left_out_or_moved():
    lines = FILE.split(b"\n")
    for changed in (
        [lines[0], *lines[2:]],
        [*lines[:1], lines[3], lines[2], lines[1], *lines[4:]],
        [*lines[:2], *lines[1:]],
    ):
        told(b"\n".join(changed))
    assert "the chain of the lines ends in" in told(b"\n".join([*lines[:3], *lines[4:]]))


def test_what_is_opened_must_be_what_was_fixed():
    def with_last(*lines):
        return told(seen_file((*LINES[:4], *lines)))

    assert "other words than were committed to" in with_last(opening_line(DIGEST, SALT, WORDS + "."))
    assert "other words than were committed to" in with_last(opening_line(DIGEST, bytes(32), WORDS))
    assert "other words than were committed to" in with_last(opening_line(DIGEST, b"short", WORDS))
    other = commit(b"x", SALT)
    assert "that no earlier line makes" in with_last(opening_line(other, SALT, "x"))
    assert "that no earlier line makes" in told(seen_file((*LINES[:2], LINES[4], LINES[2])))
    assert "no digest" in told(seen_file((LINES[0], b'{"commitment":{"digest":"beef","of":""}}')))


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        (b'{"line":{"a":1,"a":2}}', "no JSON"),
        (b'{"line":{"a":NaN}}', "no JSON"),
        (b'{"line":' + b"[" * 100_000 + b"}", "no JSON"),
        (b'{"line":{"a":' + b"9" * 10_000 + b"}}", "no JSON"),
        (b"\xff", "no JSON"),
        (b"", "no JSON"),
        (b"[]", "a list"),
        (b"{}", "an object with"),
        (b'{"line":3}', "an object with 'line'"),
        (b'{"line":{},"more":{}}', "an object with 'line', 'more'"),
        (b'{"head":"00"}', "an object with 'head'"),
        (b'{"opening":{"digest":1}}', "an object with 'digest'"),
    ],
)
def test_strange_lines_are_told(line, seen):
    assert f"line 2: {seen}" in told(seen_file((LINES[0], line)))


def test_the_first_line_says_what_it_is():
    assert "format 'mediant-seen/2'" in told(
        seen_file((json.dumps(json.loads(LINES[0]) | {"format": "mediant-seen/2"}).encode(),))
    )
    assert "line 1: an object with 'line'" in told(seen_file(LINES[1:2]))
    assert "only one line" in told(LINES[0] + b"\n")
    assert "no line end" in told(FILE[:-1])
    assert "no line end" in told(b"")
