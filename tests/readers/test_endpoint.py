"""One question over a real socket: bounded in time, size and tries, and the key goes nowhere else."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time

import pytest
from model_server import ModelServer, envelope, model, serving, status, wise

from mediant.errors import ServiceProblem
from mediant.readers.endpoint import MOST_BYTES, ask
from mediant.readers.prompts import question
from mediant.readers.settings import settings_of

KEY = "sk-Zq7-not-a-key-of-anybody"
MESSAGES = question("Rain.")
EMPTY = '{"claims": []}'


def settings(service, key=None, **options):
    return settings_of({"url": service.url, "model": "small", **options}, key)


def asked(service, key=None, **options):
    pauses = []
    return ask(settings(service, key, **options), MESSAGES, pauses.append), pauses


def refused(service, key=None, **options):
    pauses = []
    with pytest.raises(ServiceProblem) as caught:
        ask(settings(service, key, **options), MESSAGES, pauses.append)
    said = str(caught.value)
    assert said.isprintable()
    assert key is None or all(key[at : at + 8] not in said for at in range(len(key) - 7))
    assert caught.value.__cause__ is None
    return said, pauses


def test_what_is_sent(service):
    answer, pauses = asked(service, KEY, **{"max-tokens": "50", "json": "yes"})
    assert (answer.text, answer.cut, pauses) == (EMPTY, False, [])
    ((headers, body),) = service.asked
    assert headers["path"] == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert headers["Accept-Encoding"] == "identity"
    assert body == {"model": "small", "messages": MESSAGES, "stream": False, "temperature": 0, "seed": 0,
                    "max_tokens": 50, "response_format": {"type": "json_object"}}  # fmt: skip


def test_without_a_key_none_is_sent_and_little_is_asked_for(service):
    asked(service, temperature="none")
    ((headers, body),) = service.asked
    assert "Authorization" not in headers
    assert set(body) == {"model", "messages", "stream"}


def test_an_answer_that_ended_early_says_so(service):
    service.then = model(wise, reason="length")
    assert asked(service)[0].cut


def test_busy_then_well(service):
    service.first = [status(429), status(503), status(500, Retry_After="7")]
    answer, pauses = asked(service)
    assert (answer.text, pauses) == (EMPTY, [1, 2, 7])
    assert len(service.asked) == 4


def test_busy_for_ever(service):
    service.then = status(500, b"the model is not loaded")
    said, pauses = refused(service, tries="3")
    assert "status 500 after 3 tries: the model is not loaded" in said
    assert (len(service.asked), pauses) == (3, [1, 2])


def test_nobody_waits_for_hours(service):
    service.then = status(429, Retry_After="86400")
    said, pauses = refused(service)
    assert "asks to wait for 86,400 seconds" in said
    assert pauses == []


@pytest.mark.parametrize(
    ("respond", "says"),
    [
        (status(400, b'{"error": "no model small"}'), "no model small"),
        (status(404, b"\x1b[31m\xff gone"), "status 404"),
        (status(401, f"wrong key {KEY}".encode()), "does not accept the key"),
        (status(400, f"you sent {KEY} here".encode()), "not shown: it holds the key"),
        (status(400, f"you sent ...{KEY[5:15]}... here".encode()), "not shown: it holds the key"),
        (status(200, b"<html>Welcome to the airport</html>"), "not JSON"),
        (status(200, b""), "not JSON"),
        (status(200, b"[" * 200_000), "nested too deep"),
        (status(200, b"\xff\xfe"), "without choices[0].message.content"),
        (status(200, b'{"choices": []}'), "without choices[0].message.content"),
        (status(200, b'{"choices": [{"message": {"content": null}}]}'), "without choices[0].message.content"),
        (status(200, f'{{"{KEY}": 1, "{KEY}": 2}}'.encode()), "not shown: it holds the key"),
        (status(200, b"x" * (MOST_BYTES + 1)), "an answer of more than 8,000,000 bytes"),
        (status(200, envelope(EMPTY), Content_Encoding="gzip"), "a packed answer"),
        (lambda handler, text: handler.wfile.write(b"SSH-2.0-OpenSSH_9.9\r\n"), "no answer"),
        (lambda handler, text: handler.connection.shutdown(socket.SHUT_RDWR), "no answer"),
    ],
)
def test_answers_that_are_none(service, respond, says):
    service.then = respond
    assert says in refused(service, KEY)[0]
    assert len(service.asked) == 1


def test_a_redirect_is_not_followed(service):
    with serving(ModelServer(then=model(wise))) as elsewhere:
        service.then = status(307, b"", Location=f"{elsewhere.url}/chat/completions")
        said, _ = refused(service, KEY)
        assert f"it sends on to {elsewhere.url}" in said
        assert elsewhere.asked == []


def test_a_proxy_of_the_environment_is_not_used(service, monkeypatch):
    with serving(ModelServer(then=status(500))) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert asked(service)[0].text == EMPTY
        assert proxy.asked == []


def drip(handler, text):
    """A byte at a time: each comes in time, the whole never does."""
    handler.send_response(200)
    handler.send_header("Content-Length", "10000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def drip_headers(handler, text):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def drip_without_length(handler, text):
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        time.sleep(0.05)


@pytest.mark.parametrize("respond", [drip, drip_headers, drip_without_length, lambda handler, text: time.sleep(5)])
def test_a_slow_answer_ends_in_time(service, respond):
    service.then = respond
    before = time.perf_counter()
    assert "no whole answer within 0.5 seconds" in refused(service, timeout="0.5")[0]
    assert time.perf_counter() - before < 4
    assert [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)] == []


def test_nobody_listens():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        service = ModelServer(then=status(500), url=f"http://127.0.0.1:{free.getsockname()[1]}/v1")
        assert "no answer (Connection refused); check the address" in refused(service, KEY)[0]


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.1 that nobody vouches for."""
    path = tmp_path / "own.pem"
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
            "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path, "-out", path]  # fmt: skip
    try:
        made = subprocess.run([*make[:-3], tmp_path / "key.pem", "-out", path], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no openssl to make a certificate with")
    assert made.returncode == 0, made.stderr
    return path, tmp_path / "key.pem"


def test_a_certificate_is_checked(certificate, monkeypatch):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with serving(ModelServer(then=model(wise)), context) as service:
        said, _ = refused(service, KEY)
        assert "its certificate is not valid" in said
        assert service.asked == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        assert asked(service, KEY)[0].text == EMPTY
