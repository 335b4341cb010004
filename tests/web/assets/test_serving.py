"""The static files over HTTP."""

from __future__ import annotations

import gzip

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mediant.web.assets.files import assets
from mediant.web.assets.serving import static_route


@pytest.fixture
def client():
    return TestClient(Starlette(routes=[static_route]))


@pytest.mark.parametrize("accepts", ["gzip", "identity"])
def test_a_file_is_kept_for_ever(client, accepts):
    answer = client.get(assets().url("js/app.js"), headers={"Accept-Encoding": accepts})
    assert answer.status_code == 200
    assert answer.content == assets().files["js/app.js"].body
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert (answer.headers.get("content-encoding") == "gzip") == (accepts == "gzip")
    assert gzip.decompress(assets().files["js/app.js"].packed) == answer.content


@pytest.mark.parametrize(
    "path",
    [
        "/static/{digest}/js/nonesuch.js",
        "/static/0000000000000000/js/app.js",
        "/static/{digest}/../rendering.py",
        "/static/{digest}/",
    ],
)
def test_anything_else_is_not_there(client, path):
    assert client.get(path.format(digest=assets().digest)).status_code == 404
