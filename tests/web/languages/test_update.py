"""Catalogs that follow the templates."""

from __future__ import annotations

from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from mediant.web.languages.files import messages, po_file
from mediant.web.languages.update import as_text, untranslated, updated


@pytest.mark.parametrize("code", ["ar", "es", "fr"])
def test_the_files_are_as_the_command_writes_them(code):
    assert po_file(code).read_bytes() == as_text(updated(code, messages())), "run `make messages`"


def test_new_messages_come_in_old_ones_stay_and_others_go():
    said = Catalog()
    said.add("Sent")
    said.add("Never said before")
    said.add(("%(num)s offer", "%(num)s offers"))
    made = updated("ar", said)
    assert [message.id for message in made if message.id] == [
        ("%(num)s offer", "%(num)s offers"),
        "Never said before",
        "Sent",
    ]
    assert made["Sent"].string == "تم الإرسال"
    assert made[("%(num)s offer")].string == ("",) * 6
    assert untranslated(made) == ["('%(num)s offer', '%(num)s offers')", "Never said before"]


def test_what_is_written_is_read_again():
    said = Catalog()
    said.add(("%(num)s offer", "%(num)s offers"))
    made = updated("ar", said)
    made[("%(num)s offer")].string = tuple("123456")
    again = read_po(BytesIO(as_text(made)), locale="ar", abort_invalid=True)
    assert again["%(num)s offer"].string == tuple("123456")
    assert again.plural_forms == made.plural_forms
