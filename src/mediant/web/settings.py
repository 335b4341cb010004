"""How one server runs: its address, the clock, chance, and how much of anything it takes."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from mediant.errors import InvalidValue

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0


def wall_clock() -> float:
    """Seconds since 1970."""
    return datetime.now(UTC).timestamp()


def new_token() -> str:
    """256 bits of chance, as 43 characters for URLs."""
    return secrets.token_urlsafe(32)


def new_nonce() -> str:
    """128 bits of chance, for the scripts of one page."""
    return secrets.token_urlsafe(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetime:
    """Seconds that a session lasts: without a request, and in all."""

    idle: float
    absolute: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the server is told at start. Links are built from `origin`, never from what a request says.

    origin : scheme, name and port as a browser sees them, such as `https://talks.example.org`
    also_hosts : further names under which requests may come in
    proxied : whether a proxy stands in front, so that the last X-Forwarded-For address is that of the caller
    """

    origin: str = "http://localhost:8000"
    also_hosts: tuple[str, ...] = ()
    proxied: bool = False
    language: str = "en"
    now: Callable[[], float] = wall_clock
    token: Callable[[], str] = new_token
    nonce: Callable[[], str] = new_nonce
    seats: Lifetime = Lifetime(idle=7 * DAY, absolute=30 * DAY)
    accounts: Lifetime = Lifetime(idle=2 * HOUR, absolute=DAY)
    largest_body: int = 64 * 1024
    largest_in_session: int = 1024 * 1024
    slowest_body: float = 20.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.origin)
        if parts.scheme not in ("http", "https") or not parts.hostname or self.origin != f"{parts[0]}://{parts[1]}":
            raise InvalidValue("origin", repr(self.origin), "http:// or https://, a name and perhaps a port, no more")

    @property
    def host(self) -> str:
        """The name in the origin."""
        return urlsplit(self.origin).hostname or ""

    @property
    def hosts(self) -> tuple[str, ...]:
        """All names under which requests may come in; at loopback all its names."""
        loopback = ("localhost", "127.0.0.1", "[::1]") if self.host in ("localhost", "127.0.0.1", "::1") else ()
        return (self.host, *self.also_hosts, *loopback)

    @property
    def https(self) -> bool:
        """Whether browsers come over TLS."""
        return self.origin.startswith("https:")
