"""Cases in a PostgreSQL database: all that waits, of all cases, is one statement and one commit."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE mediant_cases (id text PRIMARY KEY)",
        "CREATE TABLE mediant_lines ("
        " case_id text NOT NULL REFERENCES mediant_cases ON DELETE CASCADE,"
        " number bigint GENERATED ALWAYS AS IDENTITY,"
        " line bytea NOT NULL,"
        " PRIMARY KEY (case_id, number))",
    ),
)
"""What makes each version of the tables of the one before; `mediant_version` says which they are."""

LOCK = int.from_bytes(b"mediant", "big")
"""The advisory lock that a server holds as long as it is connected."""

PATIENCE = 20.0
"""Seconds to try to reach a database again that was reached before."""

PIECE = 1000
"""Lines fetched at once."""

_LANE = "all"
_INSERT = """
WITH stored AS (
  INSERT INTO mediant_lines (case_id, line)
  SELECT case_id, line FROM unnest(%s::text[], %s::bytea[]) WITH ORDINALITY AS given (case_id, line, place) ORDER BY place
  RETURNING number)
SELECT max(number) FROM stored
"""
