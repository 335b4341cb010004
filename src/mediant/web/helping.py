"""The help page: the same for everybody, so that it tells nothing of any case."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mediant.web.answers import answer


def routes() -> list[Route]:
    """Those of this module."""
    return [Route("/help", help_page, methods=["GET"])]


async def help_page(request: Request) -> Response:
    """What the marks on panels mean, what happens to what one types, and what the keyboard does."""
    return answer(request, "help.html.jinja")
