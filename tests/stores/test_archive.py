"""A case in one file: what goes out comes in, and whatever was changed is refused before its end is reached."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidFile
from mediant.stores import handing, transfer
from mediant.stores.archive import FORMAT, Arriving, Head, pieces
from mediant.stores.sealing import Held

SERVER = bytes(range(32))
HERE = handing.address_of(SERVER)
HEAD = Head("case0001", HERE, HERE)
KEYS = (
    Held(case=bytes(16), owner=b"n" * 16, id=b"1" * 16, key=b"k" * 32),
    Held(case=bytes(16), owner=b"s" * 16, id=b"2" * 16, key=None),
)
LINES = st.lists(st.binary(max_size=30), max_size=6)


def hand(address, raw):
    return handing.handed(SERVER, address, raw)


def take(address, raw):
    return handing.taken(SERVER, address, raw)


def file_of(lines, head=HEAD):
    return b"".join(pieces(head, lines, lambda: KEYS, {"case0001 m": "account"}, hand))


def read(raw):
    came = Arriving(io.BytesIO(raw), "case.mediant", take)
    return came, list(came.lines())


@given(LINES)
def test_what_goes_out_comes_in(lines):
    came, found = read(file_of(lines))
    assert (came.head, found) == (HEAD, lines)
    assert came.rest is not None
    assert [(one.owner, one.id, one.key) for one in came.rest.held] == [(k.owner, k.id, k.key) for k in KEYS]
    assert came.rest.beside == {"case0001 m": "account"}


@given(LINES, st.data())
def test_no_line_can_be_changed_by_who_counts_anew(lines, data):
    """Whoever has the file can make its outer digest fit: the seal still tells."""
    whole = list(transfer.lines_in(io.BytesIO(file_of(lines)), "x"))
    changed = data.draw(
        st.sampled_from([
            [whole[0], b"put in", *whole[1:]], [whole[0], *whole[2:]], [whole[0], *whole[1:-1][::-1], b"", whole[-1]],
            [*whole[:-1], whole[-1][:-1] + bytes([whole[-1][-1] ^ 1])],
        ])
    )  # fmt: skip
    if changed != whole:
        with pytest.raises(InvalidFile, match="take the case away again"):
            read(b"".join(transfer.written(changed)))


def test_a_key_is_nowhere_in_it():
    assert b"k" * 32 not in file_of([b"a"])


@pytest.mark.parametrize(
    "first",
    [
        b"", b"{}", b"[" * 5000, b'{"case":"../../etc","from":"a","for":"b","format":"mediant-archive/1"}', b"\xff",
        b'{"case":"case0001","from":"' + b"a" * 64 + b'","for":"' + b"b" * 64 + b'","format":"mediant-archive/2"}',
        b'{"case":"case0001","from":"x","for":"y","format":"mediant-archive/1"}', b"x" * 100_000,
    ],
)  # fmt: skip
def test_another_first_line_is_refused(first):
    with pytest.raises(InvalidFile, match="first line"):
        read(b"".join(transfer.written([first, b"line", b"rest"])))


def test_it_is_documented_by_its_name():
    assert FORMAT == "mediant-archive/1"
    assert file_of([]).startswith(b"mediant-lines/1\n")


def test_keys_of_another_length_are_refused():
    strange = (Held(case=b"", owner=b"short", id=b"1" * 16, key=b"k"),)
    raw = b"".join(pieces(HEAD, [b"a"], lambda: strange, {}, hand))
    with pytest.raises(InvalidFile, match="another length"):
        read(raw)
