"""HTTP as uvicorn speaks it, with bounds for those who speak it slowly, at length or all at once."""

from __future__ import annotations

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from mediant.web.streams import ABORT

LARGEST_HEAD = 32 * 1024
"""Bytes of a request before its body; cookies of many cases must fit."""
SLOWEST_HEAD, SLOWEST_READER = 15.0, 60.0
"""Seconds for a request up to its body, and seconds without taking anything of a response."""
MOST_CONNECTIONS = 6000
LATE = 16 * 1024 * 1024
"""Bytes of a body that are still taken in after it was refused, so that the refusal can be read."""


class BoundedProtocol(HttpToolsProtocol):
    """One connection. Whoever keeps to no bound loses it, alone."""

    _head = _late = 0
    _head_timer: TimerHandle | None = None
    _reader_timer: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begin; at once the end where there are too many."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
        else:
            self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The end."""
        self._stop_timers()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes came; those before a body are counted."""
        if self.cycle is None or self.cycle.response_complete:
            self._await_head()
        in_head = self._head_timer is not None
        super().data_received(data)
        if in_head and self._head_timer is not None:
            self._head += len(data)
            if self._head > LARGEST_HEAD:
                self.transport.abort()

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self.scope[ABORT] = self.transport.abort  # type: ignore[literal-required]
        self._head = self._late = 0
        self._await_head()

    def on_headers_complete(self) -> None:
        """What comes next is a body."""
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Some of a body; where it was answered already, it is dropped."""
        super().on_body(body)
        if self.cycle.response_complete:
            self._late += len(body)
            if self._late > LATE:
                self.transport.abort()

    def pause_writing(self) -> None:
        """The other side takes nothing more for now."""
        super().pause_writing()
        if self._reader_timer is None:
            self._await_reader()

    def resume_writing(self) -> None:
        """It does again."""
        super().resume_writing()
        if self._reader_timer is not None:
            self._reader_timer.cancel()
            self._reader_timer = None

    def _await_reader(self) -> None:
        waiting = self.transport.get_write_buffer_size()
        self._reader_timer = self.loop.call_later(SLOWEST_READER, self._look_at_reader, waiting)

    def _look_at_reader(self, waiting: int) -> None:
        if self.transport.get_write_buffer_size() < waiting:
            self._await_reader()
        else:
            self.transport.abort()

    def _await_head(self) -> None:
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(SLOWEST_HEAD, self._give_up)

    def _give_up(self) -> None:
        self._head_timer = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.abort()

    def _stop_timers(self) -> None:
        for timer in (self._head_timer, self._reader_timer):
            if timer is not None:
                timer.cancel()
