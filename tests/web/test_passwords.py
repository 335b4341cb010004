"""Passwords: compared a few at a time, as long for nobody as for somebody."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest
from argon2 import PasswordHasher

from mediant.web.accounts import Account
from mediant.web.passwords import AT_ONCE, WAITING, Busy, Passwords, is_long_enough

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Watched(PasswordHasher):
    """Counts how many hash at once."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.now = self.most = 0
        self.lock = threading.Lock()

    def hash(self, password, *, salt=None):
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.02)
        with self.lock:
            self.now -= 1
        return super().hash(password, salt=salt)


def test_a_password_fits_its_account_only():
    async def inside() -> None:
        passwords = Passwords(QUICK)
        kept = await passwords.hash("correct horse battery")
        assert "correct" not in kept
        assert kept.startswith("$argon2id$")
        mine = Account(id="a", name="Amina", roles=(), password=kept)
        other = Account(id="b", name="Bo", roles=(), password=await passwords.hash("another one here"))
        without = Account(id="c", name="Cy", roles=())
        assert await passwords.fits(mine, "correct horse battery")
        for account, password in ((mine, "correct horse batterx"), (other, "correct horse battery")):
            assert not await passwords.fits(account, password)
        for nobody in (without, None):
            assert not await passwords.fits(nobody, "")
            assert not await passwords.fits(nobody, "correct horse battery")

    asyncio.run(inside())


def test_80_a_flood_is_hashed_two_at_a_time_and_the_rest_turned_away():
    async def inside() -> tuple[int, list]:
        hasher = Watched()
        passwords = Passwords(hasher)
        answers = await asyncio.gather(
            *(passwords.fits(None, f"guess {number}") for number in range(100)), return_exceptions=True
        )
        assert await passwords.fits(None, "afterwards") is False
        return hasher.most, answers

    most, answers = asyncio.run(inside())
    assert most == AT_ONCE == 2
    assert answers.count(False) == AT_ONCE + WAITING
    assert sum(isinstance(answer, Busy) for answer in answers) == 100 - AT_ONCE - WAITING


def test_80_a_caller_that_goes_away_does_not_let_a_third_in():
    async def inside() -> int:
        hasher = Watched()
        passwords = Passwords(hasher)
        for _ in range(5):
            tasks = [asyncio.create_task(passwords.fits(None, "guess")) for _ in range(AT_ONCE)]
            await asyncio.sleep(0.005)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        await passwords.fits(None, "last")
        return hasher.most

    assert asyncio.run(inside()) == AT_ONCE


@pytest.mark.parametrize(
    ("password", "fine"), [("x" * 11, False), ("x" * 12, True), ("x" * 200, True), ("x" * 201, False)]
)
def test_length_is_all_that_counts(password, fine):
    assert is_long_enough(password) is fine
