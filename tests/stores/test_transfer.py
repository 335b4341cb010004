"""Exported cases: what goes out comes in, and nothing else does."""

from __future__ import annotations

import io
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidFile
from mediant.stores.store import LONGEST_LINE
from mediant.stores.transfer import lines_in, written

LINES = st.lists(st.binary(max_size=30) | st.sampled_from([b"3\nabc", b"end 0 ", b"\n\n"]), max_size=8)


def read(raw):
    return list(lines_in(io.BytesIO(raw), "case.lines"))


@given(LINES)
def test_what_is_written_is_read(lines):
    assert read(b"".join(written(lines))) == lines


def test_the_format_is_fixed():
    """Exports of earlier versions must be read for ever: this never changes."""
    body = b"mediant-lines/1\n3\nabc\n0\n\n"
    digest = blake2b(body, digest_size=32).hexdigest().encode()
    assert digest == b"d4fc4e38bfaf37eeef11f1606a385089cada751945d060418e0a8dca4cf38a03"
    assert b"".join(written([b"abc", b""])) == body + b"end 2 " + digest + b"\n"


@given(LINES, st.data())
def test_no_byte_can_be_changed_added_or_taken(lines, data):
    raw = b"".join(written(lines))
    place = data.draw(st.integers(0, len(raw) - 1))
    byte = bytes([data.draw(st.integers(0, 255))])
    changed = data.draw(
        st.sampled_from([raw[:place], raw[:place] + byte + raw[place:], raw[:place] + byte + raw[place + 1 :]])
    )
    if changed != raw:
        with pytest.raises(InvalidFile, match="export the case again"):
            read(changed)


@given(st.binary(max_size=200))
def test_anything_else_is_refused(raw):
    for one in (raw, b"mediant-lines/1\n" + raw):
        with pytest.raises(InvalidFile) as told:
            read(one)
        assert str(told.value).isprintable()


@pytest.mark.parametrize("length", [str(LONGEST_LINE + 1), "999999999", "9" * 40, "-1", "01", "+3", "3 ", ""])
def test_lengths_are_not_believed(length):
    with pytest.raises(InvalidFile):
        read(b"mediant-lines/1\n" + length.encode() + b"\nabc\n")


def test_lines_are_given_as_they_are_read():
    """A large case is not kept in memory."""
    pieces = iter(written(b"x" * 10 for _ in range(10**9)))
    assert len(b"".join(next(pieces) for _ in range(5))) == len(b"mediant-lines/1\n") + 4 * len(b"10\n") + 4 * 11
    lines = lines_in(io.BytesIO(b"mediant-lines/1\n1\na\n1\nb\nbroken"), "case.lines")
    assert [next(lines), next(lines)] == [b"a", b"b"]
    with pytest.raises(InvalidFile):
        next(lines)
