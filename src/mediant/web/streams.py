"""What happens, as it happens: server-sent events, to each viewer its own.

Every viewer has a series of its own: its numbers, what was sent last, a heartbeat by the clock, whatever is sent in
between. Frames are padded, so that their length tells little.
"""

from __future__ import annotations

import asyncio
import re
from asyncio import timeout_at
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

SIZES = (256, 1024, 4096)
HEARTBEAT = 15.0
WAITING, TABS, ALL_TABS = 64, 4, 24
"""Frames that may wait for one reader; streams of one session to a viewer, and to all of its pages."""
KEPT, VIEWERS = 32 * 1024, 4000
"""Bytes of frames that can be sent again to a viewer; viewers for whom they are kept."""
ABORT = "mediant.abort"
"""In the scope, where the server offers it: drops the connection with all that waits in it."""
NUMBER = re.compile(r"[0-9]{1,15}")
START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")],
}


def padded(frame: str) -> bytes:
    """The frame as bytes, filled by a comment to 256, 1024, 4096 or a multiple of 4096; ends with a blank line."""
    bare = len(frame.encode()) + 3  # the colon of the comment and two ends of lines
    size = next((size for size in SIZES if bare <= size), -(-bare // SIZES[-1]) * SIZES[-1])
    return f"{frame}:{' ' * (size - bare)}\n\n".encode()


def frame_of(event: str, data: str, id: str = "") -> bytes:
    """One event; `data` may have several lines."""
    head = f"id: {id}\n" if id else ""
    lines = data.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return padded(f"{head}event: {event}\n" + "".join(f"data: {line}\n" for line in lines))


BEAT = padded("")
MISSED = frame_of("missed", "")
"""Tells a page that came back too late, or with a number that is not its own, to load itself again."""


@dataclass(eq=False, slots=True)
class Stream:
    """One open connection of a viewer: frames that wait to be sent, and whether it is to end."""

    viewer: str
    session: str
    waiting: asyncio.Queue[bytes] = field(default_factory=asyncio.Queue)
    dropped: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, frame: bytes) -> None:
        """Have a frame sent. A reader that is too slow is dropped, it alone."""
        if self.waiting.qsize() >= WAITING:
            self.dropped.set()
        else:
            self.waiting.put_nowait(frame)


class Series:
    """What was published to one viewer, as far as it can be sent again. Its name is chance: no other has it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._last = 0
        self._kept: deque[bytes] = deque()
        self._size = 0

    @property
    def last(self) -> str:
        """The id of the last frame."""
        return f"{self._name}-{self._last}"

    def add(self, event: str, data: str) -> bytes:
        """The frame, numbered."""
        self._last += 1
        frame = frame_of(event, data, self.last)
        self._kept.append(frame)
        self._size += len(frame)
        while self._size > KEPT:
            self._size -= len(self._kept.popleft())
        return frame

    def since(self, id: str) -> list[bytes]:
        """The frames after this one; MISSED where it is none of this series, or too long ago."""
        name, _, number = id.rpartition("-")
        known = name == self._name and NUMBER.fullmatch(number)
        missed = self._last - int(number) if known else -1
        if not 0 <= missed <= len(self._kept):
            return [MISSED]
        return list(self._kept)[len(self._kept) - missed :]


class Streams:
    """All open streams. A viewer is named by whoever publishes: one seat of one case."""

    def __init__(self, token: Callable[[], str], heartbeat: float = HEARTBEAT) -> None:
        self._token = token
        self._heartbeat = heartbeat
        self._series: OrderedDict[str, Series] = OrderedDict()
        self._open: dict[str, list[Stream]] = {}
        self._of: dict[str, list[Stream]] = {}

    def __len__(self) -> int:
        return sum(len(streams) for streams in self._open.values())

    def follows(self, viewer: str) -> bool:
        """Whether anybody listens, or did a while ago and may come back: else nothing need be rendered."""
        return viewer in self._series

    def reaches(self, viewer: str) -> bool:
        """Whether a stream of the viewer is open now."""
        return viewer in self._open

    def publish(self, viewer: str, event: str, data: str) -> None:
        """Send an event to all streams of a viewer, and keep it for those that come back."""
        if viewer in self._series:
            frame = self._series[viewer].add(event, data)
            for stream in self._open.get(viewer, ()):
                stream.put(frame)

    def last(self, viewer: str) -> str:
        """The id of the last frame for a viewer: for a page that is rendered now and opens its stream after that."""
        return self._followed(viewer).last

    def _followed(self, viewer: str) -> Series:
        if viewer not in self._series:
            self._series[viewer] = Series(self._token()[:16])
            self._forget()
        self._series.move_to_end(viewer)
        return self._series[viewer]

    def open(self, viewer: str, session: str, last_id: str = "") -> Stream:
        """A stream that begins with what was missed. The oldest of the session ends where there are too many."""
        series = self._followed(viewer)
        stream = Stream(viewer, session)
        for frame in series.since(last_id) if last_id else ():
            stream.waiting.put_nowait(frame)
        self._open.setdefault(viewer, []).append(stream)
        mine = self._of.setdefault(session, [])
        mine.append(stream)
        same = [other for other in mine if other.viewer == viewer]
        for other in (*same[:-TABS], *mine[:-ALL_TABS]):
            other.dropped.set()
        return stream

    def cut(self, session: str) -> None:
        """End all streams of a session, now."""
        for stream in self._of.get(session, ()):
            stream.dropped.set()

    def cut_viewers(self, beginning: str) -> None:
        """End all streams of viewers whose name begins so, and keep nothing for them."""
        for viewer in [viewer for viewer in self._series if viewer.startswith(beginning)]:
            for stream in self._open.get(viewer, ()):
                stream.dropped.set()
            del self._series[viewer]

    def viewers(self) -> frozenset[str]:
        """Those that have a stream."""
        return frozenset(self._open)

    def sessions(self) -> frozenset[str]:
        """Those that have a stream."""
        return frozenset(self._of)

    def close(self) -> None:
        """End all streams: the server stops."""
        for streams in self._open.values():
            for stream in streams:
                stream.dropped.set()

    async def respond(self, stream: Stream, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with a stream until it is dropped or its reader is gone."""
        await send(START)
        sender = asyncio.create_task(self._feed(stream, send))
        others = [asyncio.create_task(stream.dropped.wait()), asyncio.create_task(_gone(receive))]
        try:
            await asyncio.wait([sender, *others], return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._leave(stream)
            for task in (sender, *others):
                task.cancel()
            await asyncio.gather(sender, *others, return_exceptions=True)
        await _end(scope, send)

    async def _feed(self, stream: Stream, send: Send) -> None:
        clock = asyncio.get_running_loop().time
        beat = clock() + self._heartbeat
        while True:
            frame = BEAT
            if clock() < beat:
                try:
                    async with timeout_at(beat):
                        frame = await stream.waiting.get()
                except TimeoutError:
                    beat += self._heartbeat
            else:
                beat += self._heartbeat
            await send({"type": "http.response.body", "body": frame, "more_body": True})

    def _leave(self, stream: Stream) -> None:
        for streams, key in ((self._open, stream.viewer), (self._of, stream.session)):
            streams[key].remove(stream)
            if not streams[key]:
                del streams[key]

    def _forget(self) -> None:
        """Keep frames for so many viewers: those without a stream go first that came the longest ago."""
        if len(self._series) > VIEWERS:
            idle = next((viewer for viewer in self._series if viewer not in self._open), None)
            if idle is not None:
                del self._series[idle]


class Streaming(Response):
    """The response that a stream is."""

    def __init__(self, streams: Streams, stream: Stream) -> None:
        super().__init__()
        self._streams, self._stream = streams, stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        await self._streams.respond(self._stream, scope, receive, send)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _end(scope: Scope, send: Send) -> None:
    """End the response; where its reader takes nothing more, drop the connection and what waits in it."""
    try:
        async with asyncio.timeout(0.2):
            await send({"type": "http.response.body", "body": b"", "more_body": False})
    except TimeoutError:
        if ABORT in scope:
            scope[ABORT]()
