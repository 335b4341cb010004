"""Which store an address means."""

from __future__ import annotations

from mediant.errors import MissingExtra
from mediant.stores.sqlite import SqliteStore
from mediant.stores.store import Store

POSTGRESQL = ("postgresql://", "postgres://")


def open_store(address: str) -> Store:
    """The store at `postgresql://...`, or in the folder of that name.

    Raises StoreProblem where it cannot be used, or another server uses it, and MissingExtra.
    """
    if not address.startswith(POSTGRESQL):
        return SqliteStore(address)
    try:
        from mediant.stores.postgresql import PostgresqlStore
    except ImportError:
        raise MissingExtra("a store in PostgreSQL", "psycopg", "postgresql") from None
    return PostgresqlStore(address)
