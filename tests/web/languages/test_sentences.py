"""The sentences that code refuses with."""

from __future__ import annotations

import pytest

from mediant.web.languages.sentences import refusals_in


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise Refused("no such room", "choose another")', ["no such room", "choose another"]),
        ('raise Refused(f"the mediation is {table.course.state}", do="wait")', ["the mediation is %(state)s", "wait"]),
        ('Refused(f"{len(words):,} of {MOST}", f"choose of {\', \'.join(sorted(rooms))}")', ["%(words)s of %(most)s", "choose of %(rooms)s"]),
        ('Refused(f"{a.name} and {b.name}", "100 % of it")', ["%(name)s and %(name2)s", "100 %% of it"]),
        ('Refused("it", f"one of {named}" if named else "none")', ["it", "one of %(named)s", "none"]),
        ('Refused(str(error), "correct it")', ["correct it"]),
        ('Other("not this")', []),
    ],
)  # fmt: skip
def test_what_is_refused_is_found(source, found):
    assert list(refusals_in(source)) == found
