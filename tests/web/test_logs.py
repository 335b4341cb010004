"""Logs: no word, name, address or token of anybody can get into them."""

from __future__ import annotations

import io
import json
import logging
import sys

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from mediant.web.logs import FIELDS, SERVES, configure, log_failure, only_listed

SECRETS = [
    "North would take 40 days", "192.0.2.77", "2001:db8::77", "t" * 43, "amina@example.org", "Amina Diallo",
    "/c/case0001/say", "Amina", "اتفاق", "a" * 64,
]  # fmt: skip


@pytest.fixture
def lines():
    stream = io.StringIO()
    configure(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.basicConfig(force=True)
    structlog.reset_defaults()


def test_what_is_listed_is_written(lines):
    structlog.get_logger().info(SERVES, seconds=1.23456, kind=ValueError, module="mediant.web.logs", path="/c/case0001")
    (line,) = lines()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": SERVES, "level": "info", "seconds": 1.235, "kind": "ValueError", "module": "mediant.web.logs",
    }  # fmt: skip


@pytest.mark.parametrize("secret", SECRETS)
def test_no_content_whatever_is_logged(lines, secret):
    log = structlog.get_logger()
    for name in (*FIELDS, "words", "path", "client", "user", "exception", "exc_info", "stack_info"):
        if name not in ("event", "level", "exc_info", "stack_info"):
            log.info(SERVES, **{name: secret})
    log.warning(secret, words=secret)
    log.info(SERVES, kind=[secret], line=secret, module={secret: secret}, count=f"{secret}")
    try:
        int(secret + "x")
    except ValueError as error:
        log_failure(error)
        log.exception("a request failed", error=error)
        logging.getLogger("structlog.some").exception("failed with %s", secret)
    logging.getLogger(secret).error(secret)
    written = json.dumps(lines(), ensure_ascii=False)
    assert secret not in written
    assert len(lines()) > 10


@given(
    st.dictionaries(st.sampled_from([*FIELDS, "other"]), st.one_of(st.text(), st.integers(), st.binary(), st.none()))
)
def test_only_listed_fields_in_their_form(fields):
    kept = only_listed(None, "", dict(fields))
    assert set(kept) <= set(FIELDS)
    for name, value in kept.items():
        known = value == "another event" if name == "event" else str(value).partition(".")[0] in sys.modules
        assert isinstance(value, int | float) or known


def test_a_failure_says_its_kind_and_its_place(lines):
    try:
        json.loads("{secret")
    except ValueError as error:
        log_failure(error)
    log_failure(ValueError("never raised"))
    first, second = lines()
    assert first["kind"] == "JSONDecodeError"
    assert first["module"] == "json.decoder"
    assert first["line"] > 1
    assert second["kind"] == "ValueError"
    assert "module" not in second


def test_libraries_say_where_and_of_what_rank(lines):
    logging.getLogger("structlog.some").warning("Invalid HTTP request from %s", "192.0.2.77")
    (line,) = lines()
    assert (line["module"], line["level"], line["event"]) == ("structlog.some", "warning", "a library reports")
    assert line["line"] > 1
