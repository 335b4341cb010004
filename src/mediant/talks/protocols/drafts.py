"""What protocols with drafts share: a mediator puts a draft, and the parties vote on it at once."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from mediant.errors import InvalidValue, WrongAct
from mediant.talks.acts import Accept, Choices, Close, Propose, Reject, WalkOut
from mediant.talks.record import End, Entry, Room, Turn


def only_one(mediators: tuple[str, ...], protocol: str) -> str:
    """The mediator. Raises InvalidValue where there is none, or more than one."""
    if len(mediators) != 1:
        raise InvalidValue(protocol, f"{len(mediators)} mediators", "exactly one mediator in a seat")
    return mediators[0]


def drafted(room: Room, mediator: str, time: float) -> Generator[Turn, Sequence[Entry], Choices | None]:
    """What the mediator proposes; None where it closes the talks. Raises WrongAct for anything else."""
    (entry,) = yield Turn(room, (mediator,), time)
    if isinstance(entry.act, Close):
        return None
    if not isinstance(entry.act, Propose):
        raise WrongAct(mediator, f"answered {type(entry.act).__name__}", "a proposal, or the close")
    return entry.act.choices


def voted(
    room: Room, parties: tuple[str, ...], draft: Choices, time: float
) -> Generator[Turn, Sequence[Entry], tuple[str, ...] | End]:
    """Those who vote against the draft; the end of the talks where a party walks out. Raises WrongAct for no vote."""
    said = yield Turn(room, parties, time)
    against = []
    for entry in said:
        match entry.act:
            case Accept(choices) if choices == draft:
                pass
            case Reject(choices) if choices == draft:
                against.append(entry.speaker)
            case WalkOut():
                return End(None, f"{entry.speaker} walked out")
            case _:
                raise WrongAct(entry.speaker, f"answered {str(entry.act)[:100]}", f"yes or no to {draft}")
    return tuple(against)


def decided(
    room: Room, parties: tuple[str, ...], draft: Choices, time: float
) -> Generator[Turn, Sequence[Entry], End]:
    """The end of the talks, after the last vote: agreed where nobody is against."""
    against = yield from voted(room, parties, draft, time)
    if isinstance(against, End):
        return against
    return End(None, f"{', '.join(against)} said no") if against else End(draft, "agreed")
