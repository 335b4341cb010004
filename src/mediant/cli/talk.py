"""`mediant talk CASE`: play a mediation of a case, with a negotiator in every seat."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from mediant.cli.inputs import read_input
from mediant.cli.output import print_note

if TYPE_CHECKING:
    from mediant.model.case import Case
    from mediant.talks.record import Record, Standing

TURNS_SHOWN = 6


@click.command(short_help="Play a negotiation of a case, with a negotiator in every seat.")
@click.argument("case", metavar="CASE")
@click.option("--protocol", default="alternating-offers", show_default=True, metavar="NAME", help="Who speaks when.")
@click.option("--rounds", type=click.IntRange(1, 100_000), default=100, show_default=True, help="In each, all speak.")
@click.option("--seat", "seats", multiple=True, metavar="PARTY=NAME", help="Negotiator of a party [boulware].")
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="The same seed, the same record."
)
@click.option("-o", "--output", metavar="FILE", help="Write the record, one act a line.")
@click.option("--json", "as_json", is_flag=True, help="Print the record, one act a line, for other programs.")
def talk(case: str, protocol: str, rounds: int, seats: Sequence[str], **rest: Any) -> None:
    """Play CASE, which must be exact, and show how the talks went and how they ended.

    `mediant plugins` lists protocols and negotiators.
    """
    from mediant.registry import load
    from mediant.talks.files import write_record
    from mediant.talks.lines import Game, lines_of
    from mediant.talks.session import Talk, play
    from mediant.talks.standing import standings_of

    made = read_input(case).case
    names = _negotiators(made, seats)
    standings = standings_of(made)
    strategies = {party: load("strategies", name)() for party, name in names.items()}
    course = load("protocols", protocol)(rounds)
    options = tuple(len(issue.options) for issue in made.issues)
    record = play(Talk(standings=standings, options=options, protocol=course), strategies, rest["seed"])
    game = Game(protocol=protocol, seats=names, seed=rest["seed"], settings={"rounds": rounds})
    if rest["output"]:
        write_record(made, game, record, rest["output"])
        print_note(f"wrote {rest['output']}")
    if rest["as_json"]:
        sys.stdout.writelines(lines_of(made, game, record))
    else:
        _print(made, record, names, standings)


def _negotiators(case: Case, seats: Sequence[str]) -> dict[str, str]:
    """The name of the negotiator in each seat, as asked for."""
    names = {party.id: "boulware" for party in case.parties}
    for seat in seats:
        party, equals, name = seat.partition("=")
        if not equals or party not in names or not name:
            raise click.UsageError(f"--seat {seat!r}: say PARTY=NAME, with a party of {', '.join(names)}")
        names[party] = name
    return names


def _print(case: Case, record: Record, names: Mapping[str, str], standings: Mapping[str, Standing]) -> None:
    from mediant.talks.acts import Accept, Offer
    from mediant.talks.lines import words_of

    click.echo(f"{case.title}: " + ", ".join(f"{party.name} ({names[party.id]})" for party in case.parties))
    called = {party.id: party.name for party in case.parties}
    entries = record.entries
    left_out = len(entries) - 2 * TURNS_SHOWN
    for at, entry in enumerate(entries):
        if left_out > 1 and TURNS_SHOWN <= at < len(entries) - TURNS_SHOWN:
            if at == TURNS_SHOWN:
                click.echo(f"  … {left_out} more acts")
            continue
        act = entry.act
        words = "walks out"
        if isinstance(act, Offer | Accept):
            outcome = ", ".join(f"{issue} {option}" for issue, option in words_of(act.choices, case).items())
            worth = standings[entry.speaker].utility(act.choices)
            words = f"{'accepts' if isinstance(act, Accept) else 'offers'} {outcome} (worth {worth:.4g} to it)"
        click.echo(f"  {at + 1:>4} {called[entry.speaker]} {words}")
    agreement = record.end.agreement
    if agreement is None:
        click.echo(f"No agreement: {record.end.why}.")
        return
    click.echo("Agreed: " + ", ".join(f"{issue} {option}" for issue, option in words_of(agreement, case).items()))
    for party, standing in standings.items():
        click.echo(f"  {called[party]}: {standing.utility(agreement):.4g}, walk-away {standing.reserved:.4g}")
