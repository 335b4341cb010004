"""`mediant-case/1`: a case as a TOML file that people write, and back without loss."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from mediant.errors import FileProblem, InvalidFile, InvalidValue, Problem
from mediant.model.case import Case
from mediant.model.checks import problems_in, problems_of
from mediant.model.document import case_of, document_of
from mediant.model.formats.mediant_case_writing import toml_of

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes; a larger file is refused before it is parsed."""

MOST_ENTRIES = 400_000
"""Keys and headers of tables; a file of millions would keep the parser busy for long."""

# A dotted key of 32 parts or more: the parser's time grows with the square of their number.
_DEEP_KEY = re.compile(r"""(?<![A-Za-z0-9_.-])(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){31}""")


def parse(data: bytes, name: str) -> Case:
    """The case in a file's bytes; `name` is what errors call the file.

    Raises FileProblem where the bytes are no TOML in UTF-8, are nested too deep or more than 16 MB, and InvalidFile
    with every problem found where they are TOML but no valid case.
    """
    document = _document(data, name)
    found = problems_in(document)
    if found:
        raise InvalidFile(name, found)
    return case_of(document)


def render(case: Case) -> bytes:
    """The case as TOML in UTF-8: `parse(render(case), name) == case`.

    Raises InvalidValue where the case does not pass `problems_of`, for the file could not be read again.
    """
    found = problems_of(case)
    if found:
        rest = f" (and {len(found) - 1} more problems)" if len(found) > 1 else ""
        raise InvalidValue(f"case, {found[0].place}", f"{found[0].seen}{rest}", found[0].expected)
    data = toml_of(document_of(case)).encode()
    if _entries(data) > MOST_ENTRIES:
        raise InvalidValue("case", f"about {_entries(data):,} entries or lists", f"at most {MOST_ENTRIES:,} in a file")
    return data


def problems(data: bytes) -> tuple[Problem, ...]:
    """All that is wrong with a file's bytes, in the order of the file; empty for a valid case. Never raises."""
    try:
        document = _document(data, "the file")
    except FileProblem as error:
        return (Problem("the file", error.seen, "TOML in UTF-8, of at most 16 MB", error.do),)
    return problems_in(document)


def _entries(data: bytes) -> int:
    """About how many keys and tables there are to parse, at a glance."""
    return max(data.count(b"="), data.count(b"["))


def _document(data: bytes, name: str) -> dict[str, Any]:
    if len(data) > LARGEST_FILE:
        raise FileProblem(
            name, f"{len(data):,} bytes", f"a case file has at most {LARGEST_FILE:,}; is it another file?"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        seen = f"not UTF-8: byte 0x{data[error.start]:02x} in line {line}"
        raise FileProblem(name, seen, "save it as UTF-8") from None
    if _entries(data) > MOST_ENTRIES:
        seen = f"about {_entries(data):,} entries or lists"
        raise FileProblem(name, seen, f"a case file has at most {MOST_ENTRIES:,}; is it another file?")
    if _DEEP_KEY.search(text):
        raise FileProblem(name, "nested too deep: a key of 32 parts or more", "write a case file")
    try:
        # With a last line end, the parser can say in which line a fault of the last line stands.
        return tomllib.loads(text + "\n")
    except RecursionError:
        raise FileProblem(name, "nested too deep", "write a case file") from None
    except ValueError as error:
        raise FileProblem(name, f"not TOML: {_fault(error)}", _remedy(error)) from None


def _fault(error: ValueError) -> str:
    # Python's own limit on long whole numbers is the one fault without a line and column.
    return str(error) if isinstance(error, tomllib.TOMLDecodeError) else "a number with too many digits"


def _remedy(error: ValueError) -> str:
    if "overwrite" in str(error) or "twice" in str(error):
        return "a key or table stands there for the second time: remove or rename one"
    return 'correct that place: texts stand in straight quotes ("), a list in [ ], an inline table on one line in { }'
