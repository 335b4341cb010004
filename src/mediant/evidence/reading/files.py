"""Weights on disk, and the built-in reader made from them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from mediant.errors import FileProblem
from mediant.evidence.article import article_of
from mediant.evidence.attribution.encoder import Encoder
from mediant.evidence.attribution.words import Vocabulary
from mediant.evidence.claim import ArticleRef, Claim
from mediant.evidence.reading.completion import Completing
from mediant.evidence.reading.reader import BuiltIn
from mediant.evidence.reading.weights import FILES, MANIFEST, VOCABULARY, manifest_of, unlike

MOST_BYTES = 400_000_000
SHIPPED = "shipped"
"""Folder of the shipped weights inside the package."""


def built_in(options: Mapping[str, str]) -> BuiltIn:
    """The built-in reader; the option `weights` names a folder of other weights than the shipped ones."""
    return load_reader(options.get("weights"))


def load_reader(weights: str | os.PathLike[str] | None = None) -> BuiltIn:
    """The built-in reader with the weights in a folder, or the shipped ones.

    Raises FileProblem when a file is missing, unreadable or not the one the manifest names, InvalidFile when the
    manifest is wrong, MissingExtra when `mediant[read]` is not installed.
    """
    folder = Path(weights) if weights is not None else Path(str(files("mediant.evidence.reading"))) / SHIPPED
    manifest = manifest_of(_bytes(folder / MANIFEST), str(folder / MANIFEST))
    raw = {name: _bytes(folder / name) for name in FILES}
    wrong = unlike(manifest, raw)
    if wrong is not None:
        do = "fetch the weights again, or train them again with `mediant train-reader`"
        raise FileProblem(str(folder / wrong), f"is not the file that {MANIFEST} names (its SHA-256 differs)", do)
    pieces = raw[VOCABULARY].decode().splitlines()
    return BuiltIn(manifest, Vocabulary(pieces), Encoder(raw))


def read(text: str, *, outlet: str | None = None, published: str | None = None) -> tuple[Claim, ...]:
    """The claims of a text, as `mediant read` finds them: every span is a piece of `text`.

    `published` (YYYY-MM-DD) is the day that "Saturday" is counted from. Raises what `load_reader` raises.
    """
    article = article_of(text, ArticleRef(id="article", outlet=outlet, published=published))
    return Completing(_shipped())(article).claims


@cache
def _shipped() -> BuiltIn:
    return load_reader()


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        do = "name a folder that `mediant train-reader` has written, or reinstall mediant for its own"
        raise FileProblem(str(path), why, do) from None
    if len(raw) > MOST_BYTES:
        raise FileProblem(str(path), f"has more than {MOST_BYTES:,} bytes", "name a folder of weights")
    return raw
