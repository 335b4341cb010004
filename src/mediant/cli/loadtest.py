"""`mediant loadtest`: how a server of ours does under load, on this machine and this disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mediant.cli.output import print_json
from mediant.errors import InvalidValue, MissingExtra, one_line

if TYPE_CHECKING:
    from mediant.web.loadtest.figures import Found
    from mediant.web.loadtest.scenes import Size

SCENES = ("pairs", "joins", "ballots", "kills", "full")
ANYWHERE = ("pairs", "joins", "ballots")
MANY, RATE = click.IntRange(2, 20_000), click.FloatRange(0.01, 10)


@click.command(short_help="How the workbench does under load, with what is lost.")
@click.option("--scene", "scenes", multiple=True, type=click.Choice(SCENES), help="Which; again for more. [pairs]")
@click.option("--people", type=MANY, default=1000, show_default=True, help="Who talk, in pairs.")
@click.option("--seconds", type=click.FloatRange(1, 3600), default=30, show_default=True, help="How long they talk.")
@click.option(
    "--rate", type=click.FloatRange(0.01, 10), default=0.2, show_default=True, help="Messages of each a second."
)
@click.option("--joins", type=MANY, default=300, show_default=True, help="Who come in within ten seconds.")
@click.option("--votes", type=MANY, default=500, show_default=True, help="Votes in the last second before the close.")
@click.option("--kills", type=click.IntRange(1, 1000), default=50, show_default=True, help="How often it is killed.")
@click.option("--apart", is_flag=True, help="A mediation for every pair, not groups of one.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Decides when who writes.")
@click.option("--folder", default=".", type=click.Path(file_okay=False, path_type=Path), help="Whose disk is used. [.]")
@click.option("--prepare", metavar="FOLDER", help="Only put people into the folder of a server; needs --seats.")
@click.option("--at", "origin", metavar="URL", help="A server whose folder was prepared; needs --seats.")
@click.option("--seats", metavar="FILE", help="Where the seats of those people are written, or read.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for other programs.")
def loadtest(scenes: tuple[str, ...], as_json: bool, **rest: Any) -> int:
    """Drive a server with people as browsers are; one line a figure, status 1 where one is missed.

    Without --at it starts servers of its own, in folders that it removes.
    """
    try:
        from mediant.web.loadtest.pairs import Talk
        from mediant.web.loadtest.scenes import Size
    except ImportError as error:
        raise MissingExtra("mediant loadtest", error.name or "a package", "serve") from None
    size = Size(
        people=rest["people"], joins=rest["joins"], votes=rest["votes"], kills=rest["kills"], apart=rest["apart"],
        talk=Talk(rate=rest["rate"], seconds=rest["seconds"], seed=rest["seed"]),
    )  # fmt: skip
    if rest["prepare"]:
        return _prepare(rest["prepare"], rest["seats"], size)
    kept = []
    for found in _found(scenes or ("pairs",), size, rest):
        kept.append(found)
        if not as_json:
            _show(found)
    if as_json:
        print_json({"format": "mediant-loadtest-found/1", "scenes": [asdict(one) for one in kept]})
    return int(not all(one.is_met for one in kept))


def _prepare(folder: str, seats: str | None, size: Size) -> int:
    from mediant.web.loadtest.seats import prepare
    from mediant.web.loadtest.seats import write as write_seats

    if seats is None:
        raise InvalidValue("--seats", "nothing", "the file that is to hold the seats of those who are put in")
    write_seats(Path(seats), prepare(Path(folder), size.pairs, apart=size.apart))
    click.echo(f"{folder} holds {size.pairs} pairs, their seats are in {seats}: whoever has that file sits there")
    click.echo(f"Next: mediant serve {folder}, and mediant loadtest --at http://localhost:8000 --seats {seats}")
    return 0


def _found(scenes: Iterable[str], size: Size, rest: dict[str, Any]) -> Iterable[Found]:
    from mediant.web.loadtest.scenes import elsewhere, with_own
    from mediant.web.loadtest.seats import load

    wanted = list(dict.fromkeys(scenes))
    if rest["origin"] is None:
        return with_own(wanted, size, rest["folder"])
    if rest["seats"] is None:
        raise InvalidValue("--seats", "nothing", "the file that --prepare has written")
    if not set(wanted) <= set(ANYWHERE):
        raise InvalidValue("--scene", ", ".join(wanted), f"with --at one of {', '.join(ANYWHERE)}")
    return elsewhere(wanted, size, rest["origin"].rstrip("/"), load(Path(rest["seats"])))


def _show(found: Found) -> None:
    for figure in found.figures:
        value = "–" if figure.value is None else f"{figure.value:,.{3 if figure.unit == 's' else 0}f}"
        most = "" if figure.most is None else f"at most {figure.most:g}"
        click.echo(f"{found.scene:8} {figure.name:45} {value:>10} {figure.unit:3} {most:14} {figure.verdict}".rstrip())
    for note in found.notes:
        click.echo(one_line(f"{found.scene:8} {note}"))
