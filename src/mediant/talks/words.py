"""Acts in the words of a case, both ways: issue ids and options in place of numbers. Pure.

An act is an object with its name under `act` and its fields by name; what is as usual is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from numbers import Integral
from typing import Any, NoReturn

from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.model.issue import Option
from mediant.model.preferences import Outcome
from mediant.talks.acts import (
    OF_ANY_MEDIATOR,
    OF_MEDIATORS_WHO,
    OF_PARTIES,
    Act,
    Choices,
    Compare,
    CouldAccept,
    Rank,
    Rate,
    Region,
)
from mediant.talks.permitted import DEEPEST, LONGEST, MOST_RANKED, MOST_REGIONS

MOST = 10_000
LARGEST = 1e15


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a case: its issues, their options, the seats of its talks."""

    case: Case

    @cached_property
    def seats(self) -> Mapping[str, bool]:
        """Ids of all who can sit at the table, in the order of the case: whether each is a party."""
        return {party.id: True for party in self.case.parties} | {one.id: False for one in self.case.mediators}

    @cached_property
    def issues(self) -> Mapping[str, int]:
        """Issue ids to their numbers."""
        return {issue.id: number for number, issue in enumerate(self.case.issues)}

    @cached_property
    def _options(self) -> tuple[Mapping[object, int] | None, ...]:
        """For every issue with worded options their numbers; None for a range, which finds them itself."""
        return tuple(
            None if issue.numeric else {option: number for number, option in enumerate(issue.options)}
            for issue in self.case.issues
        )

    def option(self, issue: int, said: object, at: str) -> int:
        """The number of an option of an issue. Raises InvalidValue."""
        words = self._options[issue]
        try:
            number = self.case.issues[issue].options.index(said) if words is None else words.get(said)
        except (TypeError, ValueError, OverflowError):
            number = None
        return wrong(at, said, f"an option of {self.case.issues[issue].id}") if number is None else number


def wrong(at: str, seen: object, expected: str) -> NoReturn:
    """Raise InvalidValue for a part of a record."""
    raise InvalidValue(at, repr(seen)[:100], expected)


def words_of(choices: Choices, case: Case) -> Outcome:
    """The outcome in the words of the case."""
    return {issue.id: issue.options[choice] for issue, choice in zip(case.issues, choices, strict=True)}


def choices_of(said: object, words: Words, at: str) -> Choices:
    """The outcome that these words name. Raises InvalidValue."""
    if not isinstance(said, dict) or said.keys() != words.issues.keys():
        wrong(at, said, "an option for every issue of the case")
    return tuple(words.option(number, said[issue], f"{at}.{issue}") for issue, number in words.issues.items())


def act_in_words(act: Act, case: Case) -> dict[str, object]:
    """An act as JSON holds it."""
    return {"act": _name(type(act)), **_fields_in_words(act, case)}


def act_of(said: object, words: Words, at: str = "act", depth: int = 0) -> Act:
    """The act that these words name. Raises InvalidValue, at its place."""
    if depth > DEEPEST:
        raise InvalidValue(at, "words about words about words", f"at most {DEEPEST} of them")
    if not isinstance(said, dict) or not isinstance(said.get("act"), str) or said["act"] not in _ACTS:
        wrong(at, said.get("act") if isinstance(said, dict) else said, f"an act: {', '.join(_ACTS)}")
    rest = {key: value for key, value in said.items() if key != "act"}
    act: Act = _made(_ACTS[said["act"]], rest, _Reading(words, at, depth))
    return act


@dataclass(frozen=True, slots=True)
class _Reading:
    words: Words
    at: str
    depth: int


