"""How often something may be done, by whom: a bucket of tokens for each key, and room for so many keys."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from ipaddress import IPv6Address

from starlette.requests import HTTPConnection


class Limit:
    """At most `burst` at once and `rate` a second in the long run, for each key by itself.

    It keeps the `most` keys used last. A key that is forgotten starts afresh: nobody is ever held up by others.
    """

    def __init__(self, now: Callable[[], float], *, rate: float, burst: int, most: int = 10_000) -> None:
        self._now = now
        self._rate = rate
        self._burst = burst
        self._most = most
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> bool:
        """Whether one more is allowed; it is counted where it is."""
        left = self._left(key)
        allowed = left >= 1
        self._buckets[key] = (left - 1 if allowed else left, self._now())
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return allowed

    def is_spent(self, key: str) -> bool:
        """Whether one more would be refused; nothing is counted."""
        return self._left(key) < 1

    def _left(self, key: str) -> float:
        left, at = self._buckets.get(key, (float(self._burst), self._now()))
        return min(float(self._burst), left + max(0.0, self._now() - at) * self._rate)

    def __len__(self) -> int:
        return len(self._buckets)


class Sources:
    """Where callers without a session come from, as keys that mean nothing outside this process."""

    def __init__(self, secret: str, *, proxied: bool) -> None:
        self._secret = secret.encode()[:64]
        self._proxied = proxied

    def of(self, connection: HTTPConnection) -> str:
        """A key for the address of the caller: the last one that the proxy has written, where there is a proxy.

        One caller has as many addresses of IPv6 as it likes, in one network of 64 bits: these share a key.
        """
        address = connection.client.host if connection.client else ""
        if self._proxied:
            forwarded = ",".join(connection.headers.getlist("x-forwarded-for"))
            address = forwarded.rpartition(",")[2].strip() or address
        return blake2b(_network(address).encode(errors="replace"), key=self._secret, digest_size=16).hexdigest()


def _network(address: str) -> str:
    try:
        found = IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    return str(found.ipv4_mapped or int(found) >> 64)
