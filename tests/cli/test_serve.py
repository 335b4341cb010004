"""`mediant serve`: what it refuses before it begins. How it runs is in tests/web/test_server.py."""

from __future__ import annotations

import sys

import pytest

from mediant.web.server import listen
from mediant.web.site import opened


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--host", "::"], "--behind-proxy NAME"),
        (["--host", "192.168.1.2"], "--behind-proxy NAME"),
        (["--behind-proxy", "https://talks.example.org"], "a name such as talks.example.org"),
        (["--behind-proxy", "talks.example.org/x"], "a name such as talks.example.org"),
    ],
)
def test_what_browsers_would_refuse_is_refused_at_once(run, here, options, words):
    done = run("serve", "w", *options)
    assert done.status == 1
    assert words in done.err
    assert done.err.count("\n") == 1
    assert list(here.iterdir()) == []


def test_a_folder_or_a_port_in_use(run, here):
    with opened(here / "w"):
        done = run("serve", "w", "--port", 0, "--health-port", 0)
    assert done.status == 1
    assert "another mediant is using it" in done.err
    with listen("127.0.0.1", 0) as sockets:
        port = sockets[0].getsockname()[1]
        done = run("serve", "w", "--port", port, "--health-port", 0)
    assert done.status == 1
    assert f"cannot listen at port {port}" in done.err


def test_wrong_usage(run, here):
    assert run("serve", "w", "--language", "tlh").status == 2
    assert run("serve", "w", "--port", 70_000).status == 2


def test_without_its_packages_it_says_what_to_install(run, here, monkeypatch):
    monkeypatch.setitem(sys.modules, "mediant.web.server", None)
    done = run("serve", "w")
    assert done.status == 1
    assert "pip install 'mediant[serve]'" in done.err
