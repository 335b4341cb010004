"""The report of the tests of confidentiality: what was compared, the leaks planted and found, and of which code."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Annotated, Literal, TypeAlias

from msgspec import DecodeError, Meta, Struct, ValidationError, json

Count: TypeAlias = Annotated[int, Meta(ge=0)]


class Level(Struct, frozen=True, kw_only=True):
    """One level: what was compared, and the leaks that were put in to see whether the comparison finds them.

    name : `seen` compares what each person is shown, `asked` all answers of the application, `sent` the bytes on a
    socket; pairs : of mediations that were compared; planted, found : leaks by name.
    """

    name: Literal["seen", "asked", "sent"]
    pairs: Count
    planted: tuple[str, ...]
    found: tuple[str, ...]


class Report(Struct, frozen=True, kw_only=True):
    """Of one run. It is written only where no pair differed.

    code : of `digest`; commit : that it was made at, where that was known.
    """

    day: date
    version: str
    code: str
    commit: str | None
    levels: tuple[Level, ...]


_DECODER = json.Decoder(Report)


def report_from(raw: bytes) -> Report | None:
    """The report in a file; None where there is none that can be read."""
    try:
        return _DECODER.decode(raw)
    except (DecodeError, ValidationError, UnicodeDecodeError):
        return None


def as_file(report: Report) -> bytes:
    """The file of a report."""
    return json.format(json.encode(report), indent=1) + b"\n"


def digest(files: dict[str, bytes]) -> str:
    """SHA-256 over files by name: whatever decides what a page says."""
    return sha256(b"".join(name.encode() + b"\0" + sha256(files[name]).digest() for name in sorted(files))).hexdigest()
