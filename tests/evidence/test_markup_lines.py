"""Headers, and lines about claims."""

from __future__ import annotations

import pytest

from mediant.evidence.checks import Findings
from mediant.evidence.markup_lines import claim_lines, header_of

GOOD = ["title: A: b", "outlet: O", "published: 2031-03-14", "topic: water", "manner: live"]


def header(*lines):
    found = Findings()
    return header_of(list(lines), found), " | ".join(map(str, found.problems))


def claims(*lines):
    found = Findings()
    return claim_lines(list(lines), 9, found), " | ".join(map(str, found.problems))


def test_a_header():
    values, said = header(*GOOD, "event: e-1", "corrects: other")
    assert said == ""
    assert (values["title"], values["event"], values["corrects"]) == ("A: b", "e-1", "other")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("titles: x", "did you mean 'title'"),
        ("no colon", "write it as key: value"),
        ("title: again", "title again"),
        ("event:", "event without a value"),
        ("event: Not This", "event 'Not This'"),
        ("corrects: ../x", "corrects '../x'"),
    ],
)
def test_what_is_wrong_in_a_header(line, says):
    assert says in header(*GOOD, line)[1]


def test_a_header_lacks_keys_or_has_no_such_day_or_manner():
    assert "no outlet, no published" in header(GOOD[0], *GOOD[3:])[1]
    assert "2031-02-30" in header(*GOOD[:2], "published: 2031-02-30", *GOOD[3:])[1]
    assert "did you mean 'paper'" in header(*GOOD[:4], "manner: papers")[1]


def test_lines_about_claims():
    told, said = claims('2: when="by Friday" act=offer', "", "2.1: actor=radio", "1: certainty=planned ")
    assert said == ""
    assert (told[2].when.text, told[2].when.date, told[2].act, told[2].actors) == (
        "by Friday",
        None,
        "offer",
        {1: "radio"},
    )
    assert (told[1].certainty, told[1].line) == ("planned", 12)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("1: act = offer", "line 9: got"),
        ("1: act=ofer", "did you mean 'offer'"),
        ("1: act=offer act=deny", "act again"),
        ("1: acts=offer", "did you mean 'act'"),
        ("1: issues=pay,,x", "the id ''"),
        ("1: issues=pay,pay", "an issue twice"),
        ('1: when="x"@soon', "line 9, when: got 'soon'"),
        ("1.1: actor=x", "1.1 without a line 1:"),
        ("claim 1", "got 'claim 1'"),
    ],
)
def test_what_is_wrong_in_a_line(line, says):
    assert says in claims(line)[1]


def test_lines_twice():
    assert "claim 1 again" in claims("1:", "1:")[1]
    assert "1.1 again" in claims("1:", "1.1: actor=x", "1.1: actor=y")[1]
    assert "of a relay" in claims("1:", "1.1: act=offer")[1]
