"""An article: its text as stored, and what is known of where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from mediant.errors import InvalidValue
from mediant.evidence.claim import ArticleRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text to read claims from. Offsets of claims count its characters, so it is stored and never changed.

    `ref` names it, with the hash of the text. `withdrawn`: its outlet took it back. `corrects`: the id of the
    earlier article that it takes the place of. `notes` say what was lost on the way in (bytes that were no text, a
    page of which no main text was found).
    """

    ref: ArticleRef
    text: str
    author: str | None = None
    corrects: str | None = None
    withdrawn: bool = False
    notes: tuple[str, ...] = ()


def article_of(text: str, ref: ArticleRef, author: str | None = None) -> Article:
    """The article with this text; its reference gets the hash of the text.

    Raises InvalidValue for a text with half of a surrogate pair, which no file in UTF-8 can hold.
    """
    try:
        raw = text.encode()
    except UnicodeEncodeError as error:
        seen = f"half of a surrogate pair at character {error.start}"
        raise InvalidValue("the text of an article", seen, "whole Unicode characters") from None
    return Article(ref=replace(ref, sha256=sha256(raw).hexdigest()), text=text, author=author)
