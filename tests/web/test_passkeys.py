"""Passkeys: proofs that hold, and all the ways in which they do not."""

from __future__ import annotations

import asyncio
import json

import pytest
from authenticator import PRESENT, Authenticator, decoded, encoded
from hypothesis import given
from hypothesis import strategies as st
from small_server import Clock, Memory

from mediant.web.accounts import Accounts
from mediant.web.logbook import Logbook
from mediant.web.passkeys import LASTS, SIGN_IN, Challenges, Passkeys, Unproven
from mediant.web.settings import Settings


class Desk:
    """Accounts and passkeys of one server."""

    def __init__(self, store: Memory | None = None) -> None:
        self.clock = Clock()
        settings = Settings(now=self.clock)
        self.logbook = Logbook(store or Memory())
        self.accounts = Accounts(self.logbook, settings)
        self.passkeys = Passkeys(self.accounts, settings)

    async def registered(self, authenticator: Authenticator, name: str = "Amina") -> str:
        options = self.passkeys.to_register("join x", name)
        passkey = self.passkeys.registered("join x", authenticator.register(options))
        return await self.accounts.make(name, ("mediator",), passkey=passkey)


def run(test):
    """Run a test with a desk whose logbook is loaded."""

    async def inside() -> None:
        desk = Desk()
        await desk.logbook.load()
        await test(desk)

    def test_it() -> None:
        asyncio.run(inside())

    test_it.__name__ = test.__name__
    return test_it


@run
async def test_78_a_proof_signs_in_whoever_gave_it(desk: Desk):
    one, two = Authenticator(), Authenticator()
    first, second = await desk.registered(one), await desk.registered(two, "Bo")
    assert (await desk.passkeys.signed_in(two.sign_in(desk.passkeys.to_sign_in()))).id == second
    assert (await desk.passkeys.signed_in(one.sign_in(desk.passkeys.to_sign_in()))).id == first


@run
async def test_78_a_proof_counts_once(desk: Desk):
    mine = Authenticator()
    await desk.registered(mine)
    answer = mine.sign_in(desk.passkeys.to_sign_in())
    await desk.passkeys.signed_in(answer)
    with pytest.raises(Unproven):
        await desk.passkeys.signed_in(answer)


@run
async def test_78_a_failed_proof_spends_its_challenge_too(desk: Desk):
    mine = Authenticator()
    await desk.registered(mine)
    options = desk.passkeys.to_sign_in()
    with pytest.raises(Unproven):
        await desk.passkeys.signed_in(Authenticator().sign_in(options))
    with pytest.raises(Unproven):
        await desk.passkeys.signed_in(mine.sign_in(options))


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://evil.example"}, {"origin": "http://localhost:8001"}, {"origin": "https://localhost:8000"},
        {"rp_id": "evil.example"}, {"flags": PRESENT}, {"flags": 0}, {"count": -1}, {"count": 0},
        {"key": Authenticator().key}, {"id": b"x" * 32},
    ],
)  # fmt: skip
def test_78_a_wrong_proof_is_none(wrong):
    @run
    async def test(desk: Desk) -> None:
        mine = Authenticator()
        await desk.registered(mine)
        await desk.passkeys.signed_in(mine.sign_in(desk.passkeys.to_sign_in()))
        for name, value in wrong.items():
            setattr(mine, name, value)
        with pytest.raises(Unproven):
            await desk.passkeys.signed_in(mine.sign_in(desk.passkeys.to_sign_in()))

    test()


@run
async def test_78_a_copy_is_noticed_by_its_counter(desk: Desk):
    mine = Authenticator()
    await desk.registered(mine)
    copy = Authenticator(id=mine.id, key=mine.key, count=mine.count)
    await desk.passkeys.signed_in(mine.sign_in(desk.passkeys.to_sign_in()))
    with pytest.raises(Unproven):
        await desk.passkeys.signed_in(copy.sign_in(desk.passkeys.to_sign_in()))


def test_78_the_counter_outlives_a_restart():
    store, mine = Memory(), Authenticator()

    async def first() -> None:
        desk = Desk(store)
        await desk.logbook.load()
        await desk.registered(mine)
        await desk.passkeys.signed_in(mine.sign_in(desk.passkeys.to_sign_in()))

    async def second(copy: Authenticator) -> None:
        desk = Desk(store)
        await desk.logbook.load()
        await desk.passkeys.signed_in(copy.sign_in(desk.passkeys.to_sign_in()))

    asyncio.run(first())
    with pytest.raises(Unproven):
        asyncio.run(second(Authenticator(id=mine.id, key=mine.key, count=mine.count - 1)))
    asyncio.run(second(mine))


