from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.articles.naming import slug, unique
from mediant.evidence.checks import FILE_NAME


@given(st.text())
def test_any_name_becomes_an_id(stem):
    assert FILE_NAME.fullmatch(slug(stem))


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,89}", fullmatch=True))
def test_a_name_that_is_an_id_stays(stem):
    assert slug(stem) == stem


@given(st.lists(st.sampled_from(["a", "A", "a-2", "a-2-2", "b"]), max_size=30))
def test_names_are_unique_whatever_the_case(names):
    taken: dict[str, int] = {}
    given_out = [unique(name, taken) for name in names]
    assert len({name.casefold() for name in given_out}) == len(names)


def test_the_first_keeps_its_name():
    taken: dict[str, int] = {}
    assert [unique(name, taken) for name in ("a", "a", "a", "a-2")] == ["a", "a-2", "a-3", "a-2-2"]


def test_accents_and_spaces_go():
    assert slug("Pérez said: no") == "Perez-said-no"
    assert slug("水") == "article"
