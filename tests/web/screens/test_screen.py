"""Forms are read strictly."""

from __future__ import annotations

import pytest

from mediant.errors import Refused
from mediant.web.screens.screen import one


def test_one_value_of_a_field():
    assert one({"words": ("a\r\nb",)}, "words") == "a\nb"
    assert one({}, "words", "none") == "none"
    for form in ({}, {"words": ("a", "b")}):
        with pytest.raises(Refused, match="of words"):
            one(form, "words")
