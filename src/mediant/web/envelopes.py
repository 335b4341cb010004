"""Events as the store keeps them: each under the key of whose secret it is, so that a key destroyed erases it."""

from __future__ import annotations

from typing import NamedTuple, Protocol

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


class Opens(Protocol):
    """Whatever has the keys of sealed lines."""

    def opened(self, line: bytes) -> bytes | None:
        """As `Keys.opened`."""


_ENCODER, _DECODER = Encoder(), Decoder(Envelope)


def sealed(case: str, group: str, event: Event, keys: Keys, once: bytes = b"") -> bytes:
    """The line of an event. Raises StoreProblem where its owner's key was destroyed or cannot be written."""
    owner, line = owner_of(event), line_of(event)
    body = line if owner is None else keys.seal(case, key_of(group, owner), line)
    return _ENCODER.encode(Envelope(group, body, once))


def plain(group: str, event: Event) -> bytes:
    """The line of an event that all may see."""
    return _ENCODER.encode(Envelope(group, line_of(event)))


def group_of(line: bytes) -> str:
    """The group of a line. Raises Refused for what is no such line."""
    return _envelope(line).group


def opened(line: bytes, keys: Opens) -> Kept:
    """What is in a line.

    Raises Refused for what is no such line, and StoreProblem where it was changed or the keys are others.
    """
    kept = _envelope(line)
    body = keys.opened(kept.body)
    return Kept(kept.group, None if body is None else event_of(body), kept.once)


def _envelope(line: bytes) -> Envelope:
    try:
        return _DECODER.decode(line)
    except (DecodeError, UnicodeDecodeError) as error:
        raise Refused(f"a stored line cannot be read: {error}", "restore the case from a backup") from None


def key_of(group: str, owner: str) -> str:
    """The name of an owner's key within its case."""
    return f"{group}/{owner}"
