"""Settings: one origin, from which all else follows."""

from __future__ import annotations

import pytest

from mediant.errors import InvalidValue
from mediant.web.settings import Settings, new_nonce, new_token, wall_clock


def test_an_origin_and_its_names():
    settings = Settings(origin="https://talks.example.org:8443", also_hosts=("talks.local",))
    assert (settings.https, settings.host) == (True, "talks.example.org")
    assert settings.hosts == ("talks.example.org", "talks.local")
    assert set(Settings().hosts) == {"localhost", "127.0.0.1", "[::1]"}


@pytest.mark.parametrize(
    "origin", ["talks.example.org", "https://a/", "ftp://a", "https://", "https://a/b", "//a", "https://a?b"]
)
def test_what_is_no_origin(origin):
    with pytest.raises(InvalidValue):
        Settings(origin=origin)


def test_chance_and_time():
    assert len({new_token() for _ in range(100)} | {new_nonce() for _ in range(100)}) == 200
    assert (len(new_token()), len(new_nonce())) == (43, 22)
    assert wall_clock() > 1_700_000_000
