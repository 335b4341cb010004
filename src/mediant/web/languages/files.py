"""The catalogs: fr.po and its like, beside this module. English is the language that the templates are written in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from mediant.web.languages.sentences import TALKS, VALUES, refusals_in, returned_in

SOURCE = "en"
REFUSED = "refused"
"""The context of sentences that code refuses with."""
RULE = "rule"
"""That of sentences of the rules of talks."""
SAYING = ("mediant.workbench", "mediant.web")
"""The packages whose refusals people read."""
REASON = "reason"
"""That of the reasons that an automated mediator gives with a draft."""
SAMPLING = {"CannotSample": 1}
"""What refuses, in analysis, to draw what parties could want, and after how many arguments its sentences begin."""
RULES = ("permitted.py", "words.py")
"""The modules of talks by whose rules the workbench refuses."""
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
OPTIONS = {
    "extensions": "jinja2.ext.do",
    "trimmed": "true",
    "silent": "false",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
}


def catalog(code: str) -> Catalog:
    """The messages of one language other than English, with their translations, as the file has them."""
    with po_file(code).open("rb") as stream:
        return read_po(stream, locale=code, domain="mediant", abort_invalid=True)


def po_file(code: str) -> Traversable:
    """Where the catalog of a language is, or is to be."""
    return files("mediant.web.languages") / f"{code}.po"


@cache
def translations(code: str) -> NullTranslations:
    """What turns messages into the language; English stays as it is. Fuzzy entries count as untranslated."""
    if code == SOURCE:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalog(code))
    compiled.seek(0)
    return Translations(compiled)


def messages() -> Catalog:
    """Every message that templates say, and every sentence that code refuses with, with where it is said."""
    found = Catalog(project="mediant", charset="utf-8")
    for name, template in sorted(_below(files("mediant.web") / "templates", "")):
        with template.open("rb") as stream:
            for _, message, notes, context in extract("jinja2", stream, KEYWORDS, ("NOTE:",), OPTIONS):
                found.add(message, None, [(name, 0)], auto_comments=notes, context=context)
    for name, module in _modules():
        for _, message, notes, context in extract("python", BytesIO(module), {"gettext": None}):
            found.add(message, None, [(name, 0)], auto_comments=notes, context=context)
    for name, sentence, context in _refusals():
        found.add(sentence, None, [(name, 0)], context=context)
    for value in VALUES:
        found.add(value, None, context=REFUSED)
    return found


def _refusals() -> Iterator[tuple[str, str, str]]:
    for name, module in _modules():
        for sentence in refusals_in(module.decode()):
            yield name, sentence, REFUSED
    for name, module in _modules(("mediant.analysis",)):
        for sentence in refusals_in(module.decode(), SAMPLING):
            yield name, sentence, REFUSED
    name = "mediators/reasons.py"
    for sentence in returned_in((files("mediant.talks") / name).read_text(encoding="utf-8"), "reasons"):
        yield f"mediant/talks/{name}", sentence, REASON
    for name in RULES:
        for sentence in refusals_in((files("mediant.talks") / name).read_text(encoding="utf-8"), TALKS):
            yield f"mediant/talks/{name}", sentence, RULE


def _modules(packages: tuple[str, ...] = SAYING) -> Iterator[tuple[str, bytes]]:
    for package in packages:
        for name, module in sorted(_below(files(package), f"{package.replace('.', '/')}/")):
            if name.endswith(".py"):
                yield name, module.read_bytes()


def _below(folder: Traversable, within: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _below(entry, f"{within}{entry.name}/")
        else:
            yield f"{within}{entry.name}", entry
