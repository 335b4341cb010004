"""Whether an article says of itself that it is withdrawn, or that it corrects an earlier one. Pure."""

from __future__ import annotations

import re

_SELF = r"(?:this|the above) (?:article|story|report|page|item|dispatch|post)"
_NOTICE = re.compile(
    rf"(?:(?:editor['’]?s['’]? |publisher['’]?s['’]? )?(?:note|notice): )?{_SELF} (?:has been|was|is|stands) "
    r"(?:now )?(?:withdrawn|retracted)\b"
    r"|(?:article|story|report|item|dispatch) (?:withdrawn|retracted|killed)\b"
    r"|(?:withdrawn|retracted|retraction|withdrawal|kill)\s?:",
    re.IGNORECASE,
)
_CORRECTION = re.compile(r"corrections?\s?(?::|$|\.\s)|corrected version\b|corrects (?:an )?earlier", re.IGNORECASE)
_FIRST = 4
_LAST = 3
_LOOKED_AT = 400


def says_withdrawn(title: str | None, text: str) -> bool:
    """Whether the title, or one of the first or last paragraphs, opens with a notice that the article is withdrawn.

    "The union has withdrawn its offer" is none: the notice speaks of the article, at the start of a paragraph.
    """
    return any(_NOTICE.match(start) for start in _starts(title, text))


def says_correction(title: str | None, text: str) -> bool:
    """Whether the title or one of the first or last paragraphs opens as a correction of something printed earlier."""
    return any(_CORRECTION.match(start) for start in _starts(title, text))


def _starts(title: str | None, text: str) -> list[str]:
    ends = (text[:20_000], text[-20_000:]) if len(text) > 40_000 else (text, text)
    first = [line for line in ends[0].split("\n") if line.strip()][:_FIRST]
    last = [line for line in ends[1].split("\n") if line.strip()][-_LAST:]
    return [line.strip(" \t\r*[(_")[:_LOOKED_AT] for line in (title or "", *first, *last)]
