"""Articles come in by pasting or uploading, the reader looks for claims beside the requests, and the annex goes out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from mediant.errors import MediantError, Refused, ServiceProblem
from mediant.evidence.article import article_of
from mediant.evidence.claim import ArticleRef
from mediant.readers.fetching import fetched
from mediant.web.annex import annex_csv
from mediant.web.forms import is_text
from mediant.web.office import office_of
from mediant.web.once import once_of
from mediant.web.pages import asked, hub_of, rendered, whose
from mediant.web.rendering import page
from mediant.web.requests import setting_of
from mediant.web.screens.screen import Form, Seen, one
from mediant.web.works import Work, Works
from mediant.workbench.articles import LONGEST, Bring, HandIn
from mediant.workbench.commands import MAY
from mediant.workbench.course import case_from, document_from, public
from mediant.workbench.evidence import entry_of, reference
from mediant.workbench.people import Person

if TYPE_CHECKING:  # the readers are imported where they work: a server starts a fifth sooner without them
    from mediant.evidence.reading.reader import BuiltIn

LARGEST = 4 * 1024 * 1024
"""Bytes of a page as it is uploaded, or of a text as it is pasted."""
LABEL = 500


def routes() -> list[Route]:
    """Those of this module; before the pages', which know nothing of files."""
    larger = [Middleware(RequestBodyLimitMiddleware, LARGEST + 64 * 1024)]
    return [
        Route("/c/{case}/evidence/bring", bring, methods=["POST"], middleware=larger),
        Route("/c/{case}/evidence/read", read, methods=["POST"]),
        Route("/c/{case}/evidence/annex.csv", annex_as_csv, methods=["GET"]),
        Route("/c/{case}/evidence/annex", annex_as_page, methods=["GET"]),
    ]


async def bring(request: Request) -> Response:
    """An article that was pasted or uploaded: its main text, for those in a room."""
    screen, seen = await asked(request, "evidence")
    if Bring not in MAY[seen.person.role]:
        raise HTTPException(404)
    form, raw = await _sent(request)
    place, person = await whose(request)
    try:
        title, outlet, text, published = await _extracted(request, form, raw, f"{seen.at}/{person.id}")
        command = Bring(
            room=one(form, "room"), text=_fitting(text), title=(title or one(form, "file", ""))[:LABEL] or "–",
            outlet=outlet[:LABEL] if outlet else None, published=published, leave="leave" in form,
        )  # fmt: skip
        await hub_of(request).ask(place, person, command, once_of(request))
    except MediantError as error:
        return await rendered(request, screen, "evidence", seen, str(error), sent=form)
    return RedirectResponse(f"{seen.at}/evidence", status_code=303)


async def _extracted(
    request: Request, form: Form, raw: bytes, by: str
) -> tuple[str | None, str | None, str, str | None]:
    """Title, outlet, main text and day of what was pasted or uploaded, or of what stands at an address.

    by : who brings it. Raises MediantError.
    """
    at = one(form, "address", "").strip()
    if raw.strip() or not at:
        if not raw.strip():
            raise Refused("no words were found", "paste the text of the article, or choose a file")
        return await works_of(request).done(Work(extracted, (raw, *_about(form))), by)  # type: ignore[no-any-return]
    hosts, once = tuple(office_of(request).trusted.hosts), office_of(request).settings.token()
    if not hosts:
        raise Refused("no host is allowed here", "paste the text of the article, or upload it")
    try:
        return await works_of(request).done(Work(brought, (at, hosts, once, *_about(form))), by)  # type: ignore[no-any-return]
    except ServiceProblem:  # what it says may tell of the network that the server stands in
        raise Refused("nothing could be fetched from there", "paste the text of the article, or upload it") from None


