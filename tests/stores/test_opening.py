"""Which store an address means."""

from __future__ import annotations

import sys

import pytest

from mediant.errors import MissingExtra, StoreProblem
from mediant.stores.opening import open_store
from mediant.stores.sqlite import SqliteStore


def test_a_folder_is_sqlite(tmp_path):
    store = open_store(str(tmp_path / "new" / "cases"))
    assert isinstance(store, SqliteStore)
    store.close()


def test_an_address_is_postgresql(postgresql):
    from mediant.stores.postgresql import PostgresqlStore

    address = postgresql.address(search_path=postgresql.new_schema())
    for scheme in ("postgresql://", "postgres://"):
        store = open_store(address.replace("postgresql://", scheme))
        assert isinstance(store, PostgresqlStore)
        store.close()


def test_without_psycopg_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "mediant.stores.postgresql", raising=False)
    with pytest.raises(MissingExtra, match=r"pip install 'mediant\[postgresql\]'"):
        open_store("postgresql://nowhere/")


@pytest.mark.parametrize("address", ["postgresql://nobody@/none?host=/nowhere", "postgresql://a b c"])
def test_an_address_that_leads_nowhere_is_told_without_its_password(address):
    pytest.importorskip("psycopg")
    with pytest.raises(StoreProblem, match="postgresql") as told:
        open_store(address.replace("nobody", "nobody:sesame"))
    assert "sesame" not in str(told.value)
