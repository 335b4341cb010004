"""The lines of `mediant-record/1` read back: bytes and a case in, what was played and what was said out. Pure.

Any bytes may come in. Only the shape is looked at here: that these acts could be said there is for `session.replay`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from mediant.errors import InvalidFile, InvalidValue, Problem
from mediant.model.case import Case
from mediant.talks.lines import FORMAT, HEARD, Game, case_in_words, fingerprint
from mediant.talks.record import End, Entry, Record, Room
from mediant.talks.words import MOST, Words, act_of, choices_of, number_of, wrong

MOST_LINE = 16_000_000
MOST_TEXT = 10_000
MOST_TURNS = 10**9
MOST_SETTINGS = 100
LARGEST_SEED = 2**63
_HEAD = {
    "format",
    "case",
    "parties",
    "mediators",
    "issues",
    "preferences",
    "protocol",
    "settings",
    "seats",
    "seed",
    "drawn",
}


def record_of(raw: bytes, case: Case, path: str) -> tuple[Game, Record]:
    """What was played and what was said, from the bytes of a file named `path`.

    Raises InvalidFile with the first line that is wrong: cut off, of another case, or no line of a record.
    """
    lines = raw.split(b"\n")
    cut = lines.pop()
    number = 0
    try:
        if cut:
            wrong(f"line {len(lines) + 1}", cut[:60].decode(errors="replace"), "a line end: the file was cut off here")
        if len(lines) < 2:
            wrong("file", len(lines), "a first line that says what was played, and a last that says how it ended")
        game = _game(_document(lines[0]), case)
        words, rooms = Words(case), dict[tuple[str, tuple[str, ...]], Room]()
        entries: list[Entry] = []
        for number in range(1, len(lines) - 1):
            entries.append(_entry(_document(lines[number]), words, rooms))
            _follows(entries[-2:])
        number = len(lines) - 1
        end = _end(_document(lines[number]), words)
    except InvalidValue as error:
        place = error.what if error.what.startswith(("line", "file")) else f"line {number + 1}, {error.what}"
        raise InvalidFile(path, (Problem(place, error.seen, error.expected),)) from None
    return game, Record(tuple(entries), end)


def _document(line: bytes) -> dict[str, Any]:
    if len(line) > MOST_LINE:
        wrong("length", f"{len(line):,} bytes", f"at most {MOST_LINE:,}")
    try:
        document = json.loads(line.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        wrong("JSON", line[:60].decode(errors="replace"), "one JSON object in UTF-8, no key twice, not deep")
    return document if isinstance(document, dict) else wrong("JSON", document, "one object")


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) < len(pairs):
        raise ValueError("a key stands there twice")
    return document


def _no_number(name: str) -> None:
    raise ValueError(name)


def _game(head: Mapping[str, Any], case: Case) -> Game:
    if head.get("format") == HEARD:
        wrong("format", HEARD, f"{FORMAT}: this is what one seat heard, and a record holds all")
    if head.get("format") != FORMAT or head.keys() != _HEAD:
        wrong("format", ", ".join(map(str, head))[:80], f"{FORMAT} with {', '.join(sorted(_HEAD))}")
    _of_case(head, case)
    seats, settings = head["seats"], head["settings"]
    if not _texts(seats) or not seats.keys() <= Words(case).seats.keys():
        wrong("seats", seats, "names by seats of the case")
    few = isinstance(settings, dict) and len(settings) <= MOST_SETTINGS
    if not few or not all(len(name) <= MOST_TEXT and _whole(number) for name, number in settings.items()):
        wrong("settings", settings, f"at most {MOST_SETTINGS} whole numbers by name")
    if not _whole(head["seed"]):
        wrong("seed", head["seed"], f"a whole number up to {LARGEST_SEED}")
    if not isinstance(head["protocol"], str) or len(head["protocol"]) > MOST_TEXT:
        wrong("protocol", head["protocol"], f"a name of at most {MOST_TEXT:,} characters")
    return Game(protocol=head["protocol"], seats=seats, seed=head["seed"], settings=settings, drawn=head["drawn"])


def _of_case(head: Mapping[str, Any], case: Case) -> None:
    same = {**json.loads(json.dumps(case_in_words(case))), "preferences": fingerprint(case)}
    for key in ("issues", "parties", "mediators", "preferences"):
        if head[key] != same[key]:
            wrong(key, head[key], f"those of {case.title[:60]}: the record is of another case, or another state of it")
    if head["drawn"] is not (not case.exact):
        wrong("drawn", head["drawn"], f"{not case.exact}: the record is of another state of the case")


def _texts(table: object) -> bool:
    return isinstance(table, dict) and all(isinstance(text, str) and len(text) <= MOST_TEXT for text in table.values())


def _whole(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= LARGEST_SEED


def _entry(said: dict[str, Any], words: Words, rooms: dict[tuple[str, tuple[str, ...]], Room]) -> Entry:
    turn, name, seats, speaker = (said.pop(key, None) for key in ("turn", "room", "in", "speaker"))
    at = said.pop("at", None)
    if not _whole(turn) or turn > MOST_TURNS:
        wrong("turn", turn, "a number of 0 or more")
    if not isinstance(name, str) or len(name) > MOST_TEXT:
        wrong("room", name, "the name of a room")
    known = isinstance(seats, list) and len(seats) <= MOST
    if not known or not all(isinstance(seat, str) and seat in words.seats for seat in seats):
        wrong("in", seats, "the seats in the room, parties and mediators of the case")
    if speaker not in seats or len(set(seats)) < len(seats):
        wrong("speaker", speaker, f"one of those in the room, each once: {', '.join(seats)[:100]}")
    key = (name, tuple(seats))
    room = rooms.setdefault(key, Room(*key))
    seconds = None if at is None else float(number_of(at, "at"))
    return Entry(turn, room, speaker, act_of(said, words), seconds)


def _follows(entries: Sequence[Entry]) -> None:
    """Turns are numbered without gaps, times do not go back."""
    if len(entries) == 1 and entries[0].turn:
        wrong("turn", entries[0].turn, "0, the first")
    for before, now in pairwise(entries):
        if now.turn not in (before.turn, before.turn + 1):
            wrong("turn", now.turn, f"{before.turn} or {before.turn + 1}: nothing is left out")
        if (now.at is None) != (before.at is None) or (now.at or 0.0) < (before.at or 0.0):
            wrong("at", now.at, "seconds since the talks began on every line or on none, never less than before")


def _end(said: Mapping[str, Any], words: Words) -> End:
    if said.keys() != {"agreement", "why"}:
        wrong(
            "keys",
            ", ".join(map(str, said))[:80],
            "agreement and why: how it ended; without that the file is not whole",
        )
    if not isinstance(said["why"], str) or len(said["why"]) > MOST_TEXT:
        wrong("why", said["why"], "a text")
    agreement = None if said["agreement"] is None else choices_of(said["agreement"], words, "agreement")
    return End(agreement, said["why"])
