"""The templates of the pages, strict: a name that is not there is an error, and all text is escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def environment() -> Environment:
    """The one environment that every page is rendered in."""
    return Environment(
        loader=PackageLoader("mediant.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
