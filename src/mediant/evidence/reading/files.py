"""Weights on disk, and the built-in reader made from them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from stat import S_ISREG

from mediant.errors import FileProblem, InvalidValue
from mediant.evidence.article import article_of
from mediant.evidence.attribution.encoder import Encoder
from mediant.evidence.attribution.words import Vocabulary
from mediant.evidence.claim import ArticleRef, Claim
from mediant.evidence.reading.completion import Completing
from mediant.evidence.reading.reader import BuiltIn
from mediant.evidence.reading.weights import FILES, MANIFEST, VOCABULARY, manifest_of, unlike

MOST_BYTES = {MANIFEST: 100_000, VOCABULARY: 10_000_000}
MOST_BYTES_OF_GRAPH = 400_000_000
SHIPPED = "shipped"
"""Folder of the shipped weights inside the package."""

AGAIN = "fetch the weights again, or train them again with `mediant train-reader`"


def built_in(options: Mapping[str, str]) -> BuiltIn:
    """The built-in reader; the option `weights` names a folder of other weights than the shipped ones."""
    return load_reader(options.get("weights"))


def load_reader(weights: str | os.PathLike[str] | None = None) -> BuiltIn:
    """The built-in reader with the weights in a folder, or the shipped ones.

    Raises FileProblem when a file is missing, unreadable, not the one the manifest names, or no graph or vocabulary
    that fits the others; InvalidFile when the manifest is wrong; MissingExtra when `mediant[read]` is not installed.
    """
    folder = Path(weights) if weights is not None else Path(str(files("mediant.evidence.reading"))) / SHIPPED
    manifest = manifest_of(_bytes(folder / MANIFEST), str(folder / MANIFEST))
    raw = {name: _bytes(folder / name) for name in FILES}
    wrong = unlike(manifest, raw)
    if wrong is not None:
        raise FileProblem(str(folder / wrong), f"is not the file that {MANIFEST} names (its SHA-256 differs)", AGAIN)
    try:
        vocabulary = vocabulary_of(raw[VOCABULARY])
        return BuiltIn(manifest, vocabulary, Encoder(raw, vocabulary))
    except InvalidValue as invalid:
        raise FileProblem(str(folder / invalid.what), f"{invalid.seen}; expected {invalid.expected}", AGAIN) from None


def vocabulary_of(raw: bytes) -> Vocabulary:
    """The vocabulary in a file's bytes, a piece a line; raises InvalidValue for another file."""
    try:
        return Vocabulary(raw.decode().removesuffix("\n").split("\n"))
    except (UnicodeDecodeError, KeyError):
        raise InvalidValue(
            VOCABULARY, "not one", "a piece a line in UTF-8, [UNK], [CLS] and [SEP] among them"
        ) from None


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
    most = MOST_BYTES.get(path.name, MOST_BYTES_OF_GRAPH)
    do = "name a folder that `mediant train-reader` has written, or reinstall mediant for its own"
    try:
        if not S_ISREG(path.stat().st_mode):
            raise FileProblem(str(path), "is not a plain file", do)
        with path.open("rb") as file:
            raw = file.read(most + 1)
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise FileProblem(str(path), why, do) from None
    if len(raw) > most:
        raise FileProblem(str(path), f"has more than {most:,} bytes", do)
    return raw
