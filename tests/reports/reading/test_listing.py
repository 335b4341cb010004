"""A reading as text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reports.reading.article import claims_of, evil, made

from mediant.evidence.corrections.applying import apply
from mediant.evidence.corrections.correction import Correction
from mediant.reports.reading.listing import reading_text
from mediant.reports.reading.pieces import ReadArticle


def shown(**more):
    article = made()
    return ReadArticle(article=article, claims=claims_of(article), **more)


def test_the_text_with_its_claims_marked():
    assert (
        reading_text(shown(), width=70, color=False)
        == """\
Ferry talks stall
The Harbour Post, 2031-05-06

  [1 The union will hold the ferry until Friday], its chair, Mara
  Oste, told Quay Radio. [2 The harbour board rejected the offer on
  Monday], according to two people close to it.
  [3 “We have time,”] said Oste. [3 “The tide does not.”] [4 Nobody
  else would comment.]

4 claims
  1  its chair, Mara Oste ← Quay Radio ← The Harbour Post
     “The union will hold the ferry until Friday”
     announce · planned · speaks of “until Friday” (2031-05-09) ·
     confidence 93%
  2  two people close to it ← The Harbour Post
     “The harbour board rejected the offer on Monday”
     reject · asserted · on ferry · confidence 41%
  3  its chair, Mara Oste (Oste) ← The Harbour Post
     ““We have time,” … “The tide does not.””
     assess · certainty not told · confidence 70%
  4  The Harbour Post, the article itself
     “Nobody else would comment.”
     act not told · certainty not told · no confidence given
"""
    )


def test_decisions_are_said():
    article = made()
    claims = claims_of(article)
    log = [Correction(decision="confirm", of=claims[0]), Correction(decision="drop", of=claims[3])]
    after = apply(log, claims, article)
    text = reading_text(ReadArticle(article=article, claims=after.claims, decided=after.applied), width=90, color=False)
    assert "3 claims (1 other dropped by a person)" in text
    assert "(2031-05-09) · confirmed by a person" in text
    assert "93%" not in text


def test_colour_only_where_it_is_welcome():
    assert "\x1b" in reading_text(shown(), width=80, color=True)
    assert "\x1b" not in reading_text(shown(), width=80, color=False)


@pytest.mark.parametrize("color", [True, False])
def test_nothing_of_a_hostile_article_acts(color):
    article, claims = evil()
    text = reading_text(ReadArticle(article=article, claims=claims), width=40, color=color)
    assert "\x1b[31m" not in text.replace("\x1b[31m ", "")
    assert not {"\u202e", "\x00", "\u2028"} & set(text)
    assert max(len(line) for line in reading_text(replace(shown()), width=40, color=False).splitlines()) <= 40
