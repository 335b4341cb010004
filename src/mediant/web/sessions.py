"""Sessions: who holds which seat in which case, or which account, in this browser.

A token is 256 bits of chance that only the browser keeps; here stands its SHA-256. Every case has its own cookie, so
that seats in several cases, in one browser, never meet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from starlette.responses import Response

from mediant.web.logbook import Fact, Logbook
from mediant.web.settings import Lifetime, Settings

ACCOUNT_COOKIE = "__Host-mediant"
CASE_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser's hold on a seat of a case; on an account where `case` is empty: `seat` is its id then."""

    key: str
    case: str
    seat: str
    opened: float


def hashed(token: str) -> str:
    """What is kept of a token: its SHA-256, in hexadecimal."""
    return sha256(token.encode()).hexdigest()


def cookie_of(case: str) -> str:
    """The name of the cookie for a case; of the account where it is empty."""
    return f"{ACCOUNT_COOKIE}-{case}" if case else ACCOUNT_COOKIE


def cases_in(cookies: Mapping[str, str]) -> tuple[str, ...]:
    """The cases for which these cookies claim a seat; whether they hold one is for `Sessions.of` to say."""
    named = (name.removeprefix(f"{ACCOUNT_COOKIE}-") for name in cookies if name.startswith(f"{ACCOUNT_COOKIE}-"))
    return tuple(case for case in named if CASE_ID.fullmatch(case))


class Sessions:
    """All open sessions. `on_close` is told the key of each that ends, for whatever reason, at once."""

    def __init__(self, logbook: Logbook, settings: Settings, on_close: Callable[[str], None]) -> None:
        self._logbook = logbook
        self.now = settings.now
        self._settings = settings
        self._on_close = on_close
        self._open: dict[str, Session] = {}
        self._seen: dict[str, float] = {}
        logbook.listen("session-opened", self._opened)
        logbook.listen("session-closed", self._closed)

    async def open(self, case: str, seat: str, *, instead_of: Session | None = None) -> str:
        """The token of a new session; the one it replaces, if any, is closed in the same write."""
        token = self._settings.token()
        now = self.now()
        facts = [{"fact": "session-opened", "key": hashed(token), "case": case, "seat": seat, "at": now}]
        if instead_of is not None:
            facts.append({"fact": "session-closed", "key": instead_of.key})
        await self._logbook.write(*facts)
        return token

    def of(self, cookies: Mapping[str, str], case: str) -> Session | None:
        """The session that these cookies hold for a case (for the account: ""); None where there is none, or no more.

        Counts as a sign of life.
        """
        token = cookies.get(cookie_of(case), "")
        if TOKEN.fullmatch(token) is None:
            return None
        session = self._open.get(hashed(token))
        if session is None or session.case != case or self._is_over(session):
            return None
        self._seen[session.key] = self.now()
        return session

    def is_open(self, session: Session) -> bool:
        """Whether it still holds; no sign of life."""
        return session.key in self._open and not self._is_over(session)

    async def close(self, *sessions: Session) -> None:
        """End sessions; their streams are cut."""
        keys = [session.key for session in sessions if session.key in self._open]
        if keys:
            await self._logbook.write(*({"fact": "session-closed", "key": key} for key in keys))

    async def close_seat(self, case: str, seat: str, *, but: Session | None = None) -> None:
        """End all sessions of a seat (of an account where `case` is empty), save one."""
        await self.close(*(s for s in self._open.values() if (s.case, s.seat) == (case, seat) and s != but))

    async def close_case(self, case: str) -> None:
        """End all sessions of a case."""
        await self.close(*(session for session in self._open.values() if session.case == case))

    async def sweep(self, alive: frozenset[str] = frozenset()) -> None:
        """End those that have expired: their streams are cut and a restart does not revive them.

        alive : keys of those that give a sign of life without asking for anything: somebody follows what happens.
        """
        for key in alive & self._open.keys():
            self._seen[key] = self.now()
        await self.close(*(session for session in self._open.values() if self._is_over(session)))

    def _is_over(self, session: Session) -> bool:
        now, lasts = self.now(), self._lasts(session)
        return now - self._seen[session.key] >= lasts.idle or now - session.opened >= lasts.absolute

    def _lasts(self, session: Session) -> Lifetime:
        return self._settings.seats if session.case else self._settings.accounts

    def _opened(self, fact: Fact) -> None:
        session = Session(key=fact["key"], case=fact["case"], seat=fact["seat"], opened=fact["at"])
        self._open[session.key] = session
        self._seen[session.key] = self.now()  # after a restart the idle time begins anew

    def _closed(self, fact: Fact) -> None:
        if self._open.pop(fact["key"], None) is not None:
            del self._seen[fact["key"]]
            self._on_close(fact["key"])


def give_cookie(response: Response, case: str, token: str, lasts: Lifetime) -> None:
    """Set the cookie of a session. Browsers take a secure one from plain http only at loopback, which is trusted."""
    _set(response, case, token, round(lasts.absolute))


def take_cookie(response: Response, case: str) -> None:
    """Have the browser forget the cookie of a session."""
    _set(response, case, "", 0)


def _set(response: Response, case: str, value: str, seconds: int) -> None:
    response.set_cookie(cookie_of(case), value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")
