"""What is handed from server to server: for one, from one, unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidValue
from mediant.stores.handing import address_of, handed, is_address, taken

ONE, TWO, THREE = (bytes([number]) * 32 for number in (1, 2, 3))


@given(st.binary(max_size=200))
def test_it_arrives(raw):
    assert taken(TWO, address_of(ONE), handed(ONE, address_of(TWO), raw)) == raw
    assert taken(ONE, address_of(ONE), handed(ONE, address_of(ONE), raw)) == raw


def test_nobody_else_opens_it_nor_could_have_written_it():
    sealed = handed(ONE, address_of(TWO), b"the keys")
    for server, sender in ((THREE, address_of(ONE)), (TWO, address_of(THREE)), (TWO, address_of(TWO))):
        with pytest.raises(InvalidValue, match="cannot be opened here"):
            taken(server, sender, sealed)
    for place in (0, 30, len(sealed) - 1):
        with pytest.raises(InvalidValue):
            taken(TWO, address_of(ONE), sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :])
    with pytest.raises(InvalidValue):
        taken(TWO, address_of(ONE), b"short")


def test_an_address_is_no_key_and_stays_the_same():
    """Other servers have noted it: it never changes for a server key."""
    assert is_address(address_of(ONE))
    assert ONE.hex() != address_of(ONE)
    assert address_of(ONE) == "3a17a5c7b9cb6720838e1c3f5141cbb5a124081cb910f31f4a86863b03dc1f75"


@pytest.mark.parametrize("address", ["", "A" * 64, "a" * 63, "g" * 64, "0" * 64, "../" * 20])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(InvalidValue, match="address of a server"):
        handed(ONE, address, b"x")
