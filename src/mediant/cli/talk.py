"""`mediant talk CASE`: play a mediation of a case, with a negotiator or a mediator in every seat."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from textwrap import fill
from typing import TYPE_CHECKING, Any

import click

from mediant.cli.inputs import read_input, same_file
from mediant.cli.output import STEERING, columns, print_note
from mediant.cli.seating import listener, seated

if TYPE_CHECKING:
    from mediant.model.case import Case
    from mediant.talks.played import Played
    from mediant.talks.record import Record

INDENTS = (0, 2, 4)
"""Of headings, of what is left out between sessions, of what is said."""


@click.command(short_help="Play a mediation of a case, with somebody in every seat.")
@click.argument("case", metavar="CASE")
@click.option(
    "--protocol", default="alternating-offers", show_default=True, metavar="SPEC", help="Who speaks when, and where."
)
@click.option("--rounds", type=click.IntRange(1, 100_000), default=100, show_default=True, help="Until the deadline.")
@click.option("--seat", "seats", multiple=True, metavar="PARTY=NAME", help="Negotiator of a party [boulware].")
@click.option("--mediator", "hosts", multiple=True, metavar="SEAT=NAME", help="Seat a mediator of the case.")
@click.option(
    "--seed", type=click.IntRange(0, 2**63), default=0, show_default=True, help="The same seed, the same record."
)
@click.option("--heard-by", metavar="SEAT", help="Only what SEAT heard: to print, and to write.")
@click.option("--all", "everything", is_flag=True, help="Print all that was said, and fold nothing.")
@click.option("-o", "--output", metavar="FILE", help="Write the record, one act a line.")
@click.option("--json", "as_json", is_flag=True, help="Print the record, one act a line, for other programs.")
def talk(case: str, protocol: str, rounds: int, seats: Sequence[str], hosts: Sequence[str], **rest: Any) -> None:
    """Play CASE and show what was said in each session, how it ended, and who knows what.

    Of a partial case the parties are played by one draw of what fits it: an example, not a forecast. `mediant plugins`
    lists protocols, negotiators (strategies) and mediators.
    """
    from mediant.talks.files import write_lines
    from mediant.talks.lines import heard_lines, lines_of
    from mediant.talks.played import talk as play

    given = read_input(case)
    for note in given.notes:
        print_note(note)
    made = given.case
    parties = seated(seats, [party.id for party in made.parties], "--seat")
    between = seated(hosts, [mediator.id for mediator in made.mediators], "--mediator")
    seat = listener(rest["heard_by"], [*(party.id for party in made.parties), *between])
    if rest["output"] and any(same_file(rest["output"], place) for place in (case, f"{case}/case.toml")):
        raise click.UsageError("--output and CASE name the same file.")
    played = play(made, protocol, seats=parties, mediators=between, rounds=rounds, seed=rest["seed"])
    game, record = played.game, played.record
    lines = tuple(lines_of(made, game, record) if seat is None else heard_lines(made, game, record, seat))
    if rest["output"]:
        write_lines(lines, rest["output"])
        print_note(f"wrote {rest['output']}")
    if rest["as_json"]:
        _print_lines(lines)
    elif seat is None:
        _print_talk(made, played, everything=rest["everything"])
    else:
        _print_heard(made, record, seat, everything=rest["everything"])


def _print_lines(lines: Iterable[str]) -> None:
    """JSON on stdout; what its encoding lacks or steers a terminal is escaped, as JSON may."""
    import json

    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    for line in lines:
        text = json.dumps(json.loads(line)) if plain else line.removesuffix("\n")
        click.echo(STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def _print_talk(case: Case, played: Played, *, everything: bool) -> None:
    from mediant.reports.disclosures import disclosures
    from mediant.reports.settlements import settlement, settlement_words
    from mediant.reports.transcript import Reader, ending, titles, transcript, worth_to
    from mediant.talks.dance import standings_after
    from mediant.talks.record import Heard

    record, standings = played.record, played.standings
    for line in titles(case, played.game):
        _print(line)
    heard = [Heard(entry.room, entry.speaker, entry.act) for entry in record.entries]
    for said in transcript(case, heard, Reader(worth_to(standings), everything)):
        _print(said.text, INDENTS[said.level])
    _print(ending(case, record.end.agreement, record.end.why))
    if record.end.agreement is not None:
        for got in settlement(case, record.end.agreement, standings_after(standings, record.entries)):
            _print(settlement_words(got), 2)
    if any(mediator.id in played.game.seats for mediator in case.mediators):
        ledger = disclosures(case, record, played.stated)
        _print("Who knows what")
        for line in (*ledger.kept, *ledger.relied, *ledger.inferred):
            _print(line, 2)


def _print_heard(case: Case, record: Record, seat: str, *, everything: bool) -> None:
    from mediant.reports.sayings import called
    from mediant.reports.transcript import Reader, ending, transcript
    from mediant.talks.record import heard_as

    _print(f"What {called(case)[seat]} heard")
    heard = [heard_as(entry, seat) for entry in record.entries if seat in entry.room.seats]
    for said in transcript(case, heard, Reader(everything=everything)):
        _print(said.text, INDENTS[said.level])
    _print(ending(case, record.end.agreement))


def _print(text: str, indent: int = 0) -> None:
    """A text as wide as the terminal, set in."""
    edge = " " * indent
    click.echo(fill(text, columns(), initial_indent=edge, subsequent_indent=edge + "  ", break_on_hyphens=False))
