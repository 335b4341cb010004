"""XML, JSON and YAML from strangers: parsed into plain values, with everything dangerous refused in one line.

None of the three can reach another file, build an object, expand an entity or an alias, or nest without end.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

import yaml

from mediant.errors import InvalidFile, Problem

DEEPEST = 40
"""How deep elements, objects and lists may nest."""

LONGEST_NUMBER = 400
"""Characters that a number in YAML may have."""

_SCALARS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp")}
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def refuse(name: str, place: str, seen: str, expected: str, do: str = "") -> NoReturn:
    """Raise `InvalidFile` with one problem."""
    raise InvalidFile(name, (Problem(place, seen, expected, do),))


def xml_document(data: bytes, name: str) -> ElementTree.Element:
    """The root element. A DOCTYPE is refused outright, so no entity is ever declared, expanded or fetched."""
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate()
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            refuse(name, f"line {parser.CurrentLineNumber}", "elements nested too deep", f"at most {DEEPEST} levels")
        builder.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def doctype(*_: object) -> None:
        refuse(name, f"line {parser.CurrentLineNumber}", "a DOCTYPE", "XML without one", "remove it")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)  # noqa: FBT003 (expat takes it by position only)
    except expat.ExpatError as error:
        refuse(name, f"line {error.lineno}", f"not well-formed XML ({expat.ErrorString(error.code)})", "XML")
    except (LookupError, ValueError) as error:
        refuse(name, "the XML declaration", f"an encoding that cannot be read ({error})", "UTF-8")
    return builder.close()


def json_document(data: bytes, name: str) -> Any:
    """Plain values from JSON; a key that stands twice is refused. NaN and Infinity come back as numbers."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(pairs)
        if len(table) < len(pairs):
            refuse(name, "an object", f"a key twice among {[key for key, _ in pairs][:5]!r}", "every key once")
        return table

    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=once)
    except UnicodeDecodeError as error:
        refuse(name, f"byte {error.start}", "not UTF-8", "JSON in UTF-8")
    except json.JSONDecodeError as error:
        refuse(name, f"line {error.lineno}", f"not JSON ({error.msg})", "JSON")
    except RecursionError:
        refuse(name, "the file", "values nested too deep", f"at most {DEEPEST} levels")
    except ValueError as error:
        refuse(name, "the file", f"a number that cannot be read ({error})", "JSON")
    return found


def yaml_document(data: bytes, name: str) -> Any:
    """Plain values from YAML: no tags that build objects, no aliases, one document; list keys come back as tuples."""
    try:
        text = data.decode("utf-8-sig")
        return _plain(yaml.parse(text, Loader=_PARSER), name)
    except UnicodeDecodeError as error:
        refuse(name, f"byte {error.start}", "not UTF-8", "YAML in UTF-8")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        refuse(name, f"line {line}", f"not YAML ({error.problem or error.context})", "YAML")
    except (yaml.YAMLError, ValueError) as error:
        refuse(name, "the file", f"not YAML ({error})", "YAML")


