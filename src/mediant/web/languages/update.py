"""Brings every catalog up to date with the templates: `python -m mediant.web.languages.update`, or `make messages`.

A new message comes in with no translation, a message that is gone goes, and what was translated stays. Nothing is
guessed from similar messages. Says on standard error what is left to translate.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from mediant.web.languages.files import SOURCE, catalog, messages, po_file
from mediant.web.languages.locales import LOCALES


def updated(code: str, said: Catalog) -> Catalog:
    """The catalog of a language with exactly the messages of `said`, in their order of names."""
    file = po_file(code)
    kept = catalog(code) if file.is_file() else Catalog()
    made = Catalog(locale=code, project="mediant", charset="utf-8", fuzzy=False)
    empty = ("",) * made.num_plurals
    for message in sorted(said, key=lambda message: (message.context or "", str(message.id))):
        if message.id:
            known = kept.get(message.id, message.context)
            string = known.string if known and not known.fuzzy else empty if message.pluralizable else ""
            made.add(
                message.id, string, message.locations, message.flags, message.auto_comments, context=message.context
            )
    return made


def as_text(made: Catalog) -> bytes:
    """The catalog as its file holds it, with nothing in it that changes when the messages do not."""
    stream = BytesIO()
    write_po(stream, made, width=110, omit_header=True, include_lineno=False)
    forms = f'"Language: {made.locale_identifier}\\n"\n"Plural-Forms: {made.plural_forms}\\n"\n'
    return f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n{forms}\n'.encode() + stream.getvalue()


def untranslated(made: Catalog) -> list[str]:
    """The messages of a catalog that lack a translation or a plural form of it."""
    return [
        str(message.id)
        for message in made
        if message.id and not all(message.string if isinstance(message.string, tuple) else (message.string,))
    ]


def main() -> None:
    """Write all catalogs anew."""
    said = messages()
    for code in LOCALES:
        if code != SOURCE:
            made = updated(code, said)
            Path(str(po_file(code))).write_bytes(as_text(made))
            for message in untranslated(made):
                sys.stderr.write(f"{code}.po: translate {message!r}\n")


if __name__ == "__main__":
    main()
