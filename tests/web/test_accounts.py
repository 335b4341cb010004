"""Accounts: names that are one's own, and ways to sign in that outlive a restart."""

from __future__ import annotations

import asyncio

import pytest
from small_server import CASE, Clock, Memory

from mediant.web.accounts import Accounts, Passkey
from mediant.web.logbook import Logbook
from mediant.web.settings import Settings

HASHED = "$argon2id$"


async def opened(store: Memory) -> Accounts:
    logbook = Logbook(store)
    accounts = Accounts(logbook, Settings(now=Clock()))
    await logbook.load()
    return accounts


@pytest.mark.parametrize(
    "name", ["amina", "ＡＭＩＮＡ", "AMINA", "Amina", "", " Bo", "x" * 61, "a\u202eb", "a\nb", "\x00"]
)
def test_a_name_that_may_not_be_had(name):
    async def inside() -> None:
        accounts = await opened(Memory())
        await accounts.make("Amina", ("mediator",))
        assert not accounts.may_be_named(name)
        assert accounts.may_be_named("أمينة")

    asyncio.run(inside())


def test_of_two_who_want_a_name_at_once_one_gets_it():
    async def inside() -> None:
        accounts = await opened(Memory())
        making = asyncio.create_task(accounts.make("Amina", ()))
        await asyncio.sleep(0)
        assert not accounts.may_be_named("amina")
        await making
        assert len(accounts) == 1

    asyncio.run(inside())


def test_all_of_it_outlives_a_restart():
    store = Memory()
    key = Passkey(id="k1", public_key="p1", used=3)

    async def first() -> str:
        accounts = await opened(store)
        made = await accounts.make("Amina", ("administrator", "mediator"), password=HASHED, passkey=key)
        gone = await accounts.make("Bo", ())
        await accounts.use_passkey(made, "k1", 7)
        await accounts.add_passkey(made, Passkey(id="k2", public_key="p2", used=0))
        await accounts.remove_passkey(made, "k2")
        await accounts.set_password(made, HASHED[::-1])
        await accounts.close(gone)
        for case, seat in (("case0001", "m"), ("case0002", "m2"), ("case0001", "m1")):
            await accounts.give_seat(made, case, seat)
        await accounts.take_seat(made, "case0002")
        return made

    async def second(made: str) -> None:
        accounts = await opened(store)
        (account,) = accounts
        assert account.id == made
        assert (account.name, account.roles, account.password) == ("Amina", ("administrator", "mediator"), HASHED[::-1])
        assert account.seats == {"case0001": "m1"}
        assert account.passkeys == {"k1": Passkey(id="k1", public_key="p1", used=7)}
        assert accounts.named("aMINA") == accounts.of(made) == account
        assert accounts.named("Bo") is accounts.of("x") is None
        assert accounts.may_be_named("Bo")

    asyncio.run(second(asyncio.run(first())))


def test_what_is_not_there_cannot_be_changed():
    async def inside() -> None:
        accounts = await opened(Memory())
        made = await accounts.make("Amina", ())
        before = accounts.of(made)
        for strange in ("nobody", made):
            await accounts.use_passkey(strange, "no-such", 9)
            await accounts.remove_passkey(strange, "no-such")
            await accounts.take_seat(strange, CASE)
        await accounts.give_seat("nobody", CASE, "m")
        await accounts.set_password("nobody", HASHED)
        await accounts.add_passkey("nobody", Passkey(id="k1", public_key="p1", used=3))
        await accounts.close("nobody")
        assert list(accounts) == [before]

    asyncio.run(inside())