def _plain(events: Iterator[Any], name: str) -> Any:
    """The value of one document: events instead of recursion, so depth is counted and cannot exhaust the stack."""
    resolver = yaml.SafeLoader("")
    stack: list[tuple[type, list[Any]]] = [(list, [])]
    for event in events:
        place = f"line {event.start_mark.line + 1}"
        if isinstance(event, yaml.AliasEvent):
            refuse(name, place, f"the alias *{event.anchor}", "YAML without aliases", "write the value out")
        elif isinstance(event, yaml.ScalarEvent):
            stack[-1][1].append(_scalar(resolver, event, name, place))
        elif isinstance(event, yaml.CollectionStartEvent):
            _check_start(event, len(stack), name, place)
            stack.append((list if isinstance(event, yaml.SequenceStartEvent) else dict, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            kind, parts = stack.pop()
            stack[-1][1].append(parts if kind is list else _table(parts, name, place))
    if len(stack[0][1]) != 1:
        refuse(name, "the file", f"{len(stack[0][1])} documents", "one YAML document")
    return stack[0][1][0]


def _check_start(event: Any, depth: int, name: str, place: str) -> None:
    if depth > DEEPEST:
        refuse(name, place, "values nested too deep", f"at most {DEEPEST} levels")
    if event.tag is not None and event.tag not in ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
        refuse(name, place, f"the tag {event.tag}", "YAML without tags", "remove the tag")


def _scalar(resolver: Any, event: Any, name: str, place: str) -> Any:
    if len(event.value) > LONGEST_NUMBER and event.implicit[0] and event.value[0] in "+-.0123456789":
        # Looking whether this is a number, and reading one to the base 60 (9:9:9), costs far more than its length.
        do = "write a text in quotes"
        refuse(name, place, f"a number of {len(event.value):,} characters", f"at most {LONGEST_NUMBER}", do)
    tag = event.tag or resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
    if tag not in _SCALARS:
        refuse(name, place, f"the tag {tag}", "YAML without tags", "remove the tag")
    if tag.endswith(("str", "timestamp")):
        return event.value
    if len(event.value) > LONGEST_NUMBER:
        refuse(name, place, f"a number of {len(event.value):,} characters", f"at most {LONGEST_NUMBER}")
    node = yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark)
    return resolver.yaml_constructors[tag](resolver, node)


def _table(parts: list[Any], name: str, place: str) -> dict[Any, Any]:
    keys = [_key(key) for key in parts[::2]]
    try:
        table = dict(zip(keys, parts[1::2], strict=True))
    except TypeError:
        refuse(name, place, "a table as a key", "a word, a number or a list of them as a key")
    if len(table) < len(keys):
        refuse(name, place, "a key twice", "every key once")
    return table


def _key(key: Any) -> Any:
    return tuple(key) if isinstance(key, list) else key


def mapping(value: Any, name: str, place: str) -> Mapping[Any, Any]:
    """The value, when it is a table."""
    if not isinstance(value, dict):
        refuse(name, place, _shown(value), "a table")
    return value


def listed(value: Any, name: str, place: str) -> list[Any]:
    """The value, when it is a list."""
    if not isinstance(value, list):
        refuse(name, place, _shown(value), "a list")
    return value


def finite(value: Any, name: str, place: str) -> float:
    """A finite number, from a number or from its digits."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        refuse(name, place, _shown(value), "a number")
    try:
        number = float(value)
    except (ValueError, OverflowError):
        refuse(name, place, _shown(value), "a number")
    if not math.isfinite(number):
        refuse(name, place, _shown(value), "a finite number")
    return number


def simplest(number: float) -> int | float:
    """The number as a whole one where it is whole."""
    return int(number) if number == int(number) else number


def _shown(value: Any) -> str:
    text = repr(value) if isinstance(value, str | int | float | bool | None) else f"a {type(value).__name__}"
    return text if len(text) <= 80 else f"{text[:80]}…"


def slug(text: str, fallback: str) -> str:
    """The text as an id: a-z, 0-9 and '-'; `fallback` where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or fallback


def slugs(texts: Iterable[str], fallback: str) -> list[str]:
    """An id for every text, in order; those that fall together are numbered."""
    counts: dict[str, int] = {}
    found: dict[str, None] = {}
    for text in texts:
        base = slug(text, fallback)
        candidate = base
        while candidate in found:
            counts[base] = counts.get(base, 1) + 1
            candidate = f"{base}-{counts[base]}"
        found[candidate] = None
    return list(found)


def party_stems(files: list[str]) -> list[str]:
    """File names without endings, and without the numbers 1-, 2-, ... that our writers put first to keep an order."""
    stems = [file.rsplit(".", 1)[0] for file in files]
    if all(re.match(rf"0*{k}-.", stem) for k, stem in enumerate(stems, 1)):
        return [stem.split("-", 1)[1] for stem in stems]
    return stems
