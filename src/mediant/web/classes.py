"""Teachers make classes, their links, and tables of what came of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from markupsafe import Markup
from msgspec import ValidationError, convert, to_builtins
from msgspec.json import Encoder
from msgspec.structs import replace
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mediant.errors import MediantError, Refused, UnknownCase
from mediant.registry import installed
from mediant.web.answers import answer
from mediant.web.cases import case_in, mediated
from mediant.web.codes import OF_ADDRESS, SECONDS, SHORTEST, code_key
from mediant.web.erasing import erase_case
from mediant.web.forms import fields
from mediant.web.hub import Place
from mediant.web.invites import link_of, qr_code
from mediant.web.joining import lessons_of
from mediant.web.office import office_of
from mediant.web.pages import asked, hub_of, rendered, with_works
from mediant.web.records import as_file, confirmed
from mediant.web.requests import form_of, setting_of
from mediant.web.screens.screen import Form, one
from mediant.web.settings import DAY
from mediant.web.signing import signed_in_as
from mediant.web.spreadsheets import csv_text
from mediant.workbench.clerk import TEACHER
from mediant.workbench.course import document_from, public
from mediant.workbench.lesson import Lesson
from mediant.workbench.outcomes_table import Cells, codebook, group_rows, student_rows
from mediant.workbench.results import Row
from mediant.workbench.teaching import MOST_STUDENTS, Prepare, Terms

LASTS = 30 * DAY
AS_JSON = Encoder(order="sorted")


def routes() -> list[Route]:
    """Those of this module; before those of the pages."""
    return [
        Route("/classes/new", show_form, methods=["GET"]),
        Route("/classes/new", make, methods=["POST"]),
        Route("/c/{case}/class/link", link, methods=["POST"]),
        Route("/c/{case}/class/unlink", unlink, methods=["POST"]),
        Route("/c/{case}/class/{table}.csv", table, methods=["GET"]),
        Route("/c/{case}/class/class.zip", whole, methods=["GET"]),
        Route("/c/{case}/class/erase", erase, methods=["POST"]),
    ]


async def show_form(request: Request) -> Response:
    """The form that makes a class."""
    signed_in_as("teacher", request)
    return _form(request, {})


async def make(request: Request) -> Response:
    """A class, and the way to its console."""
    account, form = signed_in_as("teacher", request), await form_of(request)
    try:
        known = document_from(case_in(request, one(form, "example", ""), one(form, "case", "")))
        case = mediated(known, setting_of(request).locale)
        terms = terms_in(form, case["title"])
        if terms.seats == "random":
            terms = replace(terms, seed=int(sha256(office_of(request).settings.token().encode()).hexdigest()[:8], 16))
        prepare = Prepare(terms, case)
        place = await lessons_of(request).make(prepare, public(case), account.name)
    except MediantError as error:
        return _form(request, form, error)
    await office_of(request).accounts.give_seat(account.id, str(place), TEACHER)
    return RedirectResponse(f"/c/{place}/class", status_code=303)


def terms_in(form: Form, title: str) -> Terms:
    """What a form says of how a class runs. Raises Refused."""
    codes = [line for line in one(form, "codes", "").split("\n") if line.strip()]
    if len(codes) > MOST_STUDENTS or any(len(code.strip()) < SHORTEST for code in codes):
        raise Refused(
            f"a code of fewer than {SHORTEST} characters, or too many codes", "give longer codes, one on each line"
        )
    said: dict[str, Any] = {
        "title": one(form, "title", "").strip() or title[:100],
        "groups": _number(form, "groups"), "minutes": _number(form, "minutes"),
        "mediator": one(form, "mediator", "none"), "talks": one(form, "talks", "joint"),
        "teacher_sees": one(form, "teacher-sees", "no") == "yes", "replace": one(form, "replace", "no") == "yes",
        "absent_after": 60 * (_number(form, "absent") or 3), "strategy": one(form, "strategy", "boulware"),
        "codes": tuple(dict.fromkeys(code_key(code) for code in codes)),
        "seats": one(form, "seats", "order"), "consent": one(form, "consent", "").strip(),
    }  # fmt: skip
    try:
        return convert(said, Terms)
    except ValidationError as error:
        raise Refused(f"no such class: {error}", "correct the form") from None


def _number(form: Form, name: str) -> int | None:
    said = one(form, name, "").strip()
    if said and not (said.isascii() and said.isdecimal() and len(said) < 7):
        raise Refused(f"{said[:20]!r} is no whole number", "write it in digits")
    return int(said) if said else None


def _form(request: Request, form: Form, wrong: MediantError | None = None) -> Response:
    def was(name: str, default: str = "") -> str:
        return form.get(name, (default,))[0]

    return answer(
        request, "class_new.html.jinja", status=422 if wrong else 200, wrong=wrong, was=was,
        code_length=SHORTEST, wrong_codes=OF_ADDRESS, wrong_seconds=SECONDS,
        examples=[(name, case.title) for name, case in request.app.state.examples.items()],
        strategies=[plugin.name for plugin in installed("strategies")],
    )  # fmt: skip


async def link(request: Request) -> Response:
    """A new link for all students; the one of before is worth nothing any more."""
    screen, seen = await asked(request, "class")
    await fields(request)
    office, case = office_of(request), request.path_params["case"]
    await _revoke(request)
    token = await office.invites.make(case, "", lasts=LASTS, uses=10 * MOST_STUDENTS)
    address = link_of(office.settings, token, of_class=True)
    fresh = {"link": address, "qr": Markup(qr_code(address))}  # noqa: S704 - drawn here, of our own link
    return await rendered(request, screen, screen.name, seen, fresh=fresh)


async def unlink(request: Request) -> Response:
    """Nobody joins any more; who has a seat keeps it."""
    await asked(request, "class")
    await fields(request)
    await _revoke(request)
    return RedirectResponse(f"/c/{request.path_params['case']}/class", status_code=303)


async def _revoke(request: Request) -> None:
    office = office_of(request)
    for old in office.invites.open_for(request.path_params["case"]):
        await office.invites.revoke(old.key)


async def table(request: Request) -> Response:
    """A table of what came of the class, for a spreadsheet or statistics."""
    _, seen = await asked(request, "class")
    lesson, name = seen.table.lesson, request.path_params["table"]
    made = tables_of(lesson, seen.found["rows"], names=seen.asked.get("names") == "yes")
    if name not in made:
        raise HTTPException(404)
    return as_file(csv_text(made[name]()).encode(), "text/csv; charset=utf-8", f"{name}.csv")


def tables_of(lesson: Lesson, rows: tuple[Row, ...], *, names: bool) -> Mapping[str, Callable[[], list[Cells]]]:
    """By name each table that a class has."""
    return {
        "groups": lambda: group_rows(lesson, rows),
        "students": lambda: student_rows(lesson, rows, names=names),
        "codebook": lambda: codebook(lesson),
    }


async def whole(request: Request) -> Response:
    """All that can be taken out of a class, in one file: its tables, what it was, and the debrief once it is closed."""
    screen, seen = await asked(request, "class")
    seen = await with_works(request, screen, seen)
    lesson, terms = seen.table.lesson, seen.table.lesson.terms
    assert terms is not None, "the console is that of a class"  # noqa: S101
    tables = tables_of(lesson, seen.found["rows"], names=seen.asked.get("names") == "yes")
    about = {**to_builtins(replace(terms, codes=())), "codes": len(terms.codes), "case": lesson.case}
    files = {f"{name}.csv": csv_text(made()).encode() for name, made in tables.items()}
    files["class.json"] = AS_JSON.encode(about)
    if "debrief" in seen.found:
        files["debrief.json"] = AS_JSON.encode(seen.found["debrief"])
    return as_file(zipped(files), "application/zip", "class.zip")


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as one: the same bytes for the same files."""
    raw = BytesIO()
    with ZipFile(raw, "w") as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return raw.getvalue()


async def erase(request: Request) -> Response:
    """The class and all its groups are gone, once its name was typed."""
    screen, seen = await asked(request, "class")
    form = await fields(request, "name")
    terms = seen.table.lesson.terms
    try:
        confirmed(form["name"], terms.title if terms else "")
    except Refused as error:
        return await rendered(request, screen, screen.name, seen, str(error))
    await _revoke(request)
    lessons, place = lessons_of(request), Place.named(seen.at.removeprefix("/c/"))
    try:
        for case in await lessons.forget(place):
            with suppress(UnknownCase):  # it was erased when this was asked before
                await erase_case(hub_of(request), office_of(request), case)
    except MediantError:
        await lessons.remember(place, seen.now)  # so that the rest can be erased
        raise
    return RedirectResponse("/", status_code=303)
