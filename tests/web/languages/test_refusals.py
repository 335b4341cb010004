"""Refusals in the language of the page, without the code that refuses knowing of languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from languages import foreign_text

from mediant.errors import Refused, WrongAct
from mediant.web.languages.files import REFUSED, messages
from mediant.web.languages.locales import LOCALES
from mediant.web.languages.refusals import PLACE, in_words
from mediant.web.languages.sentences import VALUES

PAUSED = Refused("the mediation is paused", "wait until the mediator goes on with it")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "the mediation is paused; wait until the mediator goes on with it"),
        ("fr", "état de la médiation : suspendue ; attendez que le médiateur la reprenne"),
        ("es", "estado de la mediación: en pausa; espere a que la mediación la reanude"),
        ("ar", "حالة الوساطة: متوقفة مؤقتًا؛ انتظر حتى يستأنفها الوسيط"),
    ],
)
def test_a_refusal_is_said_in_the_language_of_the_page(code, said):
    assert in_words(str(PAUSED), code) == said


def test_what_is_put_in_stays_as_it_is():
    error = Refused("no such room", "choose of joint, <north>")
    assert in_words(str(error), "fr") == "cette salle n’existe pas ; choisissez parmi : <bdi>joint, &lt;north&gt;</bdi>"


def test_what_has_no_translation_is_marked():
    file = Refused("issue 'fee': <none>; expected options", "correct the case file")
    assert in_words(str(file), "es") == (
        '<bdi lang="en">issue &#39;fee&#39;: &lt;none&gt;; expected options</bdi>; corrija el archivo del caso'
    )
    act = WrongAct("north", "accepts 3", "a number of an outcome")
    assert in_words(str(act), "ar") == f'تعذّر تنفيذ ذلك. <bdi lang="en">{act}</bdi>'


@pytest.mark.parametrize("code", LOCALES)
def test_every_sentence_is_found_again_when_it_was_said(code):
    """Whatever is put into it: nothing of it is left in English, and it is not taken for another sentence."""
    for message in messages():
        if message.context == REFUSED and message.id not in VALUES:
            said = PLACE.sub("12", str(message.id)).replace("%%", "%")
            assert 'lang="en"' not in in_words(f"{said}; choose another", code)
            assert foreign_text(f"<p>{in_words(f'{said}; choose another', code)}</p>", code) == []


@given(st.text(max_size=60), st.sampled_from(sorted(LOCALES)))
def test_whatever_is_refused_is_escaped(text, code):
    told = in_words(text, code)
    assert set(told.replace('<bdi lang="en">', "").replace("<bdi>", "").replace("</bdi>", "")) & set("<>") == set()
