"""Forms of the class console, and what its page is given."""

from __future__ import annotations

import pytest
from sitting import package
from small_class import Desk, joined

from mediant.errors import Refused
from mediant.web.screens.lesson import SCREEN, ended, values
from mediant.web.screens.screen import Seen
from mediant.workbench.debrief import Ended, debrief_of
from mediant.workbench.results import Row, row_of
from mediant.workbench.teaching import Automate, End, Halt, Tell


def seen(made: Desk, **asked: str) -> Seen:
    lesson = made.lesson
    rows = tuple(row_of(lesson, group, None, made.now) for group in lesson.groups)
    table = made.book.table(made.teacher)
    return Seen(table, made.teacher, made.now, "/c/x", asked, found={"rows": rows, "table": None})


@pytest.mark.parametrize(
    ("form", "sent", "command"),
    [
        ("replace", {"seat": "2:north"}, Automate(2, "north")),
        ("replace", {"seat": "2:north", "on": "no"}, Automate(2, "north", on=False)),
        ("tell", {"words": "Hello"}, Tell("Hello")),
        ("tell", {"words": "Hello", "group": "2"}, Tell("Hello", 2)),
        ("halt", {"on": "yes", "words": "Wait"}, Halt(on=True, words="Wait")),
        ("end", {"sure": "yes"}, End()),
    ],
)
def test_a_form_asks_for_what_it_says(form, sent, command):
    assert SCREEN.forms[form](seen(joined(3)), {name: (value,) for name, value in sent.items()}) == command


@pytest.mark.parametrize(
    ("form", "sent"), [("end", {}), ("replace", {"seat": "x:north"}), ("release", {}), ("tell", {})]
)
def test_a_form_that_says_too_little_is_refused(form, sent):
    with pytest.raises(Refused):
        SCREEN.forms[form](seen(joined(3)), {name: (value,) for name, value in sent.items()})


def test_groups_come_page_by_page_and_by_what_they_do():
    made = joined(61)
    first, third = values(seen(made)), values(seen(made, page="99"))
    assert (first["pages"], len(first["rows"]), third["page"], len(third["rows"])) == (2, 25, 2, 6)
    assert [row.group for row in values(seen(made, show="waiting"))["rows"]] == [31]
    assert values(seen(made, show="nonesuch", page="x"))["show"] == "all"


def test_only_groups_that_talked_count_in_the_debrief():
    row = row_of(joined(2).lesson, 1, None, 0.0)
    done = Row(**{**{name: getattr(row, name) for name in Row.__struct_fields__}, "outcome": package(), "seconds": 5.0})
    assert ended(joined(2).lesson, (row, done)) == (Ended(package(), 5.0),)


def test_the_debrief_is_released_only_when_all_is_closed():
    made = joined(2)
    look = seen(made)
    assert SCREEN.works(look) == {}
    made.ask(End())
    look = seen(made)
    assert set(SCREEN.works(look)) == {"debrief"}
    look = look._replace(found={**look.found, "debrief": debrief_of(made.lesson.case, ())})
    release = SCREEN.forms["release"](look, {"part": ("rate",), "questions": ("Why?",)})
    assert release.document["groups"] == 0
    assert "deals" not in release.document
    assert values(look)["preview"]["points"]
