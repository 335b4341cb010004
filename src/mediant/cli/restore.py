"""`mediant restore BACKUP FOLDER`: a server's folder made anew from a copy."""

from __future__ import annotations

from pathlib import Path

import click

from mediant.cli.output import print_json
from mediant.errors import FileProblem, MissingExtra


@click.command(short_help="Make the folder of `mediant serve` of a backup.")
@click.argument("backup", metavar="BACKUP")
@click.argument("folder", metavar="FOLDER")
@click.option("--server-key", "key", metavar="FILE", required=True, help="The server.key that belongs to the backup.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for other programs.")
def restore(backup: str, folder: str, key: str, as_json: bool) -> None:
    """Make the new folder FOLDER of BACKUP: whole, and every line readable, or not at all.

    BACKUP is what `mediant backup` has made. Then `mediant serve FOLDER` goes on from there.
    """
    try:
        from mediant.stores.files import exists, server_key
        from mediant.web.backups import restore as made_of
    except ImportError as error:
        raise MissingExtra("mediant restore", error.name or "a package", "serve") from None
    if not exists(key):
        raise FileProblem(key, "is not there", "name the server.key that was kept apart from the backup")
    made = made_of(Path(backup), Path(folder), server_key(key))
    if as_json:
        print_json({"format": "mediant-restored/1", "folder": folder, "cases": made.cases, "bytes": made.size})
    else:
        click.echo(f"{folder}: {made.cases} {'case' if made.cases == 1 else 'cases'}, {made.size / 1000:,.0f} kB")
