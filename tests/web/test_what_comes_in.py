"""Whatever is uploaded, pasted or named: it is text or it is refused, within a budget; and nothing that comes in is run."""

from __future__ import annotations

import gzip
import io
import re
import time
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from small_workbench import Bench, at_the_bench

import mediant
from mediant.errors import MediantError, Refused
from mediant.web.articles import extracted
from mediant.web.rendering import theirs, theirs_in_full
from mediant.workbench.lines import command_of
from mediant.workbench.people import Person, Seat
from mediant.workbench.wording import diff, pieces

SENT = {"room": "north", "title": "", "words": "", "outlet": "", "published": ""}
BUDGET = 5.0
"""Seconds for what takes a fraction of one: a busy machine is no fault of the code."""


def zipped(name: str, body: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return held.getvalue()


BOMB = zipped("word/document.xml", bytes(50_000_000))
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\x86\xa0\0\1\x86\xa0\x08\6\0\0\0"
    + zlib.crc32(b"IHDR\0\1\x86\xa0\0\1\x86\xa0\x08\6\0\0\0").to_bytes(4)
    + b"\0\0\0\0IDAT\0\0\0\0IEND"
)
JPEG = (
    b"\xff\xd8\xff\xe1\0\x40Exif\0\0MM\0*\0\0\0\x08\0\1\x88%\0\4\0\0\0\1\0\0\0\x1aGPSLatitude\xff\xd9"
    + bytes(range(256)) * 4
)


async def refused(bench: Bench, file: tuple[str, bytes, str]) -> None:
    noor = await bench.browser("n")
    began = time.monotonic()
    answer = await noor.post(f"{bench.at}/evidence/bring", data=SENT, files={"file": file})
    assert answer.status_code == 422, file[0]
    assert time.monotonic() - began < BUDGET
    person = await bench.hub.person(bench.place, "n")
    assert (await bench.hub.table(bench.place, person)).evidence.articles == {}


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.docx", BOMB),
        ("a.xlsx", BOMB),
        ("a.zip", zipped("a.zip", BOMB)),
        ("a.html", gzip.compress(bytes(20_000_000))),
        ("a.txt", zipped("../../../etc/passwd", b"x")),
    ],
)
def test_59_no_archive_is_opened(name, raw, tmp_path):
    @at_the_bench
    async def inside(bench: Bench) -> None:
        await refused(bench, (name, raw, "application/zip"))

    inside(tmp_path)


def test_59_nothing_in_the_server_can_open_one():
    """Nor follow a link in one: there is no such import in what a request can reach, but where one is written."""
    source = Path(mediant.__file__).parent
    for package_of in ("web", "workbench", "stores", "evidence/articles"):
        for module in (source / package_of).rglob("*.py"):
            text = module.read_text()
            found = re.search(r"^\s*(?:import|from) (zipfile|tarfile|bz2|lzma)\b", text, re.MULTILINE)
            writes = re.findall(r"ZipFile\((.*?)\)", text)
            assert found is None or (found[1] == "zipfile" and writes == ['raw, "w"']), module


@pytest.mark.parametrize(
    "address", ["http://169.254.169.254/", "file:///etc/passwd", "http://[::ffff:127.0.0.1]:8001/"]
)
def test_61_an_address_is_words(address, tmp_path):
    @at_the_bench
    async def inside(bench: Bench) -> None:
        noor = await bench.browser("n")
        sent = {**SENT, "title": "Ours", "words": address}
        assert (await noor.post(f"{bench.at}/evidence/bring", data=sent)).status_code == 303
        person = await bench.hub.person(bench.place, "n")
        (article,) = (await bench.hub.table(bench.place, person)).evidence.articles.values()
        assert article.text == address

    inside(tmp_path)


@pytest.mark.parametrize(("name", "raw"), [("a.png", PNG), ("a.jpg", JPEG), ("a.txt", PNG), ("a.html", JPEG)])
def test_62_no_picture_is_taken(name, raw, tmp_path):
    """So there is none to unpack, and no place where it was made that could be told."""

    @at_the_bench
    async def inside(bench: Bench) -> None:
        await refused(bench, (name, raw, "image/png"))

    inside(tmp_path)


HOSTILE = {
    "open tags": "<" * 90_000, "attributes": "<a " + "x=" * 45_000, "brackets": "[" * 90_000, "entities": "&" * 90_000,
    "blank lines": "\n \t" * 30_000, "almost blank": ("\n" + " " * 300) * 300 + "x", "comments": "<!--" * 20_000, "quotes": '"“' * 45_000,
    "stars": "*" * 45_000 + "_" * 45_000, "dots": "a." * 45_000, "digits": "1" * 90_000, "and": "said that " * 9_000,
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_65_no_text_takes_long(kind):
    """Every pattern that meets what people write, on texts made to take for ever."""
    text = HOSTILE[kind]
    began = time.monotonic()
    theirs(text)
    theirs_in_full(text)
    with suppress(MediantError):
        pieces(text[:5_000])
    diff(text[:5_000], text[:4_000] + "x")
    with pytest.raises(MediantError):
        command_of(text.encode())
    for around in (text, f"<!doctype html><html><body><p>{text}</p></body></html>"):
        with suppress(MediantError):
            extracted(around.encode(), None, None, None, "north")
    assert time.monotonic() - began < BUDGET


@pytest.mark.parametrize(
    "name", ["os:system", "../../evil", "mediant.talks.strategies.composed", "builtins.eval", "negmas:os.system"]
)
def test_67_no_code_comes_in(name, tmp_path):
    """An automated negotiator is one of those that were installed here; other names are looked up nowhere."""

    @at_the_bench
    async def inside(bench: Bench) -> None:
        agent = Person(id="south-1", role="agent", name="Automaton", side="south", strategy=name)
        with pytest.raises(Refused, match="installed here"):
            await bench.ask("m", Seat(agent))
        mo = await bench.browser("m")
        sent = {"role": "agent", "name": "Automaton", "side": "south", "strategy": name}
        assert (await mo.post(f"{bench.at}/control/seat", data=sent)).status_code == 422

    inside(tmp_path)


@at_the_bench
async def test_67_no_route_takes_a_file_that_is_run(bench: Bench):
    """One route takes files: articles, which become text."""
    browsers = [await bench.browser("n"), await bench.browser("m")]
    script = {"file": ("agent.py", b"import os\nos.system('true')\n", "text/x-python")}
    routes = [route.path for route in bench.app.routes if "POST" in route.methods and "{token}" not in route.path]
    for path in routes:
        at = path.replace("{case}", str(bench.place)).replace("{screen}", "control").replace("{form}", "seat")
        for browser in browsers:
            taken = (await browser.post(at, data={"room": "joint"}, files=script)).status_code == 303
            assert not taken or path in ("/c/{case}/evidence/bring", "/language")
