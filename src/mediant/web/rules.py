"""Who can see what, worked out from the rules that the workbench goes by: no list of its own.

`python -m mediant.web.rules` prints the page of the documentation.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from itertools import groupby
from types import SimpleNamespace
from typing import Any, Literal, TypeAlias, get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mediant.web.answers import answer
from mediant.web.languages.files import SOURCE
from mediant.web.rendering import environment
from mediant.workbench.audience import Audience
from mediant.workbench.commands import MAY, Command
from mediant.workbench.events import Fact
from mediant.workbench.people import FOR_MEDIATORS, FOR_PARTIES, Person, Role, audiences_of

Sees: TypeAlias = Literal["all", "own", "none"]
PAGE = """# Who can see what

Made by `python -m mediant.web.rules` from the rules that the workbench itself goes by: each kind of fact declares who
sees it, and each role what it may do. The same page stands in the product, at `/who`. What is not listed for a person
does not reach them: no page, no count, no time and no file of theirs depends on it.

## What is seen by whom

{audiences}

When a mediator speaks in a room and their words rest on what sides have confided, the mediators alone see on whose.

## What each role sees

{sees}

## What each role may do

{may}

## Whoever runs the server

What only some may see is stored under keys of their own, and the keys apart from it ([store](../reference/store.md)).
Whoever has the running machine in hand could still read what it works with: choose a host that all sides trust. An
administrator of the workbench sees no case; what one opens in need is written down first, and told to the mediators and
to the person concerned.
"""
ROLES: tuple[Role, ...] = get_args(Role)


def routes() -> list[Route]:
    """Those of this module."""
    return [Route("/who", who, methods=["GET"])]


async def who(request: Request) -> Response:
    """The page, for anybody: it is no secret who can see what."""
    return answer(request, "who.html.jinja", **values())


def values() -> Mapping[str, Any]:
    """For `who.html.jinja`: kinds of facts by who sees them, what each role sees of these, and what it may do."""
    return {
        "audiences": [(words, [tag_of(kind) for kind in kinds]) for words, kinds in by_audience()],
        "sees": [(role, [sees(role, rule) for rule in rules()]) for role in ROLES],
        "may": [(role, [tag_of(kind) for kind in get_args(Command) if kind in MAY[role]]) for role in ROLES],
    }


def tag_of(kind: type) -> str:
    """What a kind of fact or command is called where it is stored."""
    tag: str = kind.__struct_config__.tag  # type: ignore[attr-defined]
    return tag


def rules() -> tuple[Audience, ...]:
    """The rules of who sees a fact, those for most people first."""
    return tuple(sorted({kind.AUDIENCE for kind in get_args(Fact)}, key=_breadth, reverse=True))


def by_audience() -> Iterable[tuple[str, tuple[type, ...]]]:
    """Kinds of facts by the rule that they declare."""
    order = [rule.words for rule in rules()]
    kinds = sorted(get_args(Fact), key=lambda kind: order.index(kind.AUDIENCE.words))
    return [(words, tuple(some)) for words, some in groupby(kinds, key=lambda kind: kind.AUDIENCE.words)]


def sees(role: Role, rule: Audience) -> Sees:
    """Whether somebody of a role sees all facts of a rule, those of their own side or seat alone, or none."""
    other = SimpleNamespace(room="other", party="other", seat="other-1")
    own = SimpleNamespace(room="mine", party="mine", seat="mine-1")
    mine = audiences_of(_somebody(role))
    if not mine.isdisjoint(rule.of(other)):
        return "all"
    return "none" if mine.isdisjoint(rule.of(own)) else "own"


def _somebody(role: Role) -> Person:
    side = "mine" if role in FOR_PARTIES else "mediator" if role in FOR_MEDIATORS else None
    return Person(id="mine-1", role=role, name="-", side=side)


def _breadth(rule: Audience) -> tuple[int, int, str]:
    found = [sees(role, rule) for role in ROLES]
    return found.count("all"), found.count("own"), rule.words


def as_markdown() -> str:
    """The page of the documentation."""
    words: Any = environment(SOURCE).get_template("rules.html.jinja").module
    told = values()
    heads = [str(words.short(rule)).strip() for rule, _ in told["audiences"]]
    cells = {"all": "all", "own": "their own", "none": "–"}
    rows = [f"| {role} | {' | '.join(cells[how] for how in found)} |" for role, found in told["sees"]]
    return PAGE.format(
        audiences="\n\n".join(
            f"**{str(words.audience(rule)).strip()}:** {'; '.join(str(words.fact(tag)).strip() for tag in tags)}."
            for rule, tags in told["audiences"]
        ),
        sees="\n".join([f"| role | {' | '.join(heads)} |", f"|{'---|' * (1 + len(heads))}", *rows]),
        may="\n".join(
            f"* **{role}**: {'; '.join(str(words.command(tag)).strip() for tag in tags) or 'nothing but look'}."
            for role, tags in told["may"]
        ),
    )


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
