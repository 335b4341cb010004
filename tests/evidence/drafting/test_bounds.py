"""What does not fit into a draft that can be analysed is named: the parties and issues that least is told of."""

from draft_samples import said

from mediant.evidence.drafting.bounds import MOST_ISSUES, MOST_PARTIES, LeftOut, asked_of, bounded, noted, tables_kept
from mediant.evidence.drafting.options import table_of
from mediant.evidence.drafting.positions import in_order, positions_of
from mediant.evidence.drafting.roles import roles_of, speakers_of

SIDES = [f"side-{letter}" for letter in "abcdefghij"]


def read(claims):
    ordered = in_order(claims)
    speakers = speakers_of(ordered)
    positions = positions_of(ordered, speakers)
    return roles_of(ordered, speakers, positions), positions, speakers


def rising():
    """Later sides take stands on more issues than earlier ones."""
    return [
        said(f"{side}-{issue}-{act}", side, act, f"{issue} thing", f"issue-{issue}", start=100 * n + 10 * issue)
        for n, side in enumerate(SIDES)
        for issue in range(n + 1)
        for act in ("demand", "reject")
    ]


def test_the_parties_with_stands_on_most_issues_stay():
    roles, positions, speakers = read(rising())
    assert roles.parties == tuple(SIDES)
    kept, left = bounded(roles, positions, speakers)
    assert kept.parties == tuple(SIDES[-MOST_PARTIES:])
    assert left == tuple(reversed(SIDES[:-MOST_PARTIES]))


def test_few_parties_all_stay():
    roles, positions, speakers = read(rising()[:6])
    assert bounded(roles, positions, speakers) == (roles, ())


def test_the_issues_on_which_most_parties_take_a_stand_stay_in_their_order():
    claims = [
        said(f"{side}-{n}", side, "demand", f"thing {n}", f"issue-{n}")
        for n in range(MOST_ISSUES + 3)
        for side in SIDES[: 1 + n % 4]
    ]
    positions = read(claims)[1]
    tables = [
        table_of(name, [p for p in positions if p.issue == name]) for name in sorted({p.issue for p in positions})
    ]
    kept, left = tables_kept(tables, SIDES)
    assert len(kept) == MOST_ISSUES
    assert [table for table in tables if table in kept] == list(kept)
    assert set(left) == {table.issue for table in tables} - {table.issue for table in kept}
    assert all(int(name.removeprefix("issue-")) % 4 == 0 for name in left)


def test_an_issue_with_too_many_options_is_left_out_and_a_smaller_one_stays():
    claims = [
        said(f"{n}-{option}-{side}", side, "demand", f"thing{n}x{option} other{n}y{option}", f"issue-{n}", start=option)
        for n in range(6)
        for option in range(2 if n == 5 else 30)
        for side in SIDES[:2]
    ]
    positions = read(claims)[1]
    tables = [table_of(f"issue-{n}", [p for p in positions if p.issue == f"issue-{n}"]) for n in range(6)]
    kept, left = tables_kept(tables, SIDES[:2])
    assert [table.issue for table in kept] == ["issue-0", "issue-1", "issue-2", "issue-5"]
    assert left == ("issue-3", "issue-4")


def test_the_steps_of_a_range_count_as_options():
    claims = [
        said(f"{n}-{side}", side, "demand", f"{1 if side == SIDES[0] else 500 + n} crowns", f"fee-{n}")
        for n in range(4)
        for side in SIDES[:2]
    ]
    positions = read(claims)[1]
    tables = [table_of(f"fee-{n}", [p for p in positions if p.issue == f"fee-{n}"]) for n in range(4)]
    assert all(table.range for table in tables)
    assert len(tables_kept(tables, SIDES[:2])[0]) == 2


def test_what_was_left_out_is_said_and_asked():
    left = LeftOut(parties=("bakers", "weavers"), issues=tuple(f"toll-{n}" for n in range(20)))
    positions = read([said("c9", "bakers", "demand", "flour", "flour")])[1]
    notes, asked = list(noted(left)), list(asked_of(left, positions))
    assert "bakers; weavers" in notes[0]
    assert "and 8 more" in notes[1]
    assert asked[0].claims == ("c9",)
    assert "Toll 0" in asked[1].text
    assert list(noted(LeftOut())) == list(asked_of(LeftOut(), positions)) == []
