"""The size of a page before a tree is made of it: a tree of hostile HTML can take minutes and gigabytes to build."""

from __future__ import annotations

from dataclasses import dataclass

from mediant.errors import FileProblem

MOST_CHARACTERS = 10_000_000
MOST_TAGS = 150_000
MOST_ELEMENTS = 20_000
MOST_TEXT = 2_000_000
MOST_ATTRIBUTES = 500
MOST_DEPTH = 250
MOST_NESTING = 400_000
"""Elements, each counted as often as it is deep: what finding the main text costs grows with it."""


@dataclass(eq=False)
class _TooMuch(Exception):
    what: str


@dataclass(slots=True)
class _Gauge:
    """What the parser calls, tag by tag; it keeps counts alone."""

    elements: int = 0
    depth: int = 0
    nesting: int = 0
    text: int = 0
    hidden: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        self.nesting += self.depth
        self.hidden = tag in ("script", "style")
        if self.elements > MOST_ELEMENTS:
            raise _TooMuch(f"of more than {MOST_ELEMENTS:,} elements")
        if self.depth > MOST_DEPTH or self.nesting > MOST_NESTING:
            raise _TooMuch("whose elements are nested too deep")
        if len(attributes) > MOST_ATTRIBUTES:
            raise _TooMuch(f"with an element of {len(attributes):,} attributes")

    def end(self, tag: str) -> None:  # noqa: ARG002
        self.depth -= 1
        self.hidden = False

    def data(self, text: str) -> None:
        self.text += 0 if self.hidden else len(text)
        if self.text > MOST_TEXT:
            raise _TooMuch(f"with more than {MOST_TEXT:,} characters of text")

    def close(self) -> None:
        """Nothing comes back: all that matters was counted."""


def gauge(source: str, name: str) -> None:
    """Raise FileProblem, which names the file `name`, for a page of more than can be read in a few seconds."""
    from lxml import etree

    if len(source) > MOST_CHARACTERS or source.count("<") > MOST_TAGS:
        seen = f"is a page of {len(source):,} characters and {source.count('<'):,} tags"
        raise FileProblem(name, seen, f"at most {MOST_CHARACTERS:,} and {MOST_TAGS:,} are read; save its text")
    try:
        etree.fromstring(
            source.encode(errors="replace"),
            etree.HTMLParser(target=_Gauge(), encoding="utf-8", no_network=True, huge_tree=False),
        )
    except _TooMuch as much:
        raise FileProblem(name, f"is a page {much.what}", "save its text") from None
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise FileProblem(name, f"is no page that can be read ({error})", "save its text") from None
