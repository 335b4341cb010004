"""Refusals in the language of the page, without the code that refuses knowing of languages."""

from __future__ import annotations

import pytest
from broken_rules import CONFIDED, UNREADABLE, WORDS, WRONG, host
from hypothesis import given
from hypothesis import strategies as st
from languages import foreign_text

from mediant.errors import FileProblem, InvalidFile, InvalidValue, Problem, Refused, WrongAct
from mediant.talks.acts import Carry
from mediant.talks.permitted import HEARD, checked
from mediant.talks.words import act_of
from mediant.web.languages.files import REFUSED, messages
from mediant.web.languages.locales import LOCALES
from mediant.web.languages.patterns import PLACE
from mediant.web.languages.refusals import MOST, each_in_words, in_words
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
    act = WrongAct("north", "does what no rule speaks of", "something else")
    assert in_words(str(act), "ar") == f'تعذّر تنفيذ ذلك. <bdi lang="en">{act}</bdi>'


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "north accepted (2, 0); expected an outcome that it has heard an offer of"),
        ("fr", "<bdi>north</bdi> : a accepté <bdi>(2, 0)</bdi> ; attendu : un résultat que ce siège a entendu offrir"),
        ("es", "<bdi>north</bdi>: aceptó <bdi>(2, 0)</bdi>; se esperaba: un resultado que se le haya ofrecido"),
        ("ar", "<bdi>north</bdi>: قبِل <bdi>(2, 0)</bdi>؛ المتوقع: نتيجة سمع عرضًا بها"),
    ],
)
def test_a_rule_of_talks_is_said_in_the_language_of_the_page(code, said):
    assert in_words(str(WrongAct("north", "accepted (2, 0)", HEARD)), code) == said


def test_what_was_sent_is_quoted_and_escaped():
    error = Refused("act.to: '<b>'; expected one of north, south", "say it in the words of the case")
    assert in_words(str(error), "fr") == (
        "<bdi>act.to</bdi> : <bdi>&#39;&lt;b&gt;&#39;</bdi> ; attendu : l’un de <bdi>north, south</bdi> ; "
        "dites-le avec les mots de l’affaire"
    )


def test_a_case_file_that_the_workbench_refuses_is_told_too():
    error = InvalidFile("the case", (Problem("title", "missing", "an entry 'title'", "add it"),) * 3)
    assert in_words(str(Refused(str(error), "correct the case file")), "es") == (
        "<bdi>title</bdi>: falta; se esperaba: una entrada <bdi>&#39;title&#39;</bdi>; añádala (otros problemas: 2); "
        "corrija el archivo del caso"
    )


def test_the_problems_of_a_case_file_are_told_one_by_one():
    problems = tuple(Problem(f"k{k}", f"unknown key 'k{k}'", "one of 'a'", "correct it") for k in range(MOST + 2))
    told = each_in_words(InvalidFile("the case", problems[:2]), "case", "fr")
    assert told == [
        ("case", f"<bdi>k{k}</bdi> : clé inconnue : <bdi>&#39;k{k}&#39;</bdi> ; attendu : l’un de <bdi>&#39;a&#39;</bdi> ; corrigez-le")
        for k in range(2)
    ]  # fmt: skip
    told = each_in_words(InvalidFile("the case", problems), "case", "en")
    assert told[0] == ("case", "k0: unknown key &#39;k0&#39;; expected one of &#39;a&#39;; correct it")
    assert (len(told), told[-1]) == (MOST + 1, ("case", "further problems: 2"))
    assert each_in_words(InvalidFile("the case", problems[:MOST]), "case", "en")[-1][1] != "further problems: 0"


def test_what_is_no_case_file_and_what_else_is_refused_is_one_thing():
    file = FileProblem("the case", "not UTF-8: byte 0xe9 in line 1", "save it as UTF-8")
    assert each_in_words(file, "case", "fr") == [
        ("case", "ce n’est pas de l’UTF-8 : octet <bdi>0x<bdi>e9</bdi></bdi> à la ligne <bdi>1</bdi> ; enregistrez-le en UTF-8")
    ]  # fmt: skip
    assert each_in_words(file, "case", "en") == [("case", "not UTF-8: byte 0xe9 in line 1; save it as UTF-8")]
    assert each_in_words(PAUSED, "title", "es") == [("title", in_words(str(PAUSED), "es"))]


def test_a_problem_with_a_sentence_that_has_no_translation_is_marked_whole():
    error = InvalidFile("the case", (Problem("title", "5", "what no rule speaks of", "add it"),))
    assert each_in_words(error, "case", "es") == [
        ("case", 'No se ha podido hacer. <bdi lang="en">title: 5; expected what no rule speaks of; add it</bdi>')
    ]
    file = FileProblem("the case", "what no rule speaks of", "add it")
    assert 'lang="en">the case: what no rule' in each_in_words(file, "case", "es")[0][1]


def refused_by_rules():
    """Every refusal of the rules that their own tests bring about, and those of words that name no act."""
    for act, place in WRONG:
        with pytest.raises(WrongAct) as raised:
            checked(act, place)
        yield str(raised.value)
    for said, heard in CONFIDED:
        with pytest.raises(WrongAct) as raised:
            checked(Carry(said, "north"), host(*heard))
        yield str(raised.value)
    for said, _ in UNREADABLE:
        with pytest.raises(InvalidValue) as refused:
            act_of(said, WORDS)
        yield str(Refused(str(refused.value), "say it in the words of the case"))


@pytest.mark.parametrize("code", [code for code in LOCALES if code != "en"])
def test_no_refusal_of_the_rules_stays_in_english(code):
    for said in refused_by_rules():
        told = in_words(said, code)
        assert 'lang="en"' not in told, said
        assert foreign_text(f"<p>{told}</p>", code) == [], said


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
