"""Answers: pages in the language of whoever asks, and what went wrong, by its status alone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from mediant.web.languages.locales import LOCALES, best_locale
from mediant.web.rendering import THEMES, Setting, page
from mediant.web.settings import Settings

NONCE = "mediant.nonce"
"""In the scope: the nonce of this response."""
LANGUAGE, THEME = "language", "theme"
"""Cookies of what is only a matter of taste."""
YEAR = 365 * 24 * 3600
StatusPage = Callable[[Scope, int], Response]


def setting_of(request: HTTPConnection, settings: Settings, *, scope: str = "", stream: str | None = None) -> Setting:
    """What a page for this request stands in. scope, stream : as in Setting."""
    theme, query = request.cookies.get(THEME, ""), request.url.query
    return Setting(
        locale=language_of(request, settings),
        nonce=request.scope.get(NONCE, ""),
        path=request.scope["path"] + (f"?{query}" if query else ""),
        theme=theme if theme in THEMES else THEMES[0],
        scope=scope,
        stream=stream,
        whole="hx-request" not in request.headers,
    )


def language_of(request: HTTPConnection, settings: Settings) -> str:
    """The language that was chosen here, else one that the browser asks for, else that of the server."""
    accepted = request.headers.get("accept-language", "")[:400]
    return best_locale(f"{accepted},{settings.language};q=0.001", request.cookies.get(LANGUAGE))


def answer(
    request: Request, name: str, /, *, status: int = 200, setting: Setting | None = None, **values: object
) -> Response:
    """The page of a template for this request; `setting` where it is not a plain one."""
    stands = setting or setting_of(request, request.app.state.office.settings)
    return HTMLResponse(page(name, stands, **values), status_code=status)


def status_pages(settings: Settings) -> StatusPage:
    """Makes the page of a status. It tells nothing of the request but its language, and is the same every time."""

    def status_page(scope: Scope, status: int) -> Response:
        stands = Setting(locale=language_of(HTTPConnection(scope), settings), nonce="")
        return HTMLResponse(page("status.html.jinja", stands, status=status), status_code=status)

    return status_page


def choose_language(response: Response, code: str) -> None:
    """Have the browser remember a language. Raises KeyError for one that there is not."""
    response.set_cookie(
        LANGUAGE, LOCALES[code].code, max_age=YEAR, path="/", secure=True, httponly=True, samesite="lax"
    )


def local(path: str) -> str:
    """The path, where it leads to a page of ours; else that of the first page."""
    parts = urlsplit(path)
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc and path.isprintable()
    return path if ours and "\\" not in path else "/"
