"""What somebody was shown, as a chain that they can check; and commitments to what is opened later. Bytes only.

Each viewer has a chain of their own: a chain of all would tell everybody when something is said elsewhere. A head is
BLAKE2b, 32 bytes, of the head before it, the length of the line (8 bytes, the greatest first) and the line; the first
is of 32 zero bytes. So a line that is changed, left out, added or moved changes every head after it.

A commitment is BLAKE2b, 32 bytes, of a salt of 32 random bytes and the words. It tells nothing before the salt is
known, and no other words fit it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b
from hmac import compare_digest

from mediant.errors import InvalidValue

FORMAT = "mediant-seen/1"
START = bytes(32)
"""The head of a chain without lines."""
SALT = 32
"""Bytes of a salt."""


def extended(head: bytes, line: bytes) -> bytes:
    """The head of a chain, once the line is added to it."""
    return blake2b(head + len(line).to_bytes(8, "big") + line, digest_size=32, person=b"mediant-chain/1").digest()


def head_of(lines: Iterable[bytes], head: bytes = START) -> bytes:
    """The head of a chain of these lines, or of one that went on with them."""
    for line in lines:
        head = extended(head, line)
    return head


def verify(lines: Iterable[bytes], heads: Iterable[bytes]) -> bool:
    """Whether each of these heads, noted at different times, is one that the chain of these lines had."""
    missing = set(heads) - {START}
    head = START
    for line in lines:
        head = extended(head, line)
        missing.discard(head)
    return not missing


def commit(words: bytes, salt: bytes) -> bytes:
    """The commitment to these words. Raises InvalidValue where the salt has not 32 bytes."""
    if len(salt) != SALT:
        raise InvalidValue("salt", f"{len(salt)} bytes", f"{SALT}")
    return blake2b(salt + words, digest_size=32, person=b"mediant-commit/1").digest()


def holds(words: bytes, salt: bytes, digest: bytes) -> bool:
    """Whether these are the words that were committed to."""
    return len(salt) == SALT and compare_digest(commit(words, salt), digest)


def first_line(viewer: str, case: str) -> bytes:
    """What a viewer's file begins with, and their chain: who they are, and the title of the case when it began."""
    return _json({"format": FORMAT, "viewer": viewer, "case": case})


def seen_line(event: bytes) -> bytes:
    """The line of something that was shown: a JSON object, as it is. Raises InvalidValue for one on several lines."""
    if b"\n" in event:
        raise InvalidValue("event", "several lines", "one")
    return b'{"line":%b}' % event


def commitment_line(digest: bytes, of: str) -> bytes:
    """The line of a commitment; `of` says in words to what."""
    return _json({"commitment": {"digest": digest.hex(), "of": of}})


def opening_line(digest: bytes, salt: bytes, words: str) -> bytes:
    """The line that opens a commitment of an earlier line."""
    return _json({"opening": {"digest": digest.hex(), "salt": salt.hex(), "words": words}})


def seen_file(lines: Iterable[bytes]) -> bytes:
    """The file that a viewer is given: the lines of their chain from `first_line` on, and its head."""
    kept = tuple(lines)
    return b"".join(line + b"\n" for line in (*kept, _json({"head": head_of(kept).hex()})))


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "backslashreplace"
    )  # what UTF-8 lacks, JSON can say
