"""Health: a port of its own, and figures that tell nothing of anybody."""

from __future__ import annotations

import asyncio
import contextlib

import httpx
from small_server import CASE, Server, live, served

from mediant.web.health import Figures, Measured, health_app


def beside(server: Server) -> tuple[httpx.AsyncClient, httpx.AsyncClient]:
    figures = Figures()
    app = health_app(server.office, figures)
    measured = Measured(server.app, figures)
    return tuple(
        httpx.AsyncClient(transport=httpx.ASGITransport(one), base_url="http://localhost:8000")
        for one in (app, measured)
    )


@served
async def test_it_is_well_until_a_write_fails(server: Server):
    health, _ = beside(server)
    assert (await health.get("/healthz")).status_code == 200
    server.store.fails = OSError("disk full")
    with contextlib.suppress(OSError):
        await server.office.invites.make(CASE, "north-1")
    assert (await health.get("/healthz")).status_code == 503
    server.store.fails = None
    await server.office.invites.make(CASE, "north-1")
    assert (await health.get("/healthz")).status_code == 200


@served
async def test_31_no_figure_names_a_case_a_party_or_a_path(server: Server):
    health, through = beside(server)
    token = await server.token()
    for path in (f"/c/{CASE}/", "/i/secret-token", "/nothing/secret"):
        await through.get(path, headers={"cookie": f"__Host-mediant-{CASE}={token}"})
    await through.request("SECRET", "/")
    text = (await health.get("/metrics")).text
    for secret in (CASE, "north", "secret", "SECRET", token):
        assert secret not in text
    assert 'mediant_answers_total{method="GET",status="2xx"} 1.0' in text
    assert 'mediant_answers_total{method="GET",status="4xx"} 2.0' in text
    assert 'mediant_answers_total{method="other",status="4xx"} 1.0' in text
    assert "mediant_answer_seconds_count 4.0" in text


@served
async def test_32_no_figure_tells_how_large_anything_is(server: Server):
    """Neither files nor cases: only answers and streams are counted."""
    health, _ = beside(server)
    text = (await health.get("/metrics")).text
    names = {line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")}
    assert {name.removesuffix("_created").removesuffix("_total") for name in names} == {
        "mediant_answers", "mediant_answer_seconds", "mediant_streams",
    }  # fmt: skip
    assert (await health.get("/healthz")).text.split() == (await health.get("/healthz")).text.split()


@served
async def test_it_answers_this_machine_only(server: Server):
    health, _ = beside(server)
    for path in ("/healthz", "/metrics"):
        assert (await health.get(path, headers={"host": "evil.example"})).status_code == 400
    assert (await health.get("/")).status_code == 404


def test_streams_are_counted():
    async def inside() -> list[str]:
        async with live() as server, httpx.AsyncClient() as client:
            seen = []
            for _ in range(2):
                text = (await client.get(f"http://127.0.0.1:{server.health}/metrics")).text
                seen += [line for line in text.splitlines() if line.startswith("mediant_streams")]
                server.office.streams.open("v", "s")
            assert (await client.get(f"{server.settings.origin}/metrics")).status_code == 404
            return seen

    assert asyncio.run(inside()) == ["mediant_streams 0.0", "mediant_streams 1.0"]
