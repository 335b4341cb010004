"""The word lists and the table of countries that come with the package."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files

from mediant.evidence.meaning.naming.words import Words, words_of


@cache
def shipped_words() -> Words:
    """The word lists beside this module, read once."""
    folder = files("mediant.evidence.meaning.naming")
    lists = tomllib.loads(folder.joinpath("words.toml").read_text(encoding="utf-8"))
    rows = csv.DictReader(folder.joinpath("countries.csv").read_text(encoding="utf-8").splitlines())
    return words_of(lists, list(rows))
