"""What handlers of a place ask of a request: how its page is to be rendered, and what its form sent."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from mediant.web import answers
from mediant.web.forms import is_text
from mediant.web.middleware import SESSION
from mediant.web.office import office_of
from mediant.web.rendering import Setting
from mediant.web.screens.screen import Form

MOST_FIELDS, LONGEST_FIELD = 1000, 256 * 1024


def setting_of(request: Request, stream: str | None = None) -> Setting:
    """What a page of a place stands in; its session has a name of its own in the browser's storage."""
    session = request.scope.get(SESSION)
    scope = session.key[:16] if session is not None else ""
    return answers.setting_of(request, office_of(request).settings, scope=scope, stream=stream)


async def form_of(request: Request) -> Form:
    """What a form sent: for each field its values, in order. 400 where something in it is no text."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD)
    found: dict[str, tuple[str, ...]] = {}
    for name, value in form.multi_items():
        if not isinstance(value, str) or not is_text(name) or not is_text(value):
            raise HTTPException(400)
        found[name] = (*found.get(name, ()), value)
    return found
