"""Pages that need nothing: what went wrong, by its status alone. The same bytes for everybody, whatever was asked."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import HTMLResponse, Response

WORDS = {
    400: "This could not be understood. Go back and try once more.",
    403: "This came from another site. Open the page here and try once more.",
    404: "There is nothing here, or it is not yours to see.",
    408: "It took too long to arrive. Try once more.",
    409: "In this browser you already sit elsewhere in this case. Leave that seat first, or use another browser.",
    413: "This is too large.",
    429: "Too often in too short a time. Wait a moment.",
    500: "Something went wrong here. What was saved is safe; try once more.",
    503: "Too much to do at the moment. Try again in a few seconds.",
    507: "There is no room left to store this. Nothing was saved; tell whoever runs this server.",
}


def plain_page(title: str, body: str, status: int = 200) -> Response:
    """A page; both are HTML already."""
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><main><h1>{title}</h1>{body}</main></html>"
    )
    return HTMLResponse(text, status_code=status)


def status_page(status: int) -> Response:
    """What went wrong."""
    return plain_page(HTTPStatus(status).phrase, f"<p>{WORDS.get(status, WORDS[500])}</p>", status)
