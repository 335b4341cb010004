"""Codes to come back to a class with, and how many wrong ones are heard of before nobody listens any more."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import Response

from mediant.web.limits import Limit, Sources
from mediant.web.sessions import TOKEN

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of codes: none looks like another."""
SHORTEST = 8
"""Characters of a code that a teacher gives out: 40 bits, where they are letters and digits of chance."""
COOKIE = "__Host-joining"
OF_BROWSER, OF_ADDRESS = 10, 300
"""Wrong codes at once: of one browser, and of all browsers of one address. After that one in `SECONDS`."""
SECONDS = 30


def code_from(chance: str) -> str:
    """A code of chance to read from a screen and to type in: 60 bits."""
    number = int.from_bytes(sha256(chance.encode()).digest()[:8])
    digits = [LETTERS[number >> 5 * place & 31] for place in range(12)]
    return "-".join("".join(digits[place : place + 4]) for place in (0, 4, 8))


def code_key(typed: str) -> str:
    """What is kept of a code: the same however it is typed."""
    return sha256("".join(typed.upper().split()).replace("-", "").encode()).hexdigest()


class WrongCodes:
    """The wrong codes that were typed at the links of classes.

    A browser has a budget of its own, by a cookie, so that who mistypes holds up nobody else; an address has a larger
    one, as cookies can be thrown away. Who has none left is not told whether a code is right. Another link begins anew.
    """

    def __init__(self, now: Callable[[], float], sources: Sources) -> None:
        self._sources = sources
        self._browsers = Limit(now, rate=1 / SECONDS, burst=OF_BROWSER)
        self._addresses = Limit(now, rate=1 / SECONDS, burst=OF_ADDRESS)

    def are_too_many(self, request: Request, link: str) -> bool:
        """Whether another code of this browser, at this link, is not looked at."""
        browser, address = self._keys(request, link)
        return self._browsers.is_spent(browser) or self._addresses.is_spent(address)

    def take(self, request: Request, link: str) -> None:
        """Count one."""
        browser, address = self._keys(request, link)
        self._browsers.take(browser)
        self._addresses.take(address)

    def _keys(self, request: Request, link: str) -> tuple[str, str]:
        source, cookie = self._sources.of(request), request.cookies.get(COOKIE, "")
        return f"{link} {source} {cookie if TOKEN.fullmatch(cookie) else ''}", f"{link} {source}"


def know_again(request: Request, response: Response, token: Callable[[], str]) -> None:
    """Give the browser the cookie of its budget, where it has none. It says nothing of who it is, and ends with it."""
    if TOKEN.fullmatch(request.cookies.get(COOKIE, "")) is None:
        response.set_cookie(COOKIE, token(), path="/", secure=True, httponly=True, samesite="lax")
