"""What a request says of how its page is to be, and what its form sent."""

from __future__ import annotations

from small_workbench import Bench, at_the_bench


@at_the_bench
async def test_the_language_is_the_one_chosen_else_the_browsers(bench: Bench):
    noor = await bench.browser("n", **{"accept-language": "es, en;q=0.5"})
    assert '<html lang="es"' in (await noor.get(f"{bench.at}/table")).text
    noor.cookies.set("language", "fr")
    assert '<html lang="fr"' in (await noor.get(f"{bench.at}/table")).text


@at_the_bench
async def test_forms_hold_text(bench: Bench):
    noor = await bench.browser("n")
    for body in (b"room=joint&words=%00", b"room=joint&words=a&%00=b"):
        headers = {"content-type": "application/x-www-form-urlencoded"}
        answer = await noor.post(f"{bench.at}/table/write", content=body, headers=headers)
        assert answer.status_code == 400
    answer = await noor.post(f"{bench.at}/table/write", files={"words": b"x"}, data={"room": "joint"})
    assert answer.status_code == 400


@at_the_bench
async def test_each_session_has_a_place_of_its_own_in_the_browser(bench: Bench):
    pages = [(await (await bench.browser(seat)).get(f"{bench.at}/table")).text for seat in ("n", "na")]
    scopes = {page.partition('data-scope="')[2].partition('"')[0] for page in pages}
    assert len(scopes) == 2
    assert "" not in scopes
