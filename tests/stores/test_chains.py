"""Chains and commitments: what is changed shows, and the values are those that were fixed."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mediant.errors import InvalidValue
from mediant.stores.chains import (
    START,
    commit,
    commitment_line,
    extended,
    first_line,
    head_of,
    holds,
    opening_line,
    seen_file,
    seen_line,
    verify,
)

LINES = st.lists(st.binary(max_size=20), max_size=8)
SALTS = st.binary(min_size=32, max_size=32)


def test_the_values_are_fixed():
    """Files of earlier versions must hold for ever: these never change."""
    assert extended(START, b"").hex() == "7085a96a881cf8899d7913e41999d3aff8eb5c619a75a3dfef71e184614668f0"
    assert head_of([b"first", b"second"]).hex() == "22fd3d248eb9018a5de47f52e3ee900b6aad378be1555fe676ff4aa7767ccf4a"
    assert (
        commit(b"thirty days", bytes(range(32))).hex()
        == "e2eaec92602986a5466426291a4ae118fff24d6b712c0b541a1514ed37662bd3"
    )
    assert (
        first_line("north", "Harbour talks") == b'{"format":"mediant-seen/1","viewer":"north","case":"Harbour talks"}'
    )


@given(LINES, LINES)
def test_a_chain_can_go_on_from_any_head(before, after):
    assert head_of(after, head_of(before)) == head_of(before + after)


@given(LINES, LINES)
def test_other_lines_have_another_head(one, other):
    assert (head_of(one) == head_of(other)) == (one == other)


@given(st.lists(st.binary(max_size=20), min_size=1, max_size=8), st.data())
def test_every_head_that_was_noted_is_found_and_no_other(lines, data):
    noted = data.draw(st.sets(st.integers(0, len(lines))))
    heads = [head_of(lines[:place]) for place in noted]
    assert verify(lines, heads)
    assert not verify(lines, [*heads, bytes(31) + b"\x01"])
    place = data.draw(st.integers(0, len(lines) - 1))
    changed = [*lines[:place], lines[place] + b"!", *lines[place + 1 :]]
    assert verify(changed, heads) == all(number <= place for number in noted)


@given(st.binary(max_size=50), st.binary(max_size=50), SALTS, SALTS)
def test_a_commitment_holds_for_its_words_and_salt_alone(words, other, salt, another):
    digest = commit(words, salt)
    assert holds(words, salt, digest)
    assert holds(other, salt, digest) == (other == words)
    assert holds(words, another, digest) == (another == salt)


@given(st.binary(max_size=50), st.binary(max_size=64))
def test_a_salt_has_32_bytes(words, salt):
    assume(len(salt) != 32)
    with pytest.raises(InvalidValue, match="salt"):
        commit(words, salt)
    assert not holds(words, salt, bytes(32))


@given(st.text(), st.text())
def test_lines_are_json_on_one_line(viewer, words):
    digest = commit(words.encode("utf-8", "surrogatepass"), bytes(32))
    for line in (
        first_line(viewer, words),
        commitment_line(digest, words),
        opening_line(digest, bytes(32), words),
        seen_line(json.dumps({"said": words}).encode()),
    ):
        assert b"\n" not in line
        assert isinstance(json.loads(line.decode()), dict)
    assert json.loads(first_line(viewer, words))["viewer"] == viewer


def test_a_line_stays_one_line():
    with pytest.raises(InvalidValue, match="several lines"):
        seen_line(b'{"a":\n1}')


def test_the_file_ends_with_its_head():
    lines = (first_line("north", "Harbour"), seen_line(b'{"said":"yes"}'))
    *body, last, rest = seen_file(iter(lines)).split(b"\n")
    assert tuple(body) == lines
    assert json.loads(last) == {"head": head_of(lines).hex()}
    assert rest == b""
