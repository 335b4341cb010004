"""A reading as text for people: the article with its claims marked, then the claims with their chains."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from mediant.reports.printing import printed
from mediant.reports.reading.pieces import CONTENT, CUE, RELAY, RELAY_CUE, SPEAKER, ReadArticle, pieces_of
from mediant.reports.reading.together import Together
from mediant.reports.reading.words import chain_words, manner_of
from mediant.reports.wording import clean, names_seen, plural, quote_of

STYLES = {CONTENT: "underline", SPEAKER: "bold cyan", CUE: "italic yellow", RELAY: "bold magenta", RELAY_CUE: "italic"}


def reading_text(read: ReadArticle, *, width: int, color: bool) -> str:
    """The text with `[1 ...]` around what claim 1 says, then all claims; no line wider than `width` cells (least: 40).

    No escape sequence of an article survives, and without `color` there is none at all. With it the words that name
    speakers, cues and relays are set off as well; without it they stand in the list below the text.
    """
    return printed(_parts(read), width=width, color=color)


def together_text(together: Together, *, width: int, color: bool) -> str:
    """What many articles say together, in the same manner."""
    return printed(_together(together), width=width, color=color)


def _together(together: Together) -> Iterator[RenderableType]:
    yield from _head(together)
    for item in together.statements:
        yield Padding(Text(f"“{item.quote}”"), (0, 2))
        yield Padding(Text(f"{item.sources} · {item.manner}", style="bold"), (0, 5))
        for told in item.tellings:
            yield Padding(Text(f"{told.claim}  {told.day}  {told.chain}"), (0, 5))
    yield Text()
    yield Text(plural(len(together.contradictions), "contradiction"), style="bold")
    for opposed in together.contradictions:
        yield Padding(Text(f"{opposed.kind}: {opposed.differ}"), (0, 2))
        for told in opposed.sides:
            yield Padding(Text(f"{told.claim}  {told.day}  {told.chain}: “{told.quote}”"), (0, 5))
    yield Text()
    yield Text(plural(len(together.changes), "change") + " of position", style="bold")
    for moved in together.changes:
        yield Padding(Text(moved.speaker), (0, 2))
        for told in moved.steps:
            yield Padding(Text(f"{told.day}  “{told.quote}”  {told.claim}"), (0, 5))
    for words in together.taken_back:
        yield Text(words)


def _head(together: Together) -> Iterator[RenderableType]:
    yield Text("What the articles say together", style="bold")
    once = plural(together.once, "statement")
    yield Text(f"{plural(len(together.statements), 'statement')} in several articles; {once} in one alone", style="dim")
    if together.passed_over:
        yield Text(together.passed_over)


def _parts(read: ReadArticle) -> Iterator[RenderableType]:
    ref = read.article.ref
    yield Text(clean(ref.title or ref.id, 200), style="bold")
    about = [clean(part, 80) for part in (ref.outlet, ref.published, read.article.author) if part]
    yield Text(", ".join(about) or f"article {ref.id}", style="dim")
    yield Text()
    for paragraph in _marked(read).split("\n"):
        if paragraph.plain.strip():
            yield Padding(paragraph, (0, 2))
    yield Text()
    yield Text(plural(len(read.claims), "claim") + _dropped(read), style="bold")
    seen = names_seen(read.claims)
    decisions = {one.now.id: one.decisions[-1].decision for one in read.decided if one.now is not None}
    for number, claim in enumerate(read.claims, 1):
        decision = decisions.get(claim.id)
        head = Text(f"{number:>3}  ")
        head.append(chain_words(claim, seen), style="bold")
        yield head
        yield Padding(Text(f"“{quote_of(claim)}”"), (0, 0, 0, 5))
        yield Padding(Text(manner_of(claim, decision) + _said(decision), style="dim"), (0, 0, 0, 5))


def _dropped(read: ReadArticle) -> str:
    dropped = sum(one.now is None for one in read.decided)
    return f" ({plural(dropped, 'other')} dropped by a person)" if dropped else ""


def _said(decision: str | None) -> str:
    words = {"confirm": "confirmed", "correct": "corrected", "add": "added"}
    return f" · {words[decision]} by a person" if decision in words else ""


def _marked(read: ReadArticle) -> Text:
    marked = Text()
    for piece in pieces_of(read.article.text, read.claims):
        for number in piece.begins:
            marked.append(f"[{number} ", style="dim")
        style = " ".join(dict.fromkeys(STYLES[mark.kind] for mark in piece.marks))
        marked.append("\n".join(clean(line, len(line) + 1) for line in piece.text.split("\n")), style=style)
        marked.append("]" * len(piece.stops), style="dim")
    return marked
