"""A draft as text, and a person's text in which a merge changes only what it must."""

import tomllib
from dataclasses import replace

import pytest
from draft_samples import NUMBERS, STRIKE, claim_lists
from hypothesis import given

from mediant.errors import CannotDraft
from mediant.evidence.drafting.comments import comments_of
from mediant.evidence.drafting.draft import draft
from mediant.evidence.drafting.merge import Conflict
from mediant.evidence.drafting.writing import LEFT, MARK, block_in, block_of, text_of, updated
from mediant.model.document import document_of
from mediant.model.formats.mediant_case import parse

MADE = draft(STRIKE)
BLOCK = block_of(MADE, MADE.case, MADE.questions, ())
TEXT = text_of(MADE, BLOCK)
OTHER = draft((*STRIKE, *NUMBERS)).case


def test_the_text_of_a_draft_is_its_case_and_its_questions_are_comments():
    assert parse(TEXT.encode(), "x") == MADE.case
    tail = TEXT[TEXT.index(MARK) :]
    assert all(line.startswith("#") for line in tail.splitlines())
    flat = " ".join(tail.replace("#", " ").split())
    assert all(question.text in flat for question in MADE.questions)
    assert "mediator labour-ministry: c6" in tail


@given(claim_lists())
def test_the_text_of_any_draft_is_its_case(claims):
    try:
        made = draft(claims)
    except CannotDraft:
        return
    conflicts = (Conflict("a\nplace", "x\x00", "y"),)
    assert parse(text_of(made, block_of(made, made.case, made.questions, conflicts)).encode(), "x") == made.case


def test_nothing_changes_where_the_merge_changes_nothing():
    assert updated(TEXT, None, BLOCK, block_in(TEXT)) == (TEXT, ())


def test_comments_stay_in_their_places():
    mine = TEXT.replace('title = "', '# my own line\ntitle = "', 1).replace(
        "[preferences.", "# of mine\n[preferences.", 1
    )
    mine = mine.replace('walk_away = "unknown"', 'walk_away = "unknown"  # ask', 1)
    text, lost = updated(mine, OTHER, BLOCK, block_in(TEXT))
    assert parse(text.encode(), "x") == OTHER
    assert lost == ()
    assert '# my own line\ntitle = "' in text
    assert 'walk_away = "unknown"  # ask' in text


def test_a_comment_whose_place_is_gone_stands_at_the_end():
    mine = TEXT.replace("[[mediator]]\n", "[[mediator]]\n# about the host\n", 1)
    text, lost = updated(mine, replace(MADE.case, mediators=()), BLOCK, block_in(TEXT))
    assert lost == ("# about the host",)
    assert f"{LEFT}\n# about the host\n" in text
    assert parse(text.encode(), "x").mediators == ()


def test_what_a_person_wrote_among_the_questions_stays():
    mine = TEXT + "# asked on Monday: no answer\n"
    new = block_of(MADE, MADE.case, (), ())
    text, lost = updated(mine, None, new, block_in(TEXT))
    assert "# asked on Monday: no answer" in text
    assert lost == ()
    assert MADE.questions[0].text not in text


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_of_windows_do_no_harm(ending):
    mine = TEXT.replace("\n", ending).replace('title = "', f'# mine{ending}title = "', 1)
    text, _ = updated(mine, OTHER, BLOCK, block_in(TEXT))
    assert parse(text.encode(), "x") == OTHER
    assert text.count(MARK) == 1
    assert any(comment == "# mine" for comment in comments_of(text))


@given(claim_lists(20), claim_lists(20))
def test_any_case_can_take_the_place_of_another_with_no_comment_lost(first, second):
    try:
        one, other = draft(first), draft(second)
    except CannotDraft:
        return
    block = block_of(one, one.case, one.questions, ())
    mine = text_of(one, block).replace("[[issue]]", "[[issue]] # here\n# and here", 1)
    text, _ = updated(mine, other.case, block, block)
    assert tomllib.loads(text) == document_of(other.case)
    assert {"# here", "# and here"} <= set(comments_of(text))


def test_hostile_texts_are_kept_or_refused_in_no_time():
    body = 'x = "' + "#" * 50_000 + '"\n' + "# c\n" * 2_000
    text, _ = updated(body, None, BLOCK, "")
    assert text.startswith(body)
