"""What the forms of the text ask for."""

from __future__ import annotations

import pytest
from seeing import seen
from sitting import opened, package

from mediant.errors import Refused
from mediant.web.screens.text_forms import FORMS, content_of, whole_number
from mediant.workbench.clauses import (
    Adopt,
    Bracket,
    Clean,
    Content,
    Draft,
    Edit,
    Move,
    Origin,
    Remove,
    Stand,
    Suggest,
    Undo,
    Withdraw,
)

SEEN = seen(opened(), "m")


def asked(form: str, **fields: str | tuple[str, ...]) -> object:
    return FORMS[form](
        SEEN, {name.replace("_", "-"): (value,) if isinstance(value, str) else value for name, value in fields.items()}
    )


def test_every_form():
    content = Content(words="Both stop.", title="Ceasefire")
    assert asked("edit", words="Both stop.", title="Ceasefire") == Edit(content)
    assert asked("edit", words="Both stop.", title="Ceasefire", clause="clause-1", version="2") == Edit(
        content, "clause-1", 2
    )
    assert asked("suggest", words="Both stop.", title="Ceasefire", room="north", leave="named") == Suggest(
        "north", content, None, "named"
    )
    assert asked("stand", clause="c", version="1", stance="cannot", why="no") == Stand("c", 1, "cannot", "no")
    assert asked("adopt", suggestion=("a", "b")) == Adopt(("a", "b"))
    assert asked("bracket", clause="c", version="1", suggestion="a") == Bracket("c", 1, ("a",))
    assert asked("clean", clause="c", version="1", keep_1="2", keep_2="0", keep_4="1") == Clean("c", 1, (1, None))
    assert asked("move", clause="c", place="3") == Move("c", 3)
    assert asked("remove", clause="c") == Remove("c")
    assert asked("withdraw", suggestion="a") == Withdraw("a")
    assert asked("undo") == Undo()
    assert asked("draft", outcome='{"truce": "40 days", "fee": 5}') == Draft(package())


def test_options_are_those_of_the_case():
    def option(issue: str, said: str) -> object:
        return content_of(SEEN, {"words": ("x",), "issue": (issue,), "option": (said,)}).option

    assert (option("truce", "40 days"), option("fee", "5"), option("fee", "2.5"), option("truce", "")) == (
        "40 days",
        5,
        2.5,
        None,
    )
    with pytest.raises(Refused, match="no number"):
        option("fee", "five")


def test_where_it_comes_from():
    assert asked("edit", words="x", origin="line:north-1").origin == Origin("line", "north-1")
    assert asked("edit", words="x", origin="outcome:").origin is None
    assert asked("edit", words="x").origin is None


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ("edit", {"words": " "}), ("edit", {"words": "x" * 10_001}), ("edit", {"words": "x", "title": "x" * 201}),
        ("edit", {"words": "x", "clause": "c", "version": "1.5"}), ("edit", {}), ("suggest", {"words": "x", "room": "joint", "leave": "all"}),
        ("stand", {"clause": "c", "version": "1", "stance": "perhaps"}), ("adopt", {}), ("adopt", {"suggestion": ("a",) * 201}),
        ("bracket", {"clause": "c", "version": "1"}), ("move", {"clause": "c", "place": "0"}), ("move", {"clause": "c", "place": "1001"}),
        ("draft", {"outcome": "[]"}), ("draft", {"outcome": "{" * 5000}), ("draft", {"outcome": '{"fee": NaN}'}),
    ],
    ids=str,
)  # fmt: skip
def test_forms_that_are_wrong(form, fields):
    with pytest.raises(Refused):
        asked(form, **fields)


def test_whole_numbers():
    assert whole_number({"n": (" 7 ",)}, "n") == 7
    for text in ("", "-1", "1_0", "²", "9999999999"):
        with pytest.raises(Refused, match="whole number"):
            whole_number({"n": (text,)}, "n")
