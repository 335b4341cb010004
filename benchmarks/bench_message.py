"""What a message costs: processor time of the server and of those who write and read, each a process of its own.

    python benchmarks/bench_message.py [--pairs 50] [--messages 10] [--together 4] [--folder .] [--quick]

Pairs write in turn, so many people at once, and wait until the other side has what they wrote: nothing hurries, so that
the figure hardly depends on what else the machine does. Commits are as durable as ever.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from mediant.web.loadtest.pairs import Watched, Writer
from mediant.web.loadtest.scenes import allow_many_files, run
from mediant.web.loadtest.seats import SIDES, Pair, prepare
from mediant.web.loadtest.servers import OwnServer

WARM = 2
"""Messages of each before anything is measured."""


async def talk(server: OwnServer, pairs: list[Pair], messages: int, together: int) -> tuple[float, float]:
    """Seconds of processor time a message: of the server, and of this process."""
    watched, room = Watched(), asyncio.Semaphore(together)
    people = [
        Writer(server.origin, pair, side, f"{number}", watched)
        for number, (pair, side) in enumerate((pair, side) for pair in pairs for side in SIDES)
    ]

    async def write(one: Writer, number: int) -> None:
        async with room:
            await one.send(number)

    try:
        for one in people:
            await one.arrive()
        for number in range(WARM + messages):
            if number == WARM:
                used, own = server.cpu(), time.process_time()
            await asyncio.gather(*(write(one, number) for one in people))
        while watched.lost:
            await asyncio.sleep(0.01)
        now = server.cpu()
    finally:
        for one in people:
            one.leave()
    if watched.errors or now is None or used is None:
        raise SystemExit(f"not measured: {dict(watched.errors) or 'this system does not say what a process uses'}")
    sent = messages * len(people)
    return (now - used) / sent, (time.process_time() - own) / sent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--messages", type=int, default=10, help="of each person")
    parser.add_argument("--together", type=int, default=4, help="people who write at once")
    parser.add_argument("--folder", type=Path, default=Path(), help="whose disk is used")
    parser.add_argument("--quick", action="store_true", help="only to see whether it still runs")
    asked = parser.parse_args()
    if asked.quick:
        asked.pairs, asked.messages = 2, 1
    allow_many_files()
    with TemporaryDirectory(prefix="bench-message-", dir=asked.folder) as made:
        pairs = prepare(Path(made) / "workbench", asked.pairs)
        with OwnServer(Path(made) / "workbench") as server:
            server.begin()
            seconds, own = run(talk(server, pairs, asked.messages, asked.together))
    print(f"the server: {seconds * 1000:.2f} ms of processor time a message")
    print(f"who writes and reads: {own * 1000:.2f} ms")


if __name__ == "__main__":
    main()
