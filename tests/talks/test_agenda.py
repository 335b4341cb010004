"""Protocols as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidValue, MediantError, UnknownPlugin
from mediant.talks.agenda import protocol_of
from mediant.talks.protocols.blind_bidding import BlindBidding
from mediant.talks.protocols.plenary import Plenary
from mediant.talks.protocols.post_settlement import PostSettlement
from mediant.talks.protocols.proximity import Proximity
from mediant.talks.protocols.shuttle import Shuttle
from mediant.talks.protocols.single_text import SingleText
from mediant.talks.protocols.stages import Stages


def test_one_name_is_that_protocol():
    assert isinstance(protocol_of("plenary"), Plenary)
    assert protocol_of("plenary").rounds == 100
    assert protocol_of("plenary", 7).rounds == 7
    assert protocol_of("plenary:20", 7).rounds == 20


def test_several_are_stages():
    stages = protocol_of("shuttle:20, proximity, post-settlement:5", 10)
    assert isinstance(stages, Stages)
    assert [type(stage.protocol) for stage in stages.stages] == [Shuttle, Proximity, PostSettlement]
    assert (
        [stage.rounds for stage in stages.stages] == [stage.protocol.rounds for stage in stages.stages] == [20, 10, 5]
    )


def test_settings_are_the_protocols_own():
    protocol = protocol_of("single-text:20:joint=yes")
    assert isinstance(protocol, SingleText)
    assert (protocol.rounds, protocol.joint) == (20, True)
    assert protocol_of("single-text:joint=no", 5).rounds == 5
    bidding = protocol_of("blind-bidding:4:more=seller:band=2")
    assert isinstance(bidding, BlindBidding)
    assert (bidding.rounds, bidding.more, bidding.band) == (4, "seller", 2)


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("plenary:x", "rounds: 'x'; expected a whole number"), ("plenary:-1", "whole number"), ("plenary:0", "at least 1"),
        ("plenary:٣", "whole number"), ("plenary:9999999999", "whole number"), ("plenary:5:slow=yes", "setting 'slow'; expected no settings"),
        ("single-text:5:slow=yes", "expected one of joint"), ("single-text:5:joint=true", "yes or no"), ("single-text:5:joint", "NAME:ROUNDS"),
        ("blind-bidding:3:band=two", "whole number"), ("post-settlement:5:deal=1", "no settings"), ("post-settlement,post-settlement", "seek"),
        (",".join(["plenary"] * 101), "at most 100"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(spec, says):
    with pytest.raises(InvalidValue) as error:
        protocol_of(spec)
    assert says in str(error.value)


@pytest.mark.parametrize("spec", ["", "plenry", "plenary:5,,proximity", "\0"])
def test_an_unknown_name_is_told(spec):
    with pytest.raises(UnknownPlugin):
        protocol_of(spec)


@given(st.text(st.sampled_from("plenary:0=,\n5ü"), max_size=20))
def test_any_text_is_read_or_refused_on_one_line(spec):
    said = ""
    try:
        protocol_of(spec)
    except MediantError as error:
        said = str(error)
    assert "\n" not in said
