"""Facts and commands of classes hold what they declare, and come back from JSON as they were."""

from __future__ import annotations

import pytest
from msgspec import ValidationError, convert
from small_class import digest

from mediant.errors import Refused
from mediant.workbench.events import event
from mediant.workbench.lines import command_of, event_of, line_of, owner_of
from mediant.workbench.teaching import Enrolled, Missed, Released, Terms, Told


@pytest.mark.parametrize(
    "fact",
    [
        Enrolled("s1", "Ann", digest("s1"), 1, "north", "north-1"), Enrolled("s2", "Bob", digest("s2"), 1, None, "observer-1"),
        Missed("s1", missing=True), Told("Hello"), Told("Hello", 3), Released({"questions": "Why?"}),
    ],
)  # fmt: skip
def test_what_is_kept_is_read_again_and_sealed_with_the_key_of_the_class(fact):
    made = event(fact, "teacher", 1.0)
    assert event_of(line_of(made)) == made
    assert owner_of(made) == "class"


@pytest.mark.parametrize(
    "raw",
    [b'{"type":"class-tell","words":""}', b'{"type":"class-end","group":0}', b'{"type":"class-enrol","name":"A"}'],
)
def test_a_command_that_lacks_something_is_refused(raw):
    with pytest.raises(Refused):
        command_of(raw)


@pytest.mark.parametrize(
    "said",
    [{"title": ""}, {"title": "x", "groups": 0}, {"title": "x", "absent_after": 1}, {"title": "x", "codes": ["abc"]}],
)
def test_terms_that_cannot_be_are_refused(said):
    with pytest.raises(ValidationError):
        convert(said, Terms)
