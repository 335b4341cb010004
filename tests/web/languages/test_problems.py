"""What is wrong with a case file, in the language of the page: each rule of such files broken once."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from languages import foreign_text
from wrong_cases import GROUND, NO_CASE_FILES, WRONG_HEADS, WRONG_PREFERENCES, WRONG_WHOLES

from mediant.errors import CannotSample, Contradiction, FileProblem, InvalidFile, Problem
from mediant.model.formats.mediant_case import parse
from mediant.web.languages.files import CASE_FILE, SEEN, messages
from mediant.web.languages.locales import LOCALES
from mediant.web.languages.patterns import PLACE
from mediant.web.languages.problems import (
    fault_in_words,
    first_in_words,
    misfit_in_words,
    more_in_words,
    problem_in_words,
)

TRANSLATED = [code for code in LOCALES if code != "en"]
TITLE = Problem("title", "5", "a text", "write it in quotes")
NOT_PASTED = {  # too large to be sent, found in cases built in Python or written, or told otherwise before
    "TOML in UTF-8, of at most 16 MB",
    "values of other types than the class states",
    "what its annotation says",
    "convert them",
    "%(data)s bytes",
    "a case file has at most %(largest_file)s; is it another file?",
    "about %(data)s entries or lists",
    "a case file has at most %(most_entries)s; is it another file?",
    "a table with 'from', 'to' and 'step'",
}


MISFITS = (
    Contradiction("north", ("accepts.1", "never.1")),
    Contradiction("north", ("prefers.1 (short, 80 over none, 100)", "accepts.1 (none, 100)")),
    Contradiction("north", ("rejects.1", "no walk_away, and no red line that it crosses")),
    CannotSample("north", "12 terms in `together` tie too many issues to find its least utility", "use fewer terms that overlap"),
    CannotSample("north", "what fits its statements has no volume", "leave more room in them"),
    CannotSample(
        "north",
        "hardly anything fits its statements, and weights below 0 keep it from being searched",
        "turn the values round and use weights above 0",
    ),
    CannotSample(
        "north",
        "what fits its statements has no volume: some can hold only with equality",
        "leave more room in the statements or intervals, or give exact numbers",
    ),
    CannotSample("north", "1,000 options of fee times 200 draws", "ask for fewer draws"),
)  # fmt: skip
"""Why nothing can be drawn of what is stated of a party."""


@cache
def broken():
    """What is raised of each file that breaks a rule."""
    texts = [GROUND.replace(old, new) for old, new, *_ in (*WRONG_HEADS, *WRONG_PREFERENCES)]
    found = []
    for text in (*texts, *WRONG_WHOLES):
        with pytest.raises(InvalidFile) as raised:
            parse(text.encode(), "the case")
        found.append(raised.value)
    return tuple(found)


@cache
def unreadable():
    """Why each file that is none cannot be read as a case."""
    found = []
    for data in NO_CASE_FILES:
        with pytest.raises(FileProblem) as raised:
            parse(data, "the case")
        found.append(raised.value)
    return tuple(found)


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_that_is_wrong_with_a_case_file_stays_in_english(code):
    told = [(problem, problem_in_words(problem, code)) for error in broken() for problem in error.problems]
    for said, words in [*told, *((error, fault_in_words(error, code)) for error in unreadable())]:
        assert words is not None, said
        assert 'lang="en"' not in words, said
        assert foreign_text(f"<p>{words}</p>", code) == [], said


def test_each_rule_of_a_case_file_was_broken():
    """So that what is told of each is seen above: every sentence was said, and every way to show a value."""
    problems = [problem for error in broken() for problem in error.problems]
    said = {part for one in problems for part in (one.place, one.seen, one.expected, one.do)}
    said |= {part for error in unreadable() for part in (error.seen, error.do)}
    said |= {
        part
        for one in MISFITS
        for part in (*str(one).partition(": ")[2].rpartition("; "), *getattr(one, "statements", ()))
    }
    unsaid = set()
    for message in messages():
        if message.context in (CASE_FILE, SEEN):
            pieces = PLACE.split(str(message.id))
            looks = re.compile(".+".join(re.escape(text.replace("%%", "%")) for text in pieces[::2]), re.DOTALL)
            found = looks.fullmatch if message.context == CASE_FILE else looks.search
            unsaid |= set() if any(map(found, said)) else {message.id}
    assert unsaid == NOT_PASTED


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "title: 5; expected a text; write it in quotes"),
        ("fr", "<bdi>title</bdi> : <bdi>5</bdi> ; attendu : un texte ; écrivez-le entre guillemets"),
        ("es", "<bdi>title</bdi>: <bdi>5</bdi>; se esperaba: un texto; escríbalo entre comillas"),
        ("ar", "<bdi>title</bdi>: <bdi>5</bdi>؛ المتوقع: نص؛ اكتبه بين علامتي اقتباس"),
    ],
)
def test_a_problem_is_said_in_the_language_of_the_page(code, said):
    assert problem_in_words(TITLE, code) == said


def test_texts_of_the_file_are_not_taken_for_sentences():
    mine = "'day, which is taken by night'"
    shown = "<bdi>&#39;day, which is taken by night&#39;</bdi>"
    assert problem_in_words(Problem("title", mine, mine, "correct it"), "es") == (
        f"<bdi>title</bdi>: {shown}; se esperaba: {shown}; corríjalo"
    )


def test_a_place_of_the_file_is_not_taken_for_a_sentence():
    wrong = ("5", "a text", "correct it")
    assert str(problem_in_words(Problem("nothing", *wrong), "fr")).startswith("<bdi>nothing</bdi> : ")
    assert str(problem_in_words(Problem("the rest", *wrong), "es")).startswith("el resto: ")


@pytest.mark.parametrize("fault", ["A new fault", "A new fault (at line 1, column 2)"])
def test_what_the_reader_of_toml_says_newly_is_marked_as_english(fault):
    words = fault_in_words(FileProblem("the case", f"not TOML: {fault}", "save it as UTF-8"), "fr")
    assert '<bdi lang="en">A new fault</bdi>' in str(words)


@pytest.mark.parametrize(
    "unknown",
    [
        Problem("title", "no such sentence", "a text", "correct it"),
        Problem("title", "5", "no such sentence", "correct it"),
        Problem("title", "5", "a text", "no such sentence"),
        Problem("title", "5", "a text"),
    ],
)
def test_a_problem_is_said_whole_or_not_at_all(unknown):
    assert problem_in_words(unknown, "fr") is None
    assert fault_in_words(FileProblem("the case", unknown.seen, unknown.do), "fr") is None


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_first_problem_is_found_in_the_text_of_the_error(code):
    for error in broken():
        told = problem_in_words(error.problems[0], code)
        more = more_in_words(len(error.problems) - 1, code)
        assert first_in_words(str(error), code) == (f"{told} ({more})" if len(error.problems) > 1 else told)
    assert first_in_words("the case cannot be followed", code) is None


@pytest.mark.parametrize("code", TRANSLATED)
def test_why_nothing_fits_what_is_stated_is_said_in_the_language_of_the_page(code):
    for error in MISFITS:
        words = misfit_in_words(str(error), code)
        assert words is not None, error
        assert " over " not in words
        assert foreign_text(f"<p>{words}</p>", code) == [], error
    assert misfit_in_words("preferences.north: no such sentence; correct it", code) is None


def test_statements_that_contradict_each_other_are_listed():
    assert misfit_in_words(str(MISFITS[0]), "fr") == (
        "<bdi>preferences.north</bdi> : ces déclarations ne peuvent pas toutes être vraies : "
        "<bdi>accepts.1</bdi> et <bdi>never.1</bdi> ; corrigez-en une, ou retirez-la"
    )


@given(st.builds(Problem, *[st.text(max_size=30)] * 4), st.sampled_from(sorted(LOCALES)))
def test_whatever_is_wrong_is_escaped(problem, code):
    for words in (problem_in_words(problem, code), first_in_words(f"the case: {problem}", code)):
        assert set((words or "").replace("<bdi>", "").replace("</bdi>", "")) & set("<>") == set()
