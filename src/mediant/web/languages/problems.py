"""What is wrong with a case file, in the language of the page."""

from __future__ import annotations

import re
from functools import partial

from markupsafe import Markup, escape

from mediant.errors import FileProblem, Problem, one_line
from mediant.web.languages.files import CASE_FILE, SEEN, SOURCE, translations
from mediant.web.languages.formats import listed
from mediant.web.languages.patterns import english, isolated, told
from mediant.web.languages.sentences import REST

QUOTED = r"""(?:'(?:[^'\\]|\\.)*+'|"(?:[^"\\]|\\.)*+")"""
NAMES = re.compile(rf"{QUOTED}(?:, {QUOTED})*+")
"""Texts of the file, as Python quotes them."""
VALUE = re.compile(r"\S+")
"""A number, a date, true: what else may be shown of a file as it is."""
FIRST = re.compile(
    r"the case: (?P<place>.+?): (?P<seen>.+?); expected (?P<rest>.+?)"
    r"(?: \(and (?P<more>\d+) more: run `mediant check the case`\))?",
    re.DOTALL,
)
"""What InvalidFile says of a case: its first problem, and how many more there are."""
OF_TOML = {"error", "fault"}
"""What is put in for the words of Python's reader of TOML: English where they are none that is known here, or a key."""
PARTY = re.compile(r"(?P<at>preferences\.[^\s:]+): (?P<rest>.+)", re.DOTALL)
"""What Contradiction and CannotSample say: of which party, then why nothing fits, and what to do."""


def problem_in_words(problem: Problem, code: str) -> Markup | None:
    """The problem in the language; None where a sentence of it has no translation.

    Its place stays, and so does what was seen where that is a value of the file.
    """
    place, seen, expected, do = map(one_line, (problem.place, problem.seen, problem.expected, problem.do))
    if code == SOURCE:
        return escape(str(problem))
    parts = {
        "at": (_shown(place, code) if place == REST else None) or isolated(place),
        "seen": _seen(seen, code),
        "expected": isolated(expected) if NAMES.fullmatch(expected) else _sentence(expected, code),
    }
    remedy = _sentence(do, code)
    if None in parts.values() or remedy is None:
        return None
    gettext = translations(code).gettext
    wrong = Markup(gettext("%(at)s: %(seen)s; expected: %(expected)s")) % parts  # noqa: S704 - what is put in is escaped
    return Markup(gettext("%(seen)s; %(do)s")) % {"seen": wrong, "do": remedy}  # noqa: S704 - as above


def fault_in_words(problem: FileProblem, code: str) -> Markup | None:
    """Why what was pasted is no case file at all; None where a sentence of that has no translation."""
    seen, do = one_line(problem.seen), one_line(problem.do)
    if code == SOURCE:
        return escape(f"{seen}; {do}")
    parts = {"seen": _sentence(seen, code), "do": _sentence(do, code)}
    if None in parts.values():
        return None
    return Markup(translations(code).gettext("%(seen)s; %(do)s")) % parts  # noqa: S704 - what is put in is escaped


def first_in_words(text: str, code: str) -> Markup | None:
    """The same of the text of an InvalidFile, which tells one problem; None where it is no such text."""
    match = FIRST.fullmatch(text)
    if match is None:
        return None
    rest = match["rest"].split("; ")
    for cut in range(1, len(rest)):  # either of the two may hold a semicolon
        problem = Problem(match["place"], match["seen"], "; ".join(rest[:cut]), "; ".join(rest[cut:]))
        found = problem_in_words(problem, code)
        if found:
            return Markup("{} ({})").format(found, more_in_words(int(match["more"]), code)) if match["more"] else found
    return None


def misfit_in_words(text: str, code: str) -> Markup | None:
    """The same of the text of an error that says why nothing fits all that is stated of a party."""
    match = PARTY.fullmatch(text)
    seen, _, do = match["rest"].rpartition("; ") if match else ("", "", "")
    parts = {"seen": _sentence(seen, code), "do": _sentence(do, code)}
    if match is None or None in parts.values():
        return None
    gettext = translations(code).gettext
    why = Markup(gettext("%(seen)s; %(do)s")) % parts  # noqa: S704 - what is put in is escaped
    return Markup(gettext("%(at)s: %(why)s")) % {"at": isolated(match["at"]), "why": why}  # noqa: S704 - as above


def more_in_words(count: int, code: str) -> Markup:
    """That there are more problems than are told."""
    return escape(translations(code).gettext("further problems: %(count)s") % {"count": count})


def _seen(text: str, code: str) -> Markup | None:
    if NAMES.fullmatch(text):
        return isolated(text)
    known = told(text, code, partial(_put, code=code), CASE_FILE, SEEN)
    return known or (isolated(text) if VALUE.fullmatch(text) else None)


def _sentence(text: str, code: str) -> Markup | None:
    return told(text, code, partial(_put, code=code), CASE_FILE)


def _shown(text: str, code: str) -> Markup | None:
    return None if NAMES.fullmatch(text) else told(text, code, partial(_put, code=code), SEEN)


def _put(name: str, text: str, code: str) -> Markup:
    """What is put into a sentence: another one where it is what was expected, else what was seen in the file."""
    if name == "statements":
        return listed([_sentence(one, code) or isolated(one) for one in text.split("; ")], code)
    known = _sentence(text, code) if name == "expected" else _shown(text, code)
    return known or (english(text) if name in OF_TOML and text[:1].isalpha() else isolated(text))
