"""Passwords: hashed with argon2id, few at once, because each takes a fifth of a second and 64 MiB."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error

from mediant.web.accounts import Account

T = TypeVar("T")
AT_ONCE, WAITING = 2, 8
SHORTEST, LONGEST = 12, 200


class Busy(Exception):
    """Too many passwords are being hashed; ask again later."""


class Passwords:
    """Hashes and compares. At most `AT_ONCE` at a time, and `WAITING` more may wait: others are turned away."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._threads = ThreadPoolExecutor(AT_ONCE, "passwords")
        self._begun: list[Future[Any]] = []

    async def hash(self, password: str) -> str:
        """What is kept of a password. Raises Busy."""
        return await self._in_turn(self._hasher.hash, password)

    async def fits(self, account: Account | None, password: str) -> bool:
        """Whether it is the password of the account. Takes as long where there is no such account. Raises Busy."""
        kept = account.password if account is not None else ""
        return await self._in_turn(self._verify, kept, password)

    async def _in_turn(self, work: Callable[..., T], *values: str) -> T:
        self._begun = [begun for begun in self._begun if not begun.done()]
        if len(self._begun) >= AT_ONCE + WAITING:
            raise Busy
        begun = self._threads.submit(work, *values)  # goes on when its caller is gone, and counts until it is done
        self._begun.append(begun)
        return await asyncio.wrap_future(begun)

    def _verify(self, kept: str, password: str) -> bool:
        if not kept:
            self._hasher.hash(password)  # as long as a comparison takes
            return False
        try:
            return self._hasher.verify(kept, password)
        except Argon2Error:
            return False


def is_long_enough(password: str) -> bool:
    """Whether it may become a password: length is all that counts."""
    return SHORTEST <= len(password) <= LONGEST
