"""The server as a process of its own: it says where it is, answers, and stops in order."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from small_server import live

from mediant.errors import ServiceProblem
from mediant.web.server import listen


@contextmanager
def started(folder, *options):
    """`mediant serve` that has said where it is; killed at the end if it did not stop."""
    command = [sys.executable, "-m", "mediant", "serve", str(folder), "--port", "0", "--health-port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    lines = []
    try:
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Ctrl-C"):
                break
        yield process, "".join(lines)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def address(said: str) -> str:
    return re.search(r"http://localhost:\d+", said)[0]


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_starts_says_where_and_stops(tmp_path, told):
    with started(tmp_path / "w") as (process, said):
        at = address(said)
        link = re.search(r"http://localhost:\d+/join/[\w-]{43}", said)[0]
        health = re.search(r"(http://127.0.0.1:\d+)/healthz", said)[1]
        assert httpx.get(link).status_code == 200
        assert httpx.get(f"{health}/healthz").text == "ok\n"
        assert httpx.get(f"{at}/healthz").status_code == 404
        answer = httpx.post(link, data={"name": "Amina", "password": "correct horse battery"}, headers={"origin": at})
        assert answer.status_code == 303
        process.send_signal(told)
        rest, logged = process.communicate(timeout=20)
    assert process.returncode == 0
    assert rest == ""
    assert "Amina" not in logged
    assert "Traceback" not in logged
    with started(tmp_path / "w") as (_, said):
        assert "/join/" not in said  # there is an account now


def test_streams_do_not_hold_up_the_end():
    async def inside() -> float:
        async with live() as server:
            token = await server.token()
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(
                f"GET /c/case0001/stream HTTP/1.1\r\nHost: localhost:{server.port}\r\nCookie: __Host-mediant-case0001={token}\r\n\r\n".encode()
            )
            assert b"200 OK" in await reader.readuntil(b"\r\n\r\n")
            begun = time.perf_counter()
        assert (await reader.read()).endswith(b"0\r\n\r\n")
        writer.close()
        return time.perf_counter() - begun

    assert asyncio.run(inside()) < 5


def test_a_port_that_is_taken_is_said_in_words(tmp_path):
    with listen("127.0.0.1", 0) as sockets:
        port = sockets[0].getsockname()[1]
        with pytest.raises(ServiceProblem, match=f"cannot listen at port {port}"), listen("127.0.0.1", port):
            pass


def test_localhost_is_both_its_addresses():
    with listen("localhost", 0) as sockets:
        names = {one.getsockname()[0]: one.getsockname()[1] for one in sockets}
    assert "127.0.0.1" in names
    assert len(set(names.values())) == 1
    if socket.has_ipv6 and Path("/proc/net/if_inet6").exists():
        assert "::1" in names
