"""Events as the store keeps them: each under the key of whose secret it is, so that a key destroyed erases it."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import DecodeError, Struct
from msgspec.msgpack import Decoder, Encoder

from mediant.errors import Refused
from mediant.stores.keys import Keys
from mediant.workbench.events import Event
from mediant.workbench.lines import event_of, line_of, owner_of


class Envelope(Struct, frozen=True, array_like=True):
    """One stored line: the group that it belongs to, and an event, sealed or not.

    once : names the request that brought it about, so that the same one is known when it comes again; or empty.
    """

    group: str
    body: bytes
    once: bytes = b""


class Kept(NamedTuple):
    """What was in an envelope; no event where its key was destroyed."""

    group: str
    event: Event | None
    once: bytes = b""


_ENCODER, _DECODER = Encoder(), Decoder(Envelope)


def sealed(case: str, group: str, event: Event, keys: Keys, once: bytes = b"") -> bytes:
    """The line of an event. Raises StoreProblem where its owner's key was destroyed or cannot be written."""
    owner, line = owner_of(event), line_of(event)
    body = line if owner is None else keys.seal(case, key_of(group, owner), line)
    return _ENCODER.encode(Envelope(group, body, once))


def opened(line: bytes, keys: Keys) -> Kept:
    """What is in a line.

    Raises Refused for what is no such line, and StoreProblem where it was changed or the keys are others.
    """
    try:
        kept = _DECODER.decode(line)
    except (DecodeError, UnicodeDecodeError) as error:
        raise Refused(f"a stored line cannot be read: {error}", "restore the case from a backup") from None
    body = keys.opened(kept.body)
    return Kept(kept.group, None if body is None else event_of(body), kept.once)


def key_of(group: str, owner: str) -> str:
    """The name of an owner's key within its case."""
    return f"{group}/{owner}"
