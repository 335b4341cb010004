"""Wordings are proposed and taken back, and parties say where they stand."""

from __future__ import annotations

from msgspec.structs import replace

from mediant.errors import InvalidValue, Refused
from mediant.model.check_entries import text_problems
from mediant.talks.words import Words
from mediant.workbench.audience import JOINT, MEDIATORS
from mediant.workbench.clauses import Content, Origin, Stand, Stood, Suggest, Suggested, Withdraw, Withdrawn
from mediant.workbench.decisions.rooms import side_in
from mediant.workbench.events import Fact
from mediant.workbench.people import Person
from mediant.workbench.table import Decisions, Table
from mediant.workbench.talk import Line
from mediant.workbench.wording import pieces

LONGEST = 10_000
MOST = 30
"""Wordings of one side that stand in one room."""


def suggested(table: Table, command: Suggest, person: Person, now: float) -> tuple[Fact, ...]:
    """A wording in a room that one is in, for a clause of the text or a new one."""
    side = side_in(table, command.room, person)
    content = checked(table, command.content)
    if command.clause is not None and command.clause not in table.text.order:
        raise Refused("there is no such clause in the text", "choose one of its clauses")
    if any(_same(one, command, side, content) for one in table.text.standing):
        raise Refused("you have proposed these words there", "wait for the mediators, or change them")
    if sum((one.side, one.room) == (side, command.room) for one in table.text.standing) >= MOST:
        raise Refused(f"{MOST} wordings of yours stand there", "take one back first")
    if command.origin is not None and not _known_in(command.room, source_of(table, command.origin)):
        raise Refused("where it comes from is not known in this room", "name what everybody here has seen")
    name = table.text.minted(side, command.room)
    leave = command.leave if command.room == person.side else "none"
    return (Suggested(name, command.room, side, person.id, content, command.clause, leave, command.origin),)


def withdrawn(table: Table, command: Withdraw, person: Person, now: float) -> tuple[Fact, ...]:
    """A wording of one's own side is taken back."""
    one = table.text.suggestions.get(command.id)
    if one is None or one.side != person.side or command.id in table.text.gone:
        raise Refused("your side has proposed no such wording", "choose one of its own")
    return (Withdrawn(one.room, one.id),)


def stood(table: Table, command: Stand, person: Person, now: float) -> tuple[Fact, ...]:
    """Where a party stands on what a clause says."""
    text = table.text
    if command.clause not in text.order:
        raise Refused("there is no such clause in the text", "choose one of its clauses")
    if command.version != text.now(command.clause).number:
        raise Refused("the clause has changed", "read it again and say where you stand")
    return (Stood(person.side or "", command.clause, command.version, command.stance, command.words),)


def standing(table: Table, id: str) -> Suggested:
    """A wording that is proposed, for a clause that is in the text. Raises Refused."""
    one = table.text.suggestions.get(id)
    if one is None or id in table.text.gone:
        raise Refused("there is no such wording", "choose one that is proposed")
    if one.clause is not None and one.clause not in table.text.order:
        raise Refused("its clause was taken out of the text", "put the clause back first")
    return one


def checked(table: Table, content: Content) -> Content:
    """The content with one kind of line end and no space around it. Raises Refused where a clause cannot say it."""
    words, title = content.words.replace("\r\n", "\n").strip(), content.title.strip()
    if not words or len(words) > LONGEST:
        raise Refused(f"a clause of {len(words):,} characters", f"write 1 to {LONGEST:,}")
    for line in (title, *words.split("\n")):
        for problem in text_problems(line, "clause") if line.strip() else ():
            raise Refused(str(problem), "write it without that character")
    pieces(words)
    if content.issue is None and content.option is not None:
        raise Refused("an option without its issue", "name the issue that the clause settles")
    if content.issue is not None:
        _known(table, content.issue, content.option)
    return replace(content, words=words, title=title)


def _known(table: Table, issue: str, option: object) -> None:
    words = Words(table.case)
    if issue not in words.issues:
        raise Refused("there is no such issue", f"choose of {', '.join(words.issues)}")
    if option is not None:
        try:
            words.option(words.issues[issue], option, issue)
        except InvalidValue as error:
            raise Refused(str(error), "choose one of the issue's options") from None


def source_of(table: Table, origin: Origin) -> str:
    """The room in which everybody can see where a wording comes from. Raises Refused for what the person cannot see."""
    room: str | None = MEDIATORS
    if origin.kind == "line":
        room = _room(table.talk.of(origin.id))
    elif origin.kind == "wording":
        room = _room(table.text.suggestions.get(origin.id))
    elif origin.kind == "claim":
        room = table.evidence.room_of(origin.id)
    if room is None:
        raise Refused("what it comes from is not known here", "name something that you have seen")
    return room


def _room(one: Line | Suggested | None) -> str | None:
    return None if one is None else one.room


def _known_in(room: str, source: str) -> bool:
    """Whether everybody in a room knows what was said in another."""
    return room == MEDIATORS or source in (JOINT, room)


def _same(one: Suggested, command: Suggest, side: str, content: Content) -> bool:
    return (one.side, one.room, one.clause, one.content) == (side, command.room, command.clause, content)


DECISIONS: Decisions = {Suggest: suggested, Withdraw: withdrawn, Stand: stood}
