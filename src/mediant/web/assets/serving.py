"""The route of the static files. They hold nothing of any case, so they may be kept for ever and packed."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mediant.web.assets.files import assets

FOR_EVER = "public, max-age=31536000, immutable"


async def static(request: Request) -> Response:
    """One static file, packed where the browser takes that; 404 for any other path or another version."""
    kept = assets()
    asset = kept.files.get(request.path_params["path"])
    if asset is None or request.path_params["digest"] != kept.digest:
        raise HTTPException(404)
    headers = {"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, media_type=asset.media, headers={**headers, "Content-Encoding": "gzip"})
    return Response(asset.body, media_type=asset.media, headers=headers)


static_route = Route("/static/{digest}/{path:path}", static, methods=["GET"], name="static")
