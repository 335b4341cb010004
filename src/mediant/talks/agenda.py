"""Protocols by name, as people write them: `shuttle:20,plenary:10,post-settlement:5`."""

from __future__ import annotations

from collections.abc import Mapping
from inspect import signature
from typing import Any

from mediant.errors import InvalidValue
from mediant.registry import load
from mediant.talks.protocols.stages import Stage, Stages, Talks

FORM = "NAME, NAME:ROUNDS or NAME:ROUNDS:SETTING=VALUE, more of them after commas"
MOST_STAGES = 100
MOST_ROUNDS = 100_000
"""Of a stage."""


def protocol_of(spec: str, rounds: int = 100) -> Talks:
    """The protocol of that name, or stages of several.

    A stage is a name, its rounds (`rounds` where it names none) and settings of the protocol, as in
    `single-text:20:joint=yes`. Raises InvalidValue for what cannot be read or set; UnknownPlugin for an unknown name.
    """
    parts = spec.split(",")
    if len(parts) > MOST_STAGES:
        raise InvalidValue("protocol", f"{len(parts)} stages", f"at most {MOST_STAGES}")
    stages = [_stage(part.strip(), rounds) for part in parts]
    return stages[0].protocol if len(stages) == 1 else Stages(stages)


def _stage(part: str, rounds: int) -> Stage:
    name, *rest = part.split(":")
    if rest and "=" not in rest[0]:
        rounds = _number(rest.pop(0), "rounds")
    if rounds > MOST_ROUNDS:
        raise InvalidValue("rounds", f"{rounds:,}", f"at most {MOST_ROUNDS:,}")
    protocol = load("protocols", name)
    return Stage(protocol(rounds, **_settings(name, protocol, rest)), rounds)


def _settings(name: str, protocol: Any, pairs: list[str]) -> dict[str, object]:
    known = {
        key: parameter.default
        for key, parameter in signature(protocol).parameters.items()
        if key != "rounds" and isinstance(parameter.default, bool | int | str)
    }
    return dict(_setting(name, known, pair) for pair in pairs)


def _setting(name: str, known: Mapping[str, object], pair: str) -> tuple[str, object]:
    key, equals, value = pair.partition("=")
    if not equals:
        raise InvalidValue("protocol", repr(pair), FORM)
    if key not in known:
        raise InvalidValue(name, f"the setting {key!r}", f"one of {', '.join(known)}" if known else "no settings")
    if isinstance(known[key], bool):
        if value not in ("yes", "no"):
            raise InvalidValue(f"{name}: {key}", repr(value), "yes or no")
        return key, value == "yes"
    return key, _number(value, f"{name}: {key}") if isinstance(known[key], int) else value


def _number(text: str, what: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise InvalidValue(what, repr(text), "a whole number")
    return int(text)
