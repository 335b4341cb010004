"""`mediant convert FROM TO`: a case from one format to another."""

from __future__ import annotations

from pathlib import Path

import click

from mediant.cli.inputs import STDIN, read_input
from mediant.cli.output import print_note

OWN = "mediant-case"


@click.command(short_help="A case from one format to another.")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--to", "form", metavar="FORMAT", help="Format of TO; a TO that ends in .toml is a mediant case.")
@click.option("--lossy", is_flag=True, help="Write it even if the format cannot hold everything.")
@click.option("--force", is_flag=True, help="Overwrite TO.")
def convert(source: str, target: str, form: str | None, lossy: bool, force: bool) -> None:
    """Read the case FROM and write it to TO; say what TO's format cannot hold.

    FORMAT is mediant-case, genius, geniusweb or negmas; TO is a file for the first, for the others a folder, made if
    missing. FROM is as CASE for `mediant analyze`. Without --lossy nothing is written that would lose something.
    """
    from mediant.model.files import save_case

    chosen = _format_of(target, form)
    reading = read_input(source)
    for note in reading.notes:
        print_note(note)
    for loss in save_case(reading.case, target, format=chosen, lossy=lossy, overwrite=force):
        print_note(f"not in {target}: {loss}")
    click.echo(f"Wrote {target} ({chosen})")


def _format_of(target: str, form: str | None) -> str:
    from mediant.model.files import FORMATS

    if target == STDIN:
        raise click.BadParameter("a case is written to a file or a folder; name one.", param_hint="TO")
    if form is None:
        if Path(target).suffix == ".toml":
            return OWN
        raise click.UsageError(f"Which format shall {target} have? Pass --to with one of: {', '.join(FORMATS)}.")
    if form not in FORMATS:
        raise click.BadParameter(f"{form!r} is none of: {', '.join(FORMATS)}.", param_hint="--to")
    return form
