"""What is stored: sealed for whom it belongs to, and gone with the key."""

from __future__ import annotations

import pytest
from msgspec.msgpack import Encoder
from sitting import opened as sitting_down

from mediant.errors import Refused
from mediant.stores.keys import KEY, Keys
from mediant.web.envelopes import key_of, opened, sealed
from mediant.workbench.lines import line_of
from mediant.workbench.talk import Write


@pytest.fixture
def keys(tmp_path):
    keys = Keys(tmp_path / "keys", bytes(KEY))
    yield keys
    keys.close()


def test_a_secret_is_sealed_and_what_all_saw_is_not(keys):
    sitting = sitting_down()
    (secret,) = sitting.ask("n", Write("north", "between us"))
    (public,) = sitting.ask("n", Write("joint", "to all"))
    lines = [sealed("harbour1", "", event, keys) for event in (secret, public)]
    assert b"between us" not in lines[0]
    assert b"to all" in lines[1]
    assert [opened(line, keys) for line in lines] == [("", secret, b""), ("", public, b"")]
    keys.destroy("harbour1", key_of("", "party:north"))
    assert [opened(line, keys) for line in lines] == [("", None, b""), ("", public, b"")]


def test_groups_have_keys_of_their_own(keys):
    (secret,) = sitting_down().ask("n", Write("north", "between us"))
    one, two = (sealed("harbour1", group, secret, keys) for group in ("g1", "g2"))
    keys.destroy("harbour1", key_of("g1", "party:north"))
    assert opened(one, keys) == ("g1", None, b"")
    assert opened(two, keys) == ("g2", secret, b"")


@pytest.mark.parametrize("line", [b"", b"null", b"\x92\xa1\xff\xc4\x00", b"\x90"])
def test_what_is_no_line_says_what_to_do(line, keys):
    with pytest.raises(Refused, match="backup"):
        opened(line, keys)


def test_the_name_of_a_request_is_kept_and_older_lines_have_none(keys):
    (event,) = sitting_down().ask("n", Write("joint", "to all"))
    assert opened(sealed("harbour1", "g", event, keys, b"once"), keys) == ("g", event, b"once")
    assert opened(Encoder().encode(["g", line_of(event)]), keys) == ("g", event, b"")
