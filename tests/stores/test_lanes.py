"""Group commit: who waits together, in which order, and who hears of what went wrong."""

from __future__ import annotations

import asyncio
import os
import threading

import pytest

from mediant.errors import StoreFull, StoreProblem, UnknownCase
from mediant.stores.lanes import Append, Lanes, _begun
from mediant.stores.store import LONGEST_APPEND


class Tape:
    """Keeps what is committed; each commit waits until it is let go."""

    def __init__(self):
        self.batches = []
        self.go = threading.Semaphore(0)
        self.begun = threading.Semaphore(0)

    def commit(self, batch):
        self.begun.release()
        assert self.go.acquire(timeout=30)
        if any(line == b"too much" for append in batch for line in append.lines):
            raise StoreFull("tape")
        if any(append.case == "unknown" for append in batch):
            raise UnknownCase("tape", "unknown")
        if any(line == b"fault" for append in batch for line in append.lines):
            raise ZeroDivisionError
        self.batches.append([(append.case, *append.lines) for append in batch])


@pytest.fixture
def tape():
    return Tape()


@pytest.fixture
def lanes(tape):
    lanes = Lanes("tape", tape.commit, threads=2)
    yield lanes
    tape.go.release(1000)
    lanes.close()


def test_what_comes_during_a_commit_is_committed_together(lanes, tape):
    async def go():
        first = lanes.append("a", "one", (b"1",))
        await asyncio.to_thread(tape.begun.acquire)
        rest = [lanes.append("a", case, (line,)) for case, line in (("one", b"2"), ("two", b"3"), ("one", b"4"))]
        tape.go.release(2)
        await asyncio.gather(first, *rest)

    asyncio.run(go())
    assert tape.batches == [[("one", b"1")], [("one", b"2"), ("two", b"3"), ("one", b"4")]]


def test_lanes_do_not_wait_for_one_another(lanes, tape):
    async def go():
        waits = [lanes.append(lane, lane, (b"1",)) for lane in ("a", "b")]
        for _ in waits:  # both are at work before either may end
            assert await asyncio.to_thread(tape.begun.acquire, timeout=30)
        tape.go.release(2)
        await asyncio.gather(*waits)

    asyncio.run(go())
    assert sorted(tape.batches) == [[("a", b"1")], [("b", b"1")]]


def test_a_busy_lane_does_not_starve_the_others():
    """One thread, and a lane that always has something to do: the other lane comes second, not last."""
    order = []
    both, enough = threading.Event(), threading.Event()

    def commit(batch):
        assert both.wait(30)
        order.append(batch[0].case)
        if len(order) == 20:
            enough.set()
        elif batch[0].case == "busy":
            lanes._put("busy", Append("busy", (b"again",), _begun()))

    lanes = Lanes("tape", commit, threads=1)
    for case in ("busy", "quiet"):
        lanes._put(case, Append(case, (b"first",), _begun()))
    both.set()
    assert enough.wait(30)
    lanes.close()
    assert order[:2] == ["busy", "quiet"]
    assert order.count("busy") == 19


def test_an_errand_has_its_turn(lanes, tape):
    async def go():
        waits = [lanes.append("a", "one", (b"0",))]
        await asyncio.to_thread(tape.begun.acquire)
        waits.append(lanes.append("a", "one", (b"1",)))
        errand = asyncio.create_task(asyncio.to_thread(lanes.run, "a", lambda: tape.batches.append("errand") or 7))
        while len(lanes._lanes["a"]) < 2:
            await asyncio.sleep(0.001)
        waits.append(lanes.append("a", "one", (b"2",)))
        tape.go.release(3)
        await asyncio.gather(*waits)
        return await errand

    assert asyncio.run(go()) == 7
    assert tape.batches == [[("one", b"0")], [("one", b"1")], "errand", [("one", b"2")]]


def test_what_an_errand_raises_is_raised_where_it_was_asked_for(lanes):
    with pytest.raises(ZeroDivisionError):
        lanes.run("a", lambda: 1 // 0)


def test_only_who_is_at_fault_is_refused(lanes, tape):
    tape.go.release(100)

    async def go():
        blocker = lanes.append("a", "one", (b"first",))
        waits = [lanes.append("a", case, (line,)) for case, line in (
            ("one", b"1"), ("one", b"too much"), ("unknown", b"2"), ("one", b"3"),
        )]  # fmt: skip
        await blocker
        return await asyncio.gather(*waits, return_exceptions=True)

    assert [type(one) for one in asyncio.run(go())] == [type(None), StoreFull, UnknownCase, type(None)]
    assert [line for batch in tape.batches for _, line in batch] == [b"first", b"1", b"3"]


def test_a_fault_of_ours_reaches_all_who_wait_and_ends_nothing(lanes, tape):
    tape.go.release(100)

    async def go():
        told = await asyncio.gather(*(lanes.append("a", "one", (b"fault",)) for _ in range(3)), return_exceptions=True)
        await lanes.append("a", "one", (b"after",))
        return told

    assert {type(one) for one in asyncio.run(go())} == {ZeroDivisionError}
    assert tape.batches[-1] == [("one", b"after")]


def test_a_batch_is_not_too_large(lanes, tape):
    half = b"x" * (LONGEST_APPEND // 2)

    async def go():
        first = lanes.append("a", "one", (b"1",))
        await asyncio.to_thread(tape.begun.acquire)
        rest = [lanes.append("a", "one", (half,)) for _ in range(3)]
        tape.go.release(10)
        await asyncio.gather(first, *rest)

    asyncio.run(go())
    assert [len(batch) for batch in tape.batches] == [1, 2, 1]


def test_a_loop_that_has_ended_stops_nobody(lanes, tape):
    async def leave():
        lanes.append("a", "one", (b"1",))

    asyncio.run(leave())
    tape.go.release(2)

    async def stay():
        await lanes.append("a", "one", (b"2",))

    asyncio.run(stay())
    assert [line for batch in tape.batches for _, line in batch] == [b"1", b"2"]


def test_closed_lanes_refuse():
    lanes = Lanes("tape", lambda _: None, threads=1)
    lanes.close()
    lanes.close()
    for refused in (lanes.check, lambda: lanes.run("a", list)):
        with pytest.raises(StoreProblem, match="tape: the store is closed; open it again"):
            refused()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_fork_is_refused_and_does_not_hang(lanes):
    """It has the store, but none of its threads."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            lanes.run("a", list)
        except StoreProblem as error:
            os.write(writing, str(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as said:
        assert "was opened by another process" in said.read()
    os.waitpid(child, 0)
