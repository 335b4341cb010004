"""From bytes to text: the encoding told by a mark, by the page itself, or by the bytes. Pure: bytes in, text out."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from mediant.errors import FileProblem
from mediant.evidence.articles.kinds import opens_as_page

MARKS = (  # the longer first: UTF-32's mark begins as UTF-16's does
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAVE = "save its text as UTF-8"
BINARIES = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive (as DOCX, ODT and EPUB are)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "a database"),
)
ARCHIVE = re.compile(rb"^MIME-Version:", re.MULTILINE | re.IGNORECASE)

# How browsers read the names of encodings (WHATWG Encoding Standard): Python's name of what they are read as.
DECLARED = {
    "utf-8": "utf-8",
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "euc_jp": "euc_jp",
    "iso2022_jp": "iso2022_jp",
    "shift_jis": "cp932",
    "cp932": "cp932",
    "euc_kr": "cp949",
    "cp949": "cp949",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "cp866": "cp866",
    "cp874": "cp874",
    "mac-roman": "mac-roman",
    **{f"cp125{n}": f"cp125{n}" for n in range(9)},
    **{f"iso8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
}
ONE_BYTE = re.compile(r"cp125[0-9]|iso8859-[0-9]+|cp874|mac-roman|koi8-[ru]|cp866")
META = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
PROLOG = re.compile(
    rb"\s{0,99}<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
LOOKED_AT = 8_192
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
UNKNOWN = "\ufffd"
BEYOND_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")
MOST_LOST = 0.01
"""The share of characters that may be no text in a file that still is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a file, line ends untouched, and what was lost or supposed on the way."""

    text: str
    notes: tuple[str, ...] = ()


def decoded(raw: bytes, name: str) -> Decoded:
    """The text in `raw`: by its mark (UTF-8, UTF-16, UTF-32), by what a page declares, as UTF-8, as windows-1252.

    A mark is no part of the text. Bytes that are no text and control characters each become U+FFFD, and a note says
    how many. Raises FileProblem, which names the file `name`, for an empty file and for what is no text at all.
    """
    _refuse_what_is_no_text(raw, name)
    text, notes = _marked(raw) or _declared(raw) or _supposed(raw)
    if "\x00" in text:
        seen = f"is no text: it holds the character NUL (the first at {text.index(chr(0)):,})"
        raise FileProblem(name, seen, "if it is text in UTF-16, save it as UTF-8")
    text, controls = CONTROL.subn(UNKNOWN, text)
    if controls:
        notes = (*notes, f"control characters: {controls:,}, each replaced by U+FFFD")
    if text.count(UNKNOWN) > max(8, MOST_LOST * len(text)):
        raise FileProblem(name, f"is no text: {text.count(UNKNOWN):,} characters of it cannot be told", SAVE)
    return Decoded(text=text, notes=notes)


def _refuse_what_is_no_text(raw: bytes, name: str) -> None:
    if not raw.strip():
        raise FileProblem(name, "is empty", "name a file with the text of an article")
    for start, kind in BINARIES:
        if raw.startswith(start):
            raise FileProblem(name, f"is {kind}, not text", SAVE)
    if b"multipart/related" in raw[:LOOKED_AT] and ARCHIVE.search(raw, 0, LOOKED_AT):
        raise FileProblem(name, "is a web archive (MHTML), not a page", "save the page as HTML only")


def _marked(raw: bytes) -> tuple[str, tuple[str, ...]] | None:
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return _with_losses(raw[len(mark) :], encoding, ())
    return None


def _declared(raw: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The text of a page in the encoding that it declares; None where none is declared, or none that is known."""
    start = raw[:LOOKED_AT]
    if not opens_as_page(start.decode("latin-1")):
        return None
    found = PROLOG.match(start) or META.search(start)
    if found is None:
        return None
    label = found[1].decode("ascii")
    encoding = _encoding(label)
    if encoding is None:
        text, notes = _supposed(raw)
        return text, (f"declares the unknown encoding {label}", *notes)
    if ONE_BYTE.fullmatch(encoding) and not raw.isascii() and _is_utf_8(raw):
        # Saved pages often keep the declaration of their server; other text is hardly ever UTF-8 by chance.
        return raw.decode(), (f"declares {label}, read as UTF-8, which it is",)
    return _with_losses(raw, encoding, ())


def _encoding(label: str) -> str | None:
    if label.lower().startswith("utf-16"):
        return "utf-8"  # as browsers do: the declaration was read as ASCII, so it is not UTF-16
    try:
        return DECLARED.get(codecs.lookup({"macintosh": "mac-roman", "x-sjis": "cp932"}.get(label, label)).name)
    except LookupError:
        return None


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _supposed(raw: bytes) -> tuple[str, tuple[str, ...]]:
    if _is_utf_8(raw):
        return raw.decode(), ()
    text = raw.decode(errors="replace")
    if 0 < text.count(UNKNOWN) <= len(BEYOND_ASCII.findall(text)):
        return _with_losses(raw, "utf-8", ())  # cut within a letter, or spliced: the rest is UTF-8 all the same
    note = "not UTF-8, so read as windows-1252: a supposition; save it as UTF-8 if letters look wrong"
    return _with_losses(raw, "cp1252", (note,))


def _with_losses(raw: bytes, encoding: str, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    try:
        return raw.decode(encoding), notes
    except UnicodeDecodeError:
        text = raw.decode(encoding, errors="replace")
        lost = text.count(UNKNOWN)
        return text, (*notes, f"bytes that are not {encoding}: {lost:,} places, each replaced by U+FFFD")
