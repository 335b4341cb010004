from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidFile
from mediant.model.formats.documents import json_document, party_stems, slugs, xml_document, yaml_document

LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">
<!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;">]><lolz>&lol3;</lolz>"""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (LAUGHS, "DOCTYPE"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "DOCTYPE"),
        ('<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', "DOCTYPE"),
        ("<a>&undeclared;</a>", "not well-formed"),
        ("<a>" * 100_000, "nested too deep"),
        ("<a><b>", "not well-formed"),
        ("", "not well-formed"),
        ('<?xml version="1.0" encoding="no-such"?><a/>', "encoding"),
        ("<a x='1' x='2'/>", "not well-formed"),
    ],
)
def test_56_hostile_xml_is_refused_in_one_line(text, word):
    with pytest.raises(InvalidFile, match=word) as caught:
        xml_document(text.encode(), "x.xml")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("x.xml: ")


def test_latin_1_declared_as_utf_8_is_refused():
    with pytest.raises(InvalidFile, match="not well-formed"):
        xml_document('<?xml version="1.0" encoding="UTF-8"?><a name="Zürich"/>'.encode("latin-1"), "x.xml")
    assert xml_document('<?xml version="1.0" encoding="ISO-8859-1"?><a n="ü"/>'.encode("latin-1"), "x").get("n") == "ü"


def test_xml_in_utf_16_is_read():
    assert xml_document('<?xml version="1.0" encoding="UTF-16"?><a n="ü"/>'.encode("utf-16"), "x").get("n") == "ü"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"[" * 100_000, "nested too deep"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"a": ', "not JSON"),
        (b'"\xfc"', "not UTF-8"),
        (b"9" * 10_000, "number"),
    ],
)
def test_58_hostile_json_is_refused(data, word):
    with pytest.raises(InvalidFile, match=word):
        json_document(data, "x.json")


BOMB = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (BOMB, "alias"),
        ("a: !!python/object/apply:os.system ['true']", "tag"),
        ("!!python/object:os.path {}", "tag"),
        ("a: !!python/name:os.system", "tag"),
        ("a: !!binary aGVsbG8=", "tag"),
        ("a: !own [1]", "tag"),
        ("[" * 5_000, "nested too deep"),
        ("a: 1\n---\na: 2\n", "documents"),
        ("", "documents"),
        ("a: 1\na: 2\n", "twice"),
        ("? {a: 1}\n: 2\n", "key"),
        ("? [[a], b]\n: 2\n", "key"),
        ("a: [1, 2", "not YAML"),
        ("a: \x00", "not YAML"),
        ("a: " + "9" * 10_000, "10,000 characters"),
        ("a: " + "9:" * 1_000_000 + "9", "characters"),
        ("a: !!int " + "9:" * 1_000_000 + "9", "characters"),
        ("a: !!int none", "not YAML"),
    ],
)
def test_57_hostile_yaml_is_refused(text, word):
    with pytest.raises(InvalidFile, match=word) as caught:
        yaml_document(text.encode(), "x.yml")
    assert "\n" not in str(caught.value)


def test_yaml_values_are_plain():
    text = "a: [1, 0.5, 'no', no, null, -.inf]\n? [x, 1]\n: y\nd: 2024-05-04\n"
    assert yaml_document(text.encode(), "x") == {
        "a": [1, 0.5, "no", False, None, float("-inf")],
        ("x", 1): "y",
        "d": "2024-05-04",
    }


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data):
    for read in (xml_document, json_document, yaml_document):
        with suppress(InvalidFile):
            read(data, "x")


@given(st.lists(st.text(max_size=8), max_size=8))
def test_ids_are_distinct_and_plain(texts):
    ids = slugs(texts, "issue")
    assert len(set(ids)) == len(texts)
    assert all(set(one) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and one for one in ids)


def test_numbers_before_names_are_dropped_when_they_only_count():
    assert party_stems(["1-b.xml", "2-a.xml"]) == ["b", "a"]
    assert party_stems(["1-b.xml", "3-a.xml"]) == ["1-b", "3-a"]
    assert slugs(["Öl & Gas", "öl-gas", "…"], "issue") == ["ol-gas", "ol-gas-2", "issue"]


def test_ids_of_very_many_equal_names_come_fast():
    assert slugs(["x"] * 200_000, "issue")[-1] == "x-200000"
    assert slugs(["x-2", "x", "x"], "issue") == ["x-2", "x", "x-3"]
