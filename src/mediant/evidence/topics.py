"""The topics of a corpus, each in one part, so that no model is measured on a topic it was trained on. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from mediant.errors import InvalidFile
from mediant.evidence.checks import ISSUE, WORDS, Findings
from mediant.model.check_entries import meant, shown

PARTS = ("train", "dev", "test")
KEYS = ("part", "articles", "about")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One kind of talks: the part of the corpus it belongs to, how many articles are meant, what they are about."""

    part: str
    articles: int = 0
    about: str = ""


def topics_of(text: str, name: str) -> dict[str, Topic]:
    """The topics in the TOML `text`, by id; raises InvalidFile for `name` with everything that is wrong."""
    found = Findings()
    topics: dict[str, Topic] = {}
    for topic, value in _tables(text, found).items():
        if not ISSUE.fullmatch(topic):
            found.add(f"topics.{topic}", f"the id {shown(topic)}", WORDS[ISSUE])
        elif isinstance(value, Mapping):
            topics[topic] = _topic(value, f"topics.{topic}", found)
        else:
            found.add(f"topics.{topic}", shown(value), f"a table with {', '.join(KEYS)}")
    if found.problems:
        raise InvalidFile(name, tuple(found.problems))
    return topics


def _tables(text: str, found: Findings) -> Mapping[str, object]:
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found.add("file", f"not TOML ({error})", "[topics.ID] tables")
        return {}
    tables = document.get("topics")
    if set(document) != {"topics"} or not isinstance(tables, Mapping):
        found.add("file", shown(document), "[topics.ID] tables and nothing else")
        return {}
    return tables


def _topic(value: Mapping[str, object], place: str, found: Findings) -> Topic:
    for key in [key for key in value if key not in KEYS]:
        found.add(place, f"unknown key {shown(key)}", f"only {', '.join(KEYS)}", meant(key, KEYS, "remove it"))
    part, articles, about = value.get("part"), value.get("articles", 0), value.get("about", "")
    if not isinstance(part, str) or part not in PARTS:
        found.add(f"{place}.part", shown(part), f"one of {', '.join(PARTS)}")
    elif not isinstance(articles, int) or isinstance(articles, bool) or articles < 0:
        found.add(f"{place}.articles", shown(articles), "a whole number, 0 or more")
    elif not isinstance(about, str):
        found.add(f"{place}.about", shown(about), "a text")
    else:
        return Topic(part=part, articles=articles, about=about)
    return Topic(part="")
