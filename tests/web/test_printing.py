"""PDF is made in a process of its own, which fetches nothing and ends in time."""

from __future__ import annotations

import asyncio
import socket
import threading

import pytest
from paper import needs_paper

from mediant.errors import Refused
from mediant.web import printing
from mediant.web.printing import pdf_of


def test_a_page_becomes_pdf():
    needs_paper()
    assert asyncio.run(pdf_of("<!doctype html><html lang=en><title>T</title><p>Hello")).startswith(b"%PDF-")


def test_64_the_printer_opens_no_address(tmp_path):
    """A page full of addresses: nothing knocks at ours, and nothing of a file comes in."""
    needs_paper()
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET-OF-THE-SERVER")
    knocks = []
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.2)
        done = threading.Event()

        def listening():
            while not done.is_set():
                try:
                    knocks.append(door.accept())
                except TimeoutError:
                    continue

        waiting = threading.Thread(target=listening)
        waiting.start()
        at = f"http://127.0.0.1:{door.getsockname()[1]}"
        html = (
            f"<!doctype html><html lang=en><head><title>T</title><base href='{at}/'><link rel=stylesheet href='{at}/a.css'>"
            f"<link rel=attachment href='{secret.as_uri()}'><style>@import url({at}/b.css); @font-face {{font-family: f; src: url({at}/f)}}"
            f" p {{background: url({at}/c.png); font-family: f}}</style></head><body><img alt=a src='{at}/d.png'><img alt=b src='e.png'>"
            f"<object data='{at}/o.svg'></object><embed src='{secret.as_uri()}'><img alt=c src='{secret.as_uri()}'>"
            f"<svg><image href='{at}/g.png'/></svg><p>Hello"
        )
        raw = asyncio.run(pdf_of(html))
        done.set()
        waiting.join()
    assert raw.startswith(b"%PDF-")
    assert knocks == []
    assert b"SECRET" not in raw


def test_one_clear_line_where_it_is_missing(monkeypatch):
    monkeypatch.setattr(printing, "find_spec", lambda _: None)
    with pytest.raises(Refused, match=r"cannot make PDF; take the report as a page, or have mediant\[pdf\] installed"):
        asyncio.run(pdf_of("<p>x"))


def test_what_takes_too_long_is_given_up(monkeypatch):
    needs_paper()
    monkeypatch.setattr(printing, "SECONDS", 0.01)
    with pytest.raises(Refused, match="could not be printed"):
        asyncio.run(pdf_of("<p>x"))


def test_79_whoever_prints_much_waits_for_themselves_alone(monkeypatch):
    """North has asked for more than there are processes; South's page is printed before North's second."""

    class Printer:
        returncode = 0

        async def communicate(self, html):
            order.append(html)
            await asyncio.sleep(0.01)
            return b"%PDF-", b""

    async def begun(*_, **__):
        return Printer()

    async def inside():
        asked = [asyncio.create_task(pdf_of(f"north {number}", "north")) for number in range(5)]
        asked.append(asyncio.create_task(pdf_of("south", "south")))
        return await asyncio.gather(*asked, return_exceptions=True)

    order = []
    monkeypatch.setattr(printing, "find_spec", lambda _: True)
    monkeypatch.setattr(asyncio, "create_subprocess_exec", begun)
    monkeypatch.setattr(printing, "AT_ONCE", asyncio.Semaphore(2))
    found = asyncio.run(inside())
    assert order[:2] == [b"north 0", b"south"]
    assert [isinstance(one, Refused) for one in found] == [False, False, False, True, True, False]
