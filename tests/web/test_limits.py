"""Limits: how much each key may do, by a clock that the test sets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from small_server import Clock
from starlette.requests import HTTPConnection

from mediant.web.limits import Limit, Sources


@given(st.lists(st.floats(0, 3), max_size=60), st.floats(0.1, 5), st.integers(1, 5))
def test_never_more_than_the_burst_and_what_time_has_brought(pauses, rate, burst):
    clock = Clock(0)
    limit = Limit(clock, rate=rate, burst=burst)
    allowed = 0
    for pause in pauses:
        clock.at += pause
        allowed += limit.take("a")
        assert allowed <= burst + clock.at * rate + 1e-6


@given(st.integers(1, 50))
def test_what_others_do_changes_nothing(noise):
    clock = Clock(0)
    limit, alone = (Limit(clock, rate=1, burst=2) for _ in range(2))
    for step in range(noise):
        clock.at += 0.3
        limit.take(f"other-{step % 3}")
        assert limit.take("a") == alone.take("a")


def test_room_is_bounded_and_who_is_forgotten_is_not_held_up():
    limit = Limit(Clock(), rate=0.001, burst=1, most=100)
    assert limit.take("a")
    assert limit.is_spent("a")
    assert not limit.take("a")
    assert all(limit.take(str(number)) for number in range(10_000))
    assert len(limit) == 100
    assert limit.take("a")


def test_a_clock_that_steps_back_takes_nothing_away():
    clock = Clock(100)
    limit = Limit(clock, rate=1, burst=2)
    limit.take("a")
    clock.at = 50
    assert limit.take("a")
    clock.at = 51.5
    assert limit.take("a")


def connection(client, *forwarded):
    headers = [(b"x-forwarded-for", value) for value in forwarded]
    return HTTPConnection({"type": "http", "client": client, "headers": headers})


def test_addresses_are_keys_that_mean_nothing_elsewhere():
    direct, proxied, other = (
        Sources("s" * 43, proxied=False),
        Sources("s" * 43, proxied=True),
        Sources("t", proxied=False),
    )
    caller = connection(("192.0.2.1", 80), b"10.1.1.1")
    assert "192" not in direct.of(caller)
    assert direct.of(caller) == direct.of(connection(("192.0.2.1", 99))) != other.of(caller)
    assert proxied.of(caller) == proxied.of(connection(("192.0.2.9", 1), b"1.2.3.4, 5.6.7.8", b"10.1.1.1"))
    assert proxied.of(connection(("192.0.2.1", 80))) == direct.of(caller)
    assert direct.of(connection(None))


def test_70_who_has_many_addresses_of_ipv6_is_one_caller():
    sources = Sources("s" * 43, proxied=False)
    first = sources.of(connection(("2001:db8:1:2::1", 80)))
    assert first == sources.of(connection(("2001:db8:1:2:ffff:0:0:9", 80)))
    assert first != sources.of(connection(("2001:db8:1:3::1", 80)))
    mapped, plain, next_to_it = ((address, 80) for address in ("::ffff:192.0.2.1", "192.0.2.1", "::ffff:192.0.2.2"))
    assert sources.of(connection(mapped)) == sources.of(connection(plain)) != sources.of(connection(next_to_it))
