"""Work beside the requests: once for the same work, bounded in time, and alive after a process died."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_workbench import Bench, at_the_bench

from mediant.errors import Refused
from mediant.web.works import Work, Works


def doing(test):
    async def inside():
        works = Works(processes=1, seconds=1)
        try:
            await test(works)
        finally:
            works.close()

    return lambda: asyncio.run(inside())


def test_the_same_work_has_the_same_name():
    assert Work(str, ({"a": [1]},)).key == Work(str, ({"a": [1]},)).key
    assert Work(str, (1,)).key != Work(str, (2,)).key
    assert Work(str, (1,)).key != Work(time.sleep, (1,)).key


@doing
async def test_work_is_done_once_and_not_here(works):
    first, second = await asyncio.gather(*(works.done(Work(pow, (2, 10))) for _ in range(2)))
    assert first == second == 1024
    assert await works.done(Work(os.getpid, ())) != os.getpid()


@doing
async def test_what_it_raises_is_raised_and_not_kept(works):
    for _ in range(2):
        with pytest.raises(ValueError, match="invalid literal"):
            await works.done(Work(int, ("x",)))


@doing
async def test_66_what_takes_too_long_is_refused_in_words(works):
    with pytest.raises(Refused, match="too long"):
        await works.done(Work(time.sleep, (5,)))
    assert await works.done(Work(pow, (2, 3))) == 8


@doing
async def test_a_process_that_dies_is_replaced(works):
    with pytest.raises(Refused, match="cannot be worked out"):
        await works.done(Work(os._exit, (1,)))
    assert await works.done(Work(pow, (2, 3))) == 8


@at_the_bench
async def test_27_nobody_waits_while_the_work_of_another_is_done(bench: Bench):
    south = await bench.browser("s")
    long = asyncio.create_task(bench.app.state.works.done(Work(time.sleep, (2,))))
    await asyncio.sleep(0)
    assert (await south.get(f"{bench.at}/table")).status_code == 200
    assert not long.done()
    await long


def test_27_whoever_asks_for_much_waits_for_themselves_alone():
    async def inside():
        works = Works(processes=2)
        try:
            await works.done(Work(pow, (2, 3)), "north")  # the processes are there
            much = [
                asyncio.create_task(works.done(Work(time.sleep, (0.4 + number / 100,)), "north")) for number in range(8)
            ]
            await asyncio.sleep(0)
            with pytest.raises(Refused, match="too long"):
                await works.done(Work(time.sleep, (0.5,)), "north")
            assert await works.done(Work(pow, (2, 4)), "south") == 16
            assert sum(one.done() for one in much) <= 4
            assert len(await asyncio.gather(*much)) == 8
            await works.done(Work(pow, (2, 5)), "north")
        finally:
            works.close()

    asyncio.run(inside())


@doing
async def test_when_all_is_forgotten_the_processes_that_found_it_end(works):
    before = await works.done(Work(os.getpid, ()))
    works.forget()
    assert await works.done(Work(os.getpid, ())) != before
    for _ in range(100):
        if not Path(f"/proc/{before}").exists():
            break
        await asyncio.sleep(0.1)
    else:
        raise AssertionError("it goes on")


SERVER = """
import asyncio, os
from mediant.web.works import Work, Works

if __name__ == "__main__":
    async def main():
        print(await Works(processes=1).done(Work(os.getpid, ())), flush=True)
        await asyncio.sleep(60)
    asyncio.run(main())
"""


def test_82_no_process_is_left_behind_by_a_server_that_was_killed(tmp_path):
    (tmp_path / "server.py").write_text(SERVER)
    server = subprocess.Popen([sys.executable, str(tmp_path / "server.py")], stdout=subprocess.PIPE, text=True)
    worker = int(server.stdout.readline())
    server.kill()
    server.wait()
    server.stdout.close()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists() or "Z" in Path(f"/proc/{worker}/stat").read_text().split()[2]:
            return
        time.sleep(0.1)
    raise AssertionError("it lives on")
