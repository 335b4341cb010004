"""One question to a chat-completions endpoint, and its answer: bounded in time, size and number of tries.

Redirects are not followed and proxies of the environment are not used: text goes to the address given, or nowhere.
"""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Event, Timer

from mediant.errors import ServiceProblem
from mediant.evidence.checks import Findings, parsed
from mediant.readers.settings import KEY, Address, Settings

MOST_BYTES = 8_000_000
AGAIN = (429, 500, 502, 503, 504)
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
LEAST_OF_KEY = 8
SAID = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the model wrote; `cut` where the service says that it stopped for want of room."""

    text: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(settings: Settings, messages: list[dict[str, str]], pause: Callable[[float], object]) -> Answer:
    """The model's answer. `pause` waits so many seconds before the next try, after 429 and some 5xx.

    Raises ServiceProblem, which never holds the key, when there is no answer.
    """
    body = json.dumps(_question(settings, messages)).encode()
    for tried in range(1, settings.tries + 1):
        reply = _post(settings, body)
        if reply.status not in AGAIN or tried == settings.tries:
            break
        pause(_wait(settings, reply, tried))
    if reply.status != 200:
        raise _refusal(settings, reply)
    return _answer(settings, reply.body)


def _question(settings: Settings, messages: list[dict[str, str]]) -> dict[str, object]:
    question: dict[str, object] = {"model": settings.model, "messages": messages, "stream": False}
    if settings.temperature is not None:
        question |= {"temperature": settings.temperature, "seed": 0}
    if settings.max_tokens is not None:
        question["max_tokens"] = settings.max_tokens
    if settings.json:
        question["response_format"] = {"type": "json_object"}
    return question


def _post(settings: Settings, body: bytes) -> _Reply:
    """The whole reply within the time allowed, however slowly it drips."""
    connection = _connection(settings.address, settings.timeout)
    late = Event()
    clock: Timer | None = None
    try:
        connection.connect()  # has a time limit of its own, handshake included
        clock = Timer(settings.timeout, _hang_up, (connection.sock, late))
        clock.daemon = True
        clock.start()
        connection.request("POST", f"{settings.address.path}/chat/completions", body, _headers(settings))
        reply = _read(connection.getresponse(), settings)
    except ssl.SSLCertVerificationError as error:
        do = "check the address; for a certificate of your own set SSL_CERT_FILE"
        raise ServiceProblem(
            str(settings.address), f"its certificate is not valid ({error.verify_message})", do
        ) from None
    except (OSError, HTTPException, ValueError) as error:
        raise _no_answer(settings, error, late=late.is_set()) from None
    finally:
        if clock is not None:
            clock.cancel()
            clock.join()
        connection.close()
    if late.is_set():
        raise _no_answer(settings, TimeoutError(), late=True)
    return reply


def _connection(address: Address, timeout: float) -> HTTPConnection:
    if address.secure:
        return HTTPSConnection(address.host, address.port, timeout=timeout, context=ssl.create_default_context())
    return HTTPConnection(address.host, address.port, timeout=timeout)


def _hang_up(line: socket.socket, late: Event) -> None:
    """Wake whoever waits on this line: once shut, it has nothing more to say."""
    late.set()
    with suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)  # not that of TLS, which would take part in the talk


def _headers(settings: Settings) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    if settings.key:
        headers["Authorization"] = f"Bearer {settings.key}"
    return headers


def _read(response: HTTPResponse, settings: Settings) -> _Reply:
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise ServiceProblem(str(settings.address), "a packed answer", "have the service send plain JSON")
    body = response.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        do = "set max-tokens, or smaller parts with characters"
        raise ServiceProblem(str(settings.address), f"an answer of more than {MOST_BYTES:,} bytes", do)
    return _Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, body)


def _no_answer(settings: Settings, error: Exception, *, late: bool) -> ServiceProblem:
    if late or isinstance(error, TimeoutError):
        do = "give it longer with timeout=SECONDS, or less to read with characters=N"
        return ServiceProblem(str(settings.address), f"no whole answer within {settings.timeout:g} seconds", do)
    why = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    return ServiceProblem(str(settings.address), f"no answer ({why})", "check the address and that the service runs")


def _wait(settings: Settings, reply: _Reply, tried: int) -> float:
    """Seconds before the next try: what the service asks for, else 1, 2, 4 and so on."""
    asked = reply.headers.get("retry-after", "")
    wait = float(asked) if re.fullmatch(r"[0-9]{1,9}", asked) else FIRST_PAUSE * 2.0 ** (tried - 1)
    if wait > LONGEST_PAUSE:
        seen = f"status {reply.status}, and asks to wait for {wait:,.0f} seconds"
        raise ServiceProblem(str(settings.address), seen, "try again later")
    return wait


def _refusal(settings: Settings, reply: _Reply) -> ServiceProblem:
    service = str(settings.address)
    if 300 <= reply.status < 400:
        to = _safe(settings, reply.headers.get("location", "nowhere"))
        return ServiceProblem(service, f"it sends on to {to}", "if you trust that address, give it as url")
    if reply.status in (401, 403):
        return ServiceProblem(service, f"status {reply.status}: it does not accept the key", f"set {KEY}")
    said = _safe(settings, reply.body[: 4 * SAID].decode(errors="replace"))
    tries = f" after {settings.tries} tries" if reply.status in AGAIN else ""
    return ServiceProblem(service, f"status {reply.status}{tries}: {said}", "check url and model")


def _safe(settings: Settings, text: str) -> str:
    """What a service said, shortened; nothing of it where it repeats the key or a piece of it."""
    key = settings.key or ""
    pieces = [key[at : at + LEAST_OF_KEY] for at in range(max(1, len(key) - LEAST_OF_KEY + 1))] if key else []
    return "(not shown: it holds the key)" if any(piece in text for piece in pieces) else text[:SAID]


def _answer(settings: Settings, body: bytes) -> Answer:
    """The text of the first choice. Raises ServiceProblem where that is not what a chat-completions service sends."""
    found = Findings()
    try:
        choice = parsed(body.decode(), "answer", found)["choices"][0]  # type: ignore[index]
        text, reason = choice["message"]["content"], choice.get("finish_reason")
    except (UnicodeDecodeError, TypeError, KeyError, IndexError, AttributeError):
        text = reason = None
    if not isinstance(text, str):
        seen = str(found.problems[0]) if found.problems else "an answer without choices[0].message.content"
        raise ServiceProblem(
            str(settings.address), _safe(settings, seen), "give the address of an OpenAI-compatible API"
        )
    return Answer(text=text, cut=reason == "length")
