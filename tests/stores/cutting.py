"""A socket between a client and PostgreSQL that can swallow an answer and hang up: what was asked for was done."""

from __future__ import annotations

import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = ".s.PGSQL.5432"


class Cutter:
    """Connections that go through `folder`; once armed, the next answer that follows a question is lost."""

    def __init__(self, folder: Path, server: Path) -> None:
        self.folder, self._server = folder, server
        self.armed = threading.Event()
        self.cuts = 0
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / NAME))
        self._listening.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self._server / NAME))
                asked = threading.Event()
                threading.Thread(target=self._questions, args=(client, server, asked), daemon=True).start()
                threading.Thread(target=self._answers, args=(client, server, asked), daemon=True).start()

    def _questions(self, client: socket.socket, server: socket.socket, asked: threading.Event) -> None:
        with suppress(OSError):
            while some := client.recv(1 << 16):
                if self.armed.is_set():
                    asked.set()
                server.sendall(some)
        _hang_up(server)

    def _answers(self, client: socket.socket, server: socket.socket, asked: threading.Event) -> None:
        with suppress(OSError):
            while some := server.recv(1 << 16):
                if asked.is_set() and self.armed.is_set():
                    self.armed.clear()
                    self.cuts += 1
                    break
                client.sendall(some)
        _hang_up(client)
        _hang_up(server)


def _hang_up(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


@contextmanager
def cutting(server: Path) -> Iterator[Cutter]:
    """A way to the server in that folder that can be cut."""
    folder = Path(tempfile.mkdtemp(prefix="mediant-cut-"))
    cutter = Cutter(folder, server)
    try:
        yield cutter
    finally:
        cutter.close()
        shutil.rmtree(folder)
