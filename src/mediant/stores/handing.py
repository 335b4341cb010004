"""What one server hands to another: readable by that one alone, and only as this one has written it.

X25519, XSalsa20 and Poly1305 (`nacl.public.Box`) between two servers, each with a pair of keys that follows from its
server key; from a server to itself too. Nothing here touches a disk.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from nacl.exceptions import CryptoError
from nacl.public import Box, PrivateKey, PublicKey

from mediant.errors import InvalidValue

_ADDRESS = re.compile("[0-9a-f]{64}")


def address_of(server_key: bytes) -> str:
    """What a server is known by to others, 64 hexadecimal digits: no secret."""
    return bytes(_private(server_key).public_key).hex()


def is_address(text: str) -> bool:
    """Whether this may be the address of a server."""
    return _ADDRESS.fullmatch(text) is not None


def handed(server_key: bytes, address: str, raw: bytes) -> bytes:
    """The bytes for the server of that address, from the one of this key. Raises InvalidValue for no address."""
    return bytes(_box(server_key, address).encrypt(raw))


def taken(server_key: bytes, sender: str, raw: bytes) -> bytes:
    """What the server of that address has handed to the one of this key.

    Raises InvalidValue where it was handed to another one, or by another one, or was changed since.
    """
    try:
        return bytes(_box(server_key, sender).decrypt(raw))
    except (CryptoError, ValueError):
        raise InvalidValue("what was handed over", "cannot be opened here", "what was made for this server") from None


def _private(server_key: bytes) -> PrivateKey:
    return PrivateKey(blake2b(server_key, digest_size=32, person=b"mediant-hand/1").digest())


def _box(server_key: bytes, address: str) -> Box:
    if not is_address(address):
        raise InvalidValue("address of a server", repr(address)[:100], "64 hexadecimal digits")
    try:
        return Box(_private(server_key), PublicKey(bytes.fromhex(address)))
    except (CryptoError, RuntimeError):  # a point that nobody has
        raise InvalidValue("address of a server", address, "the one that a server says of itself") from None