async def read(request: Request) -> Response:
    """The reader looks for claims in an article, in a process of its own; a mediator hands them in."""
    screen, seen = await asked(request, "evidence")
    if HandIn not in MAY[seen.person.role]:
        raise HTTPException(404)
    form, _ = await _sent(request)
    place, person = await whose(request)
    try:
        claims = await works_of(request).done(reading(seen, person, one(form, "article")), f"{seen.at}/{person.id}")
        command = HandIn(one(form, "article"), tuple(claims))
        await hub_of(request).ask(place, person, command, once_of(request))
    except MediantError as error:
        return await rendered(request, screen, "evidence", seen, str(error), sent=form)
    return RedirectResponse(f"{seen.at}/evidence?kind=proposed", status_code=303)


def works_of(request: Request) -> Works:
    """The processes of the server that this request came to."""
    works: Works = request.app.state.works
    return works


def reading(seen: Seen, person: Person, id: str) -> Work:
    """The work of reading an article for somebody. Raises Refused where they know of no such article."""
    article = seen.table.evidence.articles.get(id)
    if article is None:
        raise Refused("there is no such article", "bring it in first")
    case = public(document_from(seen.table.case))
    return Work(found_in, (article.text, reference(article), case, person.id))


def extracted(
    raw: bytes, title: str | None, outlet: str | None, published: str | None, _: str
) -> tuple[str | None, str | None, str, str | None]:
    """Title, outlet, main text and day of a page or a text, as told or as it states. Raises MediantError."""
    from mediant.evidence.articles.incoming import (
        About,
        article_from,
    )

    about = About(title=title, outlet=outlet, published=published)
    article = article_from(raw, "article", name="the article", about=about)
    return article.ref.title, article.ref.outlet, article.text, article.ref.published


def brought(
    url: str, hosts: tuple[str, ...], _: str, *about: str | None
) -> tuple[str | None, str | None, str, str | None]:
    """The same of the page at an address. Raises ServiceProblem too."""
    return extracted(fetched(url, hosts), *about)  # type: ignore[arg-type]


def found_in(text: str, ref: ArticleRef, case: dict[str, Any], _: str) -> list[dict[str, Any]]:
    """The claims that the built-in reader finds, as entries of `mediant-claims/1`. Raises MediantError."""
    from mediant.evidence.reading.completion import of_case

    read_it = of_case(_reader(), case_from(case))
    return [entry_of(claim) for claim in read_it(article_of(text, ref)).claims]


@cache
def _reader() -> BuiltIn:
    from mediant.evidence.reading.files import load_reader

    return load_reader()


async def annex_as_csv(request: Request) -> Response:
    """The claims that the viewer sees, as a table for spreadsheets."""
    screen, seen = await asked(request, "evidence")
    headers = {"content-disposition": 'attachment; filename="annex.csv"'}
    return Response(annex_csv(screen.values(seen)), media_type="text/csv; charset=utf-8", headers=headers)


async def annex_as_page(request: Request) -> Response:
    """The claims that the viewer sees, to be printed."""
    screen, seen = await asked(request, "evidence")
    return HTMLResponse(page("annex.html.jinja", setting_of(request), seen=seen, **screen.values(seen)))


def _about(form: Form) -> tuple[str | None, str | None, str | None, str]:
    """What is told of the article; the room too, so that nobody's work is done faster for another's sake."""
    title, outlet, published = (
        one(form, name, "").strip()[:LABEL] or None for name in ("title", "outlet", "published")
    )
    return title, outlet, published, one(form, "room")


def _fitting(text: str) -> str:
    if len(text) > LONGEST:
        raise Refused(f"an article of {len(text):,} characters", f"bring at most {LONGEST:,}, part by part")
    return text


async def _sent(request: Request) -> tuple[dict[str, tuple[str, ...]], bytes]:
    """The fields of the form, and the bytes of the article: the file's where there is one, else those of the words."""
    fields: dict[str, tuple[str, ...]] = {}
    raw = b""
    async with request.form(max_files=1, max_fields=20, max_part_size=LARGEST) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                raw = await value.read(LARGEST + 1)
                continue
            if not is_text(name) or not is_text(value):
                raise HTTPException(400)
            fields[name] = (*fields.get(name, ()), value)
    return fields, raw or "\n".join(fields.get("words", ())).encode()
