"""The static files over HTTP."""

from __future__ import annotations

import asyncio
import gzip

import httpx
import pytest
from starlette.applications import Starlette

from mediant.web.assets.files import assets
from mediant.web.assets.serving import static_route


def get(path: str, **headers: str) -> httpx.Response:
    async def inside() -> httpx.Response:
        transport = httpx.ASGITransport(app=Starlette(routes=[static_route]))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(path, headers=headers)

    return asyncio.run(inside())


@pytest.mark.parametrize("accepts", ["gzip", "identity"])
def test_a_file_is_kept_for_ever(accepts):
    answer = get(assets().url("js/app.js"), **{"accept-encoding": accepts})
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
        "/static/{digest}/%2e%2e/rendering.py",
        "/static/{digest}/",
    ],
)
def test_anything_else_is_not_there(path):
    assert get(path.format(digest=assets().digest)).status_code == 404
