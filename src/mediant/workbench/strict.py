"""What facts and commands are made of: values that never change, and that hold nothing but what they declare."""

from __future__ import annotations

from msgspec import Struct


class Strict(Struct, frozen=True, forbid_unknown_fields=True):
    """A value of JSON: a field that it does not declare is refused, whoever sends it."""
