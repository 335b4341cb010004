"""Templates refuse names that are not there and escape what they are given."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from mediant.reports.templating import environment


def test_text_is_escaped_and_a_missing_name_is_an_error():
    assert environment().from_string("{{ words }}").render(words="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        environment().from_string("{{ words }}").render()
