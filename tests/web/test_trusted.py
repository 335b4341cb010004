"""What administrators allow, kept over a restart."""

from __future__ import annotations

import asyncio

import pytest
from small_server import Memory

from mediant.web.logbook import Logbook
from mediant.web.trusted import Trusted


def test_lists_outlive_a_restart():
    async def inside():
        store = Memory()
        for _ in range(2):
            logbook = Logbook(store)
            trusted = Trusted(logbook)
            await logbook.load()
            if not trusted.hosts:
                assert trusted.servers == {}
                await trusted.allow("news.example.org")
                await trusted.allow("old.example.org")
                await trusted.refuse("old.example.org")
                await trusted.know("a" * 64, "Other")
                await trusted.know("b" * 64, "Old")
                await trusted.forget("b" * 64)
        assert list(trusted.hosts) == ["news.example.org"]
        assert trusted.servers == {"a" * 64: "Other"}

    asyncio.run(inside())


@pytest.mark.parametrize("name", ["news.example.org", "a.b-c.example", "xn--bcher-kva.example"])
def test_names_of_hosts(name):
    assert Trusted.is_host(name)


@pytest.mark.parametrize(
    "name",
    ["", "localhost", "127.0.0.1", "[::1]", "169.254.169.254", "2130706433", "0x7f.1", "a b.org", "news.example.org:80", "*.example.org",
     "News.example.org", "a" * 260 + ".org", "-a.org", "a..org", "http://news.example.org", "a.org/", "a.org\n"],
)  # fmt: skip
def test_what_is_no_name_of_a_host(name):
    assert not Trusted.is_host(name)


def test_addresses_of_servers():
    assert Trusted.is_server("a" * 64, "Other")
    assert not Trusted.is_server("a" * 63, "Other")
    assert not Trusted.is_server("a" * 64, "")
    assert not Trusted.is_server("a" * 64, "x\ny")
