"""Forms: what is asked for and nothing else. The refusals are in test_middleware.py."""

from __future__ import annotations

import asyncio

import pytest
from small_server import CASE, FORM, Server, served
from starlette.exceptions import HTTPException
from starlette.requests import Request

from mediant.web.forms import fields


@served
async def test_text_in_any_script_comes_through(server: Server):
    seated = await server.seated()
    for words in ("oui à 40 jours", "اتفاق", "a&b=c+d", "", "line\r\nline", "x" * 60_000):
        assert (await seated.post(f"/c/{CASE}/say", data={"words": words})).text == words


TICKED = [
    ("name=Ann", {"name": "Ann", "agreed": ""}),
    ("name=Ann&agreed=yes", {"name": "Ann", "agreed": "yes"}),
    ("agreed=yes", 400),
    ("name=Ann&agreed=yes&agreed=yes", 400),
    ("name=Ann&more=1", 400),
]


@pytest.mark.parametrize(("body", "found"), TICKED, ids=[body for body, _ in TICKED])
def test_a_box_is_sent_only_where_it_is_ticked(body, found):
    async def receive():
        return {"type": "http.request", "body": body.encode()}

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", FORM["content-type"].encode())]}
    request = Request(scope, receive)
    if found == 400:
        with pytest.raises(HTTPException, match="400"):
            asyncio.run(fields(request, "name", ticked=("agreed",)))
    else:
        assert asyncio.run(fields(request, "name", ticked=("agreed",))) == found


@served
async def test_a_body_of_another_kind_holds_no_fields(server: Server):
    seated = await server.seated()
    for kind in ("application/json", "text/plain"):
        answer = await seated.post(f"/c/{CASE}/say", content="words=yes", headers={"content-type": kind})
        assert answer.status_code == 400
    broken = {"content-type": "multipart/form-data; boundary=x"}
    assert (await seated.post(f"/c/{CASE}/say", content="--y\r\nbroken", headers=broken)).status_code == 400
    assert (await seated.post(f"/c/{CASE}/say", content="words=yes", headers=FORM)).status_code == 200
