"""Small marked-up texts whose sources are named, for tests of who is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mediant.evidence.article import Article
from mediant.evidence.claim import Claim
from mediant.evidence.markup import parse
from mediant.evidence.meaning.actors import KnownActor, named
from mediant.evidence.meaning.naming.files import shipped_words
from mediant.evidence.meaning.naming.layout import layout_of
from mediant.evidence.meaning.naming.names import name_uses
from mediant.evidence.meaning.naming.scene import Scene, scene_of


def read(body: str, outlet: str = "The Upland Times") -> tuple[Article, tuple[Claim, ...]]:
    """The article and the claims of a body in the corpus's markup; every claim is a report."""
    numbers = dict.fromkeys(re.findall(r"\{(\d+)", body))
    lines = "\n".join(f"{number}: act=report certainty=asserted" for number in numbers)
    head = f"title: A test\noutlet: {outlet}\npublished: 2031-03-14\ntopic: labour\nmanner: paper"
    marked = parse(f"{head}\n---\n{body}\n---\n{lines}\n", "test")
    return Article(ref=marked.meta.article, text=marked.text), marked.claims


def ids(body: str, known: Sequence[KnownActor] = (), outlet: str = "The Upland Times") -> list[str | None]:
    """The actor of every source, claim by claim, the speaker before relays."""
    article, claims = read(body, outlet)
    return [source.actor for claim in named(article, claims, known) for source in claim.sources]


def scene(text: str, outlet: str | None = None, known: Sequence[tuple[str, Sequence[str]]] = ()) -> Scene:
    """The scene of a plain text."""
    words, layout = shipped_words(), layout_of(text)
    return scene_of(layout, name_uses(layout, words), words, outlet, known)
