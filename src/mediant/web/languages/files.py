"""The catalogs: FR.po and its like, beside this module. English is the language that the templates are written in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

SOURCE = "en"


def catalog(code: str) -> Catalog:
    """The messages of one language other than English, with their translations, as the file has them."""
    with (files("mediant.web.languages") / f"{code}.po").open("rb") as stream:
        return read_po(stream, locale=code, domain="mediant", abort_invalid=True)


@cache
def translations(code: str) -> NullTranslations:
    """What turns messages into the language; English stays as it is. Fuzzy entries count as untranslated."""
    if code == SOURCE:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalog(code))
    compiled.seek(0)
    return Translations(compiled)
