"""Who sits where in talks, as asked for on the command line: PARTY=NAME, again and again."""

from __future__ import annotations

from collections.abc import Sequence

import click


def seated(seats: Sequence[str], known: Sequence[str], option: str) -> dict[str, str]:
    """Names by seat, the last of several for one. UsageError for what is no seat of those known."""
    names = {}
    for seat in seats:
        who, equals, name = seat.partition("=")
        if not equals or who not in known or not name:
            among = f"one of {', '.join(known)}" if known else "a seat of the case, which has none"
            raise click.UsageError(f"{option} {seat!r}: say SEAT=NAME, with {among}")
        names[who] = name
    return names


def listener(seat: str | None, known: Sequence[str]) -> str | None:
    """The seat whose view is asked for. UsageError for one that nobody sits in."""
    if seat is not None and seat not in known:
        raise click.UsageError(f"--heard-by {seat!r}: say one of the seats, {', '.join(known)}")
    return seat
