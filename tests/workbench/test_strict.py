"""Nobody can slip in a field."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import fields

from mediant.workbench.commands import Command
from mediant.workbench.events import Fact
from mediant.workbench.people import Person
from mediant.workbench.strict import Strict


@pytest.mark.parametrize("kind", [*get_args(Command), *get_args(Fact), Person], ids=lambda kind: kind.__name__)
def test_facts_and_commands_are_strict_and_frozen(kind):
    assert issubclass(kind, Strict)
    assert kind.__struct_config__.forbid_unknown_fields
    assert kind.__struct_config__.frozen
    assert not {"by", "at", "sees"} & {field.name for field in fields(kind)}
