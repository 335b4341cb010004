"""Appends without end, to be killed: says what was acknowledged on standard output. Run as a process of its own.

Each case is a chain of batches. A line is `BATCH PLACE OF`; the batches of a case count from 0, and a process that
comes later goes on where the store ends.
"""

from __future__ import annotations

import asyncio
import os
import sys

from mediant.stores.opening import open_store
from mediant.stores.store import Store

AT_ONCE = 4
"""Batches of one case that wait together."""


def batch_of(number: int) -> list[bytes]:
    """From 1 to 5 lines, some of them long."""
    many = number % 5 + 1
    return [b"%d %d %d %b" % (number, place, many, b"." * (number * 37 % 3000)) for place in range(many)]


def batches_in(lines: list[bytes]) -> int:
    """How many whole batches a case holds; they must be the first ones, in their order, and nothing else."""
    found = 0
    place = 0
    while place < len(lines):
        batch = batch_of(found)
        assert lines[place : place + len(batch)] == batch, f"batch {found} is not whole"
        place += len(batch)
        found += 1
    return found


async def _fill(store: Store, case: str) -> None:
    number = batches_in(list(store.read(case)))
    while True:
        waits = [store.append(case, batch_of(number + k)) for k in range(AT_ONCE)]
        for wait in waits:
            await wait
            os.write(1, b"%b %d\n" % (case.encode(), number))
            number += 1


async def _main(address: str, cases: list[str]) -> None:
    store = open_store(address)
    for case in set(cases) - set(store.cases()):
        store.create(case)
    await asyncio.gather(*(_fill(store, case) for case in cases))


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1], sys.argv[2:]))
