"""Streams: each viewer its own series; what a reader does concerns it alone."""

from __future__ import annotations

import asyncio
import re
import time
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.web.streams import (
    ABORT,
    ALL_TABS,
    BEAT,
    KEPT,
    MISSED,
    TABS,
    VIEWERS,
    WAITING,
    Stream,
    Streams,
    frame_of,
    padded,
)

END = {"type": "http.response.body", "body": b"", "more_body": False}


class Reader:
    """One end of a stream: what came, and whether more is taken."""

    def __init__(self, streams: Streams, viewer: str, session: str = "s", last: str = "") -> None:
        self.frames: list[bytes] = []
        self.ended = self.aborted = False
        self.takes, self.gone = asyncio.Event(), asyncio.Event()
        self.takes.set()
        scope = {ABORT: self._abort}
        self.stream = streams.open(viewer, session, last)
        self.task = asyncio.create_task(streams.respond(self.stream, scope, self._receive, self._send))

    def _abort(self) -> None:
        self.aborted = True

    async def _receive(self) -> dict[str, Any]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        await self.takes.wait()
        self.ended = self.ended or message == END
        if message.get("body"):
            self.frames.append(message["body"])

    def ids(self) -> list[str]:
        return [match[1].decode() for frame in self.frames if (match := re.match(rb"id: (\S+)\n", frame))]


def new_streams(heartbeat: float = 60) -> Streams:
    numbers = count()
    return Streams(lambda: f"{next(numbers):016}rest", heartbeat)


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


@given(st.text(max_size=6000))
def test_frames_have_few_lengths_and_hold_what_was_said(data):
    frame = frame_of("said", data, "a-1")
    assert len(frame) in (256, 1024) or len(frame) % 4096 == 0
    assert frame.endswith(b"\n\n")
    assert frame.count(b"\n\n") == 1
    lines = [line.removeprefix("data: ") for line in frame.decode().split("\n") if line.startswith("data: ")]
    assert lines == data.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@pytest.mark.parametrize(
    ("bare", "size"), [(0, 256), (253, 256), (254, 1024), (4093, 4096), (4094, 8192), (9000, 12288)]
)
def test_padding(bare, size):
    assert len(padded("x" * bare)) == size


def test_every_viewer_has_its_own_frames_and_numbers():
    async def inside() -> None:
        streams = new_streams()
        north, south = Reader(streams, "c/north"), Reader(streams, "c/south")
        for words in ("one", "two"):
            streams.publish("c/north", "said", words)
        streams.publish("c/south", "said", "other")
        await settle()
        assert north.ids() == ["0000000000000000-1", "0000000000000000-2"]
        assert south.ids() == ["0000000000000001-1"]
        assert b"other" not in b"".join(north.frames)
        for reader in (north, south):
            reader.gone.set()
        await asyncio.gather(north.task, south.task)
        assert len(streams) == 0

    asyncio.run(inside())


def test_11_resume_by_the_last_id_of_the_same_viewer_only():
    async def inside() -> None:
        streams = new_streams()
        north, south = Reader(streams, "c/north"), Reader(streams, "c/south")
        for words in ("one", "two", "three"):
            streams.publish("c/north", "said", words)
        await settle()
        first, _, last = north.ids()

        async def again(viewer: str, id: str) -> list[bytes]:
            reader = Reader(streams, viewer, last=id)
            await settle()
            reader.gone.set()
            await reader.task
            return reader.frames

        assert await again("c/north", first) == north.frames[1:]
        assert await again("c/north", last) == []
        assert await again("c/north", "0000000000000000-0") == north.frames
        strange = (
            "0000000000000000-4",
            "0000000000000000--1",
            "x-1",
            "1",
            "-",
            "0000000000000000-²",
            "0000000000000000-" + "9" * 5000,
        )
        for other in strange:
            assert await again("c/north", other) == [MISSED]
        for other in (first, last, *strange):  # another's number is as strange as one that never was
            assert await again("c/south", other) == [MISSED]
        streams.close()
        await asyncio.gather(north.task, south.task)

    asyncio.run(inside())


