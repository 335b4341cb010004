"""What handlers ask of a request: how its page is to be rendered, and what its form sent."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from mediant.web.forms import is_text
from mediant.web.languages.locales import best_locale
from mediant.web.middleware import NONCE, SESSION
from mediant.web.office import office_of
from mediant.web.rendering import Setting
from mediant.web.screens.screen import Form

LANGUAGE = "language"
"""The cookie of the language that a person has chosen."""
MOST_FIELDS, LONGEST_FIELD = 1000, 256 * 1024


def setting_of(request: Request) -> Setting:
    """The language and the nonce of this page, and the name of its session in the browser's own storage."""
    session = request.scope.get(SESSION)
    chosen = request.cookies.get(LANGUAGE)
    accepted = request.headers.get("accept-language", office_of(request).settings.language)
    return Setting(
        locale=best_locale(accepted, chosen),
        nonce=request.scope[NONCE],
        path=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        scope=session.key[:16] if session is not None else "",
    )


async def form_of(request: Request) -> Form:
    """What a form sent: for each field its values, in order. 400 where something in it is no text."""
    form = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=LONGEST_FIELD)
    found: dict[str, tuple[str, ...]] = {}
    for name, value in form.multi_items():
        if not isinstance(value, str) or not is_text(name) or not is_text(value):
            raise HTTPException(400)
        found[name] = (*found.get(name, ()), value)
    return found
