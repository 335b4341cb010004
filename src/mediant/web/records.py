"""What a viewer takes home: all that they were shown, as a chain that `mediant verify` checks."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mediant.stores.chains import first_line, seen_file, seen_line
from mediant.web.pages import hub_of, whose
from mediant.workbench.ballots import Cast
from mediant.workbench.lines import line_of


def routes() -> list[Route]:
    """Those of this module; before those of the pages."""
    return [Route("/c/{case}/record", record, methods=["GET"])]


async def record(request: Request) -> Response:
    """The record of the one who asks, `mediant-seen/1`: nothing is in it that their pages have not shown them.

    Their own votes are not in it: those of a ballot that fails are destroyed, and nobody should be made to prove one.
    """
    place, person = await whose(request)
    events = [event for event in await hub_of(request).seen(place, person) if not isinstance(event.fact, Cast)]
    table = await hub_of(request).table(place, person)
    first = first_line(f"{person.name} ({person.id})", table.case.title)
    raw = seen_file([first, *(seen_line(line_of(event)) for event in events)])
    headers = {"content-disposition": f'attachment; filename="record-{person.id}.jsonl"'}
    return Response(raw, media_type="application/jsonl", headers=headers)
