"""Reads the static files once, and refuses to go on where a front-end library is missing or is not what it must be."""

from __future__ import annotations

import gzip
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from mediant.errors import FileProblem

MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
TOGETHER = {"vendor/htmx-with-extensions.js": ("htmx.min.js", "hx-sse.min.js", "hx-csp.min.js")}
"""Files that are served as one: htmx begins as soon as it may, and must not before its extensions are there."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One static file: its bytes, the same packed by gzip, and its media type."""

    body: bytes
    packed: bytes
    media: str


@dataclass(frozen=True, slots=True)
class Assets:
    """All static files by path, as in `js/app.js`; `digest` changes whenever one of them does."""

    digest: str
    files: MappingProxyType[str, Asset]

    def url(self, path: str) -> str:
        """Where the browser finds a file; a path that is not there is a KeyError. May be kept for ever."""
        if path not in self.files:
            raise KeyError(path)
        return f"/static/{self.digest}/{path}"


@cache
def assets() -> Assets:
    """The static files of this installation.

    FileProblem : a front-end library is missing, or is not the one that vendor.toml names.
    """
    here = files("mediant.web")
    listed = tomllib.loads((here / "assets" / "vendor.toml").read_text(encoding="utf-8"))["files"]
    for name, entry in listed.items():
        _check(here / "static" / "vendor" / name, entry["sha256"])
    found = {path: _asset(path, file.read_bytes()) for path, file in _walk(here / "static")}
    for path, names in TOGETHER.items():
        found[path] = _asset(path, b";\n".join(found.pop(f"vendor/{name}").body for name in names))
    together = sha256(b"".join(path.encode() + sha256(asset.body).digest() for path, asset in found.items()))
    return Assets(together.hexdigest()[:16], MappingProxyType(found))


def _check(file: Traversable, expected: str) -> None:
    seen = "is not there" if not file.is_file() else None
    if seen is None and sha256(file.read_bytes()).hexdigest() != expected:
        seen = "is another file than the one that was pinned (its SHA-256 differs)"
    if seen is not None:
        do = "in a checkout run: python hatch_build.py; otherwise install mediant again"
        raise FileProblem(str(file), f"the front-end library {seen}", do)


def _asset(path: str, body: bytes) -> Asset:
    return Asset(body, gzip.compress(body, mtime=0), MEDIA[path[path.rindex(".") :]])


def _walk(folder: Traversable, before: str = "") -> list[tuple[str, Traversable]]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += _walk(entry, f"{before}{entry.name}/")
        elif entry.name[entry.name.rfind(".") :] in MEDIA:
            found.append((before + entry.name, entry))
    return found
