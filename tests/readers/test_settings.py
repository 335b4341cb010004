"""Options become settings, or one line that says what is wrong; the key never shows."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidValue
from mediant.readers.settings import Address, Settings, is_loopback, settings_of

KEY = "sk-Zq7-not-a-key-of-anybody"
GOOD = {"url": "http://127.0.0.1:8080/v1", "model": "m"}


def wrong(options, key=None):
    with pytest.raises(InvalidValue) as caught:
        settings_of(options, key)
    assert KEY not in str(caught.value)
    return str(caught.value)


def test_all_options():
    options = {
        **GOOD, "timeout": "2.5", "tries": "1", "characters": "4000", "parts": "3", "max-tokens": "900",
        "temperature": "none", "json": "yes", "confidence": "0.7",
    }  # fmt: skip
    assert settings_of(options, KEY) == Settings(
        address=Address(secure=False, host="127.0.0.1", port=8080, path="/v1"), model="m", key=KEY, timeout=2.5,
        tries=1, characters=4000, parts=3, max_tokens=900, temperature=None, json=True, confidence=0.7,
    )  # fmt: skip


def test_without_more_than_it_needs():
    settings = settings_of(GOOD, "")
    assert (settings.key, settings.confidence, settings.temperature, settings.max_tokens) == (None, 0, 0, None)


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("https://api.example.org/v1/", "https://api.example.org:443/v1"),
        ("https://api.example.org/v1/chat/completions", "https://api.example.org:443/v1"),
        ("http://[::1]:9/v1", "http://[::1]:9/v1"),
        ("http://localhost", "http://localhost:80"),
    ],
)
def test_addresses(url, seen):
    assert str(settings_of({**GOOD, "url": url}, KEY).address) == seen


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({}, "option url: missing"),
        ({"url": "http://127.0.0.1"}, "option model: missing"),
        ({**GOOD, "modelx": "x"}, "option 'modelx': unknown; expected one of url, model"),
        ({**GOOD, "modelx": "x"}, "did you mean 'model'?"),
        ({**GOOD, "key": KEY}, "option 'key': unknown"),
        ({**GOOD, "url": "127.0.0.1:8080"}, "expected http(s)://HOST"),
        ({**GOOD, "url": "file:///etc/passwd"}, "expected http(s)://HOST"),
        ({**GOOD, "url": f"https://me:{KEY}@example.org"}, "more than host and path (not shown)"),
        ({**GOOD, "url": f"https://example.org/v1?key={KEY}"}, "more than host and path (not shown)"),
        ({**GOOD, "url": "http://127.0.0.1:99999/"}, "ort"),
        ({**GOOD, "url": "http://127.0.0.1/a b"}, "expected http(s)://HOST"),
        ({**GOOD, "url": "http://exa mple/"}, "expected http(s)://HOST"),
        ({**GOOD, "url": "http://127.0.0.1/\r\nX: y"}, "expected http(s)://HOST"),
        ({**GOOD, "model": "a\nb"}, "option model"),
        ({**GOOD, "timeout": "0"}, "option timeout: '0'; expected a number from 0.1 to 3600"),
        ({**GOOD, "timeout": "nan"}, "option timeout: 'nan'"),
        ({**GOOD, "tries": "1.5"}, "option tries: '1.5'; expected a whole number from 1 to 10"),
        ({**GOOD, "parts": "9" * 5000}, "option parts"),
        ({**GOOD, "json": "true"}, "option json: 'true'; expected yes or no"),
        ({**GOOD, "confidence": "1.1"}, "option confidence: '1.1'; expected a number from 0 to 1"),
    ],
)
def test_what_is_wrong_is_said_on_one_line(options, says):
    assert says in wrong(options)


def test_a_key_does_not_go_unencrypted_to_another_machine():
    assert "MEDIANT_API_KEY would go unencrypted to 10.0.0.7" in wrong({**GOOD, "url": "http://10.0.0.7/v1"}, KEY)
    assert settings_of({**GOOD, "url": "http://10.0.0.7/v1"}, None).key is None


def test_a_key_that_no_header_can_hold_is_not_shown():
    assert "not shown" in wrong(GOOD, f"{KEY}\r\nX-Evil: 1")


def test_settings_do_not_show_the_key_and_survive_pickling():
    settings = settings_of(GOOD, KEY)
    assert KEY not in repr(settings)
    assert pickle.loads(pickle.dumps(settings)) == settings


@pytest.mark.parametrize(
    ("host", "here"), [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True),
                       ("10.0.0.1", False), ("localhost.example.org", False), ("127.0.0.1.example.org", False)],
)  # fmt: skip
def test_this_machine(host, here):
    assert is_loopback(host) is here


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_an_address_or_an_error_of_ours(url, model):
    try:
        settings = settings_of({"url": url, "model": model}, None)
    except InvalidValue as error:
        said = str(error)
    else:
        said = settings.address.host
    assert said
    assert said.isprintable()
