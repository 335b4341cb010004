"""A mediator that improves a text by small changes, those first that somebody asked for (Fisher 1978; Raiffa 1982)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, product

import numpy as np

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Act, Choices, Close, Criticise, Offer, Propose, Reject
from mediant.talks.record import Heard, MediatorView
from mediant.talks.text import CLOSE, TEXT


@dataclass(frozen=True, slots=True)
class Redrafter:
    """Puts one draft after another to all parties, each a change of at most `most` issues of the text that stands.

    It first tries changes of issues that were criticised since the text last changed, with the options asked for before
    others, and small changes before large ones; no draft twice. When none is left it closes. Its first text is `first`,
    or where that is None the middle option of every issue. It knows nothing of what the parties want but their answers.
    """

    most: int = 2
    first: Choices | None = None

    def __post_init__(self) -> None:
        if self.most < 1:
            raise InvalidValue("most", str(self.most), "changes of at least 1 issue")

    def act(self, view: MediatorView, rng: np.random.Generator) -> Act:  # noqa: ARG002  (it leaves nothing to chance)
        """Read the text out, put the draft of this round, or close."""
        here = {party for party in view.parties if party in view.room.seats}
        if not here:
            return Close("the redrafter works in rooms with parties only")
        work = work_of(view)
        text = work.text or self.first or tuple(count // 2 for count in view.options)
        if view.room.id == TEXT or view.room.id.startswith(CLOSE):
            return Propose(text, rests_on=confided(view))
        if work.drafts and not here & work.seen_by:
            return Propose(work.drafts[-1], rests_on=confided(view))
        tried = {work.text, *work.drafts}  # a first text that was not read out is the first draft
        new = chain([text], changes(text, view.options, self.most, work.faults))
        draft = next((draft for draft in new if draft not in tried), None)
        if draft is None:
            return Close("no change is left to try")
        return Propose(draft, rests_on=confided(view))


@dataclass(slots=True)
class Work:
    """Where the work on a text stands, as its mediator knows it.

    text : what was read out, or what all parties said yes to last; drafts : all that were put; seen_by : those to whom
    the last of them was put; faults : issues criticised since the text last changed, each with the options asked for.
    """

    text: Choices | None = None
    drafts: list[Choices] = field(default_factory=list)
    seen_by: set[str] = field(default_factory=set)
    faults: dict[int, list[int]] = field(default_factory=dict)


def work_of(view: MediatorView) -> Work:
    """The state of the work, from all that the mediator has said and heard."""
    work = Work()
    yes: dict[str, Choices | None] = {}
    for words in view.heard:
        if words.speaker == view.seat:
            _note_own(work, words)
        elif words.speaker in view.parties:
            yes[words.speaker] = _yes(words, view.parties)
            _note_fault(work, words.act)
            agreed = yes[words.speaker]
            if agreed is not None and all(yes.get(party) == agreed for party in view.parties):
                work.text, work.faults = agreed, {}
    return work


def _note_own(work: Work, words: Heard) -> None:
    if not isinstance(words.act, Propose) or words.room.id.startswith(CLOSE):
        return
    choices = words.act.choices
    if words.room.id == TEXT:
        work.text = work.text or choices
        return
    if not work.drafts or work.drafts[-1] != choices:
        work.drafts.append(choices)
        work.seen_by = set()
    work.seen_by |= set(words.room.seats)


def _yes(words: Heard, parties: Sequence[str]) -> Choices | None:
    """The outcome that a party says yes to; an offer made for the mediator alone is none."""
    match words.act:
        case Accept(choices):
            return choices
        case Offer(choices, to) if to or sum(party in words.room.seats for party in parties) > 1:
            return choices
    return None


def _note_fault(work: Work, act: Act) -> None:
    match act:
        case Reject(_, because):
            for issue in because:
                work.faults.setdefault(int(issue), [])
        case Criticise(issue, rather):
            work.faults.setdefault(int(issue), []).extend([] if rather is None else [int(rather)])


def confided(view: MediatorView) -> tuple[str, ...]:
    """The parties that have told the mediator something which not all in this room have heard."""
    told = {words.speaker for words in view.heard if any(seat not in words.room.seats for seat in view.room.seats)}
    return tuple(party for party in view.parties if party in told)


def changes(text: Choices, options: Sequence[int], most: int, faults: Mapping[int, Sequence[int]]) -> Iterator[Choices]:
    """Outcomes that differ from the text in 1 to `most` issues, each once, in the order in which to try them.

    First those that change nothing but criticised issues, then those that also change others, then the rest.
    """
    sizes = range(1, min(most, len(text)) + 1)
    for criticised in ("all", "some", "none"):
        for group in (group for size in sizes for group in combinations(range(len(text)), size)):
            if _criticised(group, faults) == criticised:
                for chosen in product(*(_options(issue, text[issue], options, faults) for issue in group)):
                    draft = list(text)
                    for issue, option in zip(group, chosen, strict=True):
                        draft[issue] = option
                    yield tuple(draft)


def _criticised(group: Sequence[int], faults: Mapping[int, Sequence[int]]) -> str:
    count = sum(issue in faults for issue in group)
    return "all" if count == len(group) else "some" if count else "none"


def _options(issue: int, now: int, options: Sequence[int], faults: Mapping[int, Sequence[int]]) -> list[int]:
    """The options of an issue but the one of the text: those asked for first, then the nearest to the text."""
    asked = faults.get(issue, ())
    others = [option for option in range(options[issue]) if option != now]
    return sorted(others, key=lambda option: (option not in asked, abs(option - now), option))
