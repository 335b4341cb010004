"""The keys of owners, in one file outside the cases. To destroy a key is to erase all that was sealed with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from os import PathLike, fspath
from secrets import token_bytes
from threading import Condition, Lock
from typing import NamedTuple

from mediant.errors import InvalidValue, StoreProblem
from mediant.stores import files, handing, sealing
from mediant.stores.holding import hold
from mediant.stores.sealing import SLOT, Held

KEY = 32
"""Bytes of a key."""


class _Slot(NamedTuple):
    """Where a key stands, and with which change of the file it came there."""

    number: int
    held: Held
    change: int


class Keys:
    """A key for every owner in every case, made when first used; one process at a time may have the file open.

    server_key : wraps the keys; without it the file is worth nothing. Raises StoreProblem where the file cannot be used
    or is of another server's key.
    """

    def __init__(self, path: str | PathLike[str], server_key: bytes) -> None:
        if len(server_key) != KEY:
            raise InvalidValue("server key", f"{len(server_key)} bytes", f"{KEY}")
        self._path, self._server_key = fspath(path), server_key
        self._guard, self._settled = Lock(), Condition()
        self._written = self._flushed = 0  # changes of the file
        self._flushing = False
        self._held: dict[tuple[bytes, bytes], _Slot] = {}
        self._by_id: dict[bytes, Held] = {}
        self._hold = hold(f"{self._path}.lock", self._path, "file of keys")
        try:
            self._slots = self._read()
        except BaseException:
            self._hold.close()
            raise

    def seal(self, case: str, owner: str, line: bytes) -> bytes:
        """The line, sealed for its owner. A new key is on the disk before this returns; calls at once wait together.

        Raises StoreProblem where that owner's key was destroyed, or a new one cannot be written.
        """
        name = sealing.name_of(case), sealing.name_of(owner)
        with self._guard:
            slot = self._held.get(name) or self._new(*name)
        if slot.held.key is None:
            raise StoreProblem(self._path, "the key of that owner was destroyed", "nothing can be sealed for it again")
        self._flush(slot.change)
        return sealing.sealed(slot.held, line)

    def opened(self, line: bytes) -> bytes | None:
        """The line as it was before it was sealed; None where its key was destroyed; one that is not sealed, as it is.

        Raises StoreProblem where it was changed since, or its key was never in this file: the file is another one.
        """
        if not sealing.is_sealed(line):
            return line
        held = self._by_id.get(sealing.id_in(line))
        if held is None:
            seen = "holds no key of a line that was sealed"
            raise StoreProblem(self._path, seen, "restore the file of keys that belongs to these cases")
        try:
            return sealing.unsealed(held, line)
        except InvalidValue as wrong:
            raise StoreProblem(self._path, str(wrong), "restore the case from an export") from None

    def destroy(self, case: str, owner: str) -> None:
        """Destroy a key where it stands; nothing sealed with it can be opened from now on, nor sealed for its owner.

        It is over when this returns. An owner that has no key gets none.
        """
        name = sealing.name_of(case), sealing.name_of(owner)
        with self._guard:
            if name not in self._held:
                self._new(*name)
            change = self._destroy([name])
        self._flush(change)

    def destroy_case(self, case: str) -> None:
        """Destroy all keys of a case."""
        with self._guard:
            change = self._destroy([name for name in self._held if name[0] == sealing.name_of(case)])
        self._flush(change)

    @property
    def address(self) -> str:
        """What this server is known by to others that hand cases to it."""
        return handing.address_of(self._server_key)

    def handed(self, address: str, raw: bytes) -> bytes:
        """Bytes that only the server of that address can open, and that nobody but this one can have written."""
        return handing.handed(self._server_key, address, raw)

    def taken(self, sender: str, raw: bytes) -> bytes:
        """What a server has handed to this one. Raises InvalidValue where it was not that one, or not this one."""
        return handing.taken(self._server_key, sender, raw)

    def of_case(self, case: str) -> tuple[Held, ...]:
        """All keys of a case, those too that were destroyed."""
        with self._guard:
            return tuple(slot.held for name, slot in self._held.items() if name[0] == sealing.name_of(case))

    def adopt(self, case: str, some: Iterable[Held]) -> None:
        """Take over the keys of a case that comes from elsewhere; what was destroyed here stays so.

        Durable when it returns. Raises StoreProblem where an owner has another key here already.
        """
        name = sealing.name_of(case)
        with self._guard:
            fresh = [replace(held, case=name) for held in some if not self._has(replace(held, case=name))]
            for held in fresh:
                self._write(self._slots, held)
                self._slots += 1
            change = self._written
        self._flush(change)

    def _has(self, held: Held) -> bool:
        """Whether this very key is here. Raises StoreProblem where another one stands in its place."""
        mine, other = self._held.get((held.case, held.owner)), self._by_id.get(held.id)
        if (mine.held if mine else None) is not other:
            raise StoreProblem(self._path, "holds other keys for that case", "erase what is there of the case first")
        return mine is not None

    def close(self) -> None:
        """Let the file go."""
        self._held.clear()
        self._by_id.clear()
        self._hold.close()

    def _read(self) -> int:
        """How many slots there are, once they are read."""
        raw = files.keys_at(self._path) or self._begin()
        try:
            if not sealing.is_head(raw[:SLOT], self._server_key):
                raise StoreProblem(self._path, "is no file of keys", "name another file, or restore it")
            slots = len(raw) // SLOT  # what a process that died has begun to write belongs to nobody
            for number in range(1, slots):
                held = sealing.held_in(raw[number * SLOT : (number + 1) * SLOT], self._server_key)
                if held is not None:
                    self._keep(number, held)
        except InvalidValue as wrong:
            raise StoreProblem(self._path, str(wrong), "give the right key, or restore the file") from None
        return slots

    def _begin(self) -> bytes:
        raw = sealing.head(self._server_key)
        files.replace_private(self._path, raw)
        return raw

    def _new(self, case: bytes, owner: bytes) -> _Slot:
        held = Held(case=case, owner=owner, id=token_bytes(16), key=token_bytes(KEY))
        slot = self._write(self._slots, held)
        self._slots += 1  # not before: what could be written in part only is written over
        return slot

    def _destroy(self, names: Iterable[tuple[bytes, bytes]]) -> int:
        for name in names:
            slot = self._held[name]
            self._write(slot.number, replace(slot.held, key=None))
        return self._written

    def _write(self, number: int, held: Held) -> _Slot:
        files.write_at(self._path, number * SLOT, sealing.slot_of(held, self._server_key))
        self._written += 1
        return self._keep(number, held)

    def _keep(self, number: int, held: Held) -> _Slot:
        slot = self._held[held.case, held.owner] = _Slot(number, held, self._written)
        self._by_id[held.id] = held
        return slot

    def _flush(self, change: int) -> None:
        """Wait until a change is on the disk: one waits for all whose changes were written when it began."""
        with self._settled:
            self._settled.wait_for(lambda: self._flushed >= change or not self._flushing)
            if self._flushed >= change:
                return
            self._flushing = True
            written, flushed = self._written, self._flushed
        try:
            files.flush(self._path)
            flushed = written
        finally:
            with self._settled:
                self._flushing, self._flushed = False, flushed
                self._settled.notify_all()
