"""A small chat-completions service on loopback: real sockets, and answers computed from the article it is sent."""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Respond = Callable[["Handler", str], None]


def article_in(question: dict[str, Any]) -> str:
    """The article between the two marks of the prompt, found as a model would: by the first line."""
    told = question["messages"][-1]["content"]
    mark, rest = told.split("\n", 1)
    return rest[: rest.index(f"\n{mark}\n")]


def claims_in(text: str) -> list[dict[str, Any]]:
    """Claims as a good model would give them, for speech such as: "We wait," Ferro said. Ferro denied that."""
    quotes = re.finditer(r'(?P<content>"[^"\n]{1,300}") (?P<source>[A-Z]\w+(?: [A-Z]\w+)?) (?P<cue>said)', text)
    told = re.finditer(r"(?P<source>[A-Z]\w+) (?P<cue>denied|hopes|demanded) (?P<content>that [^.\n]{1,300})", text)
    acts = {"denied": "deny", "hopes": "assess", "demanded": "demand", "said": "report"}
    return [{**found.groupdict(), "relays": [], "act": acts[found["cue"]], "certainty": "asserted", "when": None}
            for found in (*quotes, *told)]  # fmt: skip


def wise(text: str) -> str:
    return json.dumps({"claims": claims_in(text)})


def envelope(content: str, reason: str = "stop") -> bytes:
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": reason}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode()


def model(answer: Callable[[str], str], reason: str = "stop") -> Respond:
    """A service whose model answers so."""
    return lambda handler, text: handler.reply(200, envelope(answer(text), reason))


def status(number: int, body: bytes = b'{"error": {"message": "not now"}}', **headers: str) -> Respond:
    """A service that answers with this status."""
    return lambda handler, text: handler.reply(number, body, **headers)


@dataclass
class ModelServer:
    """What the service does: each of `first` once, in their order, then `then` for ever. `asked` is all it was sent."""

    then: Respond
    first: list[Respond] = field(default_factory=list)
    asked: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    url: str = ""

    @property
    def texts(self) -> list[str]:
        return [article_in(body) for _, body in self.asked]


class Handler(BaseHTTPRequestHandler):
    """Answers POST as the script of its server says."""

    protocol_version = "HTTP/1.1"
    script: ModelServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.script.asked.append(({"path": self.path, **self.headers}, body))
        respond = self.script.first.pop(0) if self.script.first else self.script.then
        with suppress(BrokenPipeError, ConnectionResetError):  # the reader had enough
            respond(self, article_in(body))

    def reply(self, number: int, body: bytes, **headers: str) -> None:
        self.send_response(number)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


class Server(ThreadingHTTPServer):
    """Says nothing of readers that hang up, as they should on a service that is slow or has no good certificate."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


@contextmanager
def serving(script: ModelServer, context: Any = None) -> Iterator[ModelServer]:
    """The service on a free port of loopback while the block runs."""
    server = Server(("127.0.0.1", 0), type("Scripted", (Handler,), {"script": script}))
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    script.url = f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
