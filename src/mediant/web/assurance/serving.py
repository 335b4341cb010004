"""The page on confidentiality: what is promised and what is not, and how it was tested. The same for everybody."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mediant.web.answers import answer
from mediant.web.assurance.files import code, report


def routes() -> list[Route]:
    """Those of this module."""
    return [Route("/confidentiality", confidentiality, methods=["GET"])]


async def confidentiality(request: Request) -> Response:
    """It tells nothing of any case, so nobody need be signed in."""
    known = report()
    return answer(request, "confidentiality.html.jinja", report=known, same=known is not None and known.code == code())
