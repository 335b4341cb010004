"""`mediant verify FILE`: whether what somebody was shown is still what it was, and what was opened what was fixed."""

from __future__ import annotations

from pathlib import Path

import click

from mediant.cli.output import print_json


@click.command(short_help="Check the record that you were given of a mediation.")
@click.argument("file", metavar="FILE")
@click.option("--head", "heads", multiple=True, metavar="HEX", help="A head noted from an earlier file of yours.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for other programs.")
def verify(file: str, heads: tuple[str, ...], as_json: bool) -> None:
    """Check FILE, the record of what one person was shown in a mediation: its chain, and the commitments in it.

    Needs no server and no network. One line says that all holds; where something does not, one line says what, and the
    exit status is 1.
    """
    from mediant.errors import one_line
    from mediant.evidence.files import bytes_of
    from mediant.stores.seen import checked

    seen = checked(bytes_of(Path(file)), file, heads)
    if as_json:
        print_json(
            {
                "format": "mediant-verified/1",
                "viewer": seen.viewer,
                "case": seen.case,
                "lines": seen.lines,
                "commitments": seen.commitments,
                "opened": seen.opened,
                "head": seen.head,
            }
        )
        return
    told = f"{file}: holds: {seen.lines} lines for {seen.viewer!r} in {seen.case!r}"
    click.echo(one_line(f"{told}; commitments: {seen.commitments}, opened: {seen.opened}; head {seen.head}"))
