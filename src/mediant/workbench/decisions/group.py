"""What a group of a class is told, and when its talks are over."""

from __future__ import annotations

from mediant.errors import Refused
from mediant.workbench.deals import deal_of
from mediant.workbench.events import Fact
from mediant.workbench.group import Conclude, Concluded, Debrief, Debriefed, Rule, Ruled
from mediant.workbench.people import Person
from mediant.workbench.table import Decisions, Table


def ruled(table: Table, command: Rule, person: Person, now: float) -> tuple[Fact, ...]:
    """What it plays by; its number stays."""
    before = table.group.ruled
    if before is not None and before.group != command.group:
        raise Refused(f"this is group {before.group}", "name the group as it is")
    return (Ruled(command.group, command.talks, command.teacher_sees, command.closes_at),)


def concluded(table: Table, command: Conclude, person: Person, now: float) -> tuple[Fact, ...]:
    """Over, once; with the outcome that all parties stand by, whatever the reason."""
    if table.group.ruled is None:
        raise Refused("this is no group of a class", "close the mediation")
    if table.group.concluded is not None:
        raise Refused("the talks are over already", "open a new class")
    deal = deal_of(table)
    if deal is None and command.end == "agreed":
        raise Refused("nothing is agreed", "wait until all parties stand by one outcome")
    return (Concluded("agreed" if deal is not None else command.end, deal),)


def debriefed(table: Table, command: Debrief, person: Person, now: float) -> tuple[Fact, ...]:
    """What the teacher has released, as it is."""
    if table.group.ruled is None:
        raise Refused("this is no group of a class", "release it to the parties")
    return (Debriefed(command.document),)


DECISIONS: Decisions = {Rule: ruled, Conclude: concluded, Debrief: debriefed}
