"""`mediant doctor`: whether the workbench can run here, and whether what it keeps is whole."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from mediant.cli.output import print_json
from mediant.errors import MissingExtra, one_line


@click.command(short_help="Whether `mediant serve` can run here, and its cases are whole.")
@click.argument("folder", metavar="[FOLDER]", default="workbench")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where it is to listen.")
@click.option("--store", metavar="ADDRESS", help="Cases are in postgresql://... and not in FOLDER.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for other programs.")
def doctor(folder: str, port: int, store: str | None, as_json: bool) -> int:
    """Look at this machine and at FOLDER: a line for each thing, with what to do; status 1 where something is broken.

    Reads every case, so the server must not run meanwhile; while it does, all else is looked at.
    """
    try:
        from mediant.web.checks import all_checks
    except ImportError as error:
        raise MissingExtra("mediant doctor", error.name or "a package", "serve") from None
    found = list(all_checks(Path(folder), store, port))
    if as_json:
        print_json({"format": "mediant-doctor/1", "checks": [asdict(check) for check in found]})
    else:
        for check in found:
            do = f"; {check.do}" if check.do else ""
            click.echo(f"{check.state:7} {check.what:15} {one_line(check.seen + do)}")
    return int(any(check.state == "broken" for check in found))
