"""Fetching is led nowhere: not by addresses, names, redirects, sizes, speeds, nor what the environment says."""

from __future__ import annotations

import shutil
import socket
import ssl
import threading
import time
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import ServiceProblem
from mediant.readers import fetching
from mediant.readers.fetching import LARGEST, connected, fetched, is_public, reached

HOSTS = frozenset({"news.example.org", "other.example.org"})
AT = "http://news.example.org/a"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


@contextmanager
def answering(*answers, slowly=0.0):
    """A server that gives one answer to each that comes; a way to it, whatever its name; and what was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(5)

        def serve():
            for answer in answers:
                try:
                    line, _ = door.accept()
                except OSError:
                    return
                with line:
                    asked.append(line.recv(65536))
                    try:
                        for piece in answer if isinstance(answer, list) else [answer]:
                            line.sendall(piece)
                            time.sleep(slowly)
                    except OSError:
                        continue

        thread = threading.Thread(target=serve)
        thread.start()

        def reach(host, port, seconds):
            reach.hosts.append((host, port))
            return socket.create_connection(door.getsockname(), timeout=seconds)

        reach.hosts = []
        try:
            yield reach, asked
        finally:
            door.close()
            thread.join()


def refused(url, why, **given):
    with pytest.raises(ServiceProblem, match=why) as told:
        fetched(url, HOSTS, **given)
    assert str(told.value).isprintable()


def test_a_page_of_an_allowed_host_comes():
    with answering(HEAD + b"Content-Length: 5\r\n\r\nhello") as (reach, asked):
        assert fetched(AT + "?b=c", HOSTS, reach=reach) == b"hello"
    assert asked[0].startswith(b"GET /a?b=c HTTP/1.1\r\n")
    assert b"Host: news.example.org\r\n" in asked[0]
    assert b"Cookie" not in asked[0]
    assert reach.hosts == [("news.example.org", 80)]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://localhost/", "http://169.254.169.254/latest/meta-data/", "http://0/", "http://2130706433/",
        "http://0x7f.1/", "http://[::ffff:127.0.0.1]/", "file:///etc/passwd", "ftp://news.example.org/", "gopher://news.example.org/",
        "data:text/html,x", "http://news.example.org@127.0.0.1/", "http://x:y@news.example.org/", "http://news.example.org:22/",
        "http://news.example.org:8000/", "http://news.example.org.evil.org/", "http://evil.org/news.example.org", "//news.example.org/",
        "http://news.example.org\\@127.0.0.1/", "http://news.example.org\r\nX: y/", "http://news.example.org/ a", "", "x" * 3000, "http://[/",
        "http://news.example.org:99999/", "javascript:alert(1)", "http://ｎｅｗｓ.example.org/", "unix:/var/run/x", "jar:http://news.example.org/!/",
    ],
)  # fmt: skip
def test_61_nothing_else_is_asked(url):
    def never(*_):
        raise AssertionError("a connection was opened")

    refused(url, "no address|usual port|not allowed", reach=never)


def test_61_off_unless_a_host_is_allowed():
    with pytest.raises(ServiceProblem, match="not allowed"):
        fetched(AT, ())


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/secret", "http://169.254.169.254/", "file:///etc/passwd", "http://localhost:8001/metrics", "//evil.org/x",
        "http://news.example.org:8001/metrics", "http://x@other.example.org/", "ftp://other.example.org/",
    ],
)  # fmt: skip
def test_61_a_redirect_is_held_to_the_same(to):
    answer = f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()
    with answering(answer) as (reach, asked):
        refused(AT, "not allowed|usual port|no address", reach=reach)
    assert len(asked) == 1


def test_61_a_redirect_to_an_allowed_host_is_followed_a_few_times():
    there = b"HTTP/1.1 301 Moved\r\nLocation: http://other.example.org/b\r\nContent-Length: 0\r\n\r\n"
    with answering(there, HEAD + b"Content-Length: 2\r\n\r\nok") as (reach, _):
        assert fetched(AT, HOSTS, reach=reach) == b"ok"
        assert [host for host, _ in reach.hosts] == ["news.example.org", "other.example.org"]
    with answering(*[there] * 5) as (reach, _):
        refused(AT, "sends on more than 3 times", reach=reach)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.255.254", "0.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1",
        "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "fd00:ec2::254", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:4136::1",
        "::127.0.0.1", "2001:db8::1", "nonsense", "", "2130706433",
    ],
)  # fmt: skip
def test_61_what_is_not_public_is_not_connected_to(address):
    assert not is_public(address)
    with pytest.raises(ServiceProblem, match="not public"):
        connected("news.example.org", ["93.184.216.34", address], 80, 1.0)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8"]
)
def test_public_addresses_are(address):
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_61_an_address_of_ipv4_in_one_of_ipv6_is_no_way_around(address):
    for text in (f"::ffff:{address}", f"64:ff9b::{address}", f"::{address}"):
        assert is_public(text) <= is_public(str(address))


def test_61_a_name_that_changes_its_address_is_asked_once(monkeypatch):
    """Public when it is looked at, loopback when it is connected to: what was looked at is what is connected to."""
    asked, opened = [], []

    def rebinding(host, port, **_):
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def opening(address, timeout):
        opened.append(address)
        raise OSError("not in a test")

    monkeypatch.setattr(fetching.socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(fetching.socket, "create_connection", opening)
    with pytest.raises(ServiceProblem, match="cannot be reached"):
        reached("news.example.org", 80, 1.0)
    assert asked == ["news.example.org"]
    assert opened == [("93.184.216.34", 80)]
    with pytest.raises(ServiceProblem, match="not public"):
        reached("news.example.org", 80, 1.0)
    assert len(opened) == 1


def test_61_a_huge_body_is_given_up():
    endless = [HEAD + b"\r\n", *[bytes(1 << 20)] * 8]
    with answering(endless) as (reach, _):
        refused(AT, "more than 4 MB", reach=reach)
    with answering(HEAD + b"Content-Length: 9999999999\r\n\r\n" + bytes(10)) as (reach, _):
        refused(AT, "breaks off", reach=reach)
    assert LARGEST == 4 << 20


def test_61_a_slow_body_is_given_up():
    with answering([HEAD + b"\r\n", *[b"x"] * 100], slowly=0.05) as (reach, _):
        begun = time.monotonic()
        refused(AT, "takes too long|breaks off", reach=reach, seconds=0.5)
        assert time.monotonic() - begun < 3


def test_61_a_slow_head_is_given_up():
    with answering([b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 60], slowly=0.05) as (reach, _):
        begun = time.monotonic()
        refused(AT, "takes too long|breaks off|does not answer", reach=reach, seconds=0.5)
        assert time.monotonic() - begun < 6


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\n\r\nx", HEAD + b"Content-Encoding: gzip\r\n\r\nx", b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\nx", b"HTTP/1.1 200 OK\r\n\r\nx", b"", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500,
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000,
    ],
)  # fmt: skip
def test_other_kinds_of_answers_are_refused(answer):
    with answering(answer) as (reach, _):
        refused(AT, "answers|does not answer|breaks off", reach=reach)


def test_61_the_environment_leads_nowhere(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with answering(HEAD + b"Content-Length: 2\r\n\r\nok") as (reach, asked):
        assert fetched(AT, HOSTS, reach=reach) == b"ok"
    assert asked[0].startswith(b"GET /a HTTP/1.1")


def test_a_name_that_nobody_has_is_told():
    with pytest.raises(ServiceProblem):
        reached("no-such-name.invalid", 80, 1.0)


def certified(folder, name):
    """A server's certificate of its own making, which nobody has signed."""
    import subprocess

    pair = folder / "key.pem", folder / "cert.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={name}"]
    subprocess.run(
        [*made, "-addext", f"subjectAltName=DNS:{name}", "-keyout", pair[0], "-out", pair[1]],
        check=True,
        capture_output=True,
    )
    return pair


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_a_certificate_must_be_signed_and_of_that_name(tmp_path, monkeypatch):
    key, cert = certified(tmp_path, "news.example.org")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.2)

        def serve():
            while not done.is_set():
                try:
                    line, _ = door.accept()
                    line.settimeout(2)
                    with context.wrap_socket(line, server_side=True) as safe:
                        safe.recv(65536)
                        safe.sendall(HEAD + b"Content-Length: 2\r\n\r\nok")
                except OSError:
                    continue

        thread = threading.Thread(target=serve)
        thread.start()

        def reach(host, port, seconds):
            return socket.create_connection(door.getsockname(), timeout=seconds)

        try:
            refused("https://news.example.org/", "does not answer", reach=reach)  # nobody has signed it
            monkeypatch.setenv("SSL_CERT_FILE", str(cert))
            assert fetched("https://news.example.org/", HOSTS, reach=reach) == b"ok"
            refused("https://other.example.org/", "does not answer", reach=reach)  # of another name
        finally:
            done.set()
            thread.join()


def test_61_hands_that_are_never_shaken_are_given_up():
    with answering([b"", *[b"\x16"] * 60], slowly=0.05) as (reach, _):
        begun = time.monotonic()
        refused("https://news.example.org/", "takes too long|does not answer", reach=reach, seconds=0.5)
        assert time.monotonic() - begun < 6
