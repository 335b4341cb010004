"""What a form sent: exactly the fields that were asked for, as text."""

from __future__ import annotations

from collections.abc import Collection

from starlette.exceptions import HTTPException
from starlette.requests import Request


async def fields(request: Request, *names: str, ticked: Collection[str] = ()) -> dict[str, str]:
    """The text of each named field. 400 where one is missing, stands twice or is a file, or another one is there.

    ticked : boxes, which browsers send only where they are ticked; empty where they are not.
    """
    form = await request.form(max_files=0, max_fields=len(names) + len(ticked) + 1, max_part_size=64 * 1024)
    given = form.multi_items()
    sent = sorted(name for name, _ in given)
    if sent != sorted({*names, *(name for name in ticked if name in sent)}):
        raise HTTPException(400)
    texts = {name: value for name, value in given if isinstance(value, str) and is_text(value)}
    if len(texts) != len(sent):
        raise HTTPException(400)
    return {**dict.fromkeys(ticked, ""), **texts}


def is_text(value: str) -> bool:
    """Whether it can be stored and shown: no NUL, no half character."""
    return "\x00" not in value and not any("\ud800" <= character <= "\udfff" for character in value)
