"""Logs: one JSON object a line, without content, names, addresses or tokens.

Only what is listed in `FIELDS` is ever written, and only in the form given there: a field that nobody thought of
cannot slip in.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping, MutableMapping
from types import TracebackType
from typing import Any, TextIO

import structlog

SERVES, STOPS = "the server is ready", "the server stops"
FAILED, LIBRARY = "a request failed", "a library reports"
EVENTS = frozenset({SERVES, STOPS, FAILED, LIBRARY})
"""All that can happen, as far as the log is concerned."""


def _number(value: Any) -> float | None:
    return round(value, 3) if isinstance(value, int | float) else None


def _class(value: Any) -> str | None:
    return value.__name__ if isinstance(value, type) else None


def _module(value: Any) -> str | None:
    return value if isinstance(value, str) and value.partition(".")[0] in sys.modules else None


FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "event": lambda value: value if value in EVENTS else "another event",
    "kind": _class,
    "module": _module,
    "line": _number,
    "count": _number,
    "seconds": _number,
}


def only_listed(_: Any, __: str, fields: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """The fields that may be written, each in its form; all others are dropped."""
    kept = {name: form(fields[name]) for name, form in FIELDS.items() if name in fields}
    return {name: value for name, value in kept.items() if value is not None}


def configure(stream: TextIO, *, least: int = logging.INFO) -> None:
    """Send our logs and those of the libraries to a stream; of theirs only where they come from."""
    structlog.configure(
        processors=[
            only_listed,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.WriteLoggerFactory(file=stream),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[Withholding()], force=True)


class Withholding(logging.Handler):
    """Passes on that a library had something to say, and where, but not what: its words may hold anything."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        kind = record.exc_info[0] if record.exc_info else None
        structlog.get_logger().log(record.levelno, LIBRARY, module=record.name, line=record.lineno, kind=kind)


def log_failure(error: BaseException) -> None:
    """Write that a handler failed: the class of the error and the line it was raised at, none of its words."""
    module, line = _origin(error.__traceback__)
    structlog.get_logger().error(FAILED, kind=type(error), module=module, line=line)


def _origin(traceback: TracebackType | None) -> tuple[str | None, int | None]:
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    return (None, None) if traceback is None else (traceback.tb_frame.f_globals.get("__name__"), traceback.tb_lineno)
