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


async def ticked(body):
    async def receive():
        return {"type": "http.request", "body": body}

    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", FORM["content-type"].encode())]}
    return await fields(Request(scope, receive), "name", ticked=("agreed",))


def test_a_box_is_sent_only_where_it_is_ticked():
    assert asyncio.run(ticked(b"name=Ann")) == {"name": "Ann", "agreed": ""}
    assert asyncio.run(ticked(b"name=Ann&agreed=yes")) == {"name": "Ann", "agreed": "yes"}


@pytest.mark.parametrize("body", [b"agreed=yes", b"name=Ann&agreed=yes&agreed=yes", b"name=Ann&more=1"])
def test_a_form_has_each_field_once_and_no_other(body):
    with pytest.raises(HTTPException) as refused:
        asyncio.run(ticked(body))
    assert refused.value.status_code == 400


@served
async def test_a_body_of_another_kind_holds_no_fields(server: Server):
    seated = await server.seated()
    for kind in ("application/json", "text/plain"):
        answer = await seated.post(f"/c/{CASE}/say", content="words=yes", headers={"content-type": kind})
        assert answer.status_code == 400
    broken = {"content-type": "multipart/form-data; boundary=x"}
    assert (await seated.post(f"/c/{CASE}/say", content="--y\r\nbroken", headers=broken)).status_code == 400
    assert (await seated.post(f"/c/{CASE}/say", content="words=yes", headers=FORM)).status_code == 200
