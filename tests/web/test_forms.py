"""Forms: what is asked for and nothing else. The refusals are in test_middleware.py."""

from __future__ import annotations

from small_server import CASE, FORM, Server, served


@served
async def test_text_in_any_script_comes_through(server: Server):
    seated = await server.seated()
    for words in ("oui à 40 jours", "اتفاق", "a&b=c+d", "", "line\r\nline", "x" * 60_000):
        assert (await seated.post(f"/c/{CASE}/say", data={"words": words})).text == words


@served
async def test_a_body_of_another_kind_holds_no_fields(server: Server):
    seated = await server.seated()
    for kind in ("application/json", "text/plain"):
        answer = await seated.post(f"/c/{CASE}/say", content="words=yes", headers={"content-type": kind})
        assert answer.status_code == 400
    broken = {"content-type": "multipart/form-data; boundary=x"}
    assert (await seated.post(f"/c/{CASE}/say", content="--y\r\nbroken", headers=broken)).status_code == 400
    assert (await seated.post(f"/c/{CASE}/say", content="words=yes", headers=FORM)).status_code == 200
