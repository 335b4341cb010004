"""Events as the store keeps them: each under the key of whose secret it is, so that a key destroyed erases it."""

from __future__ import annotations

from typing import Protocol

from msgspec import DecodeError, Struct
from msgspec.msgpack import Decoder, Encoder

from mediant.errors import Refused
from mediant.workbench.events import Event
from mediant.workbench.lines import event_of, line_of


class Vault(Protocol):
    """Keys by name, each made when it is first needed."""

    def seal(self, owner: str, plain: bytes) -> bytes:
        """The text under the key of that name."""

    def open(self, owner: str, sealed: bytes) -> bytes | None:
        """The text again; None where the key was destroyed."""

    def destroy(self, owner: str) -> None:
        """Destroy a key for good; nothing where there is none."""


class Envelope(Struct, frozen=True, array_like=True):
    """One stored line. owner : whose key seals the body; None for what all at the table saw."""

    group: str
    owner: str | None
    body: bytes


_ENCODER, _DECODER = Encoder(), Decoder(Envelope)


def sealed(group: str, event: Event, owner: str | None, vault: Vault) -> bytes:
    """The line of an event."""
    line = line_of(event)
    return _ENCODER.encode(Envelope(group, owner, line if owner is None else vault.seal(owner, line)))


def opened(line: bytes, vault: Vault) -> tuple[str, Event | None]:
    """The group and the event of a line; None where its key was destroyed. Raises Refused for what is no such line."""
    try:
        kept = _DECODER.decode(line)
    except (DecodeError, UnicodeDecodeError) as error:
        raise Refused(f"a stored line cannot be read: {error}", "restore the case from a backup") from None
    body = kept.body if kept.owner is None else vault.open(kept.owner, kept.body)
    return kept.group, None if body is None else event_of(body)
