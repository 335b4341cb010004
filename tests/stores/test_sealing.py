"""Sealed lines and slots: what goes in comes out with the right key, and with no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidValue
from mediant.stores.sealing import (
    SLOT,
    Held,
    head,
    held_in,
    id_in,
    is_head,
    is_sealed,
    name_of,
    sealed,
    slot_of,
    unsealed,
)

KEYS = st.binary(min_size=32, max_size=32)
DIGESTS = st.binary(min_size=16, max_size=16)
HELD = st.builds(Held, case=DIGESTS, owner=DIGESTS, id=DIGESTS, key=KEYS)


@given(HELD, st.binary(max_size=300))
def test_a_line_comes_back_with_its_key(held, line):
    closed = sealed(held, line)
    assert is_sealed(closed)
    assert id_in(closed) == held.id
    assert unsealed(held, closed) == line
    assert closed != sealed(held, line)  # equal lines do not look equal


@given(HELD, KEYS, st.binary(min_size=8, max_size=50), st.data())
def test_no_other_key_opens_it_and_no_change_goes_unseen(held, other, line, data):
    closed = sealed(held, line)
    assert line not in closed[17:]
    stranger = Held(case=held.case, owner=held.owner, id=held.id, key=other)
    if other != held.key:
        with pytest.raises(InvalidValue, match="cannot be opened"):
            unsealed(stranger, closed)
    place = data.draw(st.integers(17, len(closed) - 1))
    changed = closed[:place] + bytes([closed[place] ^ 1]) + closed[place + 1 :]
    for broken in (changed, closed[:place]):
        with pytest.raises(InvalidValue, match="cannot be opened"):
            unsealed(held, broken)


@given(HELD)
def test_without_its_key_it_is_nothing(held):
    gone = Held(case=held.case, owner=held.owner, id=held.id, key=None)
    assert unsealed(gone, sealed(held, b"words")) is None
    with pytest.raises(InvalidValue, match="destroyed"):
        sealed(gone, b"words")


def test_text_is_not_taken_for_sealed():
    for line in (b"", b"{}", b'{"a": 1}', b"\n", "é".encode()):
        assert not is_sealed(line)


@given(HELD, KEYS, st.booleans())
def test_a_slot_gives_back_what_was_put_in(held, server_key, destroyed):
    kept = Held(case=held.case, owner=held.owner, id=held.id, key=None if destroyed else held.key)
    slot = slot_of(kept, server_key)
    assert len(slot) == SLOT
    assert held_in(slot, server_key) == kept
    for secret in (held.key, held.owner, held.id, held.key.hex().encode()):
        assert secret not in slot


@given(HELD, KEYS, KEYS)
def test_a_slot_opens_with_the_key_of_the_server_alone(held, one, other):
    if one != other:
        with pytest.raises(InvalidValue, match="cannot be opened"):
            held_in(slot_of(held, one), other)
        with pytest.raises(InvalidValue, match="another one"):
            is_head(head(one), other)
    assert is_head(head(one), one)
    assert not is_head(bytes(SLOT), one)
    assert not is_head(head(one)[:-1], one)
    assert held_in(bytes(SLOT), one) is None


def test_names_differ():
    assert len({name_of(text) for text in ("", "north", "south", "north ", "\ud800")}) == 5
