"""What a folder of weights says of itself: which files belong to it, by hash, and how sure its readings are. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from mediant.errors import InvalidFile, Problem
from mediant.evidence.attribution.encoder import GRAPHS

FORMAT = "mediant-reader/1"
MANIFEST = "reader.json"
VOCABULARY = "vocabulary.txt"
FILES = (*GRAPHS, VOCABULARY)
SIGNS = 5
MOST_FACTOR = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What stands in `reader.json`.

    `sure` are the factors of a logistic regression from an attribution's signs to the chance that it is right, the
    constant last. `nested`: the weights were taught attributions inside others, and relays, as our markup has them.
    """

    taught_on: str
    hashes: Mapping[str, str]
    sure: tuple[float, ...]
    nested: bool


def manifest_of(raw: bytes, path: str) -> Manifest:
    """The manifest in a file's bytes; InvalidFile with what is wrong in it."""
    try:
        table = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InvalidFile(path, (Problem("file", f"not JSON ({error})", "a manifest of weights"),)) from None
    problems = _problems(table)
    if problems:
        raise InvalidFile(path, tuple(problems))
    return Manifest(
        taught_on=table["taught_on"],
        hashes={name: table["sha256"][name] for name in FILES},
        sure=tuple(float(x) for x in table["sure"]),
        nested=table["nested"],
    )


def manifest_text(manifest: Manifest) -> str:
    """The manifest as `reader.json` holds it."""
    table = {
        "format": FORMAT, "taught_on": manifest.taught_on, "nested": manifest.nested,
        "sure": list(manifest.sure), "sha256": dict(sorted(manifest.hashes.items())),
    }  # fmt: skip
    return json.dumps(table, indent=2) + "\n"


def unlike(manifest: Manifest, files: Mapping[str, bytes]) -> str | None:
    """The name of the first file that has not the hash the manifest gives; None when all have."""
    return next((name for name in FILES if sha256(files[name]).hexdigest() != manifest.hashes[name]), None)


def _problems(table: Any) -> list[Problem]:
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        return [Problem("format", "another or none", FORMAT, "name a folder that `mediant train-reader` has written")]
    found = [
        Problem(key, f"got {str(table.get(key))[:60]!r}", "a text")
        for key in ("taught_on",)
        if not isinstance(table.get(key), str)
    ]
    hashes, sure = table.get("sha256"), table.get("sure")
    if not isinstance(hashes, dict) or not all(isinstance(hashes.get(name), str) for name in FILES):
        found.append(Problem("sha256", "no hash for each file", f"those of {', '.join(FILES)}"))
    if not isinstance(sure, list) or len(sure) != SIGNS + 1 or not all(map(_is_factor, sure)):
        found.append(Problem("sure", "no such list", f"{SIGNS + 1} numbers, none beyond {MOST_FACTOR:,}"))
    if not isinstance(table.get("nested"), bool):
        found.append(Problem("nested", "neither true nor false", "true or false"))
    return found


def _is_factor(value: Any) -> bool:
    """Whether it is a number, and neither endless nor none at all, which JSON as Python reads it may hold."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MOST_FACTOR
