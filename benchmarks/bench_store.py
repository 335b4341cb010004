"""How many appends a second a store acknowledges, each of them on the disk by then.

python benchmarks/bench_store.py [--quick] [--folder DIR] [--seconds 2] [--rounds 5] [--threads 1 8]

One line of 300 bytes an append. "alone": one asks, waits, and asks again. "32, one case": 32 do so at once, all in one
case. "32 cases": each in a case of its own, and so, in SQLite, in a file of its own. Medians over rounds in which all
take turns; beside them how long the disk takes to flush 4 KB at the end of a file, measured in every round. PostgreSQL
runs on the same disk, with the settings that it comes with; where there is none, its lines are left out.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.postgresql_server import NoServer, running
from mediant.stores.opening import open_store
from mediant.stores.sqlite import THREADS, SqliteStore
from mediant.stores.store import Store, new_case

LINE = b"x" * 300
WAYS = {"alone": (1, 1), "32, one case": (32, 1), "32 cases": (32, 32)}  # askers, cases


def appends_a_second(store: Store, askers: int, cases: int, seconds: float) -> tuple[float, list[float]]:
    """How many were acknowledged a second, and how long each took."""
    names = [new_case() for _ in range(cases)]
    for name in names:
        store.create(name)
    took: list[float] = []

    async def ask(case: str, until: float) -> None:
        while (begun := time.perf_counter()) < until:
            await store.append(case, [LINE])
            took.append(time.perf_counter() - begun)

    async def all_ask() -> float:
        await asyncio.gather(*(store.append(name, [LINE]) for name in names))  # every file is open
        begun = time.perf_counter()
        await asyncio.gather(*(ask(names[number % cases], begun + seconds) for number in range(askers)))
        return time.perf_counter() - begun

    passed = asyncio.run(all_ask())
    for name in names:
        store.erase(name)
    return len(took) / passed, took


def flush_times(folder: Path, times: int) -> list[float]:
    """Seconds that the disk takes to flush 4 KB more of a file."""
    took = []
    with (folder / "flushed").open("wb", buffering=0) as file:
        for _ in range(times):
            file.write(b"x" * 4096)
            begun = time.perf_counter()
            os.fdatasync(file.fileno())
            took.append(time.perf_counter() - begun)
    (folder / "flushed").unlink()
    return took


def measured(stores: dict[str, Store], folder: Path, rounds: int, seconds: float) -> Iterator[str]:
    """A line for each store and way, and one for the disk."""
    rates: dict[tuple[str, str], list[float]] = {(kind, way): [] for kind in stores for way in WAYS}
    waits: dict[tuple[str, str], list[float]] = {key: [] for key in rates}
    flushes: list[float] = []
    for _ in range(rounds):
        flushes += flush_times(folder, 50)
        for kind, way in rates:
            rate, took = appends_a_second(stores[kind], *WAYS[way], seconds)
            rates[kind, way].append(rate)
            waits[kind, way] += took
    for (kind, way), found in rates.items():
        times = sorted(waits[kind, way])
        middle, late = (1000 * times[int(len(times) * share)] for share in (0.5, 0.95))
        spread = f"{min(found):,.0f} to {max(found):,.0f}"
        yield f"{kind:<11}{way:<14}{median(found):>8,.0f} /s  ({spread}); wait p50 {middle:.1f} ms, p95 {late:.1f} ms"
    middle, late = (1000 * sorted(flushes)[int(len(flushes) * share)] for share in (0.5, 0.95))
    yield f"fdatasync of 4 KB: p50 {middle:.2f} ms, p95 {late:.2f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a look, not a measurement")
    parser.add_argument("--folder", help="on the disk to be measured; a temporary one where none is given")
    parser.add_argument("--seconds", type=float, default=2.0, help="of each way in each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, nargs="+", default=[THREADS], help="commits at once in SQLite")
    asked = parser.parse_args()
    seconds, rounds = (0.05, 1) if asked.quick else (asked.seconds, asked.rounds)
    if asked.folder:
        tempfile.tempdir = asked.folder
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mediant-bench-")))
        stores: dict[str, Store] = {}
        for threads in asked.threads:
            name = "sqlite" if threads == THREADS else f"sqlite/{threads}"
            stores[name] = SqliteStore(folder / f"cases{threads}", threads=threads)
        try:
            server = stack.enter_context(running())
        except NoServer as why:
            print(f"no PostgreSQL: {why}")
        else:
            stores["postgresql"] = open_store(server.address())
        for store in stores.values():
            stack.callback(store.close)
        for line in measured(stores, folder, rounds, seconds):
            print(line)


if __name__ == "__main__":
    main()