@run
async def test_78_a_registration_is_for_whom_it_was_asked(desk: Desk):
    passkeys = desk.passkeys
    for wrong in (
        Authenticator(origin="https://evil.example"),
        Authenticator(rp_id="evil.example"),
        Authenticator(flags=PRESENT),
    ):
        with pytest.raises(Unproven):
            passkeys.registered("join x", wrong.register(passkeys.to_register("join x", "Amina")))
    with pytest.raises(Unproven):
        passkeys.registered("join y", Authenticator().register(passkeys.to_register("join x", "Amina")))
    with pytest.raises(Unproven):
        passkeys.registered("join x", Authenticator().register(passkeys.to_sign_in()))
    mine = Authenticator()
    await desk.registered(mine)
    with pytest.raises(Unproven):  # a passkey belongs to one account
        passkeys.registered("join x", mine.register(passkeys.to_register("join x", "Bo")))


@run
async def test_a_removed_passkey_signs_nobody_in(desk: Desk):
    mine = Authenticator()
    account = await desk.registered(mine)
    (known,) = desk.accounts.of(account).passkeys
    excluded = json.loads(desk.passkeys.to_register("add", "Amina", desk.accounts.of(account)))["excludeCredentials"]
    assert [one["id"] for one in excluded] == [known]
    await desk.accounts.remove_passkey(account, known)
    with pytest.raises(Unproven):
        await desk.passkeys.signed_in(mine.sign_in(desk.passkeys.to_sign_in()))


def test_a_challenge_is_good_for_one_purpose_one_answer_and_five_minutes():
    clock = Clock()
    challenges, others = (Challenges(Settings(now=clock)) for _ in range(2))
    one, two = challenges.new(SIGN_IN), challenges.new(SIGN_IN)
    assert one != two
    assert len(one) >= 32
    for challenge, purpose, asked in (
        (one, "join", challenges), (one, SIGN_IN, others), (one[:-1], SIGN_IN, challenges), (b"", SIGN_IN, challenges),
        (one[:16] + b"\x7f" + one[17:], SIGN_IN, challenges),
    ):  # fmt: skip
        with pytest.raises(Unproven):
            asked.spend(challenge, purpose)
    challenges.spend(one, SIGN_IN)
    with pytest.raises(Unproven):
        challenges.spend(one, SIGN_IN)
    clock.at += LASTS
    with pytest.raises(Unproven):
        challenges.spend(two, SIGN_IN)
    challenges.spend(challenges.new(SIGN_IN), SIGN_IN)
    assert len(challenges._spent) == 1  # what has expired is forgotten


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text() | st.just(encoded(b'{"challenge": 5}')),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["id", "response", "clientDataJSON", "x"]), inner),
)


@given(json_values.map(json.dumps) | st.text())
def test_whatever_comes_is_a_proof_or_none(answer):
    async def inside() -> None:
        desk = Desk()
        await desk.logbook.load()
        with pytest.raises(Unproven):
            await desk.passkeys.signed_in(answer)
        with pytest.raises(Unproven):
            desk.passkeys.registered("join x", answer)

    asyncio.run(inside())


@given(st.binary(max_size=200), st.sampled_from(["authenticatorData", "signature", "clientDataJSON"]))
def test_a_damaged_proof_is_none(noise, part):
    async def inside() -> None:
        desk, mine = Desk(), Authenticator()
        await desk.logbook.load()
        await desk.registered(mine)
        answer = json.loads(mine.sign_in(desk.passkeys.to_sign_in()))
        if decoded(answer["response"][part]) == noise:
            return
        answer["response"][part] = encoded(noise)
        with pytest.raises(Unproven):
            await desk.passkeys.signed_in(json.dumps(answer))

    asyncio.run(inside())


@pytest.mark.parametrize(
    "answer", ["[" * 100_000, '{"response":' * 10_000, '{"id": 1e999}', "\ud800", "{" + '"a":1,' * 3]
)
def test_58_hostile_json_is_no_proof(answer):
    test_whatever_comes_is_a_proof_or_none.hypothesis.inner_test(answer)