def test_what_is_kept_is_bounded():
    async def inside() -> None:
        streams = new_streams()
        reader = Reader(streams, "v")
        for number in range(300):
            streams.publish("v", "said", str(number))
            await asyncio.sleep(0)
        await settle()
        reader.gone.set()
        await reader.task
        ids = reader.ids()
        assert len(ids) == 300
        assert len(streams._series["v"].since(ids[-1 - KEPT // 256])) == KEPT // 256
        assert streams._series["v"].since(ids[-2 - KEPT // 256]) == [MISSED]
        for number in range(VIEWERS + 50):
            other = Reader(streams, f"v{number}")
            other.gone.set()
            await other.task
        assert len(streams._series) == VIEWERS
        assert not streams.follows("v")

    asyncio.run(inside())


def test_it_is_known_whom_a_stream_reaches_now():
    async def inside() -> None:
        streams = new_streams()
        assert not streams.reaches("v")
        reader = Reader(streams, "v")
        await settle()
        assert streams.reaches("v")
        assert not streams.reaches("w")
        reader.gone.set()
        await reader.task
        assert not streams.reaches("v"), "it follows, and nothing arrives"
        assert streams.follows("v")

    asyncio.run(inside())


def test_nobody_listens_nothing_is_kept():
    streams = new_streams()
    streams.publish("v", "said", "one")
    assert not streams.follows("v")
    assert len(streams) == 0


def test_79_a_slow_reader_is_dropped_alone():
    async def inside() -> None:
        streams = new_streams()
        slow, quick = Reader(streams, "v", "s1"), Reader(streams, "v", "s2")
        await settle()
        slow.takes.clear()
        for number in range(WAITING + 2):
            streams.publish("v", "said", str(number))
            await settle()
        await asyncio.wait_for(slow.task, 1)
        assert slow.aborted
        assert slow.stream.waiting.qsize() <= WAITING
        assert len(quick.ids()) == WAITING + 2
        assert not quick.ended
        quick.gone.set()
        await quick.task

    asyncio.run(inside())


def test_5_a_revoked_session_loses_its_streams_at_once():
    async def inside() -> None:
        streams = new_streams()
        mine, other = Reader(streams, "v", "s1"), Reader(streams, "v", "s2")
        await settle()
        streams.cut("s1")
        await asyncio.wait_for(mine.task, 0.5)
        assert mine.ended
        streams.publish("v", "said", "later")
        await settle()
        assert (mine.frames, len(other.frames)) == ([], 1)
        streams.close()
        await asyncio.wait_for(other.task, 0.5)

    asyncio.run(inside())


def test_5_all_pages_of_a_seat_end_at_once():
    async def inside() -> None:
        streams = new_streams()
        mine, also, other = (Reader(streams, viewer) for viewer in ("c/n/talk/en", "c/n/text/en", "c/nn/talk/en"))
        await settle()
        assert streams.sessions() == {"s"}
        streams.cut_viewers("c/n/")
        await asyncio.wait_for(asyncio.gather(mine.task, also.task), 0.5)
        assert (mine.ended, also.ended, other.ended) == (True, True, False)
        assert [streams.follows(viewer) for viewer in ("c/n/talk/en", "c/nn/talk/en")] == [False, True]
        streams.close()
        await other.task
        assert streams.sessions() == frozenset()

    asyncio.run(inside())


def test_79_a_session_has_few_streams():
    async def inside() -> None:
        streams = new_streams()
        readers = [Reader(streams, "v", "s1") for _ in range(TABS + 3)]
        await settle()
        assert [reader.ended for reader in readers] == [True] * 3 + [False] * TABS
        assert len(streams) == TABS
        streams.close()
        await asyncio.gather(*(reader.task for reader in readers))

    asyncio.run(inside())


def test_79_a_session_has_few_streams_on_all_its_pages_together():
    async def inside() -> None:
        streams = new_streams()
        readers = [Reader(streams, f"v{number}", "s1") for number in range(ALL_TABS + 3)]
        other = Reader(streams, "v1", "s2")
        await settle()
        assert [reader.ended for reader in readers] == [True] * 3 + [False] * ALL_TABS
        assert not other.ended
        streams.close()
        await asyncio.gather(*(reader.task for reader in readers), other.task)

    asyncio.run(inside())


def test_the_heart_beats_by_the_clock_whatever_is_sent():
    async def beats(words: int) -> tuple[int, int, float]:
        streams = new_streams(heartbeat=0.1)
        reader, begun = Reader(streams, "v"), time.perf_counter()
        for number in range(words):
            streams.publish("v", "said", str(number))
            await asyncio.sleep(0.55 / words)
        await asyncio.sleep(0 if words else 0.55)
        reader.gone.set()
        await reader.task
        return reader.frames.count(BEAT), len(reader.frames), (time.perf_counter() - begun) / 0.1

    for words in (0, 30):
        seen, frames, due = asyncio.run(beats(words))
        assert due - 2 < seen <= due
        assert frames - seen == words


def test_a_stream_that_waits_too_long_is_marked():
    stream = Stream("v", "s")
    for _ in range(WAITING):
        stream.put(BEAT)
    assert not stream.dropped.is_set()
    stream.put(BEAT)
    assert stream.dropped.is_set()
