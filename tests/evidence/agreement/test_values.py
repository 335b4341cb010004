from dataclasses import fields

import pytest
from agreement_claims import claim

from mediant.evidence.agreement import values
from mediant.evidence.agreement.compare import compare


def test_values_are_frozen_and_can_be_kept_in_sets():
    found = compare([claim("a.1", "to open three gates of the dam"), claim("b.1", "to open five gates of the dam")])
    assert len({found, found}) == 1
    with pytest.raises(AttributeError):
        found.statements[0].independent = 9


def test_every_kind_of_value_is_drawn_in_the_tree():
    for field in fields(values.Agreement):
        assert field.name in values.__doc__
