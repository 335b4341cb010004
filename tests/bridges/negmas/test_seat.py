"""The bridge by its name, as the command line asks for it."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("negmas", reason="negmas is not installed")

from click.testing import CliRunner

from mediant.bridges.negmas.seat import seat
from mediant.cli.talk import talk

CASE = "cases/constructed/ceasefire-two"


def test_a_name_gives_a_negotiator():
    assert seat("BoulwareTBNegotiator").name == "BoulwareTBNegotiator"


@pytest.mark.filterwarnings("ignore")
def test_a_dotted_name_is_of_another_package():
    pytest.importorskip("negmas_genius_agents", reason="negmas-genius-agents is not installed")
    assert seat("negmas_genius_agents.HardHeaded")


def test_it_sits_in_a_talk_of_the_command_line():
    arguments = [CASE, "--seat", "p=negmas:NaiveTitForTatNegotiator", "--rounds", "20", "--json"]
    done = CliRunner().invoke(talk, arguments, catch_exceptions=False)
    head, *_, end = (json.loads(line) for line in done.output.splitlines())
    assert head["seats"]["p"] == "negmas:NaiveTitForTatNegotiator"
    assert end["agreement"] is not None
    assert CliRunner().invoke(talk, arguments).output == done.output
