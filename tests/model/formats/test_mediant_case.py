import re
import tomllib
from datetime import date

import pytest
from case_strategies import all_numbers, cases
from hypothesis import example, given
from hypothesis import strategies as st
from wrong_cases import GROUND

from mediant.errors import FileProblem, InvalidFile, InvalidValue, MediantError
from mediant.model.case import Case
from mediant.model.checks import problems_in
from mediant.model.document import case_of
from mediant.model.formats.mediant_case import LARGEST_FILE, MOST_ENTRIES, parse, problems, render
from mediant.model.issue import Issue, Range
from mediant.model.party import Mediator, Party
from mediant.model.preferences import AsGoodAs, Comparison, Curve, Interval, Preferences, Ranking, Term

HARBOUR = """\
format = "mediant-case/1"
title = "The harbour of Östhamn"
as_of = 2024-05-04
claims = "claims.jsonl"

[[party]]
id = "north"
name = "North"

[[party]]
id = "south"
name = "South"

[[mediator]]
id = "host"
name = "Host state"
may = ["carry", "draft"]

[[issue]]
id = "truce"
name = "Length of the truce"
options = ["none", "40 days", "permanent"]

[[issue]]
id = "fee"
name = "Harbour fee"
range = { from = 0, to = 100, step = 5, unit = "USD" }

[preferences.north]
weights = { truce = 0.6, fee = [0.3, 0.4] }
walk_away = 0.35

[preferences.north.values]
truce = { none = 0, "40 days" = 0.7, permanent = 1 }
fee = { at = [[0, 1.0], [100, 0.0]] }

[[preferences.north.together]]
when = { truce = ["40 days", "permanent"], fee = 0 }
add = 0.1

[[preferences.north.never]]
truce = "none"
fee = 100

[preferences.north.because]
"values.truce" = ["c3", "c7"]

[preferences.south]
weights = ["fee", "truce"]
walk_away = { as_good_as = { truce = "none", fee = 0 } }

[preferences.south.values]
truce = ["none", ["40 days", "permanent"]]
fee = "more"

[[preferences.south.prefers]]
this = { truce = "40 days", fee = 80 }
to = { truce = "none", fee = 100 }

[[preferences.south.accepts]]
truce = "40 days"
fee = 90
"""

HARBOUR_CASE = Case(
    title="The harbour of Östhamn",
    as_of=date(2024, 5, 4),
    claims="claims.jsonl",
    parties=(Party(id="north", name="North"), Party(id="south", name="South")),
    mediators=(Mediator(id="host", name="Host state", may=("carry", "draft")),),
    issues=(
        Issue(id="truce", name="Length of the truce", options=("none", "40 days", "permanent")),
        Issue(id="fee", name="Harbour fee", options=Range(low=0, high=100, step=5, unit="USD")),
    ),
    preferences={
        "north": Preferences(
            weights={"truce": 0.6, "fee": Interval(0.3, 0.4)},
            walk_away=0.35,
            values={"truce": {"none": 0, "40 days": 0.7, "permanent": 1}, "fee": Curve(((0, 1.0), (100, 0.0)))},
            together=(Term(when={"truce": ("40 days", "permanent"), "fee": (0,)}, add=0.1),),
            never=({"truce": ("none",), "fee": (100,)},),
            because={"values.truce": ("c3", "c7")},
        ),
        "south": Preferences(
            weights=Ranking((("fee",), ("truce",))),
            walk_away=AsGoodAs({"truce": "none", "fee": 0}),
            values={"truce": Ranking((("none",), ("40 days", "permanent"))), "fee": "more"},
            prefers=(Comparison(this={"truce": "40 days", "fee": 80}, to={"truce": "none", "fee": 100}),),
            accepts=({"truce": "40 days", "fee": 90},),
        ),
    },
)


def test_every_construct_of_the_format_is_read():
    assert parse(HARBOUR.encode(), "harbour.toml") == HARBOUR_CASE


def test_a_case_is_written_as_one_would_by_hand():
    assert render(HARBOUR_CASE).decode() == HARBOUR


@given(cases(numbers=all_numbers))
def test_what_is_written_is_read_back_without_loss(case):
    assert parse(render(case), "again") == case


@given(cases())
def test_writing_again_changes_nothing(case):
    written = render(case)
    assert render(parse(written, "again")) == written


def test_preferences_that_say_nothing_are_kept():
    for stated in (Preferences(), Preferences(weights={})):
        case = Case(title="T", parties=HARBOUR_CASE.parties, issues=HARBOUR_CASE.issues, preferences={"north": stated})
        assert parse(render(case), "again") == case


