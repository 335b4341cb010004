"""Rights are given by name, and to nobody else."""

from __future__ import annotations

from typing import get_args

from mediant.workbench.ballots import Vote
from mediant.workbench.commands import MAY, Command
from mediant.workbench.decide import DECISIONS
from mediant.workbench.people import FOR_PARTIES, SIGNS, Role
from mediant.workbench.records import Look


def test_every_role_is_named_and_every_right_is_to_a_command():
    assert set(MAY) == set(get_args(Role))
    for rights in MAY.values():
        assert rights <= set(get_args(Command))


def test_every_command_is_decided_and_somebody_may_give_it():
    assert set(DECISIONS) == set(get_args(Command)) == frozenset().union(*MAY.values())


def test_only_those_who_bind_a_party_vote():
    assert {role for role, rights in MAY.items() if Vote in rights} == SIGNS
    assert SIGNS < FOR_PARTIES
    assert MAY["observer"] == frozenset()
    assert MAY["administrator"] == {Look}
