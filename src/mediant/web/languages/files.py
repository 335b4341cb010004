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

from mediant.evidence.articles.decoding import BINARIES
from mediant.evidence.checks import FILE_NAME, WORDS
from mediant.web.languages.sentences import (
    ARTICLES,
    CASES,
    CONTRADICTION,
    DRAWING,
    RANGE,
    REST,
    TALKS,
    TOML,
    VALUES,
    WORKBENCH,
    answers_in,
    case_sentences,
    refusals_in,
)

SOURCE = "en"
REFUSED = "refused"
"""The context of sentences that code refuses with."""
RULE = "rule"
"""That of sentences of the rules of talks."""
CASE_FILE = "case file"
"""That of sentences on what is wrong with a case file."""
SEEN = "seen in a case file"
"""That of what is put into those: what was seen there, in a few words."""
ARTICLE = "article"
"""That of why an article cannot be read, and of what it is instead."""
SAYING = ("mediant.workbench", "mediant.web")
"""The packages whose refusals people read."""
REASON = "reason"
"""That of the reasons that an automated mediator gives with a draft."""
REASONS = "talks/mediators/reasons.py"
"""The module that says them."""
SAMPLING = {"CannotSample": 1}
"""What refuses, in analysis, to draw what parties could want, and after how many arguments its sentences begin."""
RULES = ("talks/permitted.py", "talks/words.py")
"""The modules of talks by whose rules the workbench refuses."""
CHECKS = {
    "model/check_entries.py": CASES,
    "model/check_outcomes.py": CASES,
    "model/check_preferences.py": CASES,
    "model/checks.py": CASES,
    "model/formats/mediant_case.py": CASES,
    "model/issue.py": RANGE,
    "analysis/sampling.py": DRAWING,
    "analysis/statements.py": DRAWING,
    "analysis/uncertainty.py": DRAWING,
}
"""The modules that say what is wrong with a case file, and by what."""
READING = "evidence/articles/"
"""Where articles come in."""
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
    for context, given in ((REFUSED, VALUES), (CASE_FILE, CONTRADICTION), (SEEN, (*TOML, REST))):
        for sentence in given:
            found.add(sentence, None, context=context)
    return found


def _refusals() -> Iterator[tuple[str, str, str]]:
    for packages, by in ((SAYING, WORKBENCH), (("mediant.analysis",), SAMPLING)):
        for name, module in _modules(packages):
            for sentence in refusals_in(module.decode(), by):
                yield name, sentence, REFUSED
    yield from _of_talks()
    yield from _of_case_files()
    yield from _of_articles()


def _of_talks() -> Iterator[tuple[str, str, str]]:
    for sentence in answers_in(_source(REASONS), {"reasons"}):
        yield f"mediant/{REASONS}", sentence, REASON
    for name in RULES:
        for sentence in refusals_in(_source(name), TALKS):
            yield f"mediant/{name}", sentence, RULE


def _of_case_files() -> Iterator[tuple[str, str, str]]:
    for name, by in CHECKS.items():
        for sentence in case_sentences(_source(name), by):
            yield f"mediant/{name}", sentence, CASE_FILE
        for sentence in answers_in(_source(name)):
            yield f"mediant/{name}", sentence, SEEN


def _of_articles() -> Iterator[tuple[str, str, str]]:
    for module in ("decoding", "gauge", "headers", "incoming", "pages"):
        name = f"{READING}{module}.py"
        for sentence in case_sentences(_source(name), ARTICLES):
            yield f"mediant/{name}", sentence, ARTICLE
    for said in (*(kind for _, kind in BINARIES), WORDS[FILE_NAME]):
        yield f"mediant/{READING}decoding.py", said, ARTICLE


def _source(name: str) -> str:
    return (files("mediant") / name).read_text(encoding="utf-8")


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