def test_numbers_of_a_range_get_its_own_type():
    text = GROUND.replace("fee = 90", "fee = 90.0").replace("fee = [95, 100]", "fee = [95.0, 100]")
    case = parse(text.encode(), "case")
    assert isinstance(case.known_of("south").accepts[0]["fee"], int)
    assert all(isinstance(fee, int) for fee in case.known_of("north").never[0]["fee"])


def test_values_of_a_range_are_keyed_by_its_numbers():
    text = GROUND.replace("to = 100", "to = 5").replace(
        "fee = { at = [[0, 1.0], [50, [0.4, 0.6]], [100, 0.0]] }", "fee = { 0 = 1, 5 = 0 }"
    )
    text = re.sub(r"fee = (\[95, 100\]|80|90|100)", "fee = 5", text)
    assert parse(text.encode(), "case").known_of("north").values["fee"] == {0: 1, 5: 0}


def test_long_entries_get_their_own_lines():
    options = tuple(f"option number {k} of the issue" for k in range(12))
    case = Case(
        title="T",
        parties=HARBOUR_CASE.parties,
        issues=(Issue(id="long", name="Long", options=options),),
        preferences={"north": Preferences(values={"long": dict.fromkeys(options, 0.5)}, never=({"long": options},))},
    )
    written = render(case).decode()
    assert max(map(len, written.splitlines())) <= 120
    assert '[preferences.north.values.long]\n"option number 0 of the issue" = 0.5\n' in written
    assert parse(written.encode(), "again") == case


def test_an_invalid_case_is_not_written():
    case = Case(title="T", parties=HARBOUR_CASE.parties[:1], issues=())
    with pytest.raises(InvalidValue, match=r"party: 1 given.*; expected two or more") as caught:
        render(case)
    assert "and 1 more problems" in str(caught.value)


def test_every_problem_of_a_file_is_told_at_once():
    text = (
        HARBOUR.replace('fee = "more"', 'fee = "moree"').replace("add = 0.1", "add = true").replace("North", "\\u0001")
    )
    with pytest.raises(InvalidFile) as caught:
        parse(text.encode(), "harbour.toml")
    assert [problem.place for problem in caught.value.problems] == [
        "party[1].name",
        "preferences.north.together[1].add",
        "preferences.south.values.fee",
    ]
    assert caught.value.problems == problems(text.encode())
    assert str(caught.value).startswith("harbour.toml: party[1].name: ")
    assert "2 more: run `mediant check harbour.toml`" in str(caught.value)


@pytest.mark.parametrize(
    ("data", "gist"),
    [
        (b'title = "\xe9t\xe9"', "not UTF-8: byte 0xe9 in line 1"),
        (b"a = 1\n\xff\xfe", "not UTF-8: byte 0xff in line 2"),
        (b"title = 'a'\nparty = [", "not TOML"),
        (b"title = 'a'\nparty = x", "at line 2, column 9"),
        ("title = “a”".encode(), 'texts stand in straight quotes (")'),
        (b"a = 1\na = 2", "not TOML: Cannot overwrite a value (at line 2"),
        (b"a = 1" + b"0" * 5000, "too many digits"),
        (b"a = 2024-02-31", "not TOML"),
        (b"a = " + b"[" * 100_000, "nested too deep"),
        (b"a = " + b"{a=" * 100_000, "nested too deep"),
        (b"a." * 1_000_000 + b"a = 1", "nested too deep"),
        (b"[" + b'"a" . ' * 100_000 + b"a]", "nested too deep"),
        (b"\x00" * 1000, "not TOML"),
        (b"<?xml version='1.0'?><a/>", "not TOML"),
        (b"#" * (LARGEST_FILE + 1), "16,777,217 bytes"),
    ],
    ids=range(15),
)
def test_what_is_no_case_file_at_all_is_told_in_one_line(data, gist):
    with pytest.raises(FileProblem) as caught:
        parse(data, "file.toml")
    assert gist in str(caught.value)
    assert str(caught.value).startswith("file.toml: ")
    assert "\n" not in str(caught.value)
    (problem,) = problems(data)
    assert gist in f"{problem.seen}; {problem.do}"


def test_a_byte_order_mark_is_no_problem():
    assert parse(b"\xef\xbb\xbf" + HARBOUR.encode(), "harbour.toml") == HARBOUR_CASE


def test_windows_line_ends_are_no_problem():
    assert parse(HARBOUR.replace("\n", "\r\n").encode(), "harbour.toml") == HARBOUR_CASE