def _name(kind: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


_ACTS = {_name(kind): kind for kind in OF_PARTIES + OF_ANY_MEDIATOR + sum(OF_MEDIATORS_WHO.values(), ())}
_QUESTIONS = {_name(kind): kind for kind in (CouldAccept, Compare, Rate, Rank)}
_KEYS = {"choices": "outcome", "rests_on": "rests-on"}


def _fields_in_words(act: Any, case: Case) -> dict[str, object]:
    said = {}
    for field in fields(act):
        value = getattr(act, field.name)
        if field.default is MISSING or value != field.default:
            write = _WRITTEN.get(field.name)
            said[_KEYS.get(field.name, field.name)] = value if write is None else write(value, act, case)
    return said


def _made(kind: type, said: Mapping[str, Any], reading: _Reading) -> Any:
    expected = {_KEYS.get(field.name, field.name): field for field in fields(kind)}
    given = {}
    for key, field in expected.items():
        if key in said:
            read = _READ.get((kind.__name__, field.name)) or _READ["", field.name]
            given[field.name] = read(said[key], f"{reading.at}.{key}", said, reading)
        elif field.default is MISSING:
            raise InvalidValue(reading.at, f"no {key}", f"the field {key} of {_name(kind)}")
    unknown = said.keys() - expected.keys()
    if unknown:
        wrong(reading.at, min(unknown), f"only {', '.join(expected)}" if expected else "nothing but its name")
    return kind(**given)


def _plain(number: Any) -> object:
    """A number as JSON holds it: those of NumPy are as good as any."""
    if isinstance(number, bool) or number is None:
        return number
    if isinstance(number, tuple):
        return [int(one) for one in number]
    return int(number) if isinstance(number, Integral) else float(number)


def _regions_in_words(regions: Any, _: Any, case: Case) -> list[object]:
    return [
        {
            "options": {
                issue.id: [issue.options[one] for one in some]
                for issue, some in zip(case.issues, region.options, strict=True)
            },
            "worth": _plain(region.worth),
        }
        for region in regions
    ]


def _clauses_in_words(clauses: Any, _: Any, case: Case) -> dict[str, Option]:
    return {case.issues[issue].id: case.issues[issue].options[option] for issue, option in clauses}


_WRITTEN: Mapping[str, Callable[[Any, Any, Case], object]] = {
    "choices": lambda value, _, case: words_of(value, case),
    "first": lambda value, _, case: words_of(value, case),
    "second": lambda value, _, case: words_of(value, case),
    "outcomes": lambda value, _, case: [words_of(one, case) for one in value],
    "clauses": _clauses_in_words,
    "regions": _regions_in_words,
    "issue": lambda value, _, case: case.issues[value].id,
    "rather": lambda value, act, case: case.issues[act.issue].options[value],
    "because": lambda value, _, case: [case.issues[one].id for one in value],
    "to": lambda value, _, __: value if isinstance(value, str) else list(value),
    "rests_on": lambda value, _, __: list(value),
    "answer": lambda value, _, __: _plain(value),
    "worth": lambda value, _, __: _plain(value),
    "said": lambda value, _, case: act_in_words(value, case),
    "question": lambda value, _, case: {"kind": _name(type(value)), **_fields_in_words(value, case)},
}


def _text(value: Any, at: str, *_: Any) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        wrong(at, value, f"a text of at most {LONGEST:,} characters")
    return value


def _one_of(known: Collection[str], value: Any, at: str) -> str:
    return value if isinstance(value, str) and value in known else wrong(at, value, f"one of {', '.join(known)[:80]}")


def _seat(value: Any, at: str, _: Any, reading: _Reading) -> str:
    return _one_of(reading.words.seats, value, at)


def _party(value: Any, at: str, _: Any, reading: _Reading) -> str:
    return _one_of([seat for seat, party in reading.words.seats.items() if party], value, at)


def _list(value: Any, at: str, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        wrong(at, value, f"a list of at most {most:,}")
    return value


def _seats(value: Any, at: str, said: Any, reading: _Reading) -> tuple[str, ...]:
    return tuple(_seat(one, at, said, reading) for one in _list(value, at, MOST))


def _outcome(value: Any, at: str, _: Any, reading: _Reading) -> Choices:
    return choices_of(value, reading.words, at)


def _outcomes(value: Any, at: str, _: Any, reading: _Reading) -> tuple[Choices, ...]:
    return tuple(choices_of(one, reading.words, f"{at}.{k}") for k, one in enumerate(_list(value, at, MOST_RANKED), 1))


def _issue(value: Any, at: str, _: Any, reading: _Reading) -> int:
    number = reading.words.issues.get(value) if isinstance(value, str) else None
    return wrong(at, value, "an issue of the case") if number is None else number


def _issues(value: Any, at: str, said: Any, reading: _Reading) -> tuple[int, ...]:
    return tuple(_issue(one, at, said, reading) for one in _list(value, at, MOST))


def _clauses(value: Any, at: str, said: Any, reading: _Reading) -> tuple[tuple[int, int], ...]:
    if not isinstance(value, dict):
        wrong(at, value, "issues of the case, each with an option")
    found = ((_issue(issue, at, said, reading), option) for issue, option in value.items())
    return tuple(
        (issue, reading.words.option(issue, option, at)) for issue, option in sorted(found, key=lambda f: f[0])
    )


def _regions(value: Any, at: str, _: Any, reading: _Reading) -> tuple[Region, ...]:
    return tuple(_region(one, f"{at}.{k}", reading.words) for k, one in enumerate(_list(value, at, MOST_REGIONS), 1))


def _region(said: Any, at: str, words: Words) -> Region:
    if not isinstance(said, dict) or said.keys() != {"options", "worth"}:
        wrong(at, said, "options and worth")
    named = said["options"]
    if not isinstance(named, dict) or named.keys() != words.issues.keys() or not all(named.values()):
        wrong(at, named, "options of every issue of the case")
    options = tuple(
        tuple(words.option(number, one, f"{at}.{issue}") for one in _list(named[issue], f"{at}.{issue}", MOST))
        for issue, number in words.issues.items()
    )
    return Region(options, number_of(said["worth"], at))


def _rather(value: Any, at: str, said: Any, reading: _Reading) -> int | None:
    return None if value is None else reading.words.option(_issue(said.get("issue"), at, said, reading), value, at)


def number_of(value: Any, at: str) -> int | float:
    """A finite number of JSON. Raises InvalidValue."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
        wrong(at, value, "a number")
    return value


def _answer(value: Any, at: str, *_: Any) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, list):
        return tuple(int(number_of(one, at)) for one in _list(value, at, MOST_RANKED))
    return number_of(value, at)


def _question(value: Any, at: str, _: Any, reading: _Reading) -> object:
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in _QUESTIONS:
        wrong(at, value, f"a question: {', '.join(_QUESTIONS)}")
    rest = {key: one for key, one in value.items() if key != "kind"}
    return _made(_QUESTIONS[kind], rest, _Reading(reading.words, at, reading.depth))


def _said(value: Any, at: str, _: Any, reading: _Reading) -> Act:
    return act_of(value, reading.words, at, reading.depth + 1)


_READ: Mapping[tuple[str, str], Callable[[Any, str, Any, _Reading], Any]] = {
    ("", "choices"): _outcome, ("", "first"): _outcome, ("", "second"): _outcome, ("", "outcomes"): _outcomes,
    ("", "clauses"): _clauses, ("", "issue"): _issue, ("", "rather"): _rather, ("", "because"): _issues,
    ("", "regions"): _regions, ("", "to"): _seats, ("Pledge", "to"): _party, ("", "rests_on"): _seats,
    ("", "of"): _seat, ("", "party"): _seat, ("", "words"): _text, ("", "by"): _text, ("", "answer"): _answer,
    ("State", "kind"): lambda value, at, *_: _one_of(("need", "red line"), value, at),
    ("Pledge", "kind"): lambda value, at, *_: _one_of(("payment", "guarantee", "cost"), value, at),
    ("", "worth"): lambda value, at, _, __: number_of(value, at), ("", "said"): _said, ("", "question"): _question,
}  # fmt: skip
