"""Who takes part and what each is reported to want, with a footnote for every claim."""

from __future__ import annotations

from dataclasses import replace

from case_strategies import cases
from hypothesis import given

from mediant.model.case import Case
from mediant.model.party import Mediator
from mediant.reports.footnotes import Footnotes
from mediant.reports.positions import entries_of
from mediant.reports.stances import mediators_of, positions_of, sides_of


def test_a_party_is_quoted_once_a_claim_with_all_that_rests_on_it(exact_two, claims):
    case, _ = exact_two
    north, south = sides_of(case, Footnotes(claims))
    assert (north.name, north.role, south.name) == ("North", "", "South")
    bears_on = {quoted.statement.id: quoted.bears_on for quoted in north.quotations}
    assert bears_on == {
        "c1": ("What matters most", "Length of the truce"),
        "c3": ("Length of the truce",),
        "c9": ("Walk-away",),
    }
    assert [quoted.mark.number for quoted in (*north.quotations, *south.quotations)] == [1, 2, 3, 4]
    assert [entry.place for entry in north.assumed] == ["values.fee", "values.pilots"]
    assert north.unknown == ()


def test_what_is_not_known_of_a_party_is_said(partial_two, claims):
    _, south = sides_of(partial_two[0], Footnotes(claims))
    assert "Walk-away: nothing is known" in south.unknown
    assert all(entry.known for entry in south.assumed)


def test_a_mediator_is_introduced_by_what_it_may_do_and_says(exact_two, claims):
    case, _ = exact_two
    silent = Mediator(id="envoy", name="The envoy")
    host, envoy = mediators_of(replace(case, mediators=(*case.mediators, silent)), claims, Footnotes(claims))
    assert host.role == "May carry messages, draft proposals."
    assert [quoted.statement.id for quoted in host.quotations] == ["c4"]
    assert (envoy.name, envoy.role, envoy.quotations) == ("The envoy", "What it may do is not stated.", ())


def test_what_a_mediator_only_passed_on_is_not_its_own_word(exact_two, claims):
    relayed = replace(claims[3], sources=(claims[0].sources[0], replace(claims[3].sources[0], role="relay")))
    (host,) = mediators_of(exact_two[0], (relayed,), Footnotes((relayed,)))
    assert host.quotations == ()


def test_rows_without_an_entry_are_left_out_and_cells_without_one_are_empty(partial_two, claims):
    rows = {row.label: row.cells for row in positions_of(partial_two[0], Footnotes(claims))}
    assert list(rows)[:3] == ["Length of the truce", "Harbour fee", "Who pilots the ships"]
    assert "Taken together" not in rows
    north, south = rows["Red line"]
    assert (len(north), south) == (1, ())
    assert not north[0].assumed
    assert [mark.number for mark in north[0].marks] == [1]


@given(cases())
def test_every_entry_stands_in_the_table_once(case: Case):
    rows = positions_of(case, Footnotes(()))
    for k, party in enumerate(case.parties):
        told = [(row.label, stance.words, stance.assumed) for row in rows for stance in row.cells[k]]
        entries = entries_of(case, party.id)
        assert sorted(words for _, words, _ in told) == sorted(entry.words for entry in entries)
        assert sum(assumed for *_, assumed in told) == sum(entry.assumed for entry in entries)
    assert all(any(row.cells) and len(row.cells) == len(case.parties) for row in rows)
