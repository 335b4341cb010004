"""What administrators allow: hosts that articles are fetched from, and servers that cases go to and come from."""

from __future__ import annotations

import re

from mediant.stores.handing import is_address
from mediant.web.logbook import Fact, Logbook

HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")
"""A name, not an address: such as `news.example.org`."""
LONGEST_NAME = 60


class Trusted:
    """Lists that administrators keep; nothing is on them at first."""

    def __init__(self, logbook: Logbook) -> None:
        self._logbook = logbook
        self.hosts: dict[str, None] = {}
        self.servers: dict[str, str] = {}
        logbook.listen("host-allowed", self._allowed)
        logbook.listen("host-refused", self._refused)
        logbook.listen("server-known", self._known)
        logbook.listen("server-forgotten", self._forgotten)

    @staticmethod
    def is_host(name: str) -> bool:
        """Whether this is the name of a host."""
        return HOST.fullmatch(name) is not None

    @staticmethod
    def is_server(address: str, name: str) -> bool:
        """Whether this is the address of a server, and may be what it is called."""
        return is_address(address) and 1 <= len(name) <= LONGEST_NAME and name.isprintable()

    async def allow(self, host: str) -> None:
        """Articles may be fetched from this host."""
        await self._logbook.write({"fact": "host-allowed", "host": host})

    async def refuse(self, host: str) -> None:
        """No more."""
        await self._logbook.write({"fact": "host-refused", "host": host})

    async def know(self, address: str, name: str) -> None:
        """Cases may go to this server, and come from it."""
        await self._logbook.write({"fact": "server-known", "address": address, "name": name})

    async def forget(self, address: str) -> None:
        """No more."""
        await self._logbook.write({"fact": "server-forgotten", "address": address})

    def _allowed(self, fact: Fact) -> None:
        self.hosts[fact["host"]] = None

    def _refused(self, fact: Fact) -> None:
        self.hosts.pop(fact["host"], None)

    def _known(self, fact: Fact) -> None:
        self.servers[fact["address"]] = fact["name"]

    def _forgotten(self, fact: Fact) -> None:
        self.servers.pop(fact["address"], None)
