"""Work beside the requests: once for the same work, bounded in time, and alive after a process died."""

from __future__ import annotations

import asyncio
import os
import time

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
