"""The reading view: one HTML page with articles and their claims side by side, on which a person decides."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from hashlib import sha256
from typing import Any

from mediant.evidence.checks import spans_of
from mediant.evidence.claim import ACTS, CERTAINTIES, Claim
from mediant.evidence.corrections.applying import Decided
from mediant.evidence.corrections.correction import Correction, line_of_correction
from mediant.evidence.lines import line_of
from mediant.reports.reading.pieces import ReadArticle, pieces_of
from mediant.reports.reading.together import Together
from mediant.reports.reading.words import links_of, manner_of, speaker_of
from mediant.reports.templating import environment
from mediant.reports.wording import JOINERS, clean, names_seen, plural, quote_of

MOST_ARTICLES = 1_000
STATES = {"confirm": "confirmed", "correct": "corrected", "add": "added", "drop": "dropped"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A piece of text as the page shows it: what cannot be shown as it is stands apart, as its code point."""

    text: str
    code: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A claim on the page. `state` is what a person decided, "" where nobody has; a dropped one has no number."""

    id: str
    number: int | None
    quote: str
    links: tuple[str, ...]
    manner: str
    speaker: str
    act: str
    confidence: float | None
    state: str


def reading_html(
    articles: Sequence[ReadArticle],
    corrections: Sequence[Correction] = (),
    together: Together | None = None,
) -> str:
    """One self-contained HTML5 page; its only script is its own, named by its hash, and it can fetch nothing.

    corrections : the decisions that were applied, kept in the page so that what it saves holds them too. together :
    what the articles say together. Every text is shown as text, never as markup, and
    the page can be read, though not decided on, without a script.
    """
    script = _script()
    digest = b64encode(sha256(script.encode()).digest()).decode()
    seen = names_seen(claim for read in articles for claim in read.claims)
    many = len(articles) > 1
    return environment().get_template("reading.html.jinja").render(
        title=_title(articles),
        digest=digest,
        script=script,  # our own file
        data=_data(articles, corrections),
        articles=[_view(read, number, seen) for number, read in enumerate(articles, 1)],
        total=plural(sum(len(read.claims) for read in articles), "claim") + (
            f" in {plural(len(articles), 'article')}" if many else ""
        ),
        together=together,
        acts=ACTS,
        certainties=CERTAINTIES,
    )  # fmt: skip


def _title(articles: Sequence[ReadArticle]) -> str:
    if len(articles) != 1:
        return plural(len(articles), "article")
    ref = articles[0].article.ref
    return clean(ref.title or ref.id, 200)


def _view(read: ReadArticle, number: int, seen: Mapping[str, str]) -> dict[str, Any]:
    ref = read.article.ref
    about = [clean(part, 80) for part in (ref.outlet, ref.published, read.article.author) if part]
    return {
        "number": number,
        "id": ref.id,
        "title": clean(ref.title or ref.id, 200),
        "about": ", ".join(about),
        "withdrawn": read.article.withdrawn,
        "notes": [clean(note, 300) for note in (*read.article.notes, *read.notes)],
        "pieces": [
            {
                "shown": list(_shown(piece.text)),
                "kinds": " ".join(dict.fromkeys(mark.kind for mark in piece.marks)),
                "ends": [(claim, read.claims[claim - 1].id) for claim in piece.ends],
            }
            for piece in pieces_of(read.article.text, read.claims)
        ],
        "cards": [_card(claim, place, decided, seen) for claim, place, decided in _listed(read)],
    }


def _listed(read: ReadArticle) -> Iterator[tuple[Claim, int | None, Decided | None]]:
    """Every claim with its number, and those a person dropped without one, in the order of the text."""
    by_id = {one.now.id: one for one in read.decided if one.now is not None}
    dropped = [(one.was, None, one) for one in read.decided if one.now is None and one.was is not None]
    dropped.sort(key=lambda item: _first(item[0]), reverse=True)
    for number, claim in enumerate(read.claims, 1):
        while dropped and _first(dropped[-1][0]) < _first(claim):
            yield dropped.pop()
        yield claim, number, by_id.get(claim.id)
    yield from reversed(dropped)


def _first(claim: Claim) -> int:
    return min(span.start for _, span in spans_of(claim))


def _card(claim: Claim, number: int | None, decided: Decided | None, seen: Mapping[str, str]) -> Card:
    decision = decided.decisions[-1].decision if decided else None
    return Card(
        id=claim.id,
        number=number,
        quote=quote_of(claim),
        links=links_of(claim, seen),
        manner=manner_of(claim, decision),
        speaker=speaker_of(claim),
        act=claim.act or "",
        confidence=claim.confidence,
        state=STATES.get(decision or "", ""),
    )


def _shown(text: str) -> Iterator[Shown]:
    """The text with what a browser would drop, obey or not show standing apart. Line ends stay."""
    run = 0
    for place, character in enumerate(text):
        if character not in "\n\t" and not _plain(character):
            if run < place:
                yield Shown(text=text[run:place])
            escape = character.encode("unicode_escape", "backslashreplace").decode()
            yield Shown(text="" if character == "\r" else escape, code=ord(character))
            run = place + 1
    if run < len(text):
        yield Shown(text=text[run:])


def _plain(character: str) -> bool:
    return character.isprintable() or character in JOINERS or (character.isspace() and character > "\u0085")


def _data(articles: Sequence[ReadArticle], corrections: Sequence[Correction]) -> str:
    """What the script needs, as JSON in which nothing can end the element that holds it: ASCII without < > &."""
    page = {
        "articles": [
            {
                "ref": asdict(read.article.ref),
                "text": read.article.text,
                "cards": [
                    _decidable(replace(claim, article=read.article.ref), decided) for claim, _, decided in _listed(read)
                ],
            }
            for read in articles
        ],
        "earlier": [json.loads(line_of_correction(correction)) for correction in corrections],
    }
    text = json.dumps(page, ensure_ascii=True, allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _decidable(claim: Claim, decided: Decided | None) -> dict[str, Any]:
    """A claim as the reader made it, and the decisions that hold on it."""
    if decided is None:
        return {"id": claim.id, "of": json.loads(line_of(claim)), "found": True, "stack": []}
    first = decided.was or decided.decisions[0].subject
    stack = [json.loads(line_of_correction(decision)) for decision in decided.decisions]
    return {"id": claim.id, "of": json.loads(line_of(first)), "found": decided.was is not None, "stack": stack}


@cache
def _script() -> str:
    pages = environment()
    assert pages.loader is not None  # noqa: S101
    return pages.loader.get_source(pages, "reading.js")[0].replace("\r\n", "\n")
