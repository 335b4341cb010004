"""Sealed lines: each readable only with the key of its owner; and keys, readable only with the key of the server.

XSalsa20 and Poly1305 (`nacl.secret.SecretBox`), a random nonce each. A sealed line begins with a byte that no text
begins with and the random id of its key, so that it tells nothing of its owner.

Keys stand in slots of one size, so that a key can be destroyed where it stands. Nothing here touches a disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from mediant.errors import InvalidValue

MARK = b"\x01"
"""What a sealed line begins with."""

SLOT = 128
"""Bytes of a slot: a power of two, so that none lies across two sectors of a disk."""

_ID = 16
_KEY = SecretBox.KEY_SIZE
_HEAD = b"mediant-keys/1\n"
_NAME = 16
_FREE = bytes(SLOT)
_LIVES, _DESTROYED = b"\x01", b"\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A key that is held for an owner in a case, both as digests; None where it was destroyed."""

    case: bytes
    owner: bytes
    id: bytes
    key: bytes | None


def name_of(text: str) -> bytes:
    """What stands for a case or an owner in a slot."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_NAME, person=b"mediant-name/1").digest()


def sealed(held: Held, line: bytes) -> bytes:
    """The line, sealed with that key."""
    if held.key is None:
        raise InvalidValue("key", "destroyed", "a key that is held")
    return MARK + held.id + SecretBox(held.key).encrypt(line)


def is_sealed(line: bytes) -> bool:
    """Whether a line is sealed."""
    return line.startswith(MARK)


def id_in(line: bytes) -> bytes:
    """The id of the key that a line was sealed with."""
    return line[len(MARK) : len(MARK) + _ID]


def unsealed(held: Held, line: bytes) -> bytes | None:
    """The line as it was; None where its key was destroyed. Raises InvalidValue where it was changed since."""
    if held.key is None:
        return None
    try:
        return SecretBox(held.key).decrypt(line[len(MARK) + _ID :])
    except (CryptoError, ValueError):
        raise InvalidValue("sealed line", "cannot be opened with its key", "a line as it was sealed") from None


def head(server_key: bytes) -> bytes:
    """What a file of keys begins with: a slot that tells whether a server's key is the right one."""
    return _padded(_HEAD + SecretBox(server_key).encrypt(_HEAD))


def is_head(slot: bytes, server_key: bytes) -> bool:
    """Whether a file of keys begins so. Raises InvalidValue where it is one, of another server's key."""
    if len(slot) != SLOT or not slot.startswith(_HEAD):
        return False
    if _opened(slot[len(_HEAD) :], len(_HEAD), server_key) != _HEAD:
        raise InvalidValue("server key", "another one than the keys were wrapped with", "the key of this server")
    return True


def slot_of(held: Held, server_key: bytes) -> bytes:
    """The slot of a key, wrapped; of one that was destroyed, the fact alone."""
    alive = _DESTROYED + bytes(_KEY) if held.key is None else _LIVES + held.key
    return _padded(SecretBox(server_key).encrypt(held.case + held.owner + held.id + alive))


def held_in(slot: bytes, server_key: bytes) -> Held | None:
    """The key in a slot; None in one that is free. Raises InvalidValue where the slot was changed."""
    if slot == _FREE:
        return None
    plain = _opened(slot, 2 * _NAME + _ID + 1 + _KEY, server_key)
    if plain is None:
        raise InvalidValue("slot", "cannot be opened with the server's key", "a slot as it was written")
    case, owner, name = plain[:_NAME], plain[_NAME : 2 * _NAME], plain[2 * _NAME : 2 * _NAME + _ID]
    lives, key = plain[-_KEY - 1 : -_KEY], plain[-_KEY:]
    return Held(case=case, owner=owner, id=name, key=key if lives == _LIVES else None)


def _padded(raw: bytes) -> bytes:
    return raw + bytes(SLOT - len(raw))


def _opened(raw: bytes, length: int, key: bytes) -> bytes | None:
    """What was encrypted and then padded; None where it was not with this key."""
    try:
        return SecretBox(key).decrypt(raw[: SecretBox.NONCE_SIZE + SecretBox.MACBYTES + length])
    except CryptoError:
        return None
