"""`mediant backup FOLDER TO`: a copy of all that a server keeps, taken while it works."""

from __future__ import annotations

from pathlib import Path

import click

from mediant.cli.output import print_json
from mediant.errors import MissingExtra


@click.command(short_help="Copy all that `mediant serve` keeps, while it works.")
@click.argument("folder", metavar="FOLDER")
@click.argument("to", metavar="TO")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for other programs.")
def backup(folder: str, to: str, as_json: bool) -> None:
    """Copy the cases in FOLDER, the accounts and the wrapped keys to the new folder TO; the server may work meanwhile.

    FOLDER/server.key is not copied: keep it apart. `mediant restore` makes a folder of both.
    """
    try:
        from mediant.web.backups import back_up
    except ImportError as error:
        raise MissingExtra("mediant backup", error.name or "a package", "serve") from None
    made = back_up(Path(folder), Path(to))
    if as_json:
        print_json({"format": "mediant-backed-up/1", "folder": to, "cases": made.cases, "bytes": made.size})
    else:
        click.echo(f"{to}: {made.cases} {'case' if made.cases == 1 else 'cases'}, {made.size / 1000:,.0f} kB")
