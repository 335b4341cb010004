"""Accounts of those who run mediations or this server. Parties need none.

An account has a name, roles, and ways to sign in: passkeys, and a password for where there is no passkey.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mediant.web.logbook import Fact, Logbook
from mediant.web.settings import Settings

ROLES = ("administrator", "mediator", "teacher")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A credential that an authenticator holds. used : its counter, as of the last time."""

    id: str
    public_key: str
    used: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who may sign in, and how. seats : the seat that is theirs, by case."""

    id: str
    name: str
    roles: tuple[str, ...]
    password: str = ""
    passkeys: dict[str, Passkey] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    disabled: bool = False


class Accounts:
    """All accounts. A name belongs to one of them, however it is written in capitals or accents."""

    def __init__(self, logbook: Logbook, settings: Settings) -> None:
        self._logbook = logbook
        self._settings = settings
        self._accounts: dict[str, Account] = {}
        self._names: dict[str, str] = {}
        self._claimed: set[str] = set()
        logbook.listen("account-made", self._made)
        logbook.listen("account-closed", self._closed)
        logbook.listen("account-disabled", self._disabled)
        logbook.listen("account-enabled", self._enabled)
        logbook.listen("seat-given", self._seat_given)
        logbook.listen("seat-taken", self._seat_taken)
        logbook.listen("password-set", self._password_set)
        logbook.listen("passkey-added", self._passkey_added)
        logbook.listen("passkey-used", self._passkey_used)
        logbook.listen("passkey-removed", self._passkey_removed)

    def __len__(self) -> int:
        return len(self._accounts)

    def __iter__(self) -> Iterator[Account]:
        return (account for account in self._accounts.values() if not account.disabled)

    def all(self) -> tuple[Account, ...]:
        """Those too that are disabled."""
        return tuple(self._accounts.values())

    def of(self, id: str) -> Account | None:
        """The account with this id; None also where it is disabled: nobody is signed in to it then."""
        account = self._accounts.get(id)
        return None if account is None or account.disabled else account

    def named(self, name: str) -> Account | None:
        """The account with this name; None as above."""
        return self.of(self._names.get(plain(name), ""))

    def may_be_named(self, name: str) -> bool:
        """Whether a new account may have this name: it is printable, not too long, and nobody has it."""
        fits = name == name.strip() and 1 <= len(name) <= LONGEST_NAME and name.isprintable()
        return fits and plain(name) not in self._names and plain(name) not in self._claimed

    async def make(
        self, name: str, roles: tuple[str, ...], *, password: str = "", passkey: Passkey | None = None
    ) -> str:
        """The id of a new account that can be signed in to at once. Check the name first."""
        new = self._settings.token()
        facts: list[Fact] = [
            {"fact": "account-made", "id": new, "name": name, "roles": roles, "at": self._settings.now()}
        ]
        if password:
            facts.append({"fact": "password-set", "id": new, "password": password})
        if passkey is not None:
            facts.append(_added(new, passkey))
        self._claimed.add(plain(name))  # before anybody else can look
        try:
            await self._logbook.write(*facts)
        finally:
            self._claimed.discard(plain(name))
        return new

    async def set_password(self, id: str, password: str) -> None:
        """Sign in with this from now on; `password` is hashed already."""
        await self._logbook.write({"fact": "password-set", "id": id, "password": password})

    async def add_passkey(self, id: str, passkey: Passkey) -> None:
        """Sign in with this too from now on."""
        await self._logbook.write(_added(id, passkey))

    async def use_passkey(self, id: str, passkey: str, used: int) -> None:
        """Remember how often the authenticator says it was used."""
        await self._logbook.write({"fact": "passkey-used", "id": id, "passkey": passkey, "used": used})

    async def remove_passkey(self, id: str, passkey: str) -> None:
        """Sign in with this no more."""
        await self._logbook.write({"fact": "passkey-removed", "id": id, "passkey": passkey})

    async def give_seat(self, id: str, case: str, seat: str) -> None:
        """The seat of a case is theirs: whoever is signed in to the account sits there."""
        await self._logbook.write({"fact": "seat-given", "id": id, "case": case, "seat": seat})

    async def take_seat(self, id: str, case: str) -> None:
        """They have no seat in the case any more. Cut the streams of their sessions too."""
        await self._logbook.write({"fact": "seat-taken", "id": id, "case": case})

    async def disable(self, id: str) -> None:
        """Nobody signs in to this until it is enabled again. End its sessions too."""
        await self._logbook.write({"fact": "account-disabled", "id": id})

    async def enable(self, id: str) -> None:
        """It can be signed in to again."""
        await self._logbook.write({"fact": "account-enabled", "id": id})

    async def close(self, id: str) -> None:
        """Nobody signs in to this any more. End its sessions too."""
        await self._logbook.write({"fact": "account-closed", "id": id})

    def _made(self, fact: Fact) -> None:
        account = Account(id=fact["id"], name=fact["name"], roles=tuple(fact["roles"]))
        self._accounts[account.id] = account
        self._names[plain(account.name)] = account.id

    def _closed(self, fact: Fact) -> None:
        account = self._accounts.pop(fact["id"], None)
        if account is not None:
            del self._names[plain(account.name)]

    def _disabled(self, fact: Fact) -> None:
        self._change(fact["id"], disabled=True)

    def _enabled(self, fact: Fact) -> None:
        self._change(fact["id"], disabled=False)

    def _seat_given(self, fact: Fact) -> None:
        account = self._accounts.get(fact["id"])
        if account is not None:
            self._change(account.id, seats={**account.seats, fact["case"]: fact["seat"]})

    def _seat_taken(self, fact: Fact) -> None:
        account = self._accounts.get(fact["id"])
        if account is not None:
            self._change(account.id, seats={case: s for case, s in account.seats.items() if case != fact["case"]})

    def _password_set(self, fact: Fact) -> None:
        self._change(fact["id"], password=fact["password"])

    def _passkey_added(self, fact: Fact) -> None:
        self._keep(fact["id"], Passkey(id=fact["passkey"], public_key=fact["public_key"], used=fact["used"]))

    def _passkey_used(self, fact: Fact) -> None:
        account = self._accounts.get(fact["id"])
        if account is not None and fact["passkey"] in account.passkeys:
            self._keep(account.id, replace(account.passkeys[fact["passkey"]], used=fact["used"]))

    def _passkey_removed(self, fact: Fact) -> None:
        account = self._accounts.get(fact["id"])
        if account is not None:
            kept = {key: passkey for key, passkey in account.passkeys.items() if key != fact["passkey"]}
            self._change(account.id, passkeys=kept)

    def _keep(self, id: str, passkey: Passkey) -> None:
        account = self._accounts.get(id)
        if account is not None:
            self._change(id, passkeys={**account.passkeys, passkey.id: passkey})

    def _change(self, id: str, **changes: object) -> None:
        if id in self._accounts:
            self._accounts[id] = replace(self._accounts[id], **changes)  # type: ignore[arg-type]


def _added(id: str, passkey: Passkey) -> Fact:
    fact = {"fact": "passkey-added", "id": id, "passkey": passkey.id}
    return {**fact, "public_key": passkey.public_key, "used": passkey.used}


def plain(name: str) -> str:
    """The name as it is compared: letters alike in look or case are one."""
    return unicodedata.normalize("NFKC", name).casefold()
