"""The command `mediant`: finds the verb, runs it, and turns what goes wrong into one line and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from errno import EBADF, EDQUOT, EFBIG, EIO, ENOSPC
from importlib import import_module
from typing import TextIO

import click

from mediant import __version__
from mediant.errors import MediantError

VERBS = (
    "demo", "read", "draft", "analyze", "talk", "tournament", "report", "serve", "doctor", "backup", "restore",
    "loadtest", "check", "convert", "verify", "plugins", "train-reader",
)  # fmt: skip
"""In the order of the flow; each is the command of that name in the module of that name beside this one."""

OF_OURS, INTERRUPTED, PIPE_CLOSED = 1, 130, 141

NO_ROOM = (ENOSPC, EDQUOT, EFBIG, EIO, EBADF)
"""What the system says where standard output takes no more; files have doors of their own."""


class Verbs(click.Group):
    """The verbs, each imported when it is asked for; none imports its work before it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names of the verbs."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The verb of that name, or None."""
        if cmd_name not in VERBS:
            return None
        module = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"mediant.cli.{module}"), module)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb asked for; of one that there is not, the near one is named."""
        if args[0] not in VERBS:
            from difflib import get_close_matches

            for near in get_close_matches(args[0], VERBS, 1):
                ctx.fail(f"No such command {args[0]!r}. Did you mean {near!r}?")
        return super().resolve_command(ctx, args)


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="mediant")
def mediant() -> None:
    """An open workbench for mediated negotiation: from what is reported to what could be agreed.

    Begin with `mediant demo`.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status of the command: 0, 1 for an error of ours, 2 for wrong usage, 130 when interrupted."""
    if sys.stdout is None:
        print("mediant: standard output is closed; send it to a file or to /dev/null", file=sys.stderr)
        return OF_OURS
    _never_fail_on_a_character(sys.stdout, sys.stderr)
    try:
        status = mediant.main(arguments, prog_name="mediant", standalone_mode=False)
        sys.stdout.flush()
    except MediantError as error:
        print(f"mediant: {error}", file=sys.stderr)
        return OF_OURS
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_the_rest()
        return PIPE_CLOSED
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        _drop_the_rest()
        print(f"mediant: standard output: {error.strerror}; send it where there is room", file=sys.stderr)
        return OF_OURS
    return status if isinstance(status, int) else 0


def _drop_the_rest() -> None:
    """What is still buffered must not be flushed into the same hole when Python exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _never_fail_on_a_character(*streams: TextIO) -> None:
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
