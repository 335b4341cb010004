"""What a user says of a language model service: options of the command line, and a key from the environment. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from ipaddress import ip_address
from math import isfinite
from typing import Any
from urllib.parse import urlsplit

from mediant.errors import InvalidValue

KEY = "MEDIANT_API_KEY"
KEY_FORM = re.compile(r"[!-~]{1,4000}")
HOST_FORM = re.compile(r"[A-Za-z0-9.:_-]{1,253}")
PATH_FORM = re.compile(r"[!-~]{0,1000}")
MOST_MODEL = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the service listens. `path` begins with / and ends before `/chat/completions`."""

    secure: bool
    host: str
    port: int
    path: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{host}:{self.port}{self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How the service is asked. The key never shows: not in a repr, not in an error.

    timeout : seconds for one whole answer.  tries : how often one question is sent at most.
    characters : of the article in one question.  parts : questions for one article at most.
    max_tokens : bound that the service is asked to keep; None asks for none.  temperature : None leaves it to the
    service.  json : ask for its JSON mode.  confidence : given to every claim, 0 where nobody has measured the model.
    """

    address: Address
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    tries: int = 4
    characters: int = 8_000
    parts: int = 50
    max_tokens: int | None = None
    temperature: float | None = 0.0
    json: bool = False
    confidence: float = 0.0


def settings_of(options: Mapping[str, str], key: str | None) -> Settings:
    """The settings that the options say; `key` is that of the environment, None or empty where it has none.

    Raises InvalidValue, which never shows the key, for what is missing, unknown or wrong.
    """
    for name in options:
        if name not in KNOWN:
            near = "".join(f"; did you mean {other!r}?" for other in get_close_matches(name[:100], KNOWN, 1))
            raise InvalidValue(f"option {name[:100]!r}", "unknown", f"one of {', '.join(KNOWN)}{near}")
    for name, example in (("url", "http://127.0.0.1:8080/v1"), ("model", "the name the service has for it")):
        if not options.get(name, "").strip():
            raise InvalidValue(f"option {name}", "missing", f"{name}=…, such as {example}")
    values = {KNOWN[name][0]: KNOWN[name][1](name, text.strip()) for name, text in options.items()}
    settings = Settings(**values, key=_key(key))
    if settings.key and not settings.address.secure and not is_loopback(settings.address.host):
        raise InvalidValue("option url", f"{KEY} would go unencrypted to {settings.address.host}", "https://…")
    return settings


def is_loopback(host: str) -> bool:
    """Whether the host is this machine itself."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _key(key: str | None) -> str | None:
    if key and not KEY_FORM.fullmatch(key):
        raise InvalidValue(
            KEY, "a key with spaces, control or other characters (not shown)", "visible ASCII characters"
        )
    return key or None


def _address(name: str, text: str) -> Address:
    expected = "http(s)://HOST[:PORT][/PATH], without a name, a key, ? or #"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise InvalidValue(f"option {name}", str(error), expected) from None
    if "@" in parts.netloc or "?" in text or "#" in text:
        raise InvalidValue(f"option {name}", "an address with more than host and path (not shown)", expected)
    well = parts.scheme in ("http", "https") and HOST_FORM.fullmatch(host) and PATH_FORM.fullmatch(parts.path)
    if not well or text != text.strip() or not text.isprintable():
        raise InvalidValue(f"option {name}", repr(text[:200]), expected)
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    secure = parts.scheme == "https"
    return Address(secure=secure, host=host, port=port or (443 if secure else 80), path=path)


def _model(name: str, text: str) -> str:
    if len(text) > MOST_MODEL or not text.isprintable():
        raise InvalidValue(f"option {name}", repr(text[:60]), f"a name of at most {MOST_MODEL} printable characters")
    return text


def _number(low: float, high: float) -> Callable[[str, str], float]:
    def number(name: str, text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not isfinite(value) or not low <= value <= high:
            raise InvalidValue(f"option {name}", repr(text[:60]), f"a number from {low:g} to {high:g}")
        return value

    return number


def _whole(low: int, high: int) -> Callable[[str, str], int]:
    def whole(name: str, text: str) -> int:
        value = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1
        if not low <= value <= high:
            raise InvalidValue(f"option {name}", repr(text[:60]), f"a whole number from {low} to {high}")
        return value

    return whole


def _temperature(name: str, text: str) -> float | None:
    return None if text == "none" else _number(0, 2)(name, text)


def _yes(name: str, text: str) -> bool:
    if text not in ("yes", "no"):
        raise InvalidValue(f"option {name}", repr(text[:60]), "yes or no")
    return text == "yes"


KNOWN: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "url": ("address", _address),
    "model": ("model", _model),
    "timeout": ("timeout", _number(0.1, 3600)),
    "tries": ("tries", _whole(1, 10)),
    "characters": ("characters", _whole(200, 200_000)),
    "parts": ("parts", _whole(1, 10_000)),
    "max-tokens": ("max_tokens", _whole(1, 1_000_000)),
    "temperature": ("temperature", _temperature),
    "json": ("json", _yes),
    "confidence": ("confidence", _number(0, 1)),
}
"""Each option: the setting it says, and what reads it."""
