"""Pages on paper: PDF, made by WeasyPrint in a process of its own that fetches nothing."""

from __future__ import annotations

import asyncio
import os
import sys
from importlib.util import find_spec

from mediant.errors import Refused
from mediant.web.works import Turns

SECONDS = 60.0
AT_ONCE = asyncio.Semaphore(2)
"""Processes that print, each up to some hundred megabytes."""
TURNS = Turns(3)
KEPT = ("PATH", "PYTHONPATH", "HOME", "LANG", "TMPDIR", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "XDG_CACHE_HOME")
"""Of our environment, what such a process is given."""


async def pdf_of(html: str, whose: str = "") -> bytes:
    """The page as PDF; the same bytes for the same page. Raises Refused where that cannot be done here.

    whose : who asks; what one asks for is printed one after another, so that nobody takes all processes.
    """
    if find_spec("weasyprint") is None:
        raise Refused("this server cannot make PDF", "take the report as a page, or have mediant[pdf] installed")
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    async with TURNS.of(whose), AT_ONCE:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "mediant.web.printer", env=environment,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            async with asyncio.timeout(SECONDS):
                raw, _ = await process.communicate(html.encode())
        except TimeoutError:
            raw = b""
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    if process.returncode or not raw.startswith(b"%PDF-"):
        raise Refused("it could not be printed", "take the report as a page, and print it from there")
    return raw
