"""Documents as TOML: read back as they were, one header a table, nothing on a long line that can be split."""

import tomllib

from case_strategies import BIDI
from hypothesis import given
from hypothesis import strategies as st

from mediant.model.formats.mediant_case_writing import toml_of

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=8) | st.sampled_from(["no", "40 days", "a.b", BIDI])
scalars = st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | texts | st.dates()
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
documents = st.dictionaries(
    texts | st.sampled_from(["preferences", "values", "because"]), trees, max_size=4
) | st.fixed_dictionaries(
    {"preferences": st.dictionaries(texts, st.dictionaries(texts, trees, max_size=3), max_size=3)}
)


def same(a, b):
    """Equal with equal types (0 is not 0.0, and not false)."""
    if isinstance(a, dict):
        return isinstance(b, dict) and sorted(a) == sorted(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(map(same, a, b))
    return type(a) is type(b) and a == b


@given(documents)
def test_any_document_is_read_back_as_it_was(document):
    assert same(tomllib.loads(toml_of(document)), document)


def test_a_table_of_preferences_has_a_header_a_party_and_none_for_all():
    document = {"title": "T", "preferences": {"north": {"walk_away": 1, "values": {"fee": "more"}}, "south": {}}}
    assert toml_of(document) == (
        'title = "T"\n\n[preferences.north]\nwalk_away = 1\n\n[preferences.north.values]\nfee = "more"\n\n'
        "[preferences.south]\n"
    )


def test_what_fits_stays_on_its_line_and_what_does_not_gets_lines_of_its_own():
    words = [f"option number {k}" for k in range(9)]
    table = dict.fromkeys(words, 0.5)
    written = toml_of(
        {"issue": [{"id": "i", "options": words[:3], "range": {"from": 0, "to": 1}}], "x": {"y": {"z": table}}}
    )
    assert 'options = ["option number 0", "option number 1", "option number 2"]\n' in written
    assert "range = { from = 0, to = 1 }\n" in written
    assert '[x.y.z]\n"option number 0" = 0.5\n' in written
    assert toml_of({"options": words}).startswith('options = [\n    "option number 0",\n')


def test_keys_and_texts_are_quoted_only_where_they_must_be():
    assert toml_of({"plain-key_1": "a", "40 days": 'say "yes"', "": "\u0007"}) == (
        'plain-key_1 = "a"\n"40 days" = "say \\"yes\\""\n"" = "\\u0007"\n'
    )
