"""One page from the network, for a server that must not be led astray: only from hosts that it was told to trust.

The name of the host must be on a list, as must be that of every host that it sends on to. All addresses that the name
has must be public, and the one that was looked at is the one that is connected to: a name that answers otherwise the
second time is not asked a second time. Size, time, redirects and kinds of content are bounded; nothing of the
environment is used, no proxy and no credentials.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from mediant.errors import ServiceProblem

LARGEST = 4 * 1024 * 1024
SECONDS = 20.0
REDIRECTS = 3
KINDS = ("text/html", "text/plain", "application/xhtml+xml")
SAFE = "/%:@!$&'()*+,;=?~-._"
"""Of a path and a query, what is sent as it is."""
PORTS = {"http": 80, "https": 443}
PIECE = 64 * 1024
HEADERS = {"Accept": ", ".join(KINDS), "Accept-Encoding": "identity", "User-Agent": "mediant", "Connection": "close"}
EMBEDS = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96")))
"""Addresses of IPv6 that stand for one of IPv4, which may be anything."""

Resolve = Callable[[str, int], Iterable[str]]
Reach = Callable[[str, int, float], socket.socket]


def fetched(url: str, hosts: Collection[str], *, seconds: float = SECONDS, reach: Reach | None = None) -> bytes:
    """The bytes at an address, at most `LARGEST`, within so many seconds in all.

    hosts : names, in small letters; reach : opens a connection to a host, for tests. Raises ServiceProblem, which says
    nothing of what was found at an address that is not allowed.
    """
    until = time.monotonic() + seconds
    for _ in range(1 + REDIRECTS):
        parts = _allowed(url, hosts)
        with _asked(parts, until, reach or reached) as answer:
            if answer.status in (301, 302, 303, 307, 308):
                url = urljoin(url, answer.getheader("location") or "")
                continue
            return _body(answer, parts.hostname or "", until)
    raise ServiceProblem(urlsplit(url).hostname or "", f"sends on more than {REDIRECTS} times", "give the last address")


def reached(host: str, port: int, seconds: float) -> socket.socket:
    """A connection to a public address of a host. Raises ServiceProblem."""
    try:
        addresses = list(resolved(host, port))
    except OSError as error:
        raise ServiceProblem(host, str(error), "check the address") from None
    return connected(host, addresses, port, seconds)


def resolved(host: str, port: int) -> Iterable[str]:
    """All addresses that a name has. Raises OSError."""
    return dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


def connected(host: str, addresses: Collection[str], port: int, seconds: float) -> socket.socket:
    """A connection to one of these addresses, where all of them are public. Raises ServiceProblem."""
    if not addresses or not all(map(is_public, addresses)):
        raise ServiceProblem(host, "has an address that is not public", "paste the article, or upload it")
    fault: OSError | None = None
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=max(seconds, 0.001))
        except OSError as error:
            fault = error
    raise ServiceProblem(host, f"cannot be reached: {fault}", "try again later, or paste the article")


def is_public(address: str) -> bool:
    """Whether an address is one of the public network, in whatever way it is written."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found.is_site_local or any(found in network for network in EMBEDS):
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _allowed(url: str, hosts: Collection[str]) -> SplitResult:
    """The parts of an address that may be asked. Raises ServiceProblem."""
    do = "give an address of a host that an administrator has allowed"
    if len(url) > 2000 or not url.isprintable() or " " in url:
        raise ServiceProblem("the address", "is no address", do)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ServiceProblem("the address", "is no address", do) from None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in PORTS or parts.username is not None or port not in (None, PORTS[parts.scheme]):
        raise ServiceProblem("the address", "is none of http or https at its usual port", do)
    if host not in hosts:
        raise ServiceProblem("the address", "is of a host that is not allowed", do)
    return parts


@contextmanager
def _asked(parts: SplitResult, until: float, reach: Reach) -> Iterator[HTTPResponse]:
    """The head of the answer; the connection ends with the block, or when the time is up."""
    host, port = (parts.hostname or "").rstrip("."), PORTS[parts.scheme]
    with ExitStack() as stack:
        lines = [stack.enter_context(closing(reach(host, port, _left(until, host))))]
        lines[0].settimeout(_left(until, host))
        clock = Timer(_left(until, host), _hang_up, (lines,))
        clock.daemon = True
        clock.start()
        stack.callback(clock.cancel)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            if parts.scheme == "https":
                lines.append(stack.enter_context(closing(_safe(lines[0], host))))
                lines[-1].do_handshake()  # type: ignore[attr-defined]
            asking = stack.enter_context(closing(HTTPConnection(host, port)))
            asking.sock = lines[-1]
            asking.request("GET", quote(path, safe=SAFE), headers={**HEADERS, "Host": host})
            answer = stack.enter_context(closing(asking.getresponse()))
            _left(until, host)
        except (OSError, HTTPException, ValueError) as error:
            _left(until, host)
            raise ServiceProblem(host, f"does not answer: {error}", "try again later, or paste the article") from None
        yield answer


def _safe(line: socket.socket, host: str) -> ssl.SSLSocket:
    """The connection over TLS, before hands are shaken: to the host of that name, as its certificate must say."""
    return ssl.create_default_context().wrap_socket(line, server_hostname=host, do_handshake_on_connect=False)


def _hang_up(lines: list[socket.socket]) -> None:
    with suppress(OSError):
        lines[-1].shutdown(socket.SHUT_RDWR)


def _body(answer: HTTPResponse, host: str, until: float) -> bytes:
    do = "paste the article, or upload it"
    kind = (answer.getheader("content-type") or "").partition(";")[0].strip().lower()
    if answer.status != 200 or kind not in KINDS or answer.getheader("content-encoding", "identity") != "identity":
        raise ServiceProblem(host, f"answers {answer.status} with {kind[:50] or 'no kind of content'}", do)
    found = b""
    try:
        while piece := answer.read1(PIECE):
            found += piece
            if len(found) > LARGEST:
                raise ServiceProblem(host, f"sends more than {LARGEST >> 20} MB", do)
    except (OSError, HTTPException, ValueError) as error:
        _left(until, host)
        raise ServiceProblem(host, f"breaks off: {error}", do) from None
    _left(until, host)  # hung up, it looks like an end
    if answer.length:
        raise ServiceProblem(host, "breaks off", do)
    return found


def _left(until: float, host: str) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise ServiceProblem(host, "takes too long", "paste the article, or upload it")
    return left
