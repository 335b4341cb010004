"""A server's own folder: its cases, the keys that seal them, and the key of those keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from mediant.errors import StoreProblem
from mediant.stores.files import server_key
from mediant.stores.keys import Keys
from mediant.stores.opening import open_store
from mediant.stores.store import Store

CASES, KEYS, SERVER_KEY = "cases", "keys", "server.key"


@contextmanager
def opened(folder: Path, address: str | None = None) -> Iterator[tuple[Store, Keys]]:
    """The store and the keys in a folder, made where they are not there; the store elsewhere where an address says so.

    Raises StoreProblem where they cannot be used, or another server uses them.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        do = "check the folder and that you may write to it"
        raise StoreProblem(str(folder), error.strerror or str(error), do) from None
    with ExitStack() as stack:
        store = stack.enter_context(closing(open_store(address or str(folder / CASES))))
        keys = stack.enter_context(closing(Keys(folder / KEYS, server_key(folder / SERVER_KEY))))
        yield store, keys
