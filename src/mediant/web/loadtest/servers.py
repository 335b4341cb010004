"""A server of one's own, as a process: begun, looked at, killed and begun again."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from mediant.errors import LostProcess

MEGABYTE = 1024 * 1024
LONGEST = 60.0
"""Seconds that a server may take to end."""
BEGAN = "Ctrl-C"
"""What the last line that `mediant serve` prints when it answers begins with."""
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


class OwnServer:
    """`mediant serve` over a folder, always at the same port. Used as a context: it is gone at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port, self._health = free_port(), free_port()
        self._process: subprocess.Popen[str] | None = None

    @property
    def origin(self) -> str:
        """Where browsers find it."""
        return f"http://localhost:{self._port}"

    @property
    def pid(self) -> int:
        """Of its process."""
        return self._running().pid

    def begin(self) -> float:
        """Start it; the seconds until it answers. Raises LostProcess where it does not."""
        begun = time.perf_counter()
        ports = ("--port", str(self._port), "--health-port", str(self._health))
        command = (sys.executable, "-m", "mediant", "serve", str(self._folder), *ports)
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._process.stdout is not None  # noqa: S101
        with self._process.stdout as told:
            answers = any(line.startswith(BEGAN) for line in told)
        if not answers:
            self.end()
            raise LostProcess("the server", "it did not begin", "run `mediant doctor` on its folder")
        return time.perf_counter() - begun

    def kill(self) -> None:
        """End it with SIGKILL: it has no time for anything."""
        process = self._running()
        process.send_signal(signal.SIGKILL)
        process.wait()

    def end(self) -> None:
        """Tell it to stop, and wait."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(LONGEST)
            except subprocess.TimeoutExpired:
                self.kill()

    def peak(self) -> float | None:
        """Megabytes of memory that it has held at most; None where the system does not say."""
        try:
            found = _PEAK.search(Path(f"/proc/{self.pid}/status").read_text())
        except OSError:
            found = None
        return int(found[1]) * 1024 / MEGABYTE if found else None

    def cpu(self) -> float | None:
        """Seconds of processor time that it has used; None where the system does not say."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / 100

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            raise LostProcess("the server", "it was not begun", "begin it first")
        return self._process

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.end()
