"""The keys of owners, in one file outside the cases. To destroy a key is to erase all that was sealed with it."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike, fspath
from secrets import token_bytes
from threading import Lock

from mediant.errors import InvalidValue, StoreProblem
from mediant.stores import files, sealing
from mediant.stores.holding import hold
from mediant.stores.sealing import SLOT, Held

KEY = 32
"""Bytes of a key."""


class Keys:
    """A key for every owner in every case, made when first used; one process at a time may have the file open.

    server_key : wraps the keys; without it the file is worth nothing. Raises StoreProblem where the file cannot be used
    or is of another server's key.
    """

    def __init__(self, path: str | PathLike[str], server_key: bytes) -> None:
        if len(server_key) != KEY:
            raise InvalidValue("server key", f"{len(server_key)} bytes", f"{KEY}")
        self._path, self._server_key = fspath(path), server_key
        self._guard = Lock()
        self._held: dict[tuple[bytes, bytes], tuple[int, Held]] = {}  # with the number of the slot
        self._by_id: dict[bytes, Held] = {}
        self._hold = hold(f"{self._path}.lock", self._path, "file of keys")
        try:
            self._slots = self._read()
        except BaseException:
            self._hold.close()
            raise

    def seal(self, case: str, owner: str, line: bytes) -> bytes:
        """The line, sealed for its owner. A new key is on the disk before this returns.

        Raises StoreProblem where that owner's key was destroyed, or a new one cannot be written.
        """
        name = sealing.name_of(case), sealing.name_of(owner)
        with self._guard:
            held = self._held[name][1] if name in self._held else self._new(*name)
        if held.key is None:
            raise StoreProblem(self._path, "the key of that owner was destroyed", "nothing can be sealed for it again")
        return sealing.sealed(held, line)

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
            self._destroy([name])

    def destroy_case(self, case: str) -> None:
        """Destroy all keys of a case."""
        with self._guard:
            self._destroy([name for name in self._held if name[0] == sealing.name_of(case)])

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
                self._keep(number, sealing.held_in(raw[number * SLOT : (number + 1) * SLOT], self._server_key))
        except InvalidValue as wrong:
            raise StoreProblem(self._path, str(wrong), "give the right key, or restore the file") from None
        return slots

    def _begin(self) -> bytes:
        raw = sealing.head(self._server_key)
        files.replace_private(self._path, raw)
        return raw

    def _new(self, case: bytes, owner: bytes) -> Held:
        held = Held(case=case, owner=owner, id=token_bytes(16), key=token_bytes(KEY))
        self._write(self._slots, held)
        self._keep(self._slots, held)
        self._slots += 1
        return held

    def _destroy(self, names: Iterable[tuple[bytes, bytes]]) -> None:
        for name in names:
            number, held = self._held[name]
            gone = Held(case=held.case, owner=held.owner, id=held.id, key=None)
            self._write(number, gone)
            self._keep(number, gone)

    def _write(self, number: int, held: Held) -> None:
        files.write_at(self._path, number * SLOT, sealing.slot_of(held, self._server_key))

    def _keep(self, number: int, held: Held | None) -> None:
        if held is not None:
            self._held[held.case, held.owner] = number, held
            self._by_id[held.id] = held
