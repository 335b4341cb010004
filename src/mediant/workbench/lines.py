"""Events and commands as lines of JSON, both ways; and whose secret an event is. Pure."""

from __future__ import annotations

from msgspec import DecodeError
from msgspec.json import Decoder, Encoder

from mediant.errors import Refused
from mediant.workbench.articles import Judged, Proposed
from mediant.workbench.audience import JOINT, MEDIATORS, of_party
from mediant.workbench.ballots import Cast
from mediant.workbench.commands import FOR_THE_SERVER, Command
from mediant.workbench.events import Event
from mediant.workbench.records import Looked

LARGEST = 1_000_000
"""Bytes of a command."""
_ENCODER = Encoder(order="deterministic")
_EVENTS = Decoder(Event)
_COMMANDS: Decoder[Command] = Decoder(Command)


def line_of(event: Event) -> bytes:
    """The event as one line, without its end; the same for equal events."""
    return _ENCODER.encode(event)


def event_of(line: bytes) -> Event:
    """The event of a line. Raises Refused for a line that holds none."""
    try:
        return _EVENTS.decode(line)
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(f"a stored line cannot be read: {error}", "restore the case from a backup") from None


def command_of(raw: bytes) -> Command:
    """The command in a request. Raises Refused for what holds none: whatever comes in goes through here."""
    if len(raw) > LARGEST:
        raise Refused(f"{len(raw):,} bytes", f"send at most {LARGEST:,}")
    try:
        command = _COMMANDS.decode(raw)
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(f"no command: {error}", "send one of the commands of the reference") from None
    if type(command) in FOR_THE_SERVER:
        raise Refused("no command: the server alone asks for this", "send one of the commands of the reference")
    return command


def owner_of(event: Event) -> str | None:
    """Whose key seals the event in the store: a party's, a person's, a ballot's; None where all see it."""
    if isinstance(event.fact, Cast):
        return event.fact.ballot
    if isinstance(event.fact, Proposed | Judged) and event.fact.room not in (JOINT, MEDIATORS):
        return of_party(event.fact.room)  # the words of a party's article
    if isinstance(event.fact, Looked):
        return MEDIATORS  # it outlives whoever was looked at
    secret = [audience for audience in event.sees if audience != MEDIATORS]
    if any(audience == "joint" for audience in event.sees):
        return None
    return secret[0] if secret else MEDIATORS
