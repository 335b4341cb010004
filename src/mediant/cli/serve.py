"""`mediant serve`: the workbench in the browser, until it is stopped."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mediant.errors import InvalidValue, MissingExtra

if TYPE_CHECKING:
    from mediant.model.case import Case

PORT = click.IntRange(0, 65535)
LANGUAGES = click.Choice(["en", "fr", "es", "ar"])
NAME = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?")
EXAMPLES = ("ceasefire-three", "cairo-2024")
HERE = ("localhost", "127.0.0.1", "::1")


@click.command(short_help="The workbench in the browser, for mediators and parties.")
@click.argument("folder", metavar="[FOLDER]", default="workbench")
@click.option("--port", type=PORT, default=8000, show_default=True, help="Where it listens; 0 takes a free port.")
@click.option("--host", default="localhost", show_default=True, help="The address that it listens at.")
@click.option("--behind-proxy", "name", metavar="NAME", help="A proxy speaks TLS to browsers, under this name.")
@click.option("--health-port", type=PORT, default=8001, show_default=True, help="Where this machine asks for health.")
@click.option("--store", metavar="ADDRESS", help="Keep cases in postgresql://... and not in FOLDER.")
@click.option("--language", type=LANGUAGES, default="en", show_default=True, help="For browsers that ask for no other.")
def serve(folder: str, port: int, host: str, name: str | None, **rest: Any) -> None:
    """Serve the workbench, and keep its cases in FOLDER, `workbench` if none is named.

    The first start prints a link that makes the first account. Ctrl-C stops it. Needs the extra mediant[serve].
    """
    _refuse_what_browsers_would(host, name)
    try:
        from mediant.web.logs import configure
        from mediant.web.server import listen
        from mediant.web.server import serve as answer
        from mediant.web.settings import Settings
        from mediant.web.site import opened
        from mediant.web.workbench import workbench
    except ImportError as error:
        raise MissingExtra("mediant serve", error.name or "a package", "serve") from None
    with listen(host, port) as sockets, listen("127.0.0.1", rest["health_port"]) as health:
        here = f"http://{'localhost' if host in HERE else host}:{sockets[0].getsockname()[1]}"
        settings = Settings(
            origin=f"https://{name}" if name else here, proxied=name is not None, language=rest["language"]
        )
        with opened(Path(folder), rest["store"]) as (store, keys):

            def tell(first_link: str | None) -> None:
                click.echo(f"The workbench is at {settings.origin} (cases: {rest['store'] or Path(folder).resolve()})")
                if name:
                    click.echo(f"The proxy reaches it at {here}")
                click.echo(f"Health and figures: http://127.0.0.1:{health[0].getsockname()[1]}/healthz and /metrics")
                if first_link:
                    click.echo(f"Make the first account here, within a day: {first_link}")
                click.echo("Ctrl-C stops it.")

            configure(sys.stderr)
            answer(workbench(store, keys, settings, _examples()), sockets, health=health, ready=tell)


def _examples() -> dict[str, Case]:
    """Cases that a mediation can begin with."""
    from mediant.cli.inputs import bundled_case
    from mediant.model.files import load_case

    return {name: load_case(bundled_case(name)) for name in EXAMPLES}


def _refuse_what_browsers_would(host: str, name: str | None) -> None:
    """Over plain http browsers keep a seat only where it comes from their own machine."""
    if name is None and host not in HERE:
        expected = "localhost, or a proxy in front that speaks TLS: --behind-proxy NAME"
        raise InvalidValue("--host", repr(host), expected)
    if name is not None and not NAME.fullmatch(name):
        raise InvalidValue("--behind-proxy", repr(name), "a name such as talks.example.org, perhaps with :PORT")