@given(st.binary(max_size=200))
@example(b"")
@example(b"format = 'mediant-case/1'\nparty = 5\nissue = [5, [], {}]\nmediator = {}\npreferences = []")
def test_rubbish_raises_nothing_but_errors_of_ours(data):
    with pytest.raises(MediantError):
        parse(data, "rubbish")
    assert problems(data)


LINES = HARBOUR.splitlines()
PIECES = [
    "5", "-1", "true", "nan", "inf", "1e400", "[]", "{}", '""', '"x"', '"fee"', '"unknown"', "[[]]", "[1, 2]", "[2, 1]",
    "[{}]", "{ at = [[0, 1], [100, 2]] }", "{ at = 1 }", "2024-05-04", "12:30:00", '["none", "40 days", "permanent"]',
    '{ truce = "none" }', "{ fee = 5 }", "{ from = 0, to = 1e12, step = 1e-12 }", '"\\u202e"', "0x" + "f" * 20_000,
]  # fmt: skip


@given(st.data())
def test_mutated_files_raise_nothing_but_errors_of_ours(data):
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key, is_entry, _ = lines[at].partition(" = ")
        action = data.draw(st.sampled_from(["replace", "drop", "rename", "copy"]))
        if action == "replace" and is_entry:
            lines[at] = f"{key} = {data.draw(st.sampled_from(PIECES))}"
        elif action == "drop":
            lines[at] = ""
        elif action == "rename" and is_entry:
            lines[at] = lines[at].replace(
                key, data.draw(st.sampled_from(["id", "at", "fee", "values", "range", '"é.x"'])), 1
            )
        else:
            lines.insert(data.draw(st.integers(0, len(lines))), lines[at])
    mutated = "\n".join(lines).encode()
    found = problems(mutated)
    if found:
        assert all(len(str(problem)) < 1000 and problem.do for problem in found)
        with pytest.raises(MediantError):
            parse(mutated, "mutated")
    else:
        case = parse(mutated, "mutated")
        assert parse(render(case), "again") == case


@given(st.data())
def test_any_value_anywhere_raises_nothing_but_errors_of_ours(data):
    scalars = (
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates() | st.datetimes()
    )
    trees = st.recursive(
        scalars.filter(lambda value: value is not None),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "at", "fee", "truce", "options", "from", "this", "x"]), inner, max_size=3
            )
        ),
        max_leaves=6,
    )
    document = tomllib.loads(GROUND)
    table = document
    while True:
        key = data.draw(st.sampled_from(sorted(table) if isinstance(table, dict) else range(len(table))))
        if not isinstance(table[key], dict | list) or not table[key] or data.draw(st.booleans()):
            break
        table = table[key]
    table[key] = data.draw(trees)
    if not problems_in(document):
        assert isinstance(case_of(document), Case)


def test_an_issue_of_many_steps_and_many_issues_are_read_without_delay():
    many = "".join(f'[[issue]]\nid = "i{k}"\nname = "I"\noptions = {[f"o{j}" for j in range(10)]}\n' for k in range(50))
    wide = '[[issue]]\nid = "wide"\nname = "W"\nrange = { from = 0, to = 999999, step = 1 }\n'
    head = GROUND.partition("[[issue]]")[0]
    case = parse(f'{head}{wide}{many}[preferences.north.values]\nwide = "more"'.encode(), "many")
    assert case.size == 10**6 * 10**50


def test_errors_about_large_issues_stay_short():
    names = [f"option {k}" for k in range(50_000)]
    head = GROUND.partition("[[issue]]")[0]
    text = f'{head}[[issue]]\nid = "i"\nname = "I"\noptions = {names}\n[preferences.north.values]\ni = ["option 7", "other"]'
    found = problems(text.encode())
    assert any("49,993 more" in str(problem) for problem in found)
    assert all(len(str(problem)) < 400 for problem in found)


@pytest.mark.parametrize("line", [b"k%d = 1\n", b"[t%d]\n", b"[[party]] # %d\n"])
def test_a_file_of_millions_of_entries_is_refused_unparsed(line):
    data = b"".join(line % k for k in range(MOST_ENTRIES + 1))
    with pytest.raises(FileProblem, match="entries or lists; a case file has at most 400,000"):
        parse(data, "huge.toml")


def test_a_file_that_could_not_be_read_again_is_not_written():
    numbers = Range(low=0, high=200_000, step=1)
    table = dict.fromkeys(numbers, 0.5)
    case = Case(
        title="T",
        parties=(Party(id="a", name="A"), Party(id="b", name="B")),
        issues=(Issue(id="x", name="X", options=numbers),),
        preferences={party: Preferences(values={"x": table}) for party in ("a", "b")},
    )
    with pytest.raises(InvalidValue, match="entries or lists"):
        render(case)
