"""The words by which actors are told apart, as sets: titles, roles, heads of bodies, countries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Sets of lower-case words.

    `kin` leads from the head of a body to those that it can stand for; `country`, `seat` and `nation` from a country,
    a capital or organ, and an adjective or people to the country's name.
    """

    titles: frozenset[str]
    speaking: frozenset[str]
    roles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    bodies: frozenset[str]
    kin: Mapping[str, frozenset[str]]
    outlet_first: frozenset[str]
    outlet_last: frozenset[str]
    outlet_heads: frozenset[str]
    agencies: frozenset[str]
    outlets: frozenset[str]
    reports: frozenset[str]
    documents: frozenset[str]
    of_state: frozenset[str]
    of_firm: frozenset[str]
    apart: frozenset[str]
    ministers: frozenset[str]
    stands_for: frozenset[str]
    sides: frozenset[str]
    governments: frozenset[str]
    closed: frozenset[str]
    parting: frozenset[str]
    quantities: frozenset[str]
    places: frozenset[str]
    locating: frozenset[str]
    joining: frozenset[str]
    loose: frozenset[str]
    participles: frozenset[str]
    grounds: frozenset[str]
    ranks: frozenset[str]
    house: frozenset[str]
    human: tuple[str, ...]
    country: Mapping[str, str]
    seat: Mapping[str, str]
    nation: Mapping[str, str]


def words_of(lists: Mapping[str, Any], countries: Iterable[Mapping[str, str]]) -> Words:
    """The sets in the lists of `words.toml` and the rows of `countries.csv`."""
    told = {(table, key): frozenset(text.split()) for table, rows in lists.items() for key, text in rows.items()}
    rows = list(countries)
    titles = told["titles", "male"] | told["titles", "female"] | told["titles", "either"]
    bodies = [heads for (table, _), heads in told.items() if table == "bodies"]
    return Words(
        titles=titles,
        speaking=told["roles", "speaking"],
        roles=told["roles", "speaking"] | told["roles", "own"] | told["roles", "male"] | told["roles", "female"],
        male=told["titles", "male"] | told["roles", "male"] | told["given", "male"],
        female=told["titles", "female"] | told["roles", "female"] | told["given", "female"],
        bodies=frozenset().union(*bodies),
        kin=_kin({key: heads for (table, key), heads in told.items() if table == "bodies"}),
        outlet_first=told["outlets", "first"],
        outlet_last=told["outlets", "last"],
        outlet_heads=told["bodies", "paper"] | told["bodies", "station"] | told["bodies", "agency"],
        agencies=told["outlets", "agencies"],
        outlets=told["outlets", "known"],
        reports=told["outlets", "report"],
        documents=told["documents", "heads"],
        of_state=told["government", "of_state"],
        of_firm=told["government", "of_firm"],
        apart=told["government", "apart"],
        ministers=told["government", "ministers"],
        stands_for=told["government", "stands_for"],
        sides=told["sides", "sides"],
        governments=told["sides", "governments"],
        closed=told["closed", "words"],
        parting=told["closed", "words"] - told["closed", "within_names"],
        quantities=told["closed", "quantities"],
        places=told["closed", "places"],
        locating=told["closed", "places_of_things"],
        joining=told["closed", "joining"],
        loose=told["closed", "loose"],
        participles=told["closed", "participles"],
        grounds=told["closed", "grounds"],
        ranks=told["titles", "ranks"],
        house=told["roles", "house"],
        human=tuple(sorted(told["roles", "human"])),
        country=_to_country(rows, "names"),
        seat=_to_country(rows, "seats"),
        nation=_to_country(rows, "people"),
    )


def _kin(families: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """From the head that names a family ("company") to all the heads in it; the family "body" holds no kin."""
    generic = {
        "union": "union",
        "company": "company firm operator employer group business bidder developer",
        "group": "group movement front rebels militants fighters",
        "party": "party",
        "council": "council town city",
        "club": "club team side",
        "commission": "commission panel",
    }
    kin: dict[str, frozenset[str]] = {}
    for family, heads in generic.items():
        for head in heads.split():
            kin[head] = kin.get(head, frozenset()) | families[family]
    return kin


def _to_country(rows: Iterable[Mapping[str, str]], column: str) -> dict[str, str]:
    return {name.lower(): row["names"].split(";")[0] for row in rows for name in row[column].split(";") if name}
