"""Annotated articles: what is read, and what is wrong with which line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidFile
from mediant.evidence.markup import MOST_PROBLEMS, nested_in, parse

HEAD = "title: A\noutlet: Meridian Press\npublished: 2031-03-14\ntopic: labour\nmanner: agency\n---\n"


def article(body, *lines):
    return parse("\n".join([HEAD + body, "---", *lines, ""]), "a")


def problems(text):
    with pytest.raises(InvalidFile) as caught:
        parse(text, "a")
    return [str(problem) for problem in caught.value.problems]


def wrong(body, *lines):
    return problems("\n".join([HEAD + body, "---", *lines, ""]))


def told(claim):
    return [
        (source.role, source.actor, [s.text for s in source.spans], [s.text for s in source.cue])
        for source in claim.sources
    ]


def test_a_chain_runs_from_the_speaker_outwards():
    read = article(
        "{1s Hollin} {1q said} {1c it was over}, {1s2 Radio Sund} {1q2 reported}, {1q1 citing} {1s1 an aide}.",
        '1: act=reject certainty=asserted actor=hollin issues=pay,hours when="over"@2031-03-15',
        "1.2: actor=radio-sund",
        "1.1: actor=aide",
    )
    (claim,) = read.claims
    assert read.text == "Hollin said it was over, Radio Sund reported, citing an aide."
    assert told(claim) == [
        ("speaker", "hollin", ["Hollin"], ["said"]),
        ("relay", "aide", ["an aide"], ["citing"]),
        ("relay", "radio-sund", ["Radio Sund"], ["reported"]),
    ]
    assert (claim.id, claim.act, claim.certainty, claim.issues) == ("a.1", "reject", "asserted", ("pay", "hours"))
    assert (claim.when.text, claim.when.date) == ("over", "2031-03-15")
    assert (read.meta.article.outlet, read.meta.topic, read.meta.manner, read.meta.event) == (
        "Meridian Press", "labour", "agency", None)  # fmt: skip


def test_pieces_shared_words_and_what_is_left_out():
    read = article(
        '{1c "No,"} {1s,2s she} {1q said}, {1c "never."} Then {2q left open} {2c when}. {3q It was feared} {3c that}. {4c Rain.}',
        "1:", "2:", "3: act=assess", "4:",
    )  # fmt: skip
    one, two, three, four = read.claims
    assert [span.text for span in one.content] == ['"No,"', '"never."']
    assert one.sources[0].spans == two.sources[0].spans
    assert told(three) == [("speaker", None, [], ["It was feared"])]
    assert (four.sources, four.act, four.certainty, four.when) == ((), None, None, None)


def test_nesting_is_told_by_the_spans():
    read = article("{1s A} {1q said} {1c {2s B} {2q held} {2c that {3s C} {3q knew} {3c it}}}. {4c {5s D} {5q hoped} {5c so}.}",
                   *(f"{n}:" for n in range(1, 6)))  # fmt: skip
    assert nested_in(read.claims) == (None, "a.1", "a.2", None, None)


def test_braces_and_backslashes_of_the_text():
    read = article(r"{1c a \{b\} \\ c}", "1:")
    assert read.text == r"a {b} \ c"
    assert read.claims[0].content[0].text == read.text


@pytest.mark.parametrize(
    ("body", "lines", "says"),
    [
        ("{1c open", ["1:"], "line 7, column 1: {1c is not closed"),
        ("shut}", [], "line 7, column 5: } without {"),
        ("{1x no role}", [], "line 7, column 1: '{1x no role}' is no tag"),
        ("{1c  edge}", ["1:"], "line 7, column 1: space at the edge"),
        ("{1c a}", [], "line 7: claim 1 has tags and no line"),
        ("words", ["1:"], "line 9, claim 1: no content"),
        ("{1s A} {1c b}", ["1:"], "line 9, claim 1: a source without a cue"),
        ("{1s1 A} {1c b}", ["1:"], "line 9, claim 1: links 1 of the chain"),
        ("{1s A} {1q b} {1s2 C} {1c d}", ["1:"], "line 9, claim 1: links 0, 2 of the chain"),
        ("{1c a {1q b}}", ["1:"], "line 9, claim 1: 'a b' and 'b' overlap"),
        ("{1c a}", ["1: actor=x"], "line 9, claim 1: an actor for link 0"),
        ("{1c a}", ['1: when="b"'], "line 9, claim 1: when='b'"),
        ("back\\slash", [], "line 7, column 5: a backslash alone"),
        ("a\tb", [], "line 7: the control character"),
        ("", [], "line 7: no text"),
        ("{1c a}", ["1: act=plead"], "line 9: act 'plead'"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(body, lines, says):
    assert any(problem.startswith(says) for problem in wrong(body, *lines)), wrong(body, *lines)


def test_all_that_is_wrong_is_said_in_order():
    found = wrong("{1c a\n\n{2c b}", "1: act=x certainty=y", "3:")
    assert [problem.split(":")[0] for problem in found] == [
        "line 7, column 1", "line 9", "line 11", "line 11", "line 11, claim 1", "line 12, claim 3"]  # fmt: skip
    assert len(wrong("}" * 400_000)) == MOST_PROBLEMS
    assert len(wrong("}\n" * 200_000)) == MOST_PROBLEMS
    assert len(wrong("{1c " * 100_000)) == MOST_PROBLEMS
    assert "lines of claims" in wrong("{1c a}", "1:", *[""] * 6000)[0]


def test_other_kinds_of_files():
    assert "0 lines of ---" in problems("just a text\n")[0]
    assert (
        "CARRIAGE" in problems("title: A\r\n---\r\n---\r\n")[0]
        or "control" in problems("title: A\r\n---\r\n---\r\n")[0]
    )
    assert "at most" in problems("x" * 600_000)[0]
    assert "more than 12 tags" in " ".join(wrong("{1c " * 30 + "a" + "}" * 30, "1:"))
    with pytest.raises(InvalidFile):
        parse(HEAD + "a\n---\n", "../a")


@given(st.text(alphabet='{}\\123sqc,.: \n-a="@', max_size=60), st.text(alphabet='123.: actor=when"@\n', max_size=40))
def test_rubbish_is_refused_or_read_with_true_spans(body, lines):
    try:
        read = article(body, lines)
    except InvalidFile:
        return
    for claim in read.claims:
        assert claim.content
        for span in (*claim.content, *(s for source in claim.sources for s in (*source.spans, *source.cue))):
            assert read.text[span.start : span.end] == span.text.strip()
